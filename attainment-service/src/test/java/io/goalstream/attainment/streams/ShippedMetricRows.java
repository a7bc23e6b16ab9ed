package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.credits;
import static io.goalstream.attainment.streams.DrivenEngine.number;

import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * For each metric that ships a few facts and its number, worked out by hand from what the metric
 * promises. The goal is Ann's, in EUR, from 1 to 10 May 2026 in Berlin; a dollar is half a euro.
 */
final class ShippedMetricRows {
  /** The first and the last moment of the period, and their neighbours outside. */
  static final Instant FIRST = Instant.parse("2026-04-30T22:00:00Z");

  static final Instant LAST = Instant.parse("2026-05-10T21:59:59.999Z");
  static final Instant BEFORE = FIRST.minusMillis(1);
  static final Instant AFTER = LAST.plusMillis(1);
  static final Instant MIDDLE = Instant.parse("2026-05-05T10:00:00Z");

  static final String FIRST_DAY = "2026-05-01";
  static final String LAST_DAY = "2026-05-10";
  static final String DAY_BEFORE = "2026-04-30";
  static final String DAY_AFTER = "2026-05-11";

  private ShippedMetricRows() {}

  /**
   * @param facts give the number
   * @param ignored change nothing, neither above nor below
   * @param more one more fact that counts
   * @param after the number with it
   */
  record Row(
      String metricId,
      List<SpecificRecord> facts,
      String number,
      List<SpecificRecord> ignored,
      SpecificRecord more,
      String after) {

    @Override
    public String toString() {
      return metricId;
    }
  }

  /** Who has not said yet what follows. */
  record Draft(String metricId, List<SpecificRecord> facts, String number) {
    Draft(String metricId, String number, SpecificRecord... facts) {
      this(metricId, List.of(facts), number);
    }

    @SafeVarargs
    final Row ignoring(SpecificRecord more, String after, List<SpecificRecord>... without) {
      List<SpecificRecord> ignored = new ArrayList<>();
      for (List<SpecificRecord> some : without) {
        ignored.addAll(some);
      }
      return new Row(metricId, facts, number, ignored, more, after);
    }
  }

