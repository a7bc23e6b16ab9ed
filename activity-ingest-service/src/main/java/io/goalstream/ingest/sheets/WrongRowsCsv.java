package io.goalstream.ingest.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DecimalMark;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes rows that were not taken in as a file that spreadsheets open: the cells as they were, and
 * what is wrong with them in a last column. Texts never become formulas.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class WrongRowsCsv implements AutoCloseable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String ERROR = "Error";
  private static final Pattern FORMULA =
      Pattern.compile("[=+@\\t\\r\\n].*|-.*[^\\d., ].*", Pattern.DOTALL);

  private final CsvWriter csv;
  private final int columns;

  /**
   * Begins the file.
   *
   * @param mark of the numbers in it: where it is a comma, spreadsheets part cells by semicolons
   */
  public WrongRowsCsv(OutputStream out, List<String> headings, DecimalMark mark)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    this.csv =
        CsvWriter.builder()
            .fieldSeparator(mark == DecimalMark.COMMA ? ';' : ',')
            .lineDelimiter(LineDelimiter.CRLF)
            .build(text);
    this.columns = headings.size();
    List<String> names = new ArrayList<>(headings.stream().map(WrongRowsCsv::harmless).toList());
    names.add(ERROR);
    csv.writeRecord(names);
  }

  /** Writes rows. */
  public void write(List<WrongRow> rows) {
    for (WrongRow row : rows) {
      List<String> cells = new ArrayList<>(columns + 1);
      for (int at = 0; at < Math.max(columns, row.cells().size()); at++) {
        cells.add(at < row.cells().size() ? harmless(row.cells().get(at)) : "");
      }
      cells.add(
          harmless(
              row.errors().stream().map(Violation::toString).collect(Collectors.joining("; "))));
      csv.writeRecord(cells);
    }
  }

  private static String harmless(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
