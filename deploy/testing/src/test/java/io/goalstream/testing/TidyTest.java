package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.testing.SourceTree.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole tree is tidy; each rule is shown on a source that breaks it. */
class TidyTest {
  private static final String MAIN =
      "goal-service/src/main/java/io/goalstream/goals/rest/Offender.java";
  private static final String TEST =
      "goal-service/src/test/java/io/goalstream/goals/rest/Offender.java";

  private static List<Source> sources;

  @BeforeAll
  static void readTheTree() throws Exception {
    sources = SourceTree.read();
    assertThat(sources).hasSizeGreaterThan(30);
  }

  @Test
  void testsDoNotSleep() {
    assertThat(TidyRules.sleepsInTests(sources)).isEmpty();
    assertThat(TidyRules.sleepsInTests(offender(TEST, "Thread.sleep(10);")))
        .containsExactly(TEST + ":1");
    assertThat(TidyRules.sleepsInTests(offender(TEST, "TimeUnit.SECONDS.sleep(1);"))).hasSize(1);
    assertThat(TidyRules.sleepsInTests(offender(TEST, "// Thread.sleep(10) would be slow")))
        .isEmpty();
  }

  @Test
  void nothingPrintsButTheLauncherTheBenchmarkAndExamplesForReaders() {
    assertThat(TidyRules.prints(sources)).isEmpty();
    assertThat(TidyRules.prints(offender(MAIN, "System.out.println(1);")))
        .containsExactly(MAIN + ":1");
    assertThat(TidyRules.prints(offender(MAIN, "System.err.print(1);"))).hasSize(1);
    assertThat(TidyRules.prints(offender(TEST, "e.printStackTrace();"))).hasSize(1);
    String launcher = "deploy/local/src/main/java/io/goalstream/local/Launcher.java";
    assertThat(TidyRules.prints(offender(launcher, "System.out.println(1);"))).isEmpty();
  }

  @Test
  void whatIsSkippedSaysWhy() {
    assertThat(TidyRules.disabledWithoutReason(sources)).isEmpty();
    assertThat(TidyRules.disabledWithoutReason(offender(TEST, "@Disabled"))).hasSize(1);
    assertThat(TidyRules.disabledWithoutReason(offender(TEST, "@Disabled(\"\")"))).hasSize(1);
    assertThat(TidyRules.disabledWithoutReason(offender(TEST, "@Disabled(\"needs Docker\")")))
        .isEmpty();
  }

  @Test
  void whatIsLeftToDoHasAnIssue() {
    assertThat(TidyRules.todosWithoutIssue(sources)).isEmpty();
    assertThat(TidyRules.todosWithoutIssue(offender(MAIN, "// TO" + "DO: later"))).hasSize(1);
    assertThat(TidyRules.todosWithoutIssue(offender(MAIN, "// FIX" + "ME"))).hasSize(1);
    assertThat(TidyRules.todosWithoutIssue(offender(MAIN, "// TO" + "DO(#12): later"))).isEmpty();
  }

  @Test
  void linesFitOnAPage() {
    assertThat(TidyRules.longLines(sources)).isEmpty();
    assertThat(TidyRules.longLines(offender(MAIN, "x".repeat(111)))).containsExactly(MAIN + ":1");
    assertThat(TidyRules.longLines(offender(MAIN, "x".repeat(110)))).isEmpty();
  }

  @Test
  void packagesSayWhatIsInThem() {
    assertThat(TidyRules.forbiddenPackages(sources)).isEmpty();
    for (String name :
        List.of("util", "utils", "impl", "helper", "mapper", "manager", "dto", "common")) {
      String path = "goal-service/src/main/java/io/goalstream/goals/" + name + "/Offender.java";
      assertThat(TidyRules.forbiddenPackages(offender(path, ""))).containsExactly(path);
    }
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(TidyRules.packagesWithoutNullMarked(sources)).isEmpty();
    String directory = "goal-service/src/main/java/io/goalstream/goals/rest";
    assertThat(TidyRules.packagesWithoutNullMarked(offender(MAIN, "class Offender {}")))
        .containsExactly(directory);
    assertThat(
            TidyRules.packagesWithoutNullMarked(
                offender(directory + "/package-info.java", "package io.goalstream.goals.rest;")))
        .containsExactly(directory);
  }

  @Test
  void methodsFitOnAScreen() throws Exception {
    assertThat(TidyRules.longMethods(sources)).isEmpty();
    assertThat(TidyRules.longMethods(offender(MAIN, method(58)))).isEmpty();
    assertThat(TidyRules.longMethods(offender(MAIN, method(59)))).containsExactly(MAIN + ":2");
    assertThat(TidyRules.longMethods(offender(TEST, method(59)))).isEmpty();
  }

  private static String method(int lines) {
    return "class Offender {\n  void work() {\n" + "    int i = 0;\n".repeat(lines) + "  }\n}\n";
  }

  private static List<Source> offender(String path, String text) {
    return List.of(new Source(path, text));
  }
}
