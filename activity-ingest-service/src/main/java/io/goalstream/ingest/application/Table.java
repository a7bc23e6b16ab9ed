package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A table that is read row by row, so that its length does not matter. */
public interface Table extends AutoCloseable {
  /** The headings of its columns, in their order; empty ones for columns without. */
  List<String> headings();

  /**
   * The next row below the headings that is not empty.
   *
   * @throws UnreadableException if the file cannot be read on
   */
  Optional<Row> next() throws UnreadableException;

  /** How the file was read, such as {@code CSV, windows-1251}. */
  String format();

  @Override
  void close();

  /** Opens files as tables. */
  interface Files {
    /**
     * Opens a file.
     *
     * @param encoding of a text file, if it is known
     * @throws UnreadableException if it holds no table
     */
    Table open(Path file, Optional<String> encoding) throws UnreadableException;
  }

  /** The file is none that can be read. */
  final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    public UnreadableException(String field, String found, String expected) {
      super("Found %s, expected %s".formatted(found, expected));
      this.violation = new Violation(field, found, expected);
    }

    /** What was found and what was expected. */
    public Violation violation() {
      return violation;
    }
  }
}
