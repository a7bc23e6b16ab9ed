package io.goalstream.goals.sheets;

import static io.goalstream.goals.sheets.Layout.day;
import static io.goalstream.goals.sheets.Layout.needed;
import static io.goalstream.goals.sheets.Layout.number;
import static io.goalstream.goals.sheets.Layout.text;

import io.goalstream.goals.application.Outlook;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.sheets.Sheet.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exchange rates as a sheet; rates that do not stand in it stay. */
public final class RateSheets {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String VALID_FROM = "validFrom";
  private static final String RATE = "rate";

  public static final Layout LAYOUT =
      new Layout(
          "exchange-rates",
          List.of(
              needed(text(FROM)), needed(text(TO)), needed(day(VALID_FROM)), needed(number(RATE))));

  private RateSheets() {}

  /** The rates, as they are written. */
  public static Workbooks.Content write(List<ExchangeRate> rates) {
    return new Workbooks.Content(
        LAYOUT,
        rates.stream()
            .map(
                rate ->
                    new Line(
                        0,
                        Map.of(
                            FROM, rate.from(),
                            TO, rate.to(),
                            VALID_FROM, rate.validFrom().toString(),
                            RATE, rate.rate().toPlainString())))
            .toList());
  }

  /** Takes the sheet in, or says what would become of it; nothing of it if anything is wrong. */
  public static SheetReport takeIn(Sheet sheet, Rates rates, boolean write) {
    List<CellError> errors = new ArrayList<>();
    List<ExchangeRate> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Line line : sheet.lines()) {
      LineReader reader = new LineReader(sheet, line);
      ExchangeRate rate =
          new ExchangeRate(
              reader.needed(FROM, "an ISO 4217 code such as EUR"),
              reader.needed(TO, "an ISO 4217 code such as EUR"),
              reader.neededDay(VALID_FROM, "the first day on which it holds"),
              rate(reader));
      if (reader.isGood()) {
        rate.violations()
            .forEach(fault -> reader.refuse(fault.field(), fault.found(), fault.expected()));
        if (!seen.add(Rates.id(rate))) {
          reader.refuse(VALID_FROM, rate.validFrom().toString(), "each day of a pair only once");
        }
      }
      errors.addAll(reader.errors());
      read.add(rate);
    }
    boolean good = errors.isEmpty();
    Outlook outlook = good ? rates.putAll(read, write) : new Outlook(0, 0, 0);
    return new SheetReport(
        write && good, outlook.added(), outlook.changed(), outlook.unchanged(), errors, List.of());
  }

  private static BigDecimal rate(LineReader reader) {
    Optional<BigDecimal> rate = reader.number(RATE);
    if (rate.isEmpty() && reader.text(RATE).isEmpty()) {
      reader.refuse(RATE, "nothing", "a number above 0");
    }
    return rate.orElse(BigDecimal.ONE);
  }
}
