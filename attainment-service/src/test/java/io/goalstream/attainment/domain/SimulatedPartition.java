package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.CreditTable.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** One credit partition: its facts and its copy of the world are kept, its table is not. */
final class SimulatedPartition {
  private final int number;
  private final Random order;
  private final TreeMap<Position, Fact> facts = new TreeMap<>();
  private final TreeMap<String, Map.Entry<Long, WorldChange>> stored = new TreeMap<>();
  private final Deque<Said> unheard = new ArrayDeque<>();
  private CreditTable table = new CreditTable();
  private int applied;
  private long sentWatermark = -1;

  /**
   * What a partition says, with the facts that it had when it said it.
   *
   * @param apart whether the distinct ids are in parts of their own
   */
  record Said(
      String goalId,
      Optional<Partial> partial,
      boolean apart,
      Map<Integer, List<String>> idParts,
      OptionalLong watermark,
      Collection<Fact> facts) {}

  SimulatedPartition(int number, Random order) {
    this.number = number;
    this.order = order;
  }

  Collection<Fact> facts() {
    return facts.values();
  }

  Optional<Fact> fact(FactKind kind, String key) {
    return Optional.ofNullable(facts.get(position(kind, key)));
  }

  private static Position position(FactKind kind, String key) {
    return new Position(kind, key.getBytes(StandardCharsets.UTF_8));
  }

  void factChanges(FactKind kind, String key, Optional<Fact> fact) {
    Position position = position(kind, key);
    Optional<Fact> before = Optional.ofNullable(facts.get(position));
    fact.ifPresentOrElse(now -> facts.put(position, now), () -> facts.remove(position));
    if (!before.equals(fact)) {
      table.factChanged(position, before, fact);
    }
  }

  /** Does one thing; what it says is there to be {@link #heard}. */
  void goesOn(List<WorldChange> log, Instant now) {
    switch (order.nextInt(3)) {
      case 0 -> learns(log);
      case 1 -> walks();
      default -> speaks(1 + order.nextInt(4), now);
    }
  }

  /** As the store gives the world back: in the order of the keys, each as it now stands. */
  void restarts() {
    table = new CreditTable();
    stored.values().forEach(entry -> table.worldChanged(entry.getKey(), entry.getValue()));
    table.worldRestored();
    sentWatermark = -1;
  }

  /** Only the facts are left; the world is told anew. */
  void isRebuilt(List<WorldChange> log) {
    table = new CreditTable();
    stored.clear();
    unheard.clear();
    applied = 0;
    sentWatermark = -1;
    learnsAll(log);
  }

  /** Does all there is to do. */
  void settles(List<WorldChange> log, Instant now) {
    learnsAll(log);
    while (table.needsWalk() || table.isWalking()) {
      walks();
    }
    speaks(Integer.MAX_VALUE, now);
    assertThat(table.isWhole() && !table.hasChanges()).as("partition %d", number).isTrue();
  }

  private void learnsAll(List<WorldChange> log) {
    while (applied < log.size()) {
      learns(log);
    }
  }

  private void learns(List<WorldChange> log) {
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
    for (int step = order.nextInt(8); step >= 0 && table.isWalking(); step--) {
      Map.Entry<Position, Fact> next = facts.higherEntry(table.cursor());
      if (next == null) {
        table.endWalk();
      } else {
        table.walked(next.getKey(), next.getValue());
      }
    }
  }

  private void speaks(int most, Instant now) {
    List<Fact> seen = List.copyOf(facts.values());
    for (String goalId : table.takeForgotten().keySet()) {
      unheard.add(new Said(goalId, Optional.empty(), false, Map.of(), OptionalLong.empty(), seen));
    }
    for (CreditTable.Change change : table.takeChanges(most, now, facts.size())) {
      Partial said = change.partial();
      unheard.add(
          new Said(
              said.goalId(),
              Optional.of(said),
              change.apart(),
              change.idParts(),
              OptionalLong.empty(),
              seen));
    }
    if (table.isWhole() && !table.hasChanges() && table.sequence() > sentWatermark) {
      sentWatermark = table.sequence();
      OptionalLong watermark = OptionalLong.of(sentWatermark);
      unheard.add(new Said("", Optional.empty(), false, Map.of(), watermark, seen));
    }
  }

  /** The next that nobody has heard yet. */
  Optional<Said> heard() {
    return unheard.isEmpty()
        ? Optional.empty()
        : Optional.of(Objects.requireNonNull(unheard.poll()));
  }

  static String keyOf(WorldChange change) {
    return switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> "goal/" + goal.id();
      case WorldChange.GoalForgotten(String id) -> "goal/" + id;
      case WorldChange.UnitDefined(String id, var parents, var leaders) -> "unit/" + id;
      case WorldChange.UnitForgotten(String id) -> "unit/" + id;
      case WorldChange.RepDefined(String id, var units) -> "rep/" + id;
      case WorldChange.RepForgotten(String id) -> "rep/" + id;
      case WorldChange.RateDefined(Rates.Pair pair, var from, var rate) -> "rate/" + pair + from;
      case WorldChange.RateForgotten(Rates.Pair pair, var from) -> "rate/" + pair + from;
    };
  }
}
