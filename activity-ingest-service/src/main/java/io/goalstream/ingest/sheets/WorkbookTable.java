package io.goalstream.ingest.sheets;

import io.goalstream.ingest.application.Table;
import io.goalstream.ingest.domain.table.Cell;
import io.goalstream.ingest.domain.table.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The first sheet of a workbook that people see. */
final class WorkbookTable implements Table {
  /** Excel computes with binary fractions of that many decimal digits; more are noise. */
  private static final MathContext PRECISION = new MathContext(15, RoundingMode.HALF_EVEN);

  /** What stands in a format beside its letters: literals, colours, locales, escapes. */
  private static final Pattern NOT_LETTERS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.");

  private static final Pattern DATE_LETTERS = Pattern.compile(".*[ymdhs].*");

  private final ReadableWorkbook workbook;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private final String sheet;
  private final List<String> headings;

  private WorkbookTable(ReadableWorkbook workbook) throws IOException, UnreadableException {
    this.workbook = workbook;
    Sheet first =
        workbook
            .getSheets()
            .filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
            .findFirst()
            .orElseThrow(
                () -> new UnreadableException("(file)", "no sheet", "a sheet with headings"));
    this.sheet = first.getName();
    this.stream = first.openStream();
    this.rows = stream.iterator();
    this.headings =
        next()
            .map(row -> row.cells().stream().map(Cell::text).toList())
            .orElseThrow(
                () ->
                    new UnreadableException(
                        "(file)", "nothing in sheet " + sheet, "headings and rows"));
  }

  static WorkbookTable open(Path file) throws UnreadableException {
    ReadableWorkbook workbook;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    } catch (IOException | ExcelReaderException e) {
      throw SheetFiles.unreadable(e);
    }
    try {
      return new WorkbookTable(workbook);
    } catch (IOException | ExcelReaderException e) {
      closed(workbook);
      throw SheetFiles.unreadable(e);
    } catch (UnreadableException e) {
      closed(workbook);
      throw e;
    }
  }

  @Override
  public List<String> headings() {
    return headings;
  }

  @Override
  public Optional<Row> next() throws UnreadableException {
    try {
      while (rows.hasNext()) {
        org.dhatim.fastexcel.reader.Row found = rows.next();
        List<Cell> cells = new ArrayList<>(found.getCellCount());
        for (int at = 0; at < found.getCellCount(); at++) {
          cells.add(found.getOptionalCell(at).map(WorkbookTable::cell).orElse(Cell.NOTHING));
        }
        Row row = new Row(found.getRowNum(), cells);
        if (!row.isEmpty()) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (ExcelReaderException | UncheckedIOException e) {
      throw SheetFiles.unreadable(e);
    }
  }

  /** What a cell holds, or what its formula came to. */
  private static Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
    String raw = Optional.ofNullable(cell.getRawValue()).orElse("");
    CellType type = cell.getType();
    Optional<BigDecimal> number =
        type == CellType.NUMBER || type == CellType.FORMULA ? number(raw) : Optional.empty();
    if (number.isPresent()) {
      return Cell.exact(
          isDate(cell) && type == CellType.NUMBER
              ? moment(cell.asDate())
              : number.get().round(PRECISION).stripTrailingZeros().toPlainString());
    }
    return switch (type) {
      case STRING, BOOLEAN -> Cell.written(cell.getText());
      case FORMULA, ERROR -> Cell.written(raw);
      case EMPTY, NUMBER -> Cell.NOTHING;
    };
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A workbook keeps dates as numbers; only the format says what they are. */
  private static boolean isDate(org.dhatim.fastexcel.reader.Cell cell) {
    int id = Optional.ofNullable(cell.getDataFormatId()).orElse(0);
    boolean builtIn = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
    String format =
        Optional.ofNullable(cell.getDataFormatString()).orElse("").toLowerCase(Locale.ROOT);
    return builtIn || DATE_LETTERS.matcher(NOT_LETTERS.matcher(format).replaceAll("")).matches();
  }

  private static String moment(LocalDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : moment.toString();
  }

  @Override
  public String format() {
    return "Excel, sheet " + sheet;
  }

  @Override
  public void close() {
    stream.close();
    closed(workbook);
  }

  private static void closed(ReadableWorkbook workbook) {
    try {
      workbook.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
