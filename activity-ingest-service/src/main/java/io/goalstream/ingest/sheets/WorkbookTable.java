package io.goalstream.ingest.sheets;

import io.goalstream.ingest.application.Table;
import io.goalstream.ingest.domain.table.Cell;
import io.goalstream.ingest.domain.table.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
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

  private static final int LONGEST = 400;
  private static final BigDecimal LAST_DAY = new BigDecimal(2_958_465);
  private static final BigDecimal SECONDS_OF_A_DAY = new BigDecimal(86_400);

  /** Excel counts a 29 February 1900 that never was, so days since March 1900 begin here. */
  private static final LocalDateTime FIRST_OF_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);

  private static final LocalDateTime FIRST_OF_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);

  private static final Pattern SINCE_1904 = Pattern.compile("date1904\\s*=\\s*[\"'](1|true)[\"']");
  private static final long MOST_UNPACKED = 64L << 20;

  private final ReadableWorkbook workbook;
  private final boolean since1904;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private final String sheet;
  private final List<String> headings;

  private WorkbookTable(ReadableWorkbook workbook, boolean since1904)
      throws IOException, UnreadableException {
    this.workbook = workbook;
    this.since1904 = since1904;
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
    boolean since1904;
    try {
      since1904 = checkParts(file);
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    } catch (IOException | RuntimeException e) {
      throw SheetFiles.unreadable(e);
    }
    try {
      return new WorkbookTable(workbook, since1904);
    } catch (IOException | RuntimeException e) {
      closed(workbook);
      throw SheetFiles.unreadable(e);
    } catch (UnreadableException e) {
      closed(workbook);
      throw e;
    }
  }

  /**
   * The table of texts is held in memory, so it has a limit.
   *
   * @return true if the days of the workbook are counted from 1904
   */
  private static boolean checkParts(Path file) throws IOException, UnreadableException {
    try (ZipFile parts = new ZipFile(file.toFile())) {
      ZipEntry texts = parts.getEntry("xl/sharedStrings.xml");
      if (texts != null && texts.getSize() > MOST_UNPACKED) {
        throw new UnreadableException(
            "(file)",
            "texts of %d bytes in one workbook".formatted(texts.getSize()),
            "at most %d bytes; CSV has no such limit".formatted(MOST_UNPACKED));
      }
      ZipEntry workbook = parts.getEntry("xl/workbook.xml");
      if (workbook == null) {
        return false;
      }
      try (InputStream text = parts.getInputStream(workbook)) {
        String start = new String(text.readNBytes(1 << 16), StandardCharsets.UTF_8);
        return SINCE_1904.matcher(start).find();
      }
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
          cells.add(found.getOptionalCell(at).map(this::cell).orElse(Cell.NOTHING));
        }
        Row row = new Row(found.getRowNum(), cells);
        if (!row.isEmpty()) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      // The library says in many ways that a file is not as it should be.
      throw SheetFiles.unreadable(e);
    }
  }

  /** What a cell holds, or what its formula came to. */
  private Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
    String raw = Optional.ofNullable(cell.getRawValue()).orElse("");
    CellType type = cell.getType();
    Optional<BigDecimal> number =
        type == CellType.NUMBER || type == CellType.FORMULA ? number(raw) : Optional.empty();
    if (number.isPresent()) {
      return number(number.get(), cell);
    }
    return switch (type) {
      case STRING, BOOLEAN -> Cell.written(cell.getText());
      case FORMULA, ERROR -> Cell.written(raw);
      case EMPTY, NUMBER -> Cell.NOTHING;
    };
  }

  private Cell number(BigDecimal number, org.dhatim.fastexcel.reader.Cell cell) {
    if (isDate(cell)) {
      return moment(number).map(Cell::exact).orElseGet(() -> Cell.written(cell.getRawValue()));
    }
    BigDecimal meant = number.stripTrailingZeros().scale() > 0 ? number.round(PRECISION) : number;
    boolean percent = format(cell).contains("%");
    String plain = (percent ? meant.movePointRight(2) : meant).stripTrailingZeros().toPlainString();
    return Cell.exact(percent ? plain + "%" : plain);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      // A number such as 1E999999999 would be written out in a thousand million digits.
      return Optional.of(new BigDecimal(text)).filter(found -> Math.abs(found.scale()) <= LONGEST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A workbook keeps dates as numbers; only the format says what they are. */
  private static boolean isDate(org.dhatim.fastexcel.reader.Cell cell) {
    int id = Optional.ofNullable(cell.getDataFormatId()).orElse(0);
    boolean builtIn = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
    return builtIn
        || DATE_LETTERS.matcher(NOT_LETTERS.matcher(format(cell)).replaceAll("")).matches();
  }

  private static String format(org.dhatim.fastexcel.reader.Cell cell) {
    return Optional.ofNullable(cell.getDataFormatString()).orElse("").toLowerCase(Locale.ROOT);
  }

  /**
   * Days since the calendar of the workbook begins; the library does not see every workbook that
   * begins with 1904. Nothing if it is a time of no day, or no date at all.
   */
  private Optional<String> moment(BigDecimal days) {
    if (days.compareTo(BigDecimal.ONE) < 0 || days.compareTo(LAST_DAY) > 0) {
      return Optional.empty();
    }
    long seconds =
        days.multiply(SECONDS_OF_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    LocalDateTime moment = (since1904 ? FIRST_OF_1904 : FIRST_OF_1900).plusSeconds(seconds);
    return Optional.of(
        moment.toLocalTime().equals(LocalTime.MIDNIGHT)
            ? moment.toLocalDate().toString()
            : moment.toString());
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
