package io.goalstream.ingest.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {
  private static final Instant MOMENT = Instant.parse("2026-07-01T08:00:00Z");

  private static Mapping guessed(FactKind kind) {
    return new Mapping(
        kind,
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ZoneOffset.UTC);
  }

  private static Row row(String... cells) {
    return new Row(2, Arrays.stream(cells).map(Cell::written).toList());
  }

  private static RowReader reader(Mapping mapping, List<String> headings, Row... rows) {
    Headings.Fitted fitted = Headings.fit(mapping, headings);
    assertThat(fitted.violations()).isEmpty();
    Evidence evidence = new Evidence(fitted.mapping(), headings);
    Arrays.stream(rows).forEach(evidence::take);
    assertThat(evidence.questions(fitted.mapping())).isEmpty();
    return new RowReader(evidence.complete(fitted.mapping()), headings, MOMENT);
  }

  private static Fact fact(Mapping mapping, List<String> headings, Row row) {
    RowReader.Read read = reader(mapping, headings, row).read(row);
    assertThat(read.violations()).isEmpty();
    return read.fact().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deal ID;Stage;Amount;Currency;Owner;Close Date;Created          |"
            + " D-1;Closed Won;1,234.50;EUR;rep-1;13/06/2026;01/06/2026",
        "商机编号;销售阶段;商机金额;币种;负责人;成交日期;创建日期                |"
            + " D-1;赢单;1,234.50;EUR;rep-1;2026年6月13日;2026/6/1",
        "Номер сделки;Этап сделки;Сумма;Валюта;Ответственный;Дата закрытия;Дата создания |"
            + " D-1;Выиграна;1 234,50;EUR;rep-1;13.06.2026;01.06.2026",
        "رقم الصفقة;المرحلة;المبلغ;العملة;المسؤول;تاريخ الإغلاق;تاريخ الإنشاء |"
            + " D-1;فوز;١٢٣٤٫٥٠;EUR;rep-1;١٣/٠٦/٢٠٢٦;٠١/٠٦/٢٠٢٦"
      })
  void headingsOfFourLanguagesAreUnderstood(String headings, String cells) {
    Deal deal =
        (Deal)
            fact(
                guessed(FactKind.DEALS),
                List.of(headings.split(";", -1)),
                row(cells.split(";", -1)));

    assertThat(deal.id()).isEqualTo("D-1");
    assertThat(deal.version()).isEqualTo(MOMENT.toEpochMilli());
    assertThat(deal.stage()).contains("WON");
    assertThat(deal.amount()).contains(new BigDecimal("1234.500000"));
    assertThat(deal.currency()).contains("EUR");
    assertThat(deal.closedOn()).contains(LocalDate.of(2026, 6, 13));
    assertThat(deal.expectedCloseOn()).isEmpty();
    assertThat(deal.createdOn()).contains(LocalDate.of(2026, 6, 1));
    assertThat(deal.credits())
        .containsExactly(new Deal.Credit("rep-1", BigDecimal.ONE, Deal.Credit.REVENUE));
    assertThat(deal.violations(MOMENT)).isEmpty();
  }

  @Test
  void theOneCloseDateOfAnOpenDealIsTheExpectedOne() {
    Deal deal =
        (Deal)
            fact(
                guessed(FactKind.DEALS),
                List.of("id", "stage", "close date"),
                row("D-1", "Negotiation", "2026-09-30"));

    assertThat(deal.stage()).contains("OPEN");
    assertThat(deal.sourceStage()).contains("Negotiation");
    assertThat(deal.expectedCloseOn()).contains(LocalDate.of(2026, 9, 30));
    assertThat(deal.closedOn()).isEmpty();
  }

  @Test
  void creditsMayBeSplit() {
    Deal deal =
        (Deal)
            fact(
                guessed(FactKind.DEALS),
                List.of("id", "credits"),
                row("D-1", "rep-1 60%; rep-2: 0.4; rep-3 10 % OVERLAY"));

    assertThat(deal.credits())
        .containsExactly(
            new Deal.Credit("rep-1", new BigDecimal("0.6"), "REVENUE"),
            new Deal.Credit("rep-2", new BigDecimal("0.4"), "REVENUE"),
            new Deal.Credit("rep-3", new BigDecimal("0.1"), "OVERLAY"));
  }

  @Test
  void aMappingSaysWhatColumnsAndWordsMean() {
    Mapping mapping =
        new Mapping(
            FactKind.DEALS,
            Map.of("Key", "id", "phase", "stage", "Seller", "repId", "Tier", "attributes.tier"),
            Map.of("currency", "EUR", "source", "ledger"),
            Map.of(
                "stage", Map.of("invoiced", "WON"),
                "repId", Map.of("Ann Lee", "rep-17")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneId.of("Europe/Berlin"));

    Deal deal =
        (Deal)
            fact(
                mapping,
                List.of("KEY", "Phase ", "Seller", "Tier", "Amount"),
                row("D-1", "Invoiced", "ann lee", "gold", "17"));

    assertThat(deal.stage()).contains("WON");
    assertThat(deal.sourceStage()).contains("Invoiced");
    assertThat(deal.credits().getFirst().repId()).isEqualTo("rep-17");
    assertThat(deal.attributes()).isEqualTo(Map.of("tier", "gold"));
    assertThat(deal.source()).contains("ledger");
    assertThat(deal.amount()).as("a column that the mapping does not name").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"EUR, 5, EUR", "'', 5 USD, USD", "'', 5, CHF", "USD, 5 USD, USD"})
  void theCurrencyOfACellComesBeforeTheUsualOne(String cell, String amount, String expected) {
    Mapping mapping = withCurrency("CHF");

    Deal deal = (Deal) fact(mapping, List.of("id", "currency", "amount"), row("D-1", cell, amount));

    assertThat(deal.currency()).contains(expected);
  }

  private static Mapping withCurrency(String currency) {
    return new Mapping(
        FactKind.DEALS,
        Map.of(),
        Map.of("currency", currency),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ZoneOffset.UTC);
  }

  @Test
  void whatCannotBeReadIsSaidByItsColumn() {
    List<String> headings = List.of("id", "Stage", "Amount", "Currency", "Close date", "Owner");
    Row row = row("D-1", "Invoiced?", "1,5x", "EUR", "31.02.2026", "rep-1");

    RowReader.Read read = reader(guessed(FactKind.DEALS), headings, row).read(row);

    assertThat(read.fact()).isEmpty();
    assertThat(read.violations())
        .extracting(Violation::field, Violation::found)
        .containsExactly(
            tuple("Stage (column B)", "Invoiced?"),
            tuple("Amount (column C)", "1,5x"),
            tuple("Close date (column E)", "31.02.2026"));
  }

  @Test
  void whatBreaksARuleIsSaidByTheColumnThatItComesFrom() {
    RowReader reader =
        reader(guessed(FactKind.DEALS), List.of("id", "Owner", "Close date"), row("D-1"));

    assertThat(
            List.of("credits[0].repId", "credits", "closedOn", "id", "amount").stream()
                .map(field -> reader.inColumn(new Violation(field, "x", "y")).field()))
        .containsExactly(
            "Owner (column B)",
            "Owner (column B)",
            "Close date (column C)",
            "id (column A)",
            "amount");
  }

  @ParameterizedTest
  @CsvSource({
    "Phone call, CALL",
    "звонок, CALL",
    "拜访, VISIT",
    "اجتماع, MEETING",
    "Webinar, WEBINAR",
    "site tour, SITE_TOUR"
  })
  void activitiesMayHaveTypesOfSomebodysOwn(String word, String type) {
    Activity activity =
        (Activity)
            fact(
                guessed(FactKind.ACTIVITIES),
                List.of("id", "type", "rep", "date"),
                row("A-1", word, "rep-1", "2026-03-31 9:30"));

    assertThat(activity.type()).contains(type);
    assertThat(activity.repId()).contains("rep-1");
    assertThat(activity.occurredAt()).contains(Instant.parse("2026-03-31T09:30:00Z"));
  }

  @Test
  void datesThatCouldBeMeantInTwoWaysAreAskedFor() {
    assertThat(questions("id;closed date", "D-1;03/04/2026", "D-2;05/06/2026"))
        .extracting(Violation::field, Violation::found)
        .containsExactly(tuple("dateOrder", "03/04/2026 in row 2"));
  }

  @Test
  void oneDateAmongThemIsEnoughToKnow() {
    assertThat(questions("id;closed date", "D-1;03/04/2026", "D-2;13/06/2026")).isEmpty();
  }

  @Test
  void datesThatSpeakAgainstEachOtherAreAskedFor() {
    assertThat(questions("id;closed date", "D-1;04/13/2026", "D-2;13/06/2026"))
        .extracting(Violation::found)
        .containsExactly("13/06/2026 in row 3 and 04/13/2026 in row 2");
  }

  @Test
  void numbersThatCouldBeMeantInTwoWaysAreAskedFor() {
    assertThat(questions("id;amount", "D-1;1.234", "D-2;17"))
        .extracting(Violation::field, Violation::found)
        .containsExactly(tuple("decimalMark", "1.234 in row 2"));
    assertThat(questions("id;amount", "D-1;1.234", "D-2;0,5")).isEmpty();
  }

  private static List<Violation> questions(String headings, String... rows) {
    List<String> columns = List.of(headings.split(";", -1));
    Mapping mapping = Headings.fit(guessed(FactKind.DEALS), columns).mapping();
    Evidence evidence = new Evidence(mapping, columns);
    for (int i = 0; i < rows.length; i++) {
      evidence.take(
          new Row(i + 2L, Arrays.stream(rows[i].split(";", -1)).map(Cell::written).toList()));
    }
    return evidence.questions(mapping);
  }

  @Test
  void idsThatStandInSeveralRowsAreFound() {
    List<String> columns = List.of("id");
    Mapping mapping = Headings.fit(guessed(FactKind.DEALS), columns).mapping();
    Evidence evidence = new Evidence(mapping, columns);
    for (int i = 0; i < 100_000; i++) {
      evidence.take(row("D-" + i));
    }
    evidence.take(row("D-500"));

    Evidence.Repeated repeated = evidence.repeated();

    assertThat(evidence.rows()).isEqualTo(100_001);
    assertThat(IntStream.range(0, 100_000).filter(i -> repeated.has("D-" + i)).boxed())
        .containsExactly(500);
  }

  @ParameterizedTest
  @CsvSource({
    "'Deal ID,Stage,Status', Stage and Status for stage",
    "'Deal ID,Record ID', Deal ID and Record ID for id",
    "'id,Value,Total', Value and Total for amount"
  })
  void ofTwoColumnsForOneFieldTheMappingHasToSayWhichItIs(String headings, String found) {
    assertThat(Headings.fit(guessed(FactKind.DEALS), List.of(headings.split(",", -1))).violations())
        .extracting(Violation::found)
        .containsExactly(found);
  }

  @ParameterizedTest
  @CsvSource({
    "No.",
    "№",
    "Number",
    "Price",
    "Margin %",
    "Amount (thousands)",
    "Amount (k EUR)",
    "金额（万元）",
    "'Сумма, тыс. руб.'"
  })
  void headingsThatMeanOtherThingsAsWellSayNothing(String heading) {
    assertThat(Headings.isKnown(heading)).isFalse();
  }

  @Test
  void aHeadingMayNameTheUnit() {
    Deal deal =
        (Deal)
            fact(
                guessed(FactKind.DEALS),
                List.of("id", "Amount (EUR)", "Probability (%)"),
                row("D-1", "17", "1"));

    assertThat(deal.currency()).contains("EUR");
    assertThat(deal.probability()).contains(new BigDecimal("0.010000"));
  }

  @ParameterizedTest
  @CsvSource({"Amount (USD), USD", "'Сумма, руб.', RUB", "金额（元）, CNY", "Amount [€], EUR"})
  void theUnitOfAHeadingIsACurrency(String heading, String currency) {
    Deal deal = (Deal) fact(guessed(FactKind.DEALS), List.of("id", heading), row("D-1", "17"));

    assertThat(deal.currency()).contains(currency);
    assertThat(deal.amount()).contains(new BigDecimal("17.000000"));
  }

  @Test
  void aRowMayNotHaveAnotherCurrencyThanTheHeadingSays() {
    Row row = row("D-1", "17", "USD");

    assertThat(
            reader(guessed(FactKind.DEALS), List.of("id", "Amount (EUR)", "Currency"), row)
                .read(row)
                .violations())
        .extracting(Violation::toString)
        .containsExactly("Amount (EUR) (column B): found USD, expected EUR, as its heading says");
  }

  @Test
  void anErrorOfASpreadsheetIsNoValue() {
    Row row = row("#N/A", "won");

    assertThat(reader(guessed(FactKind.DEALS), List.of("id", "stage"), row).read(row).violations())
        .extracting(Violation::found)
        .containsExactly("#N/A");
  }

  @Test
  void aShareDoesNotSayHowAmountsAreMeant() {
    assertThat(questions("id;amount;probability", "D-1;12.500;0.5"))
        .extracting(Violation::found)
        .containsExactly("12.500 in row 2");
    assertThat(questions("id;amount;probability", "D-1;12.5;0,5"))
        .extracting(Violation::found)
        .containsExactly("amounts with one mark and other numbers with the other");
  }

  @Test
  void constantsAreAskedForAsCellsAre() {
    Mapping mapping =
        new Mapping(
            FactKind.DEALS,
            Map.of("id", "id"),
            Map.of("margin", "1.234"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC);

    assertThat(new Evidence(mapping, List.of("id")).questions(mapping))
        .extracting(Violation::found)
        .containsExactly("1.234 in the constants");
  }

  @Test
  void whatNobodySeesAtTheEndsOfAnIdIsNoPartOfIt() {
    assertThat(Cell.written("\u200FD-1\u00A0").text()).isEqualTo("D-1");
    assertThat(Cell.written("\uFEFF \u200B").text()).isEmpty();
  }

  @Test
  void aTableWithoutIdsSaysWhatItHas() {
    assertThat(Headings.fit(guessed(FactKind.DEALS), List.of("Amount", "Owner")).violations())
        .extracting(Violation::toString)
        .containsExactly(
            "columns: found the headings Amount, Owner, expected a column for id, such as Deal ID;"
                + " or a mapping that says which column it is");
  }

  @Test
  void aColumnThatTheMappingNamesMustBeThere() {
    Mapping mapping = guessed(FactKind.DEALS).withColumns(Map.of("Key", "id"));

    assertThat(Headings.fit(mapping, List.of("Id", "Amount")).violations())
        .extracting(Violation::field)
        .contains("columns.Key");
  }

  @Test
  void columnsOfOneHeadingAreRefused() {
    assertThat(
            Headings.fit(guessed(FactKind.DEALS), List.of("id", "Amount", "Amount")).violations())
        .extracting(Violation::found)
        .containsExactly("Amount twice");
    assertThat(Headings.fit(guessed(FactKind.DEALS), List.of("id", "Note", "Note")).violations())
        .isEmpty();
  }
}
