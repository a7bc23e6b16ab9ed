package io.goalstream.ingest.sheets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.goalstream.ingest.application.Table;
import io.goalstream.ingest.domain.table.Cell;
import io.goalstream.ingest.domain.table.Row;
import io.goalstream.ingest.sheets.Encodings.Encoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Rows of texts, parted by commas, semicolons, tabs or bars.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvTable implements Table {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int LONGEST_START = 100_000;

  /** What spreadsheets put before a text, so that it does not become a formula. */
  private static final String FORMULA_STARTS = "=+-@";

  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final Encoding encoding;
  private final List<String> headings;
  private long number;

  private CsvTable(Reader text, char separator, Encoding encoding) throws UnreadableException {
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            // Empty rows count, as they do in what people look at.
            .skipEmptyLines(false)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text);
    this.records = reader.iterator();
    this.encoding = encoding;
    this.headings =
        next()
            .map(row -> row.cells().stream().map(Cell::text).toList())
            .orElseThrow(() -> new UnreadableException("(file)", "nothing", "headings and rows"));
  }

  static CsvTable open(Path file, Optional<String> named) throws UnreadableException {
    Encoding encoding = Encodings.of(file, named);
    try {
      char separator = separator(file, encoding);
      checkQuotes(file, encoding, separator);
      return new CsvTable(Encodings.reader(file, encoding), separator, encoding);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The one that stands most often in the first line, outside of quotes. */
  private static char separator(Path file, Encoding encoding) throws IOException {
    int[] counts = new int[SEPARATORS.length];
    try (Reader text = Encodings.reader(file, encoding)) {
      boolean quoted = false;
      boolean begun = false;
      for (int i = 0; i < LONGEST_START; i++) {
        int sign = text.read();
        quoted = (sign == '"') != quoted;
        if (sign < 0 || (begun && !quoted && (sign == '\n' || sign == '\r'))) {
          break;
        }
        begun = begun || !Character.isWhitespace(sign);
        for (int each = 0; each < SEPARATORS.length && !quoted; each++) {
          counts[each] += sign == SEPARATORS[each] ? 1 : 0;
        }
      }
    }
    int most = 0;
    for (int each = 1; each < SEPARATORS.length; each++) {
      most = counts[each] > counts[most] ? each : most;
    }
    return SEPARATORS[most];
  }

  /** A quote that does not end would take all rows behind it into one cell. */
  private static void checkQuotes(Path file, Encoding encoding, char separator)
      throws IOException, UnreadableException {
    boolean quoted = false;
    boolean start = true;
    long line = 1;
    long begun = 0;
    try (BufferedReader text = new BufferedReader(Encodings.reader(file, encoding))) {
      for (int sign = text.read(); sign >= 0; sign = text.read()) {
        if (sign == '"' && (quoted || start)) {
          // Two quotes in a quoted text are one that is meant: out, and at once in again.
          quoted = !quoted;
          begun = quoted ? line : begun;
          start = !quoted;
        } else {
          start = !quoted && (sign == separator || sign == '\n' || sign == '\r');
        }
        line += sign == '\n' ? 1 : 0;
      }
    }
    if (quoted) {
      throw new UnreadableException(
          "(file)", "a quote that begins in line %d".formatted(begun), "that it ends");
    }
  }

  @Override
  public List<String> headings() {
    return headings;
  }

  @Override
  public Optional<Row> next() throws UnreadableException {
    try {
      while (records.hasNext()) {
        number++;
        Row row = new Row(number, records.next().getFields().stream().map(CsvTable::cell).toList());
        if (!row.isEmpty()) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private static UnreadableException unreadable(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return new UnreadableException(
            "encoding", "bytes that are no text in it", "the encoding in which the file was saved");
      }
    }
    return SheetFiles.unreadable(e);
  }

  private static Cell cell(String text) {
    String found = text.strip();
    boolean guarded =
        found.length() > 1
            && found.charAt(0) == '\''
            && FORMULA_STARTS.indexOf(found.charAt(1)) >= 0;
    return Cell.written(guarded ? found.substring(1) : found);
  }

  @Override
  public String format() {
    return "CSV, " + encoding.charset().name();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
