package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.UTC;
import static io.goalstream.attainment.domain.Examples.activities;
import static io.goalstream.attainment.domain.Examples.activity;
import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.deal;
import static io.goalstream.attainment.domain.Examples.deals;
import static io.goalstream.attainment.domain.Examples.distinct;
import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.metric;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.ratio;
import static io.goalstream.attainment.domain.Examples.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Examples.DealOf;
import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Rates.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ann and Bob are of the team; Cem joins it from the other team on 1 May 2026. */
class CreditRuleTest {
  private static final Owner ANN = Owner.rep("ann");
  private static final Owner TEAM = Owner.unit("team");
  private static final Owner OTHER_TEAM = Owner.unit("other");
  private static final Owner COMPANY = Owner.unit("company");
  private static final Condition WON = new Condition.In("stage", List.of("WON"));
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");

  private final Organization organization = new Organization();
  private final Rates rates = new Rates();

  @BeforeEach
  void theOrganization() {
    organization.putUnit("team", List.of(new Belonging("company", day("2020-01-01"), none())));
    organization.putUnit("other", List.of(new Belonging("company", day("2020-01-01"), none())));
    organization.putRep("ann", List.of(new Belonging("team", day("2020-01-01"), none())));
    organization.putRep("bob", List.of(new Belonging("team", day("2020-01-01"), none())));
    organization.putRep(
        "cem",
        List.of(
            new Belonging("other", day("2020-01-01"), Optional.of(day("2026-05-01"))),
            new Belonging("team", day("2026-05-01"), none())));
  }

  // Aggregations

  @Test
  void aSumTakesTheOwnersShareOfTheMeasure() {
    Credit credit = credit(goal(ANN, revenue()), deal("d").amount("80").revenue("ann", "0.25"));

    assertThat(credit.sum()).isEqualByComparingTo("20");
    assertThat(credit.denominator()).isZero();
    assertThat(credit.counts()).isTrue();
    assertThat(credit.parked()).isFalse();
    assertThat(credit.distinct()).isEmpty();
  }

  @Test
  void aCountTakesEachFactAsOneWhateverTheShare() {
    Metric wins = metric(Aggregation.COUNT, Unit.COUNT, deals("one", "closedOn", WON));

    assertThat(credit(goal(ANN, wins), deal("d").revenue("ann", "0.1")).sum())
        .isEqualByComparingTo("1");
    assertThat(
            credit(goal(TEAM, wins), deal("d").revenue("ann", "0.5").revenue("bob", "0.5")).sum())
        .isEqualByComparingTo("1");
  }

  @Test
  void anAverageTakesTheWholeMeasureAndOneFactWhateverTheShare() {
    Metric cycle = metric(Aggregation.AVERAGE, Unit.DAYS, deals("cycleDays", "closedOn", WON));

    Credit credit =
        credit(goal(ANN, cycle), deal("d").created("2026-04-01").revenue("ann", "0.25"));

    assertThat(credit.sum()).isEqualByComparingTo("44");
    assertThat(credit.denominator()).isEqualByComparingTo("1");
  }

  @Test
  void aRatioTakesAFactIntoTheUpperPartTheLowerPartOrBoth() {
    Condition closed = new Condition.In("stage", List.of("WON", "LOST"));
    Metric winRate =
        ratio(Unit.SHARE, deals("one", "closedOn", WON), deals("one", "closedOn", closed));

    Credit won = credit(goal(ANN, winRate), deal("d").revenue("ann", "0.5"));
    Credit lost = credit(goal(ANN, winRate), deal("d").stage("LOST").revenue("ann", "1"));
    Credit open = credit(goal(ANN, winRate), deal("d").stage("OPEN").revenue("ann", "1"));

    assertThat(won.sum()).isEqualByComparingTo("1");
    assertThat(won.denominator()).isEqualByComparingTo("1");
    assertThat(lost.sum()).isZero();
    assertThat(lost.denominator()).isEqualByComparingTo("1");
    assertThat(lost.counts()).isTrue();
    assertThat(open).isEqualTo(Credit.NONE);
  }