  static List<Row> all() {
    return Stream.of(
            wonDeals(),
            quotientsOfDeals(),
            createdDeals(),
            money(),
            activities(),
            leads(),
            people(),
            measured())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> wonDeals() {
    return List.of(
        // 100.25 + half of 50 + 0.4 of 200
        new Draft(
                "revenue",
                "205.25",
                deal("a", d -> d.setAmount(number("100.25")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> dollars(d, "50").setClosedOn(day(LAST_DAY))),
                deal("c", d -> shared(d.setAmount(number("200")))))
            .ignoring(deal("m", d -> d.setAmount(number("10.10"))), "215.35", noWin(d -> d)),
        // 30.5 + half of 20
        new Draft(
                "gross-margin",
                "40.5",
                deal("a", d -> d.setMargin(number("30.5")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> dollars(d, "50").setMargin(number("20")).setClosedOn(day(LAST_DAY))))
            .ignoring(
                deal("m", d -> d.setMargin(number("-5.25"))),
                "35.25",
                noWin(d -> d.setMargin(number("9"))),
                List.of(deal("without margin", d -> d))),
        new Draft(
                "units-sold",
                "5.5",
                deal("a", d -> d.setQuantity(number("3")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> d.setQuantity(number("2.5")).setClosedOn(day(LAST_DAY))))
            .ignoring(
                deal("m", d -> d.setQuantity(number("4"))),
                "9.5",
                noWin(d -> d.setQuantity(number("9"))),
                List.of(deal("without quantity", d -> d))),
        new Draft(
                "deals-won",
                "3",
                deal("a", d -> d.setClosedOn(day(FIRST_DAY))),
                deal("b", d -> d.setClosedOn(day(LAST_DAY))),
                deal("c", ShippedMetricRows::shared))
            .ignoring(deal("m", d -> d), "4", noWin(d -> d)),
        new Draft(
                "new-customers",
                "2",
                deal("a", d -> brings(d, "one").setClosedOn(day(FIRST_DAY))),
                deal("b", d -> brings(d, "one")),
                deal("c", d -> brings(d, "two").setClosedOn(day(LAST_DAY))))
            .ignoring(
                deal("m", d -> brings(d, "three")),
                "3",
                noWin(d -> brings(d, "three")),
                oldBusiness(),
                List.of(deal("of nobody", d -> d.setType(DealType.NEW_BUSINESS)))));
  }

  private static List<Row> quotientsOfDeals() {
    return List.of(
        // (100 + half of 50) / 2, then (125 + 40) / 3
        new Draft(
                "average-deal-size",
                "62.5",
                deal("a", d -> d.setAmount(number("100")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> dollars(d, "50").setClosedOn(day(LAST_DAY))))
            .ignoring(
                deal("m", d -> shared(d.setAmount(number("40")))),
                "55",
                noWin(d -> d),
                List.of(deal("without amount", d -> d.setAmount(null)))),
        // 2 / 3, then 2 / 4
        new Draft(
                "win-rate",
                "0.666667",
                deal("a", d -> d.setClosedOn(day(FIRST_DAY))),
                deal("b", d -> d.setClosedOn(day(LAST_DAY))),
                deal("c", d -> d.setStage(DealStage.LOST)))
            .ignoring(
                deal("m", d -> d.setStage(DealStage.LOST)),
                "0.5",
                List.of(deal("open", d -> d.setStage(DealStage.OPEN))),
                noDeal(d -> d),
                noDeal(d -> d.setStage(DealStage.LOST))),
        // 1 / 3, then 2 / 3
        new Draft(
                "close-rate",
                "0.333333",
                deal("a", d -> d.setClosedOn(day(FIRST_DAY))),
                at(FIRST, "DEMO"),
                at(MIDDLE, "DEMO"),
                at(LAST, "DEMO"))
            .ignoring(
                deal("m", d -> d.setClosedOn(day(LAST_DAY))),
                "0.666667",
                noWin(d -> d),
                noActivity("DEMO", a -> a)),
        // (30 + 0 + 40) / 3, then (70 + 10) / 4
        new Draft(
                "sales-cycle-days",
                "23.333333",
                deal("a", d -> created(d, "2026-04-01").setClosedOn(day(FIRST_DAY))),
                deal("b", d -> created(d, "2026-05-05")),
                deal("c", d -> created(d, "2026-03-31").setClosedOn(day(LAST_DAY))))
            .ignoring(
                deal("m", d -> created(d, "2026-04-25")),
                "20",
                noWin(d -> created(d, "2026-04-20")),
                List.of(deal("of unknown age", d -> d))),
        // 10,000 counts, in whatever currency; 9,999.99 does not: 3 / 4, then 3 / 5
        new Draft(
                "high-value-order-share",
                "0.75",
                deal("a", d -> d.setAmount(number("25000")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> d.setAmount(number("10000"))),
                deal("c", d -> dollars(d, "10000").setClosedOn(day(LAST_DAY))),
                deal("d", d -> d.setAmount(number("9999.99"))))
            .ignoring(
                deal("m", d -> d.setAmount(null)),
                "0.6",
                noWin(d -> d.setAmount(number("20000"))),
                noWin(d -> d.setAmount(number("20")))));
  }

  private static List<Row> createdDeals() {
    return List.of(
        // 100 + 50 + half of 20
        new Draft("pipeline-created", "160", opportunities())
            .ignoring(
                deal("m", d -> created(d.setAmount(number("7.77")), LAST_DAY)),
                "167.77",
                noOpportunity()),
        new Draft("new-opportunities", "3", opportunities())
            .ignoring(deal("m", d -> created(d, LAST_DAY)), "4", noOpportunity()));
  }

  private static SpecificRecord[] opportunities() {
    return new SpecificRecord[] {
      deal("a", d -> created(d.setAmount(number("100")).setStage(DealStage.OPEN), FIRST_DAY)),
      deal("b", d -> created(d.setAmount(number("50")).setStage(DealStage.LOST), LAST_DAY)),
      deal("c", d -> created(dollars(d, "20").setClosedOn(day("2026-06-01")), "2026-05-05")),
    };
  }

  private static List<SpecificRecord> noOpportunity() {
    return List.of(
        deal("created before", d -> created(d, DAY_BEFORE)),
        deal("created after", d -> created(d, DAY_AFTER)),
        deal("created once", d -> d),
        deal("created by Bob", d -> ofBob(created(d, LAST_DAY))));
  }

  private static List<Row> money() {
    UnaryOperator<Activity.Builder> hundred = a -> a.setAmount(number("100")).setCurrency("EUR");
    return List.of(
        // 100.10 + half of 50 - 20, then 5.10 less
        new Draft(
                "cash-collected",
                "105.1",
                at(FIRST, "PAYMENT", a -> a.setAmount(number("100.10")).setCurrency("EUR")),
                at(LAST, "PAYMENT", a -> a.setAmount(number("50")).setCurrency("USD")),
                at(MIDDLE, "REFUND", a -> a.setAmount(number("-20")).setCurrency("EUR")))
            .ignoring(
                at(MIDDLE, "REFUND", a -> a.setAmount(number("-5.10")).setCurrency("EUR")),
                "100",
                noActivity("PAYMENT", hundred),
                noActivity("REFUND", a -> a.setAmount(number("-100")).setCurrency("EUR")),
                List.of(at(MIDDLE, "COST", hundred), at(MIDDLE, "PAYMENT"))),
        // (300.30 + half of 99.70) / 2, then 50 more
        new Draft(
                "customer-acquisition-cost",
                "175.075",
                at(FIRST, "COST", a -> a.setAmount(number("300.30")).setCurrency("EUR")),
                at(LAST, "COST", a -> a.setAmount(number("99.70")).setCurrency("USD")),
                deal("a", d -> brings(d, "one").setClosedOn(day(FIRST_DAY))),
                deal("b", d -> brings(d, "two").setClosedOn(day(LAST_DAY))))
            .ignoring(
                at(MIDDLE, "COST", a -> a.setAmount(number("50")).setCurrency("EUR")),
                "200.075",
                noActivity("COST", hundred),
                noWin(d -> brings(d, "three")),
                oldBusiness(),
                List.of(at(MIDDLE, "PAYMENT", hundred))),
        // (600.50 + half of 400) / 2, then / 3
        new Draft(
                "customer-lifetime-value",
                "400.25",
                deal("a", d -> d.setMargin(number("600.5")).setClosedOn(day(FIRST_DAY))),
                deal("b", d -> dollars(d, "9").setMargin(number("400")).setClosedOn(day(LAST_DAY))),
                at(FIRST, "CUSTOMER_CHURNED"),
                at(LAST, "CUSTOMER_CHURNED"))
            .ignoring(
                at(MIDDLE, "CUSTOMER_CHURNED"),
                "266.833333",
                noActivity("CUSTOMER_CHURNED", a -> a),
                noWin(d -> d.setMargin(number("9")))));
  }

  private static List<Row> activities() {
    return List.of(
        counted("calls", "CALL"),
        counted("emails", "EMAIL"),
        counted("meetings", "MEETING"),
        counted("visits", "VISIT"),
        counted("demos", "DEMO"),
        counted("proposals", "PROPOSAL"),
        counted("discovery-conversations", "DISCOVERY"),
        counted("sign-ups", "SIGN_UP"),
        hours("coaching-hours", "COACHING", "TRAINING"),
        hours("training-hours", "TRAINING", "COACHING"));
  }

  /** Each counts as one, whatever its quantity is. */
  private static Row counted(String metricId, String type) {
    return new Draft(
            metricId, "2", at(FIRST, type, a -> a.setQuantity(number("7"))), at(LAST, type))
        .ignoring(at(MIDDLE, type), "3", noActivity(type, a -> a));
  }

  private static Row hours(String metricId, String type, String other) {
    return new Draft(
            metricId,
            "1.75",
            at(FIRST, type, a -> a.setQuantity(number("1.5"))),
            at(LAST, type, a -> a.setQuantity(number("0.25"))))
        .ignoring(
            at(MIDDLE, type, a -> a.setQuantity(number("2"))),
            "3.75",
            noActivity(type, a -> a.setQuantity(number("9"))),
            List.of(at(MIDDLE, type), at(MIDDLE, other, a -> a.setQuantity(number("9")))));
  }

  private static List<Row> leads() {
    return List.of(
        new Draft(
                "qualified-conversations",
                "4",
                with(FIRST, "CALL", "qualified", "true"),
                with(LAST, "MEETING", "qualified", "true"),
                with(MIDDLE, "VISIT", "qualified", "true"),
                with(MIDDLE, "DISCOVERY", "qualified", "true"))
            .ignoring(
                with(MIDDLE, "CALL", "qualified", "true"),
                "5",
                noActivity("CALL", a -> a.setAttributes(Map.of("qualified", "true"))),
                List.of(
                    with(MIDDLE, "EMAIL", "qualified", "true"),
                    with(MIDDLE, "DEMO", "qualified", "true"),
                    with(MIDDLE, "CALL", "qualified", "false"),
                    at(MIDDLE, "DISCOVERY"))),
        qualified("mql", "MQL", "SQL"),
        qualified("sql", "SQL", "MQL"),
        // 1 / 4, then 2 / 4
        new Draft(
                "lead-conversion-rate",
                "0.25",
                with(FIRST, "LEAD_QUALIFIED", "qualification", "MQL"),
                with(MIDDLE, "LEAD_QUALIFIED", "qualification", "MQL"),
                with(MIDDLE, "LEAD_QUALIFIED", "qualification", "MQL"),
                with(LAST, "LEAD_QUALIFIED", "qualification", "MQL"),
                deal("a", d -> brings(d, "one").setClosedOn(day(FIRST_DAY))))
            .ignoring(
                deal("m", d -> brings(d, "one").setClosedOn(day(LAST_DAY))),
                "0.5",
                noActivity("LEAD_QUALIFIED", a -> a.setAttributes(Map.of("qualification", "MQL"))),
                noWin(d -> brings(d, "two")),
                oldBusiness(),
                List.of(with(MIDDLE, "LEAD_QUALIFIED", "qualification", "SQL"))));
  }

  private static Row qualified(String metricId, String word, String other) {
    return new Draft(
            metricId,
            "2",
            with(FIRST, "LEAD_QUALIFIED", "qualification", word),
            with(LAST, "LEAD_QUALIFIED", "qualification", word))
        .ignoring(
            with(MIDDLE, "LEAD_QUALIFIED", "qualification", word),
            "3",
            noActivity("LEAD_QUALIFIED", a -> a.setAttributes(Map.of("qualification", word))),
            List.of(
                with(MIDDLE, "LEAD_QUALIFIED", "qualification", other),
                with(MIDDLE, "SIGN_UP", "qualification", word),
                at(MIDDLE, "LEAD_QUALIFIED")));
  }

  private static List<Row> people() {
    return List.of(
        // (4 + 5 + 3) / 3, then (12 + 2) / 4
        new Draft(
                "csat",
                "4",
                at(FIRST, "SURVEY", a -> a.setScore(number("4"))),
                at(MIDDLE, "SURVEY", a -> a.setScore(number("5"))),
                at(LAST, "SURVEY", a -> a.setScore(number("3"))))
            .ignoring(
                at(MIDDLE, "SURVEY", a -> a.setScore(number("2"))),
                "3.5",
                noActivity("SURVEY", a -> a.setScore(number("1"))),
                List.of(at(MIDDLE, "SURVEY"), measurement(MIDDLE, "customers-at-start", "1"))),
        // 2 / 40, then 3 / 40
        leaving("churn-rate", "0.05", "0.075"),
        leaving("retention-rate", "0.95", "0.925"));
  }

  private static Row leaving(String metricId, String number, String after) {
    return new Draft(
            metricId,
            number,
            measurement(FIRST, "customers-at-start", "40"),
            at(FIRST, "CUSTOMER_CHURNED", a -> a.setScore(number("7"))),
            at(LAST, "CUSTOMER_CHURNED"))
        .ignoring(
            at(MIDDLE, "CUSTOMER_CHURNED"),
            after,
            noActivity("CUSTOMER_CHURNED", a -> a),
            noMeasurement("customers-at-start"));
  }

  private static List<Row> measured() {
    return List.of(latest("market-share"), latest("rep-turnover"));
  }

  /** The latest by its own time, not by its arrival. */
  private static Row latest(String metricId) {
    return new Draft(
            metricId,
            "0.31",
            measurement(MIDDLE, metricId, "0.31"),
            measurement(FIRST, metricId, "0.25"))
        .ignoring(measurement(LAST, metricId, "0.28"), "0.28", noMeasurement(metricId));
  }

  // Facts that count for nothing

  /** Deals that are not won by Ann in the period. */
  static List<SpecificRecord> noWin(UnaryOperator<Deal.Builder> change) {
    return Stream.concat(
            Stream.of(
                deal("open", d -> change.apply(d).setStage(DealStage.OPEN)),
                deal("lost", d -> change.apply(d).setStage(DealStage.LOST))),
            noDeal(change).stream())
        .toList();
  }

  static List<SpecificRecord> noDeal(UnaryOperator<Deal.Builder> change) {
    return List.of(
        deal("closed before", d -> change.apply(d).setClosedOn(day(DAY_BEFORE))),
        deal("closed after", d -> change.apply(d).setClosedOn(day(DAY_AFTER))),
        deal("of Bob", d -> ofBob(change.apply(d))));
  }

  private static List<SpecificRecord> oldBusiness() {
    return List.of(
        deal("expansion", d -> brings(d, "four").setType(DealType.EXPANSION)),
        deal("renewal", d -> brings(d, "five").setType(DealType.RENEWAL)),
        deal("unknown", d -> brings(d, "six").setType(DealType.UNKNOWN)));
  }

  /** Activities that are not of the type, not Ann's or not of the period. */
  private static List<SpecificRecord> noActivity(
      String type, UnaryOperator<Activity.Builder> change) {
    return List.of(
        at(BEFORE, type, change),
        at(AFTER, type, change),
        at(MIDDLE, type, a -> change.apply(a).setRepId("bob")),
        at(MIDDLE, "LUNCH", change));
  }

  private static List<SpecificRecord> noMeasurement(String name) {
    UnaryOperator<Activity.Builder> change =
        a -> a.setAttributes(Map.of("measurement", name)).setScore(number("0.9"));
    return Stream.concat(
            noActivity("MEASUREMENT", change).stream(),
            Stream.of(
                measurement(LAST, "height", "0.9"),
                with(LAST, "MEASUREMENT", "measurement", name),
                at(LAST, "MEASUREMENT", a -> a.setScore(number("0.9")))))
        .toList();
  }

  // Facts

  /** A deal of Ann's over 60 EUR, won on 5 May. */
  static Deal deal(String id, UnaryOperator<Deal.Builder> change) {
    return change.apply(DrivenEngine.deal(id, "60")).build();
  }

  static Deal.Builder dollars(Deal.Builder deal, String amount) {
    return deal.setAmount(number(amount)).setCurrency("USD");
  }

  static Deal.Builder created(Deal.Builder deal, String date) {
    return deal.setCreatedOn(day(date));
  }

  private static Deal.Builder brings(Deal.Builder deal, String customerId) {
    return deal.setType(DealType.NEW_BUSINESS).setCustomerId(customerId);
  }

  static Deal.Builder ofBob(Deal.Builder deal) {
    return deal.setCredits(credits("bob", CreditKind.REVENUE));
  }

  private static Deal.Builder shared(Deal.Builder deal) {
    return deal.setCredits(
        List.of(
            new Credit("ann", number("0.4"), CreditKind.REVENUE),
            new Credit("bob", number("0.6"), CreditKind.REVENUE)));
  }

  static Activity at(Instant moment, String type) {
    return at(moment, type, a -> a);
  }

  /** Its id comes with its delivery. */
  static Activity at(Instant moment, String type, UnaryOperator<Activity.Builder> change) {
    return change
        .apply(DrivenEngine.activity("activity").setType(type).setOccurredAt(moment))
        .build();
  }

  private static Activity with(Instant moment, String type, String attribute, String word) {
    return at(moment, type, a -> a.setAttributes(Map.of(attribute, word)));
  }

  private static Activity measurement(Instant moment, String name, String score) {
    return at(
        moment,
        "MEASUREMENT",
        a -> a.setAttributes(Map.of("measurement", name)).setScore(number(score)));
  }

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }
}
