package io.goalstream.system.oracle;

import static io.goalstream.system.oracle.Credit.overlay;
import static io.goalstream.system.oracle.Credit.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number here was worked out by hand from product.md. */
class OracleTest {
  private static final LocalDate START = LocalDate.parse("2026-01-01");
  private static final LocalDate TRANSFER = LocalDate.parse("2026-02-15");
  private static final LocalDate END = LocalDate.parse("2026-04-01");
  private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");

  /** company > north (ann, bob until the transfer) and south (cem, bob from the transfer). */
  private static final Organization COMPANY =
      new Organization(
          List.of(
              new Unit("company", List.of(), List.of()),
              new Unit("north", List.of(new Spell("company", LONG_AGO, null)), List.of()),
              new Unit("south", List.of(new Spell("company", LONG_AGO, null)), List.of())),
          List.of(
              new Rep("ann", List.of(new Spell("north", LONG_AGO, null))),
              new Rep(
                  "bob",
                  List.of(
                      new Spell("north", LONG_AGO, TRANSFER), new Spell("south", TRANSFER, null))),
              new Rep("cem", List.of(new Spell("south", LONG_AGO, null)))));

  @Nested
  class Revenue {

    @Test
    void ofARepIsTheSumOfTheRepsShares() {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "600", revenue("ann", "0.5"), revenue("bob", "0.5")),
              won("d2", "2026-01-11", "100", revenue("ann", "1")),
              won("d3", "2026-01-12", "50", revenue("bob", "1"), overlay("ann", "0.2")));

