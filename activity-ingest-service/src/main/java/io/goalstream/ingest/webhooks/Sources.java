package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The sources that there are: one for each file of a directory. */
public final class Sources {
  private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-]{1,50})\\.ya?ml");

  private final SortedMap<String, Source> byName;

  private Sources(SortedMap<String, Source> byName) {
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  /** Files that are wrong; the message says for each what, where, and what is expected. */
  public static final class WrongFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongFileException(String message) {
      super(message);
    }
  }

  /**
   * Reads all files of the directory.
   *
   * @param directory there are no sources if it does not exist
   * @param settings as {@link SourceFile} wants it
   * @throws WrongFileException if one of them is wrong: a service that takes half of its sources in
   *     would be worse than one that does not start
   */
  public static Sources read(Path directory, UnaryOperator<String> settings, JsonMapper json) {
    SortedMap<String, Source> sources = new TreeMap<>();
    StringBuilder problems = new StringBuilder();
    for (Path file : files(directory)) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (!name.matches()) {
        continue;
      }
      SourceFile.Read read =
          SourceFile.read(name.group(1), text(file), Optional.of(settings), json);
      read.source().ifPresent(source -> sources.put(source.name(), source));
      if (!read.violations().isEmpty()) {
        problems
            .append("%n%s:%n  ".formatted(file.getFileName()))
            .append(
                read.violations().stream()
                    .map(Violation::toString)
                    .collect(Collectors.joining(System.lineSeparator() + "  ")));
      }
    }
    if (!problems.isEmpty()) {
      throw new WrongFileException("Files of sources are wrong:" + problems);
    }
    return new Sources(sources);
  }

  private static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Source> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
