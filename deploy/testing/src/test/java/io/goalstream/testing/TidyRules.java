package io.goalstream.testing;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.goalstream.testing.SourceTree.Source;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The rules of tidiness; each gives back the places that break it, as {@code path:line}. */
final class TidyRules {
  static final int COLUMNS = 110;
  static final int METHOD_LINES = 60;

  private static final Set<String> FORBIDDEN_PACKAGES =
      Set.of("util", "utils", "impl", "helper", "mapper", "manager", "dto", "common");

  /** Programs to be copied by readers of the documentation. */
  private static final String EXAMPLES = "docs/integrating/examples/";

  /** The launcher speaks to the person who started it. */
  private static final String LAUNCHER = "deploy/local/src/main/java/io/goalstream/local/";

  /** So does the benchmark, and its programs to each other. */
  private static final String BENCHMARK = "deploy/benchmark/src/main/java/io/goalstream/benchmark/";

  private static final Pattern SLEEP =
      Pattern.compile("\\bThread\\s*\\.\\s*sleep\\s*\\(|TimeUnit\\.\\w+\\.sleep\\(");
  private static final Pattern PRINT =
      Pattern.compile("\\bSystem\\s*\\.\\s*(out|err)\\b|\\.printStackTrace\\s*\\(\\s*\\)");
  private static final Pattern DISABLED_WITHOUT_REASON =
      Pattern.compile("@Disabled(?!\\w)(?!\\s*\\(\\s*(value\\s*=\\s*)?\"[^\"]+)");
  private static final Pattern TODO_WITHOUT_ISSUE =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b(?!\\s*\\(?#\\d+)");

  /** Imports and addresses cannot be broken. */
  private static final Pattern UNBREAKABLE = Pattern.compile("^import |https?://\\S{40,}");

  private TidyRules() {}

  static List<String> sleepsInTests(List<Source> sources) {
    return places(sources.stream().filter(Source::isTest), SLEEP, true);
  }

  static List<String> prints(List<Source> sources) {
    return places(
        sources.stream()
            .filter(source -> !source.path().startsWith(LAUNCHER))
            .filter(source -> !source.path().startsWith(BENCHMARK))
            .filter(source -> !source.path().startsWith(EXAMPLES)),
        PRINT,
        true);
  }

  static List<String> disabledWithoutReason(List<Source> sources) {
    return places(sources.stream(), DISABLED_WITHOUT_REASON, true);
  }

  static List<String> todosWithoutIssue(List<Source> sources) {
    return places(sources.stream(), TODO_WITHOUT_ISSUE, false);
  }

  static List<String> longLines(List<Source> sources) {
    return lines(
        sources.stream(), line -> line.length() > COLUMNS && !UNBREAKABLE.matcher(line).find());
  }

  static List<String> forbiddenPackages(List<Source> sources) {
    return sources.stream()
        .filter(
            source ->
                Stream.of(source.directory().split("/", -1)).anyMatch(FORBIDDEN_PACKAGES::contains))
        .map(Source::path)
        .toList();
  }

  /** Packages of main sources without a package-info that says NullMarked. */
  static List<String> packagesWithoutNullMarked(List<Source> sources) {
    Map<String, List<Source>> packages =
        sources.stream()
            .filter(source -> source.path().contains("src/main/java/"))
            .collect(Collectors.groupingBy(Source::directory));
    return packages.entrySet().stream()
        .filter(entry -> entry.getValue().stream().noneMatch(TidyRules::saysNullMarked))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static boolean saysNullMarked(Source source) {
    return source.fileName().equals("package-info.java") && source.text().contains("@NullMarked");
  }

  /** Methods of production code that do not fit on a screen. */
  static List<String> longMethods(List<Source> sources) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    sources.stream().filter(source -> !source.isTest()).map(Parsed::new).forEach(files::add);
    if (files.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    LongMethods found = new LongMethods(Trees.instance(task).getSourcePositions());
    for (CompilationUnitTree unit : task.parse()) {
      found.scan(new TreePath(unit), null);
    }
    return found.places;
  }

  private static List<String> places(Stream<Source> sources, Pattern pattern, boolean codeOnly) {
    return lines(
        sources, line -> pattern.matcher(codeOnly ? withoutTextAndComments(line) : line).find());
  }

  private static List<String> lines(Stream<Source> sources, Predicate<String> offends) {
    return sources
        .flatMap(
            source -> {
              List<String> lines = source.lines();
              return IntStream.range(0, lines.size())
                  .filter(index -> offends.test(lines.get(index)))
                  .mapToObj(index -> source.path() + ":" + (index + 1));
            })
        .toList();
  }

  /**
   * A word in a comment or in a text is no call; the reason of a skip stays, shortened to a letter.
   */
  private static String withoutTextAndComments(String line) {
    return line.replaceAll("\"(?:[^\"\\\\]|\\\\.)+\"", "\"x\"")
        .replaceAll("^\\s*\\*.*|//.*|/\\*.*?(\\*/|$)", "");
  }

  private static final class LongMethods extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final List<String> places = new ArrayList<>();
    private final SourcePositions positions;

    LongMethods(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      LineMap lines = unit.getLineMap();
      if (method.getBody() != null) {
        long first = lines.getLineNumber(positions.getStartPosition(unit, method));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method));
        if (last - first + 1 > METHOD_LINES) {
          places.add(unit.getSourceFile().getName().substring(1) + ":" + first);
        }
      }
      return super.visitMethod(method, null);
    }
  }

  private static final class Parsed extends SimpleJavaFileObject {
    private final String text;

    Parsed(Source source) {
      super(URI.create("string:///" + source.path()), Kind.SOURCE);
      this.text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
