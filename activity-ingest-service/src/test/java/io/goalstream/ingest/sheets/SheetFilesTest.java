package io.goalstream.ingest.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.application.Table;
import io.goalstream.ingest.application.Table.UnreadableException;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.Cell;
import io.goalstream.ingest.domain.table.DecimalMark;
import io.goalstream.ingest.domain.table.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetFilesTest {
  private static final String RUSSIAN =
      "Номер сделки;Клиент;Сумма\nD-1;Северный ветер;1 234,50\nD-2;Заря;17\n";
  private static final String CHINESE = "商机编号,客户,金额\nD-1,北方贸易有限公司,1234.50\nD-2,晨光科技,17\n";

  private final Path directory;

  SheetFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("file"), bytes);
  }

  private static List<Row> rows(Table table) throws UnreadableException {
    List<Row> rows = new ArrayList<>();
    for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static List<String> texts(Row row) {
    return row.cells().stream().map(Cell::text).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1251", "UTF-16LE"})
  void russianFilesAreReadInTheirEncodings(String name) throws Exception {
    String mark = name.equals("UTF-16LE") ? "\uFEFF" : "";

    try (Table table =
        new SheetFiles()
            .open(file((mark + RUSSIAN).getBytes(Charset.forName(name))), Optional.empty())) {
      assertThat(table.format()).isEqualTo("CSV, " + name);
      assertThat(table.headings()).containsExactly("Номер сделки", "Клиент", "Сумма");
      assertThat(rows(table))
          .extracting(Row::number, SheetFilesTest::texts)
          .containsExactly(
              tuple(2L, List.of("D-1", "Северный ветер", "1 234,50")),
              tuple(3L, List.of("D-2", "Заря", "17")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030"})
  void chineseFilesAreReadInTheirEncodings(String name) throws Exception {
    try (Table table =
        new SheetFiles().open(file(CHINESE.getBytes(Charset.forName(name))), Optional.empty())) {
      assertThat(table.format()).isEqualTo("CSV, " + name);
      assertThat(table.headings()).containsExactly("商机编号", "客户", "金额");
      assertThat(rows(table))
          .extracting(SheetFilesTest::texts)
          .containsExactly(List.of("D-1", "北方贸易有限公司", "1234.50"), List.of("D-2", "晨光科技", "17"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Номер;Сумма~1;5                                  | windows-1251",
        "编号;金额~1;5                                     | GB18030",
        "رقم الصفقة;المرحلة;المبلغ~1;فوز;5                | windows-1256",
        "Nummer;Größe~1;Müller und Söhne;Bäckerei Schröder | windows-1252"
      })
  void evenAShortFileIsRead(String text, String name) throws Exception {
    String lines = text.strip().replace('~', '\n');

    try (Table table =
        new SheetFiles().open(file(lines.getBytes(Charset.forName(name))), Optional.empty())) {
      assertThat(table.format()).isEqualTo("CSV, " + name);
    }
  }

  @Test
  void whatCannotBeToldIsAsked() throws Exception {
    byte[] bytes = {'i', 'd', '\n', (byte) 0x98, (byte) 0x98};

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> new SheetFiles().open(file(bytes), Optional.empty()))
        .withMessageContaining("expected its name, such as GB18030");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstHeading() throws Exception {
    try (Table table =
        new SheetFiles()
            .open(
                file("\uFEFFid,amount\n1,2".getBytes(StandardCharsets.UTF_8)), Optional.empty())) {
      assertThat(table.headings()).containsExactly("id", "amount");
    }
  }

  @Test
  void wordsFarBehindTheStartTellTheEncodingToo() throws Exception {
    String ascii = "D-1;plain;17\n".repeat(50_000);
    String russian =
        """
        D-2;Общество с ограниченной ответственностью «Северный ветер»;17
        D-3;Закрытое акционерное общество «Заря», город Екатеринбург;18
        D-4;Индивидуальный предприниматель из Нижнего Новгорода;19
        """;

    try (Table table =
        new SheetFiles()
            .open(
                file(
                    ("id;name;amount\n" + ascii + russian)
                        .getBytes(Charset.forName("windows-1251"))),
                Optional.empty())) {
      assertThat(table.format()).isEqualTo("CSV, windows-1251");
      assertThat(rows(table)).hasSize(50_003);
    }
  }

  @Test
  void anEncodingThatIsNamedIsKept() throws Exception {
    try (Table table =
        new SheetFiles()
            .open(
                file("id,имя\n1,Ёж".getBytes(Charset.forName("KOI8-R"))), Optional.of("KOI8-R"))) {
      assertThat(table.headings()).containsExactly("id", "имя");
    }
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> new SheetFiles().open(file(new byte[] {'i'}), Optional.of("Klingon")))
        .withMessageContaining("Klingon, expected an encoding such as");
  }

  @Test
  void bytesThatAreNoTextInTheNamedEncodingAreAnError() throws Exception {
    byte[] bytes = RUSSIAN.getBytes(Charset.forName("windows-1251"));

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(
            () -> {
              try (Table table = new SheetFiles().open(file(bytes), Optional.of("UTF-8"))) {
                rows(table);
              }
            })
        .satisfies(e -> assertThat(e.violation().field()).isEqualTo("encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void cellsMayBePartedInSeveralWays(String separator) throws Exception {
    String text = "id%sname%snote\nD-1%s\"a%sb\nc\"%s'=1+1\n\nD-2%sx".replace("%s", separator);

    try (Table table =
        new SheetFiles().open(file(text.getBytes(StandardCharsets.UTF_8)), Optional.empty())) {
      assertThat(rows(table))
          .extracting(Row::number, SheetFilesTest::texts)
          .containsExactly(
              tuple(2L, List.of("D-1", "a" + separator + "b\nc", "=1+1")),
              tuple(4L, List.of("D-2", "x")));
    }
  }

  @Test
  void aWorkbookSaysWhatIsANumberAndWhatADate() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook(bytes);

    try (Table table = new SheetFiles().open(file(bytes.toByteArray()), Optional.empty())) {
      assertThat(table.format()).isEqualTo("Excel, sheet Deals");
      assertThat(table.headings()).containsExactly("id", "amount", "closed", "at", "share", "name");
      List<Row> rows = rows(table);
      assertThat(rows).extracting(Row::number).containsExactly(2L, 4L);
      assertThat(rows.getFirst().cells())
          .containsExactly(
              Cell.exact("1001"),
              Cell.exact("1234.5"),
              Cell.exact("2026-03-31"),
              Cell.exact("2026-03-31T09:30"),
              Cell.exact("70%"),
              Cell.written("1.234"));
      assertThat(rows.get(1).cell(0)).isEqualTo(Cell.written("D-2"));
      assertThat(rows.get(1).cell(5)).isEqualTo(Cell.NOTHING);
    }
  }

  private static void workbook(OutputStream out) throws IOException {
    Workbook workbook = new Workbook(out, "Test", null);
    Worksheet sheet = workbook.newWorksheet("Deals");
    List<String> headings = List.of("id", "amount", "closed", "at", "share", "name");
    for (int at = 0; at < headings.size(); at++) {
      sheet.value(0, at, headings.get(at));
    }
    sheet.value(1, 0, 1001);
    sheet.value(1, 1, 1234.5);
    sheet.style(1, 1).format("#,##0.00 [$EUR];[Red]-#,##0.00").set();
    sheet.value(1, 2, LocalDate.of(2026, 3, 31));
    sheet.style(1, 2).format("dd.mm.yyyy").set();
    sheet.value(1, 3, LocalDateTime.of(2026, 3, 31, 9, 30));
    sheet.style(1, 3).format("yyyy-mm-dd hh:mm").set();
    sheet.value(1, 4, 0.7);
    sheet.style(1, 4).format("0%").set();
    sheet.value(1, 5, "1.234");
    sheet.value(3, 0, "D-2");
    sheet.finish();
    workbook.newWorksheet("Second").finish();
    workbook.finish();
  }

  @Test
  void aWorkbookThatCountsFromAnotherYearHasTheSameDates() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook(bytes);
    Path file = file(since1904(bytes.toByteArray()));

    try (Table table = new SheetFiles().open(file, Optional.empty())) {
      assertThat(rows(table).getFirst().cell(2)).isEqualTo(Cell.exact("2030-04-01"));
    }
  }

  /** The same days, of a workbook whose first day is four years and a day later. */
  private byte[] since1904(byte[] workbook) throws IOException {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (ZipFile parts = new ZipFile(file(workbook).toFile());
        ZipOutputStream out = new ZipOutputStream(changed)) {
      for (ZipEntry part : Collections.list(parts.entries())) {
        try (InputStream bytes = parts.getInputStream(part)) {
          String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
          out.putNextEntry(new ZipEntry(part.getName()));
          out.write(
              text.replaceAll("<workbookPr[^>]*>", "<workbookPr date1904=\"1\"/>")
                  .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return changed.toByteArray();
  }

  @Test
  void russianCustomersBelowEnglishHeadingsAreNotTakenForSomethingElse() throws Exception {
    String text = "id,customer,amount\n" + "D-1,Северный ветер,1\nD-2,Заря,2\n".repeat(20);
    Path file = file(text.getBytes(Charset.forName("windows-1251")));
    String read;
    try (Table table = new SheetFiles().open(file, Optional.empty())) {
      read = table.format();
    } catch (UnreadableException e) {
      read = e.violation().field();
    }
    assertThat(read).isIn("CSV, windows-1251", "encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "D0CF11E0A1B11AE1, .xls",
    "504B030400000000, bytes that cannot be read",
    "'', nothing"
  })
  void otherFilesAreRefusedWithWhatTheyAre(String hex, String found) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> new SheetFiles().open(file(bytes), Optional.empty()))
        .withMessageContaining(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"COMMA | ; | ;-12,5;", "POINT | , | ,\"-12,5\","})
  void rowsThatAreHandedBackCanBeHandedInAgainAndAreNoFormulas(
      DecimalMark mark, String separator, String amount) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WrongRowsCsv csv = new WrongRowsCsv(out, List.of("id", "amount", "name"), mark)) {
      csv.write(
          List.of(
              new WrongRow(
                  7,
                  List.of("D-1", "-12,5", "=HYPERLINK(\"x\")"),
                  List.of(new Violation("amount (column B)", "-12,5", "more than 0")))));
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("\uFEFF" + String.join(separator, "id", "amount", "name", "Error"));
    try (Table table = new SheetFiles().open(file(out.toByteArray()), Optional.empty())) {
      assertThat(table.headings()).containsExactly("id", "amount", "name", "Error");
      assertThat(rows(table))
          .extracting(SheetFilesTest::texts)
          .containsExactly(
              List.of(
                  "D-1",
                  "-12,5",
                  "=HYPERLINK(\"x\")",
                  "amount (column B): found -12,5, expected more than 0"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("'=HYPERLINK").contains(amount);
  }
}
