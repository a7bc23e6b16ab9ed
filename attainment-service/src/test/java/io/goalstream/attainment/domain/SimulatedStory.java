package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.number;

import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Organization.Belonging;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Puts random changes of facts, goals, organization, rates and the time together. */
final class SimulatedStory {
  private static final List<String> UNITS = List.of("u0", "u1", "u2", "u3", "u4");
  private static final List<String> REPS = List.of("r0", "r1", "r2", "r3", "r4", "r5");
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
  private static final int GOALS = 6;
  private static final int MANY = 260;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Asia/Shanghai"),
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Nuuk"),
          ZoneId.of("Pacific/Kiritimati"));
  private static final Condition WON = new Condition.In("stage", List.of("WON"));
  private static final Selection DEALS = Examples.deals("one", "createdOn");
  private static final Selection WON_DEALS = Examples.deals("one", "closedOn", WON);
  private static final Selection DEMOS = Examples.activities("one", type("DEMO"));
  private static final List<Metric> METRICS =
      List.of(
          Examples.revenue(),
          Examples.revenue(),
          sum(Unit.MONEY, Examples.deals("margin", "closedOn", WON)),
          sum(Unit.MONEY, Examples.deals("amount", "createdOn")),
          sum(Unit.COUNT, Examples.deals("quantity", "closedOn", WON)),
          sum(Unit.COUNT, Examples.deals("amount", "closedOn", WON)),
          sum(Unit.MONEY, Examples.activities("amount")),
          sum(Unit.MONEY, Examples.activities("quantity")),
          sum(Unit.HOURS, Examples.activities("attributes.hours", type("CALL", "DEMO"))),
          of(Aggregation.COUNT, Unit.COUNT, WON_DEALS),
          of(Aggregation.COUNT, Unit.COUNT, Examples.activities("one", type("CALL", "DEMO"))),
          of(Aggregation.AVERAGE, Unit.DAYS, Examples.deals("cycleDays", "closedOn", WON)),
          of(Aggregation.AVERAGE, Unit.MONEY, Examples.WON_AMOUNT),
          of(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score")),
          of(Aggregation.LAST, Unit.SCORE, Examples.activities("score")),
          of(Aggregation.LAST, Unit.MONEY, Examples.WON_AMOUNT),
          of(Aggregation.MIN, Unit.DAYS, Examples.deals("cycleDays", "closedOn", WON)),
          of(Aggregation.MIN, Unit.COUNT, Examples.activities("quantity")),
          of(Aggregation.MAX, Unit.COUNT, Examples.deals("quantity", "closedOn", WON)),
          of(Aggregation.MAX, Unit.SCORE, Examples.activities("score")),
          Examples.ratio(Unit.SHARE, WON_DEALS, DEMOS),
          Examples.ratio(Unit.SHARE, WON_DEALS, DEALS),
          complement(Examples.ratio(Unit.SHARE, WON_DEALS, DEALS)),
          Examples.ratio(Unit.MONEY, Examples.WON_AMOUNT, DEALS),
          Examples.ratio(
              Unit.SHARE,
              Examples.deals(
                  "amount", "closedOn", WON, new Condition.AtLeast("amount", number("900"))),
              Examples.deals("amount", "closedOn", WON, new Condition.Present("customerId"))),
          Examples.distinct("customerId"),
          Examples.distinct("customerId"));

  private final Random random;
  private final boolean wide;
  private final boolean alike;
  private final List<Metric> metrics;
  private final List<Owner> owners = new ArrayList<>();
  private final List<ZoneId> zones;
  private final List<String> currencies;
  private long version;

  /** One step of a story. */
  sealed interface Chapter {
    /** The world changes. */
    record World(WorldChange change) implements Chapter {}

    /** A source says what a fact now is, or that it is gone. */
    record Told(String key, long version, FactKind kind, Optional<Fact> fact) implements Chapter {}

    /** Time passes. */
    record Time(Duration duration) implements Chapter {}

    /** A fact changes and is put right again. */
    record Mistake(String key, FactKind kind, Fact fact) implements Chapter {}
  }

  /** A story of goals that have little in common. */
  SimulatedStory(Random random) {
    this.random = random;
    this.wide = random.nextInt(25) == 0;
    this.alike = false;
    this.metrics = METRICS;
    this.zones = ZONES;
    this.currencies = CURRENCIES;
  }

  private SimulatedStory(Random random, List<Metric> metrics, ZoneId zone, String currency) {
    this.random = random;
    this.wide = false;
    this.alike = true;
    this.metrics = metrics;
    this.zones = List.of(zone);
    this.currencies = List.of(currency);
    owners.add(Owner.rep(any(REPS)));
    owners.add(Owner.unit(any(UNITS)));
  }

  /** A story of goals of two owners that mostly count alike, over whole months. */
  static SimulatedStory ofGoalsAlike(Random random) {
    List<Metric> few = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      few.add(METRICS.get(random.nextInt(METRICS.size())));
    }
    return new SimulatedStory(
        random,
        few,
        ZONES.get(random.nextInt(ZONES.size())),
        CURRENCIES.get(random.nextInt(CURRENCIES.size())));
  }

  private static Metric of(Aggregation aggregation, Unit unit, Selection selection) {
    return Examples.metric(aggregation, unit, selection);
  }

  private static Metric sum(Unit unit, Selection selection) {
    return of(Aggregation.SUM, unit, selection);
  }

  private static Metric complement(Metric ratio) {
    return new Metric(
        ratio.id(),
        ratio.name(),
        ratio.aggregation(),
        ratio.unit(),
        ratio.selection(),
        ratio.denominator(),
        ratio.distinctField(),
        true,
        true);
  }

  private static Condition type(String... types) {
    return new Condition.In("type", List.of(types));
  }

  List<Chapter> tell(int steps) {
    List<Chapter> story = new ArrayList<>();
    if (wide) {
      tellOfManyCustomers(story);
    }
    for (int i = 0; i < steps; i++) {
      version++;
      story.add(
          switch (random.nextInt(40)) {
            case 0, 1, 2 -> new Chapter.Time(Duration.ofHours(random.nextInt(1, 40)));
            case 3, 4 -> new Chapter.Time(Duration.ofMinutes(random.nextInt(60 * 24 * 24)));
            case 5 -> mistake();
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 -> new Chapter.World(world());
            default -> factChange();
          });
    }
    return story;
  }

  /** More than a partition says together. */
  private void tellOfManyCustomers(List<Chapter> story) {
    Goal goal = Examples.goal(Owner.rep("r0"), Examples.distinct("customerId")).id("wide").build();
    story.add(new Chapter.World(new WorldChange.GoalDefined(goal)));
    for (int i = 0; i < MANY; i++) {
      version++;
      story.add(new Chapter.Told("w" + i, version, FactKind.DEAL, Optional.of(customer(i))));
    }
  }

  private Fact customer(int number) {
    return Examples.deal("w" + number)
        .version(version)
        .customer("w" + random.nextInt(3 * MANY))
        .revenue("r0", "1")
        .build();
  }

  private WorldChange world() {
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4 -> new WorldChange.GoalDefined(goal());
      case 5 -> new WorldChange.GoalForgotten("g" + random.nextInt(GOALS));
      case 6, 7, 8 -> new WorldChange.RepDefined(any(REPS), belongings());
      case 9 -> new WorldChange.RepForgotten(any(REPS));
      case 10 -> new WorldChange.UnitDefined(any(UNITS), belongings(), List.of());
      case 11 -> new WorldChange.UnitForgotten(any(UNITS));
      case 12 ->
          new WorldChange.RateDefined(pair(), month(), number("1." + (1 + random.nextInt(99_999))));
      default -> new WorldChange.RateForgotten(pair(), month());
    };
  }

  private Goal goal() {
    Metric metric = any(metrics);
    Owner owner = owner();
    LocalDate start = month().plusDays(chance(alike ? 40 : 4) ? random.nextInt(31) : 0);
    LocalDate end =
        alike
            ? start.plusMonths(1 + random.nextInt(6))
            : start.plusMonths(random.nextInt(6)).plusDays(chance(3) ? 1 + random.nextInt(20) : 28);
    int most = metric.aggregation() == Aggregation.RATIO ? 3 : 3_000;
    Examples.GoalOf goal =
        Examples.goal(owner, metric)
            .id("g" + random.nextInt(GOALS))
            .revision(version)
            .period(new Goal.Period(start, end, any(zones)))
            .target(chance(12) ? "0" : String.valueOf(1 + random.nextInt(chance(3) ? 20 : most)));
    if (metric.needsCurrency() || chance(5)) {
      goal.currency(any(currencies));
    }
    if (chance(4)) {
      goal.filter(new Condition.NotIn("attributes.segment", List.of("SMB")));
    }
    way(goal);
    course(goal, start);
    announcements(goal, start);
    return goal.build();
  }

  private Owner owner() {
    if (alike) {
      return any(owners);
    }
    return random.nextBoolean() ? Owner.rep(any(REPS)) : Owner.unit(any(UNITS));
  }

  private void way(Examples.GoalOf goal) {
    switch (random.nextInt(10)) {
      case 0, 1 ->
          goal.direction(Direction.DECREASE).baseline(String.valueOf(random.nextInt(5_000)));
      case 2 ->
          goal.direction(Direction.MAINTAIN).observation(any(List.of(Goal.Observation.values())));
      case 3 ->
          goal.direction(Direction.RANGE)
              .bounds(chance(3) ? null : "1", chance(3) ? null : "900.5")
              .observation(any(List.of(Goal.Observation.values())));
      case 4, 5 -> {
        goal.rollingDays(1 + random.nextInt(40));
        if (chance(3)) {
          goal.baseline(String.valueOf(random.nextInt(30)));
        }
      }
      case 6 -> goal.baseline(String.valueOf(random.nextInt(30)));
      default -> {}
    }
    if (chance(3)) {
      goal.paceBands("1.05", "0.5", "3");
    }
  }

  private void course(Examples.GoalOf goal, LocalDate start) {
    if (chance(4)) {
      LocalDate season = start.minusDays(random.nextInt(-20, 20));
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        goal.season(season.toString(), any(List.of("0", "1", "2.5", "0.333")));
        season = season.plusDays(1 + random.nextInt(40));
      }
    }
    if (chance(4)) {
      goal.workingDays(start.plusDays(2).toString(), start.plusDays(10).toString());
    }
  }

  private void announcements(Examples.GoalOf goal, LocalDate start) {
    goal.graceDays(random.nextInt(12));
    if (chance(4)) {
      goal.endingSoonDays(random.nextInt(20));
    }
    if (chance(3)) {
      goal.silenceDays(1 + random.nextInt(20));
    }
    if (chance(4)) {
      goal.checkpoint("half", start.plusDays(random.nextInt(40)) + "T11:00:00Z", "100");
    }
    if (chance(5)) {
      goal.level("commit", "12").level("stretch", "700");
    }
  }

  private Chapter factChange() {
    if (wide && chance(2)) {
      int which = random.nextInt(MANY);
      Optional<Fact> fact = chance(3) ? Optional.empty() : Optional.of(customer(which));
      return new Chapter.Told("w" + which, version, FactKind.DEAL, fact);
    }
    boolean isDeal = random.nextInt(3) > 0;
    String key = (isDeal ? "d" : "a") + random.nextInt(14);
    FactKind kind = isDeal ? FactKind.DEAL : FactKind.ACTIVITY;
    Optional<Fact> fact = chance(6) ? Optional.empty() : Optional.of(fact(kind, key));
    return new Chapter.Told(key, version, kind, fact);
  }

  private Chapter mistake() {
    boolean isDeal = random.nextInt(3) > 0;
    String key = (isDeal ? "d" : "a") + random.nextInt(14);
    FactKind kind = isDeal ? FactKind.DEAL : FactKind.ACTIVITY;
    return new Chapter.Mistake(key, kind, fact(kind, key));
  }

  private Fact fact(FactKind kind, String key) {
    return switch (kind) {
      case DEAL -> deal(key);
      case ACTIVITY -> activity(key);
    };
  }

  private Fact deal(String id) {
    Examples.DealOf deal =
        Examples.deal(id)
            .version(version)
            .changed(Instant.ofEpochSecond(random.nextInt(3)))
            .stage(any(List.of("WON", "WON", "WON", "OPEN", "OPEN", "LOST")))
            .amount(chance(10) ? null : amount())
            .margin(amount())
            .quantity(String.valueOf(random.nextInt(3)))
            .currency(chance(9) ? null : any(CURRENCIES))
            .customer(chance(5) ? null : "c" + random.nextInt(5))
            .expectedClose(date().toString())
            .closed(chance(8) ? null : date().toString());
    if (chance(2)) {
      deal.created(date().toString());
    }
    if (chance(2)) {
      deal.probability(any(List.of("0", "0.333333", "0.5", "1")));
    }
    if (chance(3)) {
      deal.attribute("segment", random.nextBoolean() ? "SMB" : "BIG");
    }
    String first = any(REPS);
    if (random.nextBoolean()) {
      deal.revenue(first, "1");
    } else {
      deal.revenue(first, "0.333333").revenue(any(REPS), "0.666667");
    }
    if (chance(3)) {
      deal.overlay(any(REPS), "0.7").overlay(any(REPS), "0.5");
    }
    return deal.build();
  }

  private Fact activity(String id) {
    Instant at =
        date().atStartOfDay(ZoneId.of("UTC")).toInstant().plusSeconds(random.nextInt(86_400));
    Examples.ActivityOf activity =
        Examples.activity(id, any(REPS), at)
            .version(version)
            .changed(Instant.ofEpochSecond(random.nextInt(3)))
            .type(any(List.of("CALL", "DEMO", "PAYMENT")))
            .customer("c" + random.nextInt(5));
    if (chance(2)) {
      activity.score(String.valueOf(random.nextInt(6))).amount(amount(), any(CURRENCIES));
    }
    if (chance(2)) {
      activity.quantity(String.valueOf(random.nextInt(3)));
      activity.attribute("hours", any(List.of("1.5", "0.1234567", "two", "1e40")));
    }
    return activity.build();
  }

  private List<Belonging> belongings() {
    LocalDate transfer = date();
    String first = any(UNITS);
    return switch (random.nextInt(4)) {
      case 0 -> List.of();
      case 1 -> List.of(new Belonging(first, transfer, Optional.empty()));
      default ->
          List.of(
              new Belonging(first, day("2020-01-01"), Optional.of(transfer)),
              new Belonging(any(UNITS), transfer, Optional.empty()));
    };
  }

  private Rates.Pair pair() {
    return new Rates.Pair(any(CURRENCIES), any(CURRENCIES));
  }

  private LocalDate month() {
    return day("2026-01-01").plusMonths(random.nextInt(8));
  }

  private LocalDate date() {
    return day("2025-12-20").plusDays(random.nextInt(260));
  }

  private String amount() {
    return BigDecimal.valueOf(random.nextLong(-50_000, 2_000_000), 3).toPlainString();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
