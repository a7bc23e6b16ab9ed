package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import io.goalstream.testing.SourceTree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source is what google-java-format makes of it; with {@code -Dgoalstream.format=true} it is
 * made so. See docs/decisions/0002-formatting.md.
 */
class FormatTest {
  private static final boolean REWRITE = Boolean.getBoolean("goalstream.format");
  private static final Formatter FORMATTER = new Formatter();

  @Test
  void everySourceIsFormatted() throws Exception {
    List<String> unformatted = new ArrayList<>();
    for (Source source : SourceTree.read()) {
      String formatted = format(source.text());
      if (!formatted.equals(source.text())) {
        unformatted.add(source.path());
        rewriteIfAsked(source, formatted);
      }
    }

    assertThat(REWRITE ? List.of() : unformatted)
        .as(
            "not formatted; mvn -pl deploy/testing -am verify -Dtest=FormatTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dgoalstream.format=true"
                + " rewrites them")
        .isEmpty();
  }

  @Test
  void aSourceThatIsNotFormattedIsFound() throws FormatterException {
    String formatted =
        format("package a;import java.util.Map;import java.util.List;class A{List<A> a;}\n");

    assertThat(formatted)
        .isEqualTo(
            """
            package a;

            import java.util.List;

            class A {
              List<A> a;
            }
            """);
    assertThat(format(formatted)).isEqualTo(formatted);
  }

  /**
   * Until it stays the same: a text that was broken into pieces may be laid out again by a second
   * run.
   */
  private static String format(String source) throws FormatterException {
    String formatted = FORMATTER.formatSourceAndFixImports(source);
    return formatted.equals(source) ? source : format(formatted);
  }

  private static void rewriteIfAsked(Source source, String formatted) throws IOException {
    if (REWRITE) {
      Files.writeString(TestParts.root().resolve(source.path()), formatted);
    }
  }
}
