package io.goalstream.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every Java source that belongs to the project: what git tracks, and what it would track. */
final class SourceTree {

  private SourceTree() {}

  /**
   * One source.
   *
   * @param path relative to the project's directory, with slashes
   */
  record Source(String path, String text) {
    boolean isTest() {
      return path.contains("src/test/");
    }

    String fileName() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    String directory() {
      return path.substring(0, path.lastIndexOf('/'));
    }

    List<String> lines() {
      return text.lines().toList();
    }
  }

  static List<Source> read() throws IOException, InterruptedException {
    Path root = TestParts.root();
    List<String> command =
        List.of("git", "ls-files", "--cached", "--others", "--exclude-standard", "--", "*.java");
    Process git = new ProcessBuilder(command).directory(root.toFile()).start();
    String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // An archive of the sources has no history; then the directories are walked instead.
    List<String> paths = git.waitFor() == 0 ? answer.lines().sorted().toList() : walk(root);
    return paths.stream()
        .filter(path -> Files.exists(root.resolve(path)))
        .map(path -> new Source(path, text(root.resolve(path))))
        .toList();
  }

  private static List<String> walk(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(path -> root.relativize(path).toString())
          .filter(path -> path.endsWith(".java") && !path.contains("target/"))
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
