package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.Numbers.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes facts of rows, and says of each cell that cannot be read what was expected there. */
public final class RowReader {
  private static final Set<String> STAGES = Set.of("OPEN", "WON", "LOST");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,49}");
  private static final Pattern CREDIT =
      Pattern.compile("([^:=]+)[ :=] ?([\\p{Nd}.,٫]+ ?[%٪％]?)(?: (REVENUE|OVERLAY))?");
  private static final String DATE = "a date such as 2026-03-31 or 31.03.2026";
  private static final String MOMENT = "a moment such as 2026-03-31T09:30:00Z or 31.03.2026 9:30";
  private static final Pattern ERROR =
      Pattern.compile("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)");
  private static final int LONGEST_CREDITS = 2_000;
  private static final int LETTERS = 26;

  private final Mapping mapping;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<String> headings;
  private final Map<String, Map<String, String>> values = new HashMap<>();
  private final DateOrder order;
  private final DecimalMark mark;
  private final Instant moment;

  /**
   * What came of a row.
   *
   * @param fact nothing if a cell cannot be read
   */
  public record Read(long row, Optional<Fact> fact, List<Violation> violations) {}

  /**
   * @param mapping complete, as far as the rows need it
   * @param moment when the table was handed in first; it is the version of its facts, so that they
   *     are the same however often it is handed in, and newer than those of an earlier table
   */
  public RowReader(Mapping mapping, List<String> headings, Instant moment) {
    this.mapping = mapping;
    this.headings = List.copyOf(headings);
    for (int at = 0; at < headings.size(); at++) {
      Optional<String> field = Optional.ofNullable(mapping.columns().get(headings.get(at)));
      if (field.isPresent()) {
        positions.put(field.get(), at);
      }
    }
    mapping
        .values()
        .forEach(
            (field, words) -> {
              Map<String, String> meant = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
              meant.putAll(words);
              values.put(field, meant);
            });
    this.order = mapping.dateOrder().orElse(DateOrder.DMY);
    this.mark = mapping.decimalMark().orElse(DecimalMark.POINT);
    this.moment = moment;
  }

  /** Reads a row. */
  public Read read(Row row) {
    Cells cells = new Cells(row);
    Fact fact =
        switch (mapping.kind()) {
          case DEALS -> cells.deal();
          case ACTIVITIES -> cells.activity();
        };
    cells.checkWidth();
    List<Violation> violations = List.copyOf(cells.violations);
    return new Read(
        row.number(), violations.isEmpty() ? Optional.of(fact) : Optional.empty(), violations);
  }

  /** What is wrong with a fact, said of the column that the field comes from. */
  public Violation inColumn(Violation violation) {
    return new Violation(column(violation.root()), violation.found(), violation.expected());
  }

  private String column(String field) {
    Optional<Integer> at =
        Optional.ofNullable(positions.get(field)).or(() -> instead(field).map(positions::get));
    if (at.isPresent()) {
      return "%s (column %s)".formatted(headings.get(at.get()), letters(at.get()));
    }
    return mapping.constants().containsKey(field) ? "constants." + field : field;
  }

  /** The field whose column is read where the one of a field is not there. */
  private static Optional<String> instead(String field) {
    return switch (field) {
      case Field.CREDITS -> Optional.of(Field.REP_ID);
      case "closedOn", "expectedCloseOn" -> Optional.of(Field.CLOSE_ON);
      default -> Optional.empty();
    };
  }

  /** The column as spreadsheets name it: A, B … Z, AA. */
  private static String letters(int position) {
    String last = String.valueOf((char) ('A' + position % LETTERS));
    return position < LETTERS ? last : letters(position / LETTERS - 1) + last;
  }

  /** The cells of one row. */
  private final class Cells {
    private final Row row;
    private final List<Violation> violations = new ArrayList<>();

    Cells(Row row) {
      this.row = row;
    }

    /** Where a number was cut in two, the rest of it stands behind the last heading. */
    void checkWidth() {
      for (int at = headings.size(); at < row.cells().size(); at++) {
        if (!row.cell(at).isEmpty()) {
          violations.add(
              new Violation(
                  "(row)",
                  "%s in column %s".formatted(row.cell(at).text(), letters(at)),
                  "nothing behind the last heading; texts with separators are quoted"));
          return;
        }
      }
    }

    Deal deal() {
      Optional<String> stage = stage();
      Optional<Money> amount = money("amount");
      Optional<Money> margin = money("margin");
      boolean open = stage.filter("OPEN"::equals).isPresent();
      Optional<LocalDate> close = date(Field.CLOSE_ON);
      return new Deal(
          text(Field.ID).orElse(""),
          moment.toEpochMilli(),
          false,
          stage,
          text(Field.SOURCE_STAGE).or(() -> found(Field.STAGE)),
          amount.map(Money::number),
          margin.map(Money::number),
          currency(amount, margin),
          number("quantity"),
          dealType(),
          text("customerId"),
          text("productId"),
          text("region"),
          text("source"),
          date("createdOn"),
          date("expectedCloseOn").or(() -> close.filter(any -> open)),
          date("closedOn").or(() -> close.filter(any -> !open)),
          probability(),
          credits(),
          attributes(),
          changedAt());
    }

    Activity activity() {
      Optional<Money> amount = money("amount");
      return new Activity(
          text(Field.ID).orElse(""),
          moment.toEpochMilli(),
          false,
          activityType(),
          text(Field.REP_ID),
          text("customerId"),
          text("dealId"),
          text("source"),
          moment("occurredAt"),
          number("quantity"),
          amount.map(Money::number),
          currency(amount, Optional.empty()),
          number("score"),
          attributes(),
          changedAt());
    }

    /** What stands there, whatever it means. */
    private Optional<String> found(String field) {
      return Optional.of(cell(field).text()).filter(text -> !text.isEmpty());
    }

    private Cell cell(String field) {
      Cell own = own(field);
      return own.isEmpty() ? Cell.written(mapping.constants().getOrDefault(field, "")) : own;
    }

    private Cell own(String field) {
      Integer at = positions.get(field);
      return at == null ? Cell.NOTHING : row.cell(at);
    }

    /** What is meant by what stands there. */
    private Cell meant(String field) {
      Cell cell = cell(field);
      if (ERROR.matcher(cell.text()).matches()) {
        wrong(field, cell.text(), "a value, where the spreadsheet has an error");
        return Cell.NOTHING;
      }
      Map<String, String> words = values.get(field);
      return words != null && words.containsKey(cell.text())
          ? Cell.written(words.getOrDefault(cell.text(), ""))
          : cell;
    }

    private Optional<String> text(String field) {
      return Optional.of(meant(field).text()).filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> read(
        String field, String expected, Function<Cell, Optional<T>> reading) {
      Cell cell = meant(field);
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> value = reading.apply(cell);
      if (value.isEmpty()) {
        wrong(field, cell.text(), expected);
      }
      return value;
    }

    private void wrong(String field, String found, String expected) {
      violations.add(new Violation(column(field), found, expected));
    }

    private String numberExpected() {
      return "a number such as " + (mark == DecimalMark.POINT ? "1,234.50" : "1.234,50");
    }

    private Optional<BigDecimal> number(String field) {
      return read(field, numberExpected(), cell -> Numbers.number(cell, mark));
    }

    /** Where the heading is in percent, so are its numbers. */
    private Optional<BigDecimal> probability() {
      boolean percent =
          Optional.ofNullable(positions.get("probability"))
              .filter(at -> Words.PERCENT.matcher(headings.get(at)).find())
              .isPresent();
      return read(
          "probability",
          "a share such as 0.7 or 70 %",
          cell ->
              percent && !Words.PERCENT.matcher(cell.text()).find()
                  ? Numbers.number(cell, mark).map(number -> number.movePointLeft(2))
                  : Numbers.share(cell, mark));
    }

    private Optional<Money> money(String field) {
      return read(field, numberExpected(), cell -> Numbers.money(cell, mark));
    }

    private Optional<LocalDate> date(String field) {
      return read(field, DATE, cell -> Dates.date(cell, order, mapping.zone()));
    }

    private Optional<Instant> moment(String field) {
      return read(field, MOMENT, cell -> Dates.moment(cell, order, mapping.zone()));
    }

    private Instant changedAt() {
      return moment(Field.CHANGED_AT).orElse(moment);
    }

    private Optional<String> currency(Optional<Money> amount, Optional<Money> margin) {
      Optional<String> said = text(Field.CURRENCY).map(code -> code.toUpperCase(Locale.ROOT));
      Optional<String> currency =
          said.filter(any -> !own(Field.CURRENCY).isEmpty())
              .or(() -> amount.flatMap(Money::code))
              .or(() -> margin.flatMap(Money::code))
              .or(() -> unitOf("amount"))
              .or(() -> unitOf("margin"))
              .or(() -> said);
      differs("amount", amount, currency);
      differs("margin", margin, currency);
      return currency;
    }

    private void differs(String field, Optional<Money> money, Optional<String> currency) {
      money
          .filter(found -> !found.canBe(currency))
          .ifPresent(
              found ->
                  wrong(
                      field,
                      found.currency().orElse(""),
                      "the currency of the row, " + currency.orElse("which it does not have")));
      unitOf(field)
          .filter(unit -> money.isPresent() && !currency.equals(Optional.of(unit)))
          .ifPresent(unit -> wrong(field, currency.orElse(""), unit + ", as its heading says"));
    }

    /** The currency that a heading such as Amount (EUR) names. */
    private Optional<String> unitOf(String field) {
      return Optional.ofNullable(positions.get(field))
          .flatMap(at -> Words.currency(headings.get(at)));
    }

    private Optional<String> stage() {
      return read(
          Field.STAGE,
          "OPEN, WON, LOST, or a stage for which the mapping says one of them (values.stage)",
          cell ->
              Optional.of(cell.text().toUpperCase(Locale.ROOT))
                  .filter(STAGES::contains)
                  .or(() -> Words.shipped().stage(cell.text())));
    }

    private Optional<String> dealType() {
      return read(
          Field.TYPE,
          "NEW_BUSINESS, EXPANSION, RENEWAL, or a type for which the mapping says one of them, or"
              + " nothing (values.type)",
          cell -> Words.shipped().type(FactKind.DEALS, cell.text()));
    }

    /** A word of somebody's own is a type as well. */
    private Optional<String> activityType() {
      return read(
          Field.TYPE,
          "a type such as CALL, or one for which the mapping says it (values.type)",
          cell ->
              Words.shipped()
                  .type(FactKind.ACTIVITIES, cell.text())
                  .or(
                      () ->
                          Optional.of(cell.text().toUpperCase(Locale.ROOT).replaceAll("[ -]+", "_"))
                              .filter(word -> TYPE.matcher(word).matches())));
    }

    private List<Deal.Credit> credits() {
      Optional<String> several = text(Field.CREDITS);
      if (several.isEmpty()) {
        return text(Field.REP_ID)
            .map(rep -> List.of(new Deal.Credit(rep, BigDecimal.ONE, Deal.Credit.REVENUE)))
            .orElse(List.of());
      }
      List<Deal.Credit> credits = new ArrayList<>();
      if (several.get().length() > LONGEST_CREDITS) {
        wrong(
            Field.CREDITS,
            several.get().length() + " characters",
            "at most %d characters".formatted(LONGEST_CREDITS));
        return credits;
      }
      for (String one : several.get().split("[;；\n]+", -1)) {
        if (!one.isBlank()) {
          Optional<Deal.Credit> credit = credit(one.strip());
          credit.ifPresentOrElse(
              credits::add,
              () ->
                  wrong(
                      Field.CREDITS,
                      one.strip(),
                      "such as rep-1 60%; rep-2 40%; rep-3 10% OVERLAY"));
        }
      }
      return credits;
    }

    private Optional<Deal.Credit> credit(String text) {
      Matcher parts = CREDIT.matcher(text);
      if (!parts.matches()) {
        return Optional.empty();
      }
      String kind = Optional.ofNullable(parts.group(3)).orElse(Deal.Credit.REVENUE);
      return Numbers.share(Cell.written(parts.group(2)), mark)
          .map(share -> new Deal.Credit(parts.group(1).strip(), share, kind));
    }

    private Map<String, String> attributes() {
      Map<String, String> attributes = new TreeMap<>();
      for (String field : positions.keySet()) {
        put(attributes, field);
      }
      mapping.constants().keySet().forEach(field -> put(attributes, field));
      return attributes;
    }

    private void put(Map<String, String> attributes, String field) {
      if (Field.isAttribute(field)) {
        text(field)
            .ifPresent(text -> attributes.put(field.substring(Fact.ATTRIBUTES.length()), text));
      }
    }
  }
}