  @Test
  void aRatioMayDivideDealsByActivities() {
    Metric closeRate =
        ratio(
            Unit.SHARE,
            deals("one", "closedOn", WON),
            activities("one", new Condition.In("type", List.of("DEMO"))));
    Goal goal = goal(ANN, closeRate).build();

    Credit deal = credit(goal, deal("d").revenue("ann", "1").build());
    Credit demo = credit(goal, activity("a", "ann", NOON).type("DEMO").build());

    assertThat(deal.sum()).isEqualByComparingTo("1");
    assertThat(deal.denominator()).isZero();
    assertThat(demo.sum()).isZero();
    assertThat(demo.denominator()).isEqualByComparingTo("1");
  }

  @Test
  void aRatioOfAmountsTakesSharesIntoBothParts() {
    Metric bigShare =
        ratio(
            Unit.SHARE,
            deals("amount", "closedOn", new Condition.AtLeast("amount", number("50"))),
            deals("amount", "closedOn"));

    Credit credit = credit(goal(ANN, bigShare), deal("d").amount("60").revenue("ann", "0.5"));

    assertThat(credit.sum()).isEqualByComparingTo("30");
    assertThat(credit.denominator()).isEqualByComparingTo("30");
  }

  @Test
  void aDistinctCountTakesTheWordOfItsField() {
    Goal customers = goal(TEAM, distinct("customerId")).build();

    assertThat(credit(customers, deal("d").customer("c-1").revenue("ann", "1").build()).distinct())
        .contains("c-1");
    assertThat(credit(customers, deal("d").customer(null).revenue("ann", "1").build()))
        .isEqualTo(Credit.NONE);
  }

  @Test
  void aFactWithoutTheMeasureCountsForNothing() {
    assertThat(credit(goal(ANN, revenue()), deal("d").amount(null).revenue("ann", "1")))
        .isEqualTo(Credit.NONE);
    Metric csat = metric(Aggregation.AVERAGE, Unit.SCORE, activities("score"));
    assertThat(credit(goal(ANN, csat).build(), activity("a", "ann", NOON).build()))
        .isEqualTo(Credit.NONE);
  }

  // Shares

