package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Organization.Belonging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random companies, goals and facts; every partition goes its own way, and all agree with a naive
 * count. The name of a case is its seed; {@code -Dseed=N} plays one again.
 */
class CreditTableSimulationTest {
  private static final int STEPS = 300;
  private static final long SEEDS = 40;

  static LongStream seeds() {
    String given = System.getProperty("seed", "");
    return given.isBlank() ? LongStream.range(0, SEEDS) : LongStream.of(Long.parseLong(given));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void numbersAreWholeAndRightWhateverTheOrderAndThePartitions(long seed) {
    List<Consumer<SimulatedEngine>> story = new Story(new Random(seed)).tell(STEPS);

    Map<String, Progress> one = played(story, 1, seed);
    Map<String, Progress> two = played(story, 2, seed + 1);
    Map<String, Progress> five = played(story, 5, seed + 2);

    assertThat(what(two)).isEqualTo(what(one));
    assertThat(what(five)).isEqualTo(what(one));
  }

  /**
   * A partition that had started over said nothing of the changes that its number rested on, so it
   * was judged together with numbers of an older world.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {83, 88, 90, 124, 125})
  void aPartitionThatStartedOverIsNotJudgedTogetherWithAnOlderWorld(long seed) {
    numbersAreWholeAndRightWhateverTheOrderAndThePartitions(seed);
  }

  private static Map<String, Progress> played(
      List<Consumer<SimulatedEngine>> story, int partitions, long seed) {
    Random order = new Random(~seed);
    SimulatedEngine engine = new SimulatedEngine(partitions, order);
    for (Consumer<SimulatedEngine> chapter : story) {
      chapter.accept(engine);
      for (int step = order.nextInt(8); step > 0; step--) {
        engine.goesOn();
      }
      if (order.nextInt(10) == 0) {
        engine.restarts();
      }
      if (order.nextInt(60) == 0) {
        engine.settles();
      }
    }
    engine.settles();
    return engine.progress();
  }

  /** What is the same in every order: not who was told how often, nor because of what. */
  private static Map<String, List<Object>> what(Map<String, Progress> progress) {
    Map<String, List<Object>> what = new TreeMap<>();
    progress.forEach(
        (id, one) ->
            what.put(
                id,
                List.of(
                    one.goal(),
                    one.dataState(),
                    one.value(),
                    one.numerator(),
                    one.denominator(),
                    one.attainment(),
                    one.gap(),
                    one.pace(),
                    one.paceStatus(),
                    one.factCount(),
                    one.parkedFactCount(),
                    one.levels().stream().map(LevelState::reached).toList())));
    return what;
  }

  /** Puts random changes together. */
  private static final class Story {
    private static final List<String> UNITS = List.of("u0", "u1", "u2", "u3", "u4");
    private static final List<String> REPS = List.of("r0", "r1", "r2", "r3", "r4", "r5");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
    private static final List<ZoneId> ZONES =
        List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Shanghai"), ZoneId.of("America/New_York"));
    private static final List<Metric> METRICS =
        List.of(
            Examples.revenue(),
            Examples.metric(
                Aggregation.COUNT, Unit.COUNT, Examples.activities("one", type("CALL", "DEMO"))),
            Examples.metric(
                Aggregation.AVERAGE, Unit.DAYS, Examples.deals("cycleDays", "closedOn", won())),
            Examples.metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score")),
            Examples.metric(Aggregation.SUM, Unit.MONEY, Examples.activities("amount")),
            Examples.ratio(
                Unit.SHARE,
                Examples.deals("one", "closedOn", won()),
                Examples.activities("one", type("DEMO"))),
            Examples.ratio(Unit.MONEY, Examples.WON_AMOUNT, Examples.deals("one", "createdOn")),
            Examples.distinct("customerId"));

    private final Random random;
    private long version;

    Story(Random random) {
      this.random = random;
    }

    private static Condition won() {
      return new Condition.In("stage", List.of("WON"));
    }

    private static Condition type(String... types) {
      return new Condition.In("type", List.of(types));
    }

    List<Consumer<SimulatedEngine>> tell(int steps) {
      List<Consumer<SimulatedEngine>> story = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        version++;
        story.add(random.nextInt(10) < 7 ? factChange() : worldChange());
      }
      return story;
    }

    private Consumer<SimulatedEngine> worldChange() {
      WorldChange change = world();
      return engine -> engine.worldChanges(change);
    }

    private WorldChange world() {
      return switch (random.nextInt(14)) {
        case 0, 1, 2, 3, 4 -> new WorldChange.GoalDefined(goal());
        case 5 -> new WorldChange.GoalForgotten("g" + random.nextInt(6));
        case 6, 7, 8 -> new WorldChange.RepDefined(any(REPS), belongings());
        case 9 -> new WorldChange.RepForgotten(any(REPS));
        case 10 -> new WorldChange.UnitDefined(any(UNITS), belongings());
        case 11 -> new WorldChange.UnitForgotten(any(UNITS));
        case 12 ->
            new WorldChange.RateDefined(
                pair(), month(), number("1." + (1 + random.nextInt(99_999))));
        default -> new WorldChange.RateForgotten(pair(), month());
      };
    }

    private Goal goal() {
      Metric metric = any(METRICS);
      Owner owner = random.nextBoolean() ? Owner.rep(any(REPS)) : Owner.unit(any(UNITS));
      LocalDate start = month();
      Examples.GoalOf goal =
          Examples.goal(owner, metric)
              .id("g" + random.nextInt(6))
              .revision(version)
              .period(new Goal.Period(start, start.plusMonths(1 + random.nextInt(6)), any(ZONES)))
              .target(String.valueOf(1 + random.nextInt(3_000)));
      if (metric.unit() == Unit.MONEY) {
        goal.currency(any(CURRENCIES));
      }
      if (random.nextInt(4) == 0) {
        goal.filter(new Condition.NotIn("attributes.segment", List.of("SMB")));
      }
      return goal.build();
    }

    private Consumer<SimulatedEngine> factChange() {
      int which = random.nextInt(14);
      boolean isDeal = random.nextInt(3) > 0;
      String key = (isDeal ? "d" : "a") + which;
      FactKind kind = isDeal ? FactKind.DEAL : FactKind.ACTIVITY;
      Optional<Fact> fact =
          random.nextInt(6) == 0
              ? Optional.empty()
              : Optional.of(isDeal ? deal(key) : activity(key));
      return engine -> engine.factChanges(key, kind, fact);
    }

    private Fact deal(String id) {
      Examples.DealOf deal =
          Examples.deal(id)
              .version(version)
              .stage(random.nextInt(4) == 0 ? "LOST" : "WON")
              .amount(random.nextInt(10) == 0 ? null : amount())
              .currency(any(CURRENCIES))
              .customer(random.nextInt(5) == 0 ? null : "c" + random.nextInt(5))
              .closed(random.nextInt(8) == 0 ? null : date().toString());
      if (random.nextBoolean()) {
        deal.created(date().toString());
      }
      if (random.nextInt(3) == 0) {
        deal.attribute("segment", random.nextBoolean() ? "SMB" : "BIG");
      }
      String first = any(REPS);
      if (random.nextBoolean()) {
        deal.revenue(first, "1");
      } else {
        deal.revenue(first, "0.333333").revenue(any(REPS), "0.666667");
      }
      if (random.nextInt(3) == 0) {
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
              .type(any(List.of("CALL", "DEMO", "PAYMENT")))
              .customer("c" + random.nextInt(5));
      if (random.nextBoolean()) {
        activity.score(String.valueOf(random.nextInt(6))).amount(amount(), any(CURRENCIES));
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

    private <T> T any(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }
  }
}
