package io.goalstream.goals.sheets;

import io.goalstream.goals.sheets.Sheet.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** Excel workbooks (.xlsx). */
public final class Workbooks {
  /** Excel computes with binary fractions of that many decimal digits; more are noise. */
  private static final MathContext PRECISION = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final int HEADER_BYTES = 8;
  private static final double WIDTH = 18;

  private Workbooks() {}

  /** Rows that are to be written below the headings of a layout. */
  public record Content(Layout layout, List<Line> lines) {}

  /** Writes the workbook and leaves the stream open. */
  public static void write(OutputStream out, List<Content> contents) throws IOException {
    Workbook workbook = new Workbook(out, "Goalstream", null);
    for (Content content : contents) {
      write(workbook.newWorksheet(content.layout().sheet()), content);
    }
    workbook.finish();
  }

  private static void write(Worksheet sheet, Content content) throws IOException {
    List<Layout.Column> columns = content.layout().columns();
    for (int at = 0; at < columns.size(); at++) {
      sheet.value(0, at, columns.get(at).heading());
      sheet.width(at, WIDTH);
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
    sheet.freezePane(0, 1);
    int row = 1;
    for (Line line : content.lines()) {
      for (int at = 0; at < columns.size(); at++) {
        int column = at;
        Layout.Kind kind = columns.get(at).kind();
        Optional<String> cell = line.cell(columns.get(at).heading());
        if (cell.isPresent()) {
          write(sheet, row, column, kind, cell.get());
        }
      }
      row++;
    }
    sheet.setAutoFilter(0, 0, Math.max(row - 1, 1), columns.size() - 1);
    sheet.finish();
  }

  private static void write(Worksheet sheet, int row, int column, Layout.Kind kind, String text) {
    switch (kind) {
      case TEXT -> sheet.value(row, column, text);
      case DAY -> {
        sheet.value(row, column, LocalDate.parse(text));
        sheet.style(row, column).format("yyyy-mm-dd").set();
      }
      case NUMBER -> {
        BigDecimal number = new BigDecimal(text);
        // Excel would keep only the first 15 digits, so longer numbers go there and back as texts.
        if (number.compareTo(number.round(PRECISION)) == 0) {
          sheet.value(row, column, number);
        } else {
          sheet.value(row, column, text);
        }
      }
    }
  }

  /**
   * Reads those of the sheets that are there.
   *
   * @param mostLines more in one sheet are refused
   * @throws SheetsException if it is no workbook with one of these sheets
   */
  public static List<Sheet> read(byte[] bytes, List<Layout> layouts, int mostLines) {
    byte[] header = Arrays.copyOf(bytes, HEADER_BYTES);
    if (!ReadableWorkbook.isOOXMLZipHeader(header)) {
      throw new SheetsException(
          ReadableWorkbook.isOLE2Header(header) ? "an old workbook (.xls)" : "another kind of file",
          "an Excel workbook (.xlsx)");
    }
    List<Sheet> sheets = new ArrayList<>();
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(false, true))) {
      for (Layout layout : layouts) {
        Optional<org.dhatim.fastexcel.reader.Sheet> found =
            workbook
                .getSheets()
                .filter(sheet -> lower(sheet.getName()).equals(lower(layout.sheet())))
                .findFirst();
        if (found.isPresent()) {
          sheets.add(read(found.get(), layout, mostLines));
        }
      }
    } catch (IOException | ExcelReaderException e) {
      throw new SheetsException(
          "a workbook that cannot be read: " + e.getMessage(), "one by Excel");
    }
    if (sheets.isEmpty()) {
      throw new SheetsException(
          "none of them",
          "at least one of the sheets "
              + String.join(", ", layouts.stream().map(Layout::sheet).toList()));
    }
    return sheets;
  }

  private static Sheet read(org.dhatim.fastexcel.reader.Sheet found, Layout layout, int mostLines)
      throws IOException {
    try (Stream<Row> rows = found.openStream()) {
      Iterator<Row> each = rows.iterator();
      List<String> headings = new ArrayList<>();
      if (each.hasNext()) {
        Row first = each.next();
        for (int at = 0; at < first.getCellCount(); at++) {
          headings.add(
              first.getOptionalCell(at).flatMap(cell -> text(cell, Layout.Kind.TEXT)).orElse(""));
        }
      }
      Map<String, Integer> positions = Headings.positions(layout, headings);
      List<Line> lines = new ArrayList<>();
      while (each.hasNext()) {
        Line line = line(each.next(), layout, positions);
        if (!line.cells().isEmpty()) {
          if (lines.size() == mostLines) {
            throw new SheetsException(
                "more than %d rows in sheet %s".formatted(mostLines, layout.sheet()), "fewer rows");
          }
          lines.add(line);
        }
      }
      return new Sheet(layout, positions, lines);
    }
  }

  private static Line line(Row row, Layout layout, Map<String, Integer> positions) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Layout.Column column : layout.columns()) {
      Optional.ofNullable(positions.get(column.heading()))
          .flatMap(row::getOptionalCell)
          .flatMap(cell -> text(cell, column.kind()))
          .ifPresent(text -> cells.put(column.heading(), text));
    }
    return new Line(row.getRowNum(), cells);
  }

  /** What a cell holds, or what its formula came to. */
  private static Optional<String> text(Cell cell, Layout.Kind kind) {
    CellType type = cell.getType();
    if (type == CellType.NUMBER || (type == CellType.FORMULA && isNumber(cell.getRawValue()))) {
      return Optional.of(number(cell, kind));
    }
    String text =
        switch (type) {
          case STRING, BOOLEAN -> cell.getText();
          case FORMULA, ERROR -> Optional.ofNullable(cell.getRawValue()).orElse("");
          case EMPTY, NUMBER -> "";
        };
    return Optional.of(text.strip()).filter(word -> !word.isEmpty());
  }

  private static String number(Cell cell, Layout.Kind kind) {
    BigDecimal number = new BigDecimal(cell.getRawValue());
    if (kind == Layout.Kind.DAY && cell.getType() == CellType.NUMBER) {
      LocalDateTime moment = cell.asDate();
      return moment.toLocalTime().toSecondOfDay() == 0
          ? moment.toLocalDate().toString()
          : moment.toString();
    }
    BigDecimal exact = number.round(PRECISION).stripTrailingZeros();
    return exact.toPlainString();
  }

  private static boolean isNumber(String text) {
    try {
      return text != null && new BigDecimal(text).precision() > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