  static Stream<Arguments> shares() {
    return Stream.of(
        Arguments.of("one member", deal("d").revenue("ann", "1"), "100", "100", "100"),
        Arguments.of(
            "two members share",
            deal("d").revenue("ann", "0.3").revenue("bob", "0.7"),
            "30",
            "100",
            "100"),
        Arguments.of(
            "a member and a stranger",
            deal("d").revenue("ann", "0.3").revenue("eve", "0.7"),
            "30",
            "30",
            "30"),
        Arguments.of(
            "own overlay on top of own revenue",
            deal("d").revenue("ann", "1").overlay("ann", "0.5"),
            "150",
            "100",
            "100"),
        Arguments.of(
            "own overlay on another member's revenue",
            deal("d").revenue("bob", "1").overlay("ann", "0.5"),
            "50",
            "100",
            "100"),
        Arguments.of(
            "overlay on a stranger's revenue",
            deal("d").revenue("eve", "1").overlay("ann", "0.5"),
            "50",
            "50",
            "50"),
        Arguments.of(
            "two overlays on a stranger's revenue",
            deal("d").revenue("eve", "1").overlay("ann", "0.5").overlay("bob", "0.25"),
            "50",
            "75",
            "75"),
        Arguments.of(
            "overlays count at most once",
            deal("d").revenue("eve", "1").overlay("ann", "0.8").overlay("bob", "0.7"),
            "80",
            "100",
            "100"),
        Arguments.of(
            "a little revenue is enough to leave overlay out",
            deal("d").revenue("eve", "0.9").revenue("bob", "0.1").overlay("ann", "1"),
            "100",
            "10",
            "10"),
        Arguments.of("nobody of the team", deal("d").revenue("eve", "1"), "0", "0", "0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shares")
  void aRepHasTheOwnSharesAndAUnitItsMembersPart(
      String story, DealOf deal, String ofRep, String ofTeam, String ofCompany) {
    assertThat(credit(goal(ANN, revenue()), deal).sum()).as(story).isEqualByComparingTo(ofRep);
    assertThat(credit(goal(TEAM, revenue()), deal).sum()).as(story).isEqualByComparingTo(ofTeam);
    assertThat(credit(goal(COMPANY, revenue()), deal).sum())
        .as(story)
        .isEqualByComparingTo(ofCompany);
  }

  @ParameterizedTest
  @CsvSource({"2026-04-30, 0, 100", "2026-05-01, 100, 0", "2026-05-02, 100, 0"})
  void aTransferMovesWhatIsDatedOnItsDayAndLater(String closed, String team, String other) {
    DealOf deal = deal("d").closed(closed).revenue("cem", "1");

    assertThat(credit(goal(TEAM, revenue()), deal).sum()).isEqualByComparingTo(team);
    assertThat(credit(goal(OTHER_TEAM, revenue()), deal).sum()).isEqualByComparingTo(other);
    assertThat(credit(goal(COMPANY, revenue()), deal).sum()).isEqualByComparingTo("100");
    assertThat(credit(goal(Owner.rep("cem"), revenue()), deal).sum()).isEqualByComparingTo("100");
  }

  // Dates

  @ParameterizedTest
  @CsvSource({
    "2026-03-31, false",
    "2026-04-01, true",
    "2026-06-30, true",
    "2026-07-01, false",
    ", false"
  })
  void aPeriodHasItsFirstDayAndNotTheDayAfterItsLast(String closed, boolean counts) {
    GoalOf goal = goal(ANN, revenue()).period(period("2026-04-01", "2026-07-01", UTC));

    assertThat(credit(goal, deal("d").closed(closed).revenue("ann", "1")).counts())
        .isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-31T23:59:59.999Z, false",
    "UTC, 2026-04-01T00:00:00Z, true",
    "UTC, 2026-06-30T23:59:59.999Z, true",
    "UTC, 2026-07-01T00:00:00Z, false",
    "Asia/Shanghai, 2026-03-31T15:59:59Z, false",
    "Asia/Shanghai, 2026-03-31T16:00:00Z, true",
    "Asia/Shanghai, 2026-06-30T16:00:00Z, false",
    "America/New_York, 2026-04-01T03:59:59Z, false",
    "America/New_York, 2026-04-01T04:00:00Z, true",
    "America/New_York, 2026-07-01T03:59:59Z, true",
    "America/New_York, 2026-07-01T04:00:00Z, false"
  })
  void anActivityFallsOnTheDayThatItHasInTheGoalsZone(String zone, Instant at, boolean counts) {
    Goal calls =
        goal(ANN, metric(Aggregation.COUNT, Unit.COUNT, activities("one")))
            .period(period("2026-04-01", "2026-07-01", ZoneId.of(zone)))
            .build();

    assertThat(credit(calls, activity("a", "ann", at).build()).counts()).isEqualTo(counts);
  }

  @Test
  void anActivityBelongsToTheUnitOfTheDayThatItHasInTheGoalsZone() {
    Instant lateOnTheLastOfApril = Instant.parse("2026-04-30T23:00:00Z");
    Metric calls = metric(Aggregation.COUNT, Unit.COUNT, activities("one"));
    Activity call = activity("a", "cem", lateOnTheLastOfApril).build();
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(credit(goal(TEAM, calls).build(), call).counts()).isFalse();
    assertThat(
            credit(
                    goal(TEAM, calls).period(period("2026-01-01", "2027-01-01", berlin)).build(),
                    call)
                .counts())
        .isTrue();
  }

  @Test
  void theCreditingDateIsTheOneThatTheMetricNames() {
    Metric created = metric(Aggregation.COUNT, Unit.COUNT, deals("one", "createdOn"));
    GoalOf goal = goal(ANN, created).period(period("2026-04-01", "2026-05-01", UTC));

    assertThat(credit(goal, deal("d").created("2026-04-30").revenue("ann", "1")).counts()).isTrue();
    assertThat(credit(goal, deal("d").revenue("ann", "1")).counts()).isFalse();
  }

  // Conditions

  static Stream<Arguments> conditions() {
    Condition in = new Condition.In("attributes.segment", List.of("SMB", "MID"));
    Condition notIn = new Condition.NotIn("attributes.segment", List.of("SMB", "MID"));
    Condition atLeast = new Condition.AtLeast("amount", number("100"));
    Condition atMost = new Condition.AtMost("amount", number("100"));
    Condition fewSeats = new Condition.AtMost("attributes.seats", number("10"));
    Condition present = new Condition.Present("attributes.segment");
    return Stream.of(
        Arguments.of(in, deal("d").attribute("segment", "MID"), true),
        Arguments.of(in, deal("d").attribute("segment", "mid"), false),
        Arguments.of(in, deal("d"), false),
        Arguments.of(notIn, deal("d").attribute("segment", "MID"), false),
        Arguments.of(notIn, deal("d").attribute("segment", "BIG"), true),
        Arguments.of(notIn, deal("d"), true),
        Arguments.of(atLeast, deal("d").amount("99.999999"), false),
        Arguments.of(atLeast, deal("d").amount("100.000000"), true),
        Arguments.of(atLeast, deal("d").amount("100.000001"), true),
        Arguments.of(atLeast, deal("d").amount(null), false),
        Arguments.of(atMost, deal("d").amount("99.999999"), true),
        Arguments.of(atMost, deal("d").amount("100.000000"), true),
        Arguments.of(atMost, deal("d").amount("100.000001"), false),
        Arguments.of(fewSeats, deal("d").attribute("seats", " 10.0 "), true),
        Arguments.of(fewSeats, deal("d").attribute("seats", "11"), false),
        Arguments.of(fewSeats, deal("d").attribute("seats", "few"), false),
        Arguments.of(present, deal("d").attribute("segment", "x"), true),
        Arguments.of(present, deal("d"), false),
        Arguments.of(new Condition.Present("noSuchField"), deal("d"), false),
        Arguments.of(new Condition.In("type", List.of("NEW_BUSINESS")), deal("d"), true),
        Arguments.of(new Condition.In("source", List.of("crm")), deal("d"), true));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionHoldsOfTheMetricAndOfTheGoalAlike(
      Condition condition, DealOf deal, boolean holds) {
    deal.revenue("ann", "1");
    Selection conditional = deals("one", "closedOn", condition);
    Selection free = deals("one", "closedOn");

    assertThat(credit(goal(ANN, metric(Aggregation.COUNT, Unit.COUNT, conditional)), deal).counts())
        .isEqualTo(holds);
    assertThat(
            credit(goal(ANN, metric(Aggregation.COUNT, Unit.COUNT, free)).filter(condition), deal)
                .counts())
        .isEqualTo(holds);
  }

  @Test
  void everyConditionHasToHold() {
    GoalOf goal =
        goal(ANN, revenue())
            .filter(
                new Condition.Present("attributes.segment"),
                new Condition.AtLeast("amount", number("100")));

    assertThat(credit(goal, deal("d").revenue("ann", "1")).counts()).isFalse();
    assertThat(
            credit(goal, deal("d").amount("9").attribute("segment", "x").revenue("ann", "1"))
                .counts())
        .isFalse();
    assertThat(credit(goal, deal("d").attribute("segment", "x").revenue("ann", "1")).counts())
        .isTrue();
  }

  @Test
  void activitiesDoNotCountForAMetricOfDealsNorDealsForOneOfActivities() {
    Metric calls = metric(Aggregation.COUNT, Unit.COUNT, activities("one"));

    assertThat(credit(goal(ANN, revenue()).build(), activity("a", "ann", NOON).build()))
        .isEqualTo(Credit.NONE);
    assertThat(credit(goal(ANN, calls), deal("d").revenue("ann", "1"))).isEqualTo(Credit.NONE);
  }

  @Test
  void theMeasureMayBeAnAttribute() {
    Metric hours = metric(Aggregation.SUM, Unit.HOURS, activities("attributes.hours"));
    Goal goal = goal(ANN, hours).build();

    assertThat(credit(goal, activity("a", "ann", NOON).attribute("hours", "1.25").build()).sum())
        .isEqualByComparingTo("1.25");
    assertThat(credit(goal, activity("a", "ann", NOON).attribute("hours", "one").build()))
        .isEqualTo(Credit.NONE);
  }

  // Currency

  @ParameterizedTest
  @CsvSource({
    // the last rate on or before the crediting date
    "EUR, 10.00, 2026-05-14, 1, 9.00",
    "EUR, 10.00, 2026-05-15, 1, 8.00",
    "EUR, 10.00, 2026-05-16, 1, 8.00",
    // half a cent goes up, away from zero, and once only, after share and rate
    "EUR, 10.00625, 2026-05-15, 1, 8.01",
    "EUR, 10.00624, 2026-05-15, 1, 8.00",
    "EUR, -10.00625, 2026-05-15, 1, -8.01",
    "EUR, 0.02, 2026-05-15, 0.3, 0.00",
    "EUR, 0.03, 2026-05-15, 0.3, 0.01",
    // no minor unit, and three digits of it
    "JPY, 10, 2026-05-15, 0.333333, 500",
    "JPY, 0.01, 2026-05-15, 1, 2",
    "JPY, 0.0099, 2026-05-15, 1, 1",
    "KWD, 10, 2026-05-15, 0.333333, 1.023",
    "KWD, 0.01, 2026-05-15, 1, 0.003"
  })
  void moneyIsConvertedAtTheRateOfTheCreditingDateAndRoundedOnceToTheMinorUnit(
      String currency, String amount, String closed, String share, String credited) {
    rates.put(new Pair("USD", "EUR"), day("2026-01-01"), number("0.9"));
    rates.put(new Pair("USD", "EUR"), day("2026-05-15"), number("0.8"));
    rates.put(new Pair("USD", "JPY"), day("2026-01-01"), number("150"));
    rates.put(new Pair("USD", "KWD"), day("2026-01-01"), number("0.307"));

    Credit credit =
        credit(
            goal(ANN, revenue()).currency(currency),
            deal("d").amount(amount).currency("USD").closed(closed).revenue("ann", share));

    assertThat(credit.sum()).isEqualTo(number(credited));
  }

  @Test
  void aMissingRateParksTheFactUntilTheRateIsThere() {
    Goal goal = goal(ANN, revenue()).build();
    Deal deal = deal("d").currency("USD").revenue("ann", "1").build();

    assertThat(credit(goal, deal)).isEqualTo(Credit.PARKED);

    rates.put(new Pair("USD", "EUR"), day("2026-05-16"), number("0.9"));
    assertThat(credit(goal, deal)).isEqualTo(Credit.PARKED);

    rates.put(new Pair("USD", "EUR"), day("2026-05-15"), number("0.9"));
    assertThat(credit(goal, deal).sum()).isEqualByComparingTo("90");
  }

  @Test
  void onlyAFactThatWouldCountIsParked() {
    GoalOf goal = goal(ANN, revenue());

    assertThat(credit(goal, deal("d").currency("USD").revenue("bob", "1"))).isEqualTo(Credit.NONE);
    assertThat(credit(goal, deal("d").currency("USD").amount(null).revenue("ann", "1")))
        .isEqualTo(Credit.NONE);
    assertThat(credit(goal, deal("d").currency("USD").stage("LOST").revenue("ann", "1")))
        .isEqualTo(Credit.NONE);
  }

  @Test
  void aRatioOfMoneyIsParkedWholeWhenOnePartMisses() {
    Metric perCall = ratio(Unit.MONEY, Examples.WON_AMOUNT, deals("one", "closedOn"));

    assertThat(credit(goal(ANN, perCall), deal("d").currency("USD").revenue("ann", "1")))
        .isEqualTo(Credit.PARKED);
  }

  @Test
  void anAmountWithoutACurrencyIsInTheGoalsOwn() {
    assertThat(credit(goal(ANN, revenue()), deal("d").currency(null).revenue("ann", "1")).sum())
        .isEqualByComparingTo("100");
  }

  @Test
  void whatIsNoMoneyNeedsNoRateAndKeepsSixPlaces() {
    Metric units = metric(Aggregation.SUM, Unit.COUNT, deals("quantity", "closedOn", WON));

    assertThat(
            credit(
                    goal(ANN, units),
                    deal("d").currency("USD").quantity("10").revenue("ann", "0.333333"))
                .sum())
        .isEqualTo(number("3.333330"));
  }

  private Credit credit(GoalOf goal, DealOf deal) {
    return credit(goal.build(), deal.build());
  }

  private Credit credit(Goal goal, Fact fact) {
    return new CreditRule(goal).credit(fact, organization, rates);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
