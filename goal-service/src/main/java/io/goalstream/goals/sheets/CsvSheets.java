package io.goalstream.goals.sheets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.goalstream.goals.sheets.Sheet.Line;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sheet as CSV: UTF-8, commas, one row each. Handed in, semicolons will do as well, which Excel
 * writes where commas part decimals. Texts that come from outside never become formulas.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class CsvSheets {
  private static final String FORMULA_STARTS = "=+-@\t\r\n";
  private static final char QUOTE = '\'';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvSheets() {}

  /** Writes the lines below the layout's headings. */
  public static String write(Layout layout, List<Line> lines) {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
      csv.writeRecord(layout.columns().stream().map(Layout.Column::heading).toList());
      for (Line line : lines) {
        csv.writeRecord(layout.columns().stream().map(column -> cell(column, line)).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static String cell(Layout.Column column, Line line) {
    String text = line.cell(column.heading()).orElse("");
    boolean formula =
        column.kind() == Layout.Kind.TEXT
            && !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return formula ? QUOTE + text : text;
  }

  /**
   * Reads a sheet.
   *
   * @param mostLines more are refused
   * @throws SheetsException if it is not such a sheet
   */
  public static Sheet read(byte[] bytes, Layout layout, int mostLines) {
    String text = decoded(bytes, layout);
    int firstLine = text.indexOf('\n');
    String headings = firstLine < 0 ? text : text.substring(0, firstLine);
    char separator = headings.contains(";") && !headings.contains(",") ? ';' : ',';
    List<Line> lines = new ArrayList<>();
    Map<String, Integer> positions = Map.of();
    boolean first = true;
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator)
            // Empty rows count, as they do in what people look at.
            .skipEmptyLines(false)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      int row = 0;
      for (CsvRecord each : records) {
        row++;
        if (first) {
          positions = Headings.positions(layout, each.getFields());
          first = false;
        } else if (lines.size() == mostLines) {
          throw new SheetsException(
              layout.sheet(), "more than %d rows".formatted(mostLines), "fewer rows");
        } else {
          Line line = line(row, each, positions);
          if (!line.cells().isEmpty()) {
            lines.add(line);
          }
        }
      }
    } catch (CsvParseException | IOException e) {
      throw new SheetsException(
          layout.sheet(), "no CSV: " + e.getMessage(), "rows of cells parted by commas");
    }
    if (first) {
      throw new SheetsException(layout.sheet(), "nothing", "the headings " + layout.headings());
    }
    return new Sheet(layout, positions, lines);
  }

  private static Line line(int row, CsvRecord found, Map<String, Integer> positions) {
    Map<String, String> cells = new LinkedHashMap<>();
    positions.forEach(
        (heading, at) -> {
          String cell = at < found.getFieldCount() ? found.getField(at).strip() : "";
          boolean quoted =
              cell.length() > 1
                  && cell.charAt(0) == QUOTE
                  && FORMULA_STARTS.indexOf(cell.charAt(1)) >= 0;
          if (!cell.isEmpty()) {
            cells.put(heading, quoted ? cell.substring(1) : cell);
          }
        });
    return new Line(row, cells);
  }

  private static String decoded(byte[] bytes, Layout layout) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SheetsException(
          layout.sheet(), "bytes that are no text in UTF-8", "a file saved as CSV UTF-8");
    }
  }
}