      assertThat(standing.value()).isEqualTo("410");
      assertThat(standing.factCount()).isEqualTo(3);
      assertThat(standing.attainment()).isEqualTo("0.41");
    }

    @Test
    void addsBothKindsOfSharesOfOneRepInOneDeal() {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "100", revenue("ann", "1"), overlay("ann", "0.5")));

      assertThat(standing.value()).isEqualTo("150");
      assertThat(standing.factCount()).isOne();
    }

    @Test
    void countsADealSharedByTwoMembersOnceForTheirUnit() {
      Standing standing =
          standing(
              unit("north", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "600", revenue("ann", "0.5"), revenue("bob", "0.5")));

      assertThat(standing.value()).isEqualTo("600");
      assertThat(standing.factCount()).isOne();
    }

    @Test
    void leavesOverlaySharesOutOfAUnitThatHasRevenueShares() {
      Standing standing =
          standing(
              unit("north", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "600", revenue("ann", "1"), overlay("bob", "0.5")));

      assertThat(standing.value()).isEqualTo("600");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.4, 70", "0.5, 0.5, 100", "0.6, 0.7, 100"})
    void takesOverlaySharesForAUnitWithoutRevenueSharesButNeverMoreThanTheDeal(
        String ann, String bob, String expected) {
      Standing standing =
          standing(
              unit("north", Metric.REVENUE, "1000"),
              won(
                  "d1",
                  "2026-01-10",
                  "100",
                  revenue("cem", "1"),
                  overlay("ann", ann),
                  overlay("bob", bob)));

      assertThat(standing.value()).isEqualTo(expected);
    }

    @Test
    void ofTheCompanyHasEveryDealOnce() {
      Standing standing =
          standing(
              unit("company", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "100", revenue("ann", "0.5"), revenue("cem", "0.5")),
              won("d2", "2026-01-10", "30", revenue("cem", "1"), overlay("ann", "1")));

      assertThat(standing.value()).isEqualTo("130");
    }

    @ParameterizedTest
    @CsvSource({
      "2026-02-14, 100, 0",
      "2026-02-15, 0, 100",
    })
    void followsARepWhoMovesFromTheDayOfTheMove(String closedOn, String north, String south) {
      Fact deal = won("d1", closedOn, "100", revenue("bob", "1"));

      assertThat(standing(unit("north", Metric.REVENUE, "1000"), deal).value()).isEqualTo(north);
      assertThat(standing(unit("south", Metric.REVENUE, "1000"), deal).value()).isEqualTo(south);
      assertThat(standing(unit("company", Metric.REVENUE, "1000"), deal).value()).isEqualTo("100");
      assertThat(standing(rep("bob", Metric.REVENUE, "1000"), deal).value()).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource({
      "2025-12-31, 0",
      "2026-01-01, 100",
      "2026-03-31, 100",
      "2026-04-01, 0",
    })
    void belongsToThePeriodFromItsFirstDayToTheDayBeforeItsEnd(String closedOn, String expected) {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"), won("d1", closedOn, "100", revenue("ann", "1")));

      assertThat(standing.value()).isEqualTo(expected);
      assertThat(standing.dataState()).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({
      "EUR, 10, 0.333333, 3.33",
      "EUR, 0.01, 0.5, 0.01",
      "EUR, 0.01, 0.499999, 0",
      "EUR, 100.005, 1, 100.01",
      "JPY, 1001, 0.5, 501",
      "KWD, 1.0005, 1, 1.001",
    })
    void isRoundedOncePerCreditHalfUpToTheMinorUnit(
        String currency, String amount, String share, String expected) {
      Fact deal = won("d1", "2026-01-10", amount, revenue("ann", share)).with("currency", currency);

      Standing standing = standing(rep("ann", Metric.REVENUE, "1000").withCurrency(currency), deal);

      assertThat(standing.value()).isEqualTo(expected);
    }

    @Test
    void roundsEachCreditBeforeAddingUp() {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "0.005", revenue("ann", "1")),
              won("d2", "2026-01-10", "0.005", revenue("ann", "1")));

      assertThat(standing.value()).isEqualTo("0.02");
    }

    @Test
    void leavesOpenAndLostDealsOut() {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", "10", revenue("ann", "1")).with("stage", "OPEN"),
              won("d2", "2026-01-10", "10", revenue("ann", "1")).with("stage", "LOST"));

      assertThat(standing.value()).isEqualTo("0");
      assertThat(standing.factCount()).isZero();
    }

    @Test
    void obeysTheFilterOfTheGoal() {
      Goal goal =
          rep("ann", Metric.REVENUE, "1000").where(Condition.in("attributes.product", "cloud"));

      Standing standing =
          standing(
              goal,
              won("d1", "2026-01-10", "10", revenue("ann", "1"))
                  .with("attributes.product", "cloud"),
              won("d2", "2026-01-10", "70", revenue("ann", "1")));

      assertThat(standing.value()).isEqualTo("10");
    }
  }

  @Nested
  class Levels {

    @ParameterizedTest
    @CsvSource({
      "499.99, 0.49999, false, false, false",
      "500, 0.5, true, false, false",
      "800, 0.8, true, true, false",
      "999.99, 0.99999, true, true, false",
      "1000, 1, true, true, true",
      "2500, 2.5, true, true, true",
    })
    void areReachedWhenTheyAreEqualled(
        String amount, String attainment, boolean half, boolean most, boolean all) {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "1000"),
              won("d1", "2026-01-10", amount, revenue("ann", "1")));

      assertThat(standing.attainment()).isEqualTo(attainment);
      assertThat(standing.levels().values()).containsExactly(half, most, all);
    }

    @Test
    void areJudgedOnTheExactNumberAndNotOnThePublishedOne() {
      Goal goal = rep("ann", Metric.REVENUE, "100000000");

      Standing standing =
          standing(goal, won("d1", "2026-01-10", "99999999.99", revenue("ann", "1")));

      assertThat(standing.attainment()).isEqualTo("0.999999");
      assertThat(standing.levels().values()).containsExactly(true, true, false);
    }

    @Test
    void areNotReachedWithoutATarget() {
      Standing standing =
          standing(
              rep("ann", Metric.REVENUE, "0"), won("d1", "2026-01-10", "10", revenue("ann", "1")));

      assertThat(standing.dataState()).isEqualTo("NO_TARGET");
      assertThat(standing.value()).isEqualTo("10");
      assertThat(standing.attainment()).isEqualTo(Standing.NONE);
      assertThat(standing.levels().values()).containsOnly(false);
    }

    @Test
    void countFromTheBaseline() {
      Goal goal = rep("ann", Metric.REVENUE, "300").from("100");

      assertThat(standing(goal).attainment()).isEqualTo("-0.5");
      assertThat(standing(goal, won("d1", "2026-01-10", "200", revenue("ann", "1"))).attainment())
          .isEqualTo("0.5");
    }
  }

  @Nested
  class WinRate {

    @Test
    void isWonOverWonAndLostWhateverTheShares() {
      Standing standing =
          standing(
              rep("ann", Metric.WIN_RATE, "0.6"),
              won("d1", "2026-01-10", "1", revenue("ann", "0.1"), revenue("bob", "0.9")),
              won("d2", "2026-01-11", "1", revenue("ann", "1")).with("stage", "LOST"),
              won("d3", "2026-01-12", "1", revenue("ann", "1")).with("stage", "LOST"),
              won("d4", "2026-01-12", "1", revenue("ann", "1")).with("stage", "OPEN"));

      assertThat(standing.value()).isEqualTo("0.333333");
      assertThat(standing.numerator()).isEqualTo("1");
      assertThat(standing.denominator()).isEqualTo("3");
      assertThat(standing.factCount()).isEqualTo(3);
      assertThat(standing.attainment()).isEqualTo("0.555555");
    }

    @Test
    void hasNoDataBeforeTheFirstDecision() {
      Standing standing = standing(rep("ann", Metric.WIN_RATE, "0.6"));

      assertThat(standing.dataState()).isEqualTo("NO_DATA");
      assertThat(standing.value()).isEqualTo(Standing.NONE);
      assertThat(standing.denominator()).isEqualTo("0");
      assertThat(standing.levels().values()).containsOnly(false);
    }

    @Test
    void reachesALevelExactlyThoughTheQuotientHasNoEnd() {
      Goal goal = rep("ann", Metric.WIN_RATE, "0.5").from("0.25");

      Standing standing =
          standing(
              goal,
              won("d1", "2026-01-10", "1", revenue("ann", "1")),
              won("d2", "2026-01-10", "1", revenue("ann", "1")),
              won("d3", "2026-01-11", "1", revenue("ann", "1")).with("stage", "LOST"));

      assertThat(standing.value()).isEqualTo("0.666667");
      assertThat(standing.attainment()).isEqualTo("1.666666");
    }
  }

  @Nested
  class SalesCycle {
    private final Goal goal = rep("ann", Metric.SALES_CYCLE_DAYS, "30").from("45");

    @Test
    void isTheMeanOfWonDealsAndFallsTowardsItsTarget() {
      Standing standing = standing(goal, cycle("d1", "2026-01-01", "2026-02-10")); // 40 days

      assertThat(standing.value()).isEqualTo("40");
      assertThat(standing.attainment()).isEqualTo("0.333333");
      assertThat(standing.levels().values()).containsExactly(false, false, false);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-02-08, 38, false",
      "2026-01-31, 30, true",
      "2026-01-30, 29, true",
    })
    void reachesItsLastLevelAtOrBelowTheTarget(String closedOn, String value, boolean reached) {
      Standing standing = standing(goal, cycle("d1", "2026-01-01", closedOn));

      assertThat(standing.value()).isEqualTo(value);
      assertThat(standing.levels().get(new BigDecimal("1"))).isEqualTo(reached);
    }

    @Test
    void gettingLongerThanTheBaselineIsNegative() {
      assertThat(standing(goal, cycle("d1", "2026-01-01", "2026-02-20")).attainment())
          .isEqualTo("-0.333334"); // 50 days: -5/15, rounded down
    }

    @Test
    void isRoundedHalfEvenWhileTheLevelsAreJudgedExactly() {
      Standing standing =
          standing(
              goal,
              cycle("d1", "2026-01-01", "2026-01-31"),
              cycle("d2", "2026-01-01", "2026-01-31"),
              cycle("d3", "2026-01-01", "2026-02-01")); // 30, 30, 31

      assertThat(standing.value()).isEqualTo("30.333333");
      assertThat(standing.numerator()).isEqualTo("91");
      assertThat(standing.denominator()).isEqualTo("3");
      assertThat(standing.attainment()).isEqualTo("0.977777");
    }

    @Test
    void leavesDealsOutWhoseFirstDayIsUnknown() {
      Standing standing =
          standing(
              goal,
              cycle("d1", "2026-01-01", "2026-01-31"),
              cycle("d2", "2026-01-01", "2026-03-31").without("createdOn"));

      assertThat(standing.value()).isEqualTo("30");
      assertThat(standing.factCount()).isOne();
    }

    private Fact cycle(String id, String createdOn, String closedOn) {
      return won(id, closedOn, "1", revenue("ann", "1"))
          .with("createdOn", LocalDate.parse(createdOn));
    }
  }

  @Nested
  class Calls {

    @ParameterizedTest
    @CsvSource({
      "UTC, 2025-12-31T23:59:59.999Z, 0",
      "UTC, 2026-01-01T00:00:00Z, 1",
      "UTC, 2026-03-31T23:59:59.999Z, 1",
      "UTC, 2026-04-01T00:00:00Z, 0",
      "Asia/Shanghai, 2025-12-31T16:00:00Z, 1",
      "Asia/Shanghai, 2026-03-31T16:00:00Z, 0",
      "America/New_York, 2026-01-01T04:59:59Z, 0",
      "America/New_York, 2026-04-01T03:59:59Z, 1",
    })
    void fallIntoThePeriodByTheirDateInTheZoneOfTheGoal(String zone, String at, String expected) {
      Goal goal = rep("ann", Metric.CALLS, "10").in(ZoneId.of(zone));

      assertThat(standing(goal, call("a1", "ann", at)).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "UTC, 2026-02-14T23:30:00Z, north",
      "Asia/Shanghai, 2026-02-14T23:30:00Z, south",
    })
    void followTheOrganizationOnThatDate(String zone, String at, String unit) {
      Goal goal = unit(unit, Metric.CALLS, "10").in(ZoneId.of(zone));

      assertThat(standing(goal, call("a1", "bob", at)).value()).isEqualTo("1");
    }

    @Test
    void areNothingElse() {
      Standing standing =
          standing(
              rep("ann", Metric.CALLS, "10"),
              call("a1", "ann", "2026-01-10T10:00:00Z").with("type", "EMAIL"),
              call("a2", "bob", "2026-01-10T10:00:00Z"));

      assertThat(standing.value()).isEqualTo("0");
    }

    private Fact call(String id, String rep, String at) {
      return Fact.activity(id, 1)
          .with("type", "CALL")
          .with("repId", rep)
          .with("occurredAt", Instant.parse(at));
    }
  }

  @Nested
  class NewCustomers {

    @Test
    void areCountedOnceHoweverManyDealsAndReps() {
      Standing standing =
          standing(
              unit("north", Metric.NEW_CUSTOMERS, "10"),
              customer("d1", "acme", "ann"),
              customer("d2", "acme", "bob"),
              customer("d3", "other", "ann"),
              customer("d4", "third", "cem"),
              customer("d5", "fourth", "ann").with("type", "RENEWAL"));

      assertThat(standing.value()).isEqualTo("2");
      assertThat(standing.factCount()).isEqualTo(3);
      assertThat(standing.attainment()).isEqualTo("0.2");
    }

    @Test
    void needAName() {
      Standing standing =
          standing(
              rep("ann", Metric.NEW_CUSTOMERS, "10"),
              customer("d1", "acme", "ann").without("customerId"));

      assertThat(standing.value()).isEqualTo("0");
    }

    private Fact customer(String id, String customer, String rep) {
      return won(id, "2026-01-10", "1", revenue(rep, "1"))
          .with("type", "NEW_BUSINESS")
          .with("customerId", customer);
    }
  }

  @Test
  void aUnitThatMovesTakesItsMembersAlongFromThatDay() {
    Organization moving =
        new Organization(
                List.of(
                    new Unit(
                        "team",
                        List.of(
                            new Spell("north", LONG_AGO, TRANSFER),
                            new Spell("south", TRANSFER, null)),
                        List.of())),
                List.of(new Rep("dee", List.of(new Spell("team", LONG_AGO, null)))))
            .and(COMPANY);
    Oracle oracle =
        new Oracle(
            moving,
            List.of(
                won("d1", "2026-02-14", "1", revenue("dee", "1")),
                won("d2", "2026-02-15", "20", revenue("dee", "1"))));

    assertThat(oracle.standing(unit("team", Metric.REVENUE, "10")).value()).isEqualTo("21");
    assertThat(oracle.standing(unit("north", Metric.REVENUE, "10")).value()).isEqualTo("1");
    assertThat(oracle.standing(unit("south", Metric.REVENUE, "10")).value()).isEqualTo("20");
    assertThat(oracle.standing(unit("company", Metric.REVENUE, "10")).value()).isEqualTo("21");
  }

  private static Goal rep(String repId, Metric metric, String target) {
    return Goal.of("goal", Goal.Owner.REP, repId, metric, START, END, target);
  }

  private static Goal unit(String unitId, Metric metric, String target) {
    return Goal.of("goal", Goal.Owner.UNIT, unitId, metric, START, END, target);
  }

  private static Fact won(String id, String closedOn, String amount, Credit... credits) {
    return Fact.deal(id, 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("closedOn", LocalDate.parse(closedOn))
        .creditedTo(credits);
  }

  private static Standing standing(Goal goal, Fact... facts) {
    return new Oracle(COMPANY, List.of(facts)).standing(goal);
  }
}
