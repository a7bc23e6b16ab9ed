package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.CreditTable.Position;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Decision;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.NaiveCount.Counted;
import io.goalstream.attainment.domain.NaiveCount.World;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Credit tables of several partitions and a judge, without Kafka: each partition hears of the world
 * in its own time, walks in its own steps, and is heard by the judge in its own time. After each
 * step the invariants that its methods are named after are looked at.
 */
final class SimulatedEngine {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  private final Random order;
  private final List<WorldChange> log = new ArrayList<>();
  private final List<World> worlds = new ArrayList<>(List.of(World.EMPTY));
  private final List<Partition> partitions = new ArrayList<>();
  private final Map<String, Case> cases = new HashMap<>();
  private final Map<String, Map<Integer, Said>> heard = new HashMap<>();
  private final Map<String, List<String>> told = new HashMap<>();
  private Watermarks watermarks = Watermarks.UNKNOWN;

  /** What a partition says, with the facts that it had when it said it. */
  private record Said(
      Optional<Partial> partial, Optional<Long> watermark, Collection<Fact> facts) {}

  SimulatedEngine(int partitionCount, Random order) {
    this.order = order;
    for (int number = 0; number < partitionCount; number++) {
      partitions.add(new Partition(number));
    }
  }

  /** A new change of the world; the judge hears of definitions before any partition does. */
  void worldChanges(WorldChange change) {
    log.add(change);
    worlds.add(worlds.getLast().after(change));
    switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> {
        Case known = cases.getOrDefault(goal.id(), Case.NEW);
        cases.put(
            goal.id(),
            new Case(log.size(), Optional.of(goal), known.partials(), known.published()));
        judge(goal.id(), Cause.of(Cause.Kind.GOAL_CHANGE, goal.id()));
      }
      case WorldChange.GoalForgotten(String id) -> {
        cases.remove(id);
        heard.remove(id);
        told.remove(id);
      }
      default -> {}
    }
  }

  /** The fact is now this, or gone. */
  void factChanges(String key, FactKind kind, Optional<Fact> fact) {
    partitions.get(Math.floorMod(key.hashCode(), partitions.size())).factChanges(key, kind, fact);
  }

  /** One partition, chosen at random, does one thing. */
  void goesOn() {
    partitions.get(order.nextInt(partitions.size())).goesOn();
  }

  void restarts() {
    partitions.get(order.nextInt(partitions.size())).restarts();
  }

  /** Everyone does all there is to do. */
  void settles() {
    for (Partition partition : partitions) {
      partition.settles();
    }
    mergedPartialsEqualTheNaiveCount();
    progressEqualsTheNaiveCount();
  }

  World world() {
    return worlds.getLast();
  }

  Map<String, Progress> progress() {
    Map<String, Progress> progress = new TreeMap<>();
    cases.forEach((id, known) -> progress.put(id, known.published().orElseThrow()));
    return progress;
  }

  private List<Fact> facts() {
    return partitions.stream().flatMap(partition -> partition.facts.values().stream()).toList();
  }

  private void mergedPartialsEqualTheNaiveCount() {
    assertThat(cases.keySet()).isEqualTo(world().goals().keySet());
    cases.forEach(
        (id, known) ->
            assertThat(Counted.merged(known.partials().values()))
                .as("goal %s", id)
                .isEqualTo(NaiveCount.of(known.goal().orElseThrow(), facts(), world())));
  }

  private void progressEqualsTheNaiveCount() {
    progress()
        .forEach(
            (id, progress) -> {
              Goal goal = Objects.requireNonNull(world().goals().get(id));
              Counted counted = NaiveCount.of(goal, facts(), world());
              assertThat(progress.goal()).isEqualTo(goal);
              assertThat(progress.factCount()).isEqualTo(counted.factCount());
              assertThat(progress.parkedFactCount()).isEqualTo(counted.parkedFactCount());
              for (LevelState level : progress.levels()) {
                assertThat(level.reached())
                    .as("goal %s at %s", id, level.threshold())
                    .isEqualTo(reaches(goal, counted, level.threshold()));
              }
            });
  }

  /** (A - B) / (T - B) >= level, multiplied out; the tests' goals have a target above 0. */
  private static boolean reaches(Goal goal, Counted counted, BigDecimal level) {
    BigDecimal upper =
        goal.metric().aggregation() == Metric.Aggregation.DISTINCT_COUNT
            ? BigDecimal.valueOf(counted.ids().size())
            : counted.sum();
    boolean quotient =
        goal.metric().aggregation() == Metric.Aggregation.AVERAGE
            || goal.metric().aggregation() == Metric.Aggregation.RATIO;
    BigDecimal lower = quotient ? counted.denominator() : BigDecimal.ONE;
    return lower.signum() != 0
        && upper.compareTo(level.multiply(goal.target()).multiply(lower)) >= 0;
  }

  private void hear(int partition, Said said) {
    said.partial()
        .ifPresent(
            partial -> {
              Case known = cases.get(partial.goalId());
              if (known != null) {
                heard.computeIfAbsent(partial.goalId(), id -> new HashMap<>()).put(partition, said);
                cases.put(partial.goalId(), known.heard(partition, partial));
                judge(partial.goalId(), partial.cause());
              }
            });
    said.watermark()
        .ifPresent(
            watermark -> {
              watermarks = watermarks.raised(partition, partitions.size(), watermark);
              List.copyOf(cases.keySet()).forEach(id -> judge(id, Cause.TIME));
            });
  }

  private void judge(String goalId, Cause cause) {
    Case known = Objects.requireNonNull(cases.get(goalId));
    Decision decision = Judge.decide(known, watermarks, cause, NOW);
    cases.put(goalId, decision.next());
    if (decision.progress().isPresent()) {
      onlyWholeNumbersAreJudged(goalId, known);
      reachedAndLostAlternate(decision);
    } else {
      assertThat(decision.events()).isEmpty();
    }
  }

  /** There is one state of the world from which all partitions counted. */
  private void onlyWholeNumbersAreJudged(String goalId, Case known) {
    Goal goal = known.goal().orElseThrow();
    Map<Integer, Said> said = heard.getOrDefault(goalId, Map.of());
    assertThat(said).as("partitions heard of %s", goalId).hasSize(partitions.size());
    assertThat(worlds.subList((int) known.definitionSequence(), worlds.size()))
        .as("a world from which every partition counted goal %s: %s", goalId, said)
        .anyMatch(
            world ->
                said.values().stream()
                    .allMatch(
                        one ->
                            Counted.of(one.partial().orElseThrow())
                                .equals(NaiveCount.of(goal, one.facts(), world))));
  }

  private void reachedAndLostAlternate(Decision decision) {
    for (AttainmentEvent event : decision.events()) {
      if (event.threshold().isPresent()) {
        List<String> before =
            told.computeIfAbsent(event.goal().id(), id -> new ArrayList<>()).stream()
                .filter(line -> line.startsWith(event.threshold().orElseThrow() + " "))
                .toList();
        AttainmentEvent.Kind expected =
            before.size() % 2 == 0
                ? AttainmentEvent.Kind.THRESHOLD_REACHED
                : AttainmentEvent.Kind.THRESHOLD_LOST;
        assertThat(event.kind()).as("goal %s: %s", event.goal().id(), before).isEqualTo(expected);
        assertThat(event.crossing()).isEqualTo(before.size() + 1);
        told.getOrDefault(event.goal().id(), new ArrayList<>())
            .add(event.threshold().orElseThrow() + " " + event.kind());
      }
    }
  }

  /** One partition: its facts and its copy of the world are kept, its table is not. */
  private final class Partition {
    private final int number;
    private final TreeMap<Position, Fact> facts = new TreeMap<>();
    private final TreeMap<String, Map.Entry<Long, WorldChange>> stored = new TreeMap<>();
    private final Deque<Said> unheard = new ArrayDeque<>();
    private CreditTable table = new CreditTable();
    private int applied;
    private long sentWatermark = -1;

    Partition(int number) {
      this.number = number;
    }

    void factChanges(String key, FactKind kind, Optional<Fact> fact) {
      Position position = new Position(kind, key.getBytes(StandardCharsets.UTF_8));
      Optional<Fact> before = Optional.ofNullable(facts.get(position));
      fact.ifPresentOrElse(now -> facts.put(position, now), () -> facts.remove(position));
      if (!before.equals(fact)) {
        table.factChanged(position, before, fact);
      }
    }

    void goesOn() {
      switch (order.nextInt(4)) {
        case 0 -> learns();
        case 1 -> walks();
        case 2 -> speaks();
        default -> isHeard();
      }
    }

    /** As the store gives the world back: in the order of the keys, each as it now stands. */
    void restarts() {
      table = new CreditTable();
      stored.values().forEach(entry -> table.worldChanged(entry.getKey(), entry.getValue()));
      table.worldRestored();
      sentWatermark = -1;
    }

    void settles() {
      while (applied < log.size()) {
        learns();
      }
      while (table.needsWalk() || table.isWalking()) {
        walks();
      }
      speaks();
      while (!unheard.isEmpty()) {
        isHeard();
      }
      assertThat(table.isWhole()).isTrue();
      assertThat(table.goalCount()).isEqualTo(world().goals().size());
    }

    private void learns() {
      if (applied < log.size()) {
        WorldChange change = log.get(applied);
        applied++;
        stored.put(keyOf(change), Map.entry((long) applied, change));
        table.worldChanged(applied, change);
      }
    }

    private void walks() {
      if (table.needsWalk()) {
        table.beginWalk();
      }
      for (int step = order.nextInt(4); step >= 0 && table.isWalking(); step--) {
        Map.Entry<Position, Fact> next = facts.higherEntry(table.cursor());
        if (next == null) {
          table.endWalk();
        } else {
          table.walked(next.getKey(), next.getValue());
        }
      }
    }

    private void speaks() {
      List<Fact> now = List.copyOf(facts.values());
      for (CreditTable.Change change : table.takeChanges(Integer.MAX_VALUE, NOW, facts.size())) {
        Partial partial = change.partial();
        whatIsSaidIsTheWholeNumberOfThePartition(partial);
        unheard.add(new Said(Optional.of(partial), Optional.empty(), now));
      }
      if (table.isWhole() && table.sequence() > sentWatermark) {
        sentWatermark = table.sequence();
        unheard.add(new Said(Optional.empty(), Optional.of(sentWatermark), now));
      }
    }

    private void whatIsSaidIsTheWholeNumberOfThePartition(Partial partial) {
      World known = worlds.get(applied);
      assertThat(Counted.of(partial))
          .as("partition %d of goal %s", number, partial.goalId())
          .isEqualTo(
              NaiveCount.of(
                  Objects.requireNonNull(known.goals().get(partial.goalId())),
                  facts.values(),
                  known));
    }

    private void isHeard() {
      if (!unheard.isEmpty()) {
        hear(number, unheard.remove());
      }
    }
  }

  private static String keyOf(WorldChange change) {
    return switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> "goal/" + goal.id();
      case WorldChange.GoalForgotten(String id) -> "goal/" + id;
      case WorldChange.UnitDefined(String id, var parents) -> "unit/" + id;
      case WorldChange.UnitForgotten(String id) -> "unit/" + id;
      case WorldChange.RepDefined(String id, var units) -> "rep/" + id;
      case WorldChange.RepForgotten(String id) -> "rep/" + id;
      case WorldChange.RateDefined(Rates.Pair pair, var from, var rate) -> "rate/" + pair + from;
      case WorldChange.RateForgotten(Rates.Pair pair, var from) -> "rate/" + pair + from;
    };
  }
}
