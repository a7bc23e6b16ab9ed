package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Life.PriorPeriodAdjustment;
import io.goalstream.attainment.domain.SimulatedStory.Chapter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Credit tables of several partitions and a judge, without Kafka: each partition hears of the world
 * in its own time, walks in its own steps, and is heard by the judge in its own time; everyone may
 * start over at any moment. Facts arrive late, twice and in any order, and the latest version wins.
 */
final class SimulatedEngine {
  static final Instant START = Instant.parse("2025-12-28T12:00:00Z");

  private final Random order;
  private final List<WorldChange> log = new ArrayList<>();
  private final List<NaiveWorld> worlds = new ArrayList<>(List.of(NaiveWorld.EMPTY));
  private final List<SimulatedPartition> partitions = new ArrayList<>();
  private final List<Chapter.Told> onTheirWay = new ArrayList<>();
  private final Map<String, Long> admitted = new HashMap<>();
  private final SimulatedJudge judge;
  private Instant now = START;

  SimulatedEngine(int partitionCount, Random order) {
    this.order = order;
    for (int number = 0; number < partitionCount; number++) {
      partitions.add(new SimulatedPartition(number, order));
    }
    this.judge = new SimulatedJudge(order, partitionCount, worlds);
  }

  long eventCount() {
    return judge.eventCount();
  }

  void lives(Chapter chapter) {
    switch (chapter) {
      case Chapter.World(WorldChange change) -> worldChanges(change);
      case Chapter.Told told -> onTheirWay.add(told);
      case Chapter.Time(Duration duration) -> lasts(duration);
      case Chapter.Mistake(String key, FactKind kind, Fact fact) ->
          aMistakeLeavesNoTrace(key, kind, fact);
    }
    for (int step = order.nextInt(10); step > 0; step--) {
      goesOn();
    }
    switch (order.nextInt(100)) {
      case 0, 1, 2, 3, 4, 5, 6 -> any(partitions).restarts();
      case 7, 8, 9 -> judge.restarts();
      case 10 -> aRebuildTellsNobodyAnything();
      case 11, 12 -> settles();
      default -> {}
    }
  }

  /** A new change of the world; the judge hears of definitions before any partition does. */
  private void worldChanges(WorldChange change) {
    log.add(change);
    worlds.add(worlds.getLast().after(change));
    switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> judge.defined(log.size(), goal);
      case WorldChange.GoalForgotten(String id) -> judge.forgotten(id);
      default -> {}
    }
  }

  private void lasts(Duration duration) {
    Instant then = now.plus(duration);
    boolean awake = order.nextBoolean();
    while (awake && judge.nextWakeUp().filter(at -> !at.isAfter(then)).isPresent()) {
      now = judge.nextWakeUp().filter(now::isBefore).orElse(now);
      judge.ticks(Integer.MAX_VALUE, now);
    }
    now = then;
  }

  private void goesOn() {
    switch (order.nextInt(8)) {
      case 0, 1, 2 -> any(partitions).goesOn(log, now);
      case 3, 4 -> isHeard(order.nextInt(partitions.size()));
      case 5, 6 -> judge.ticks(1 + order.nextInt(4), now);
      default -> {
        if (!onTheirWay.isEmpty()) {
          arrives(any(onTheirWay));
        }
      }
    }
  }

  /** It may arrive once more later on; only a higher version than the last is let in. */
  private void arrives(Chapter.Told told) {
    if (order.nextInt(5) > 0) {
      onTheirWay.remove(told);
    }
    if (told.version() > admitted.getOrDefault(told.key(), 0L)) {
      admitted.put(told.key(), told.version());
      partitionOf(told.key()).factChanges(told.kind(), told.key(), told.fact());
    }
    if (order.nextInt(5) == 0) {
      SimulatedPartition partition = partitionOf(told.key());
      partition.factChanges(told.kind(), told.key(), partition.fact(told.kind(), told.key()));
    }
  }

  private SimulatedPartition partitionOf(String key) {
    return partitions.get(Math.floorMod(key.hashCode(), partitions.size()));
  }

  private boolean isHeard(int partition) {
    Optional<SimulatedPartition.Said> said = partitions.get(partition).heard();
    said.ifPresent(one -> judge.hears(partition, one));
    return said.isPresent();
  }

  /** Everyone does all there is to do. */
  private void settles() {
    for (int number = 0; number < partitions.size(); number++) {
      partitions.get(number).settles(log, now);
      while (isHeard(number)) {
        judge.ticks(order.nextInt(2), now);
      }
    }
    judge.ticks(Integer.MAX_VALUE, now);
    judge.isUpToDate(worlds.getLast(), facts(), now);
  }

  private List<Fact> facts() {
    return partitions.stream().flatMap(partition -> partition.facts().stream()).toList();
  }

  /** Nothing is on its way any more. */
  Map<String, Numbers> ends() {
    while (!onTheirWay.isEmpty()) {
      arrives(any(onTheirWay));
    }
    judge.restarts();
    settles();
    return numbers();
  }

  private void aMistakeLeavesNoTrace(String key, FactKind kind, Fact mistaken) {
    judge.restarts();
    settles();
    Map<String, Numbers> before = numbers();
    SimulatedPartition partition = partitionOf(key);
    Optional<Fact> former = partition.fact(kind, key);
    partition.factChanges(
        kind,
        key,
        former.isPresent() && order.nextBoolean() ? Optional.empty() : Optional.of(mistaken));
    for (int step = order.nextInt(6); step > 0; step--) {
      any(partitions).goesOn(log, now);
    }
    partition.factChanges(kind, key, former);
    settles();
    assertThat(numbers()).isEqualTo(before);
  }

  /** Only facts, definitions and what was published are left. */
  private void aRebuildTellsNobodyAnything() {
    judge.restarts();
    settles();
    Map<String, Numbers> before = numbers();
    long events = judge.eventCount();
    Map<String, WorldChange> latest = new LinkedHashMap<>();
    log.forEach(change -> latest.put(SimulatedPartition.keyOf(change), change));
    List<WorldChange> anew = new ArrayList<>(latest.values());
    Collections.shuffle(anew, order);
    log.clear();
    worlds.subList(1, worlds.size()).clear();
    judge.isRebuilt();
    anew.stream()
        .filter(change -> !(change instanceof WorldChange.GoalForgotten))
        .forEach(this::worldChanges);
    partitions.forEach(partition -> partition.isRebuilt(log));
    settles();
    assertThat(judge.eventCount()).as("events of a rebuild").isEqualTo(events);
    assertThat(numbers()).isEqualTo(before);
  }

  /**
   * What is the same in every order: not who was told how often, nor because of what. When a result
   * was fixed depends on when everything had arrived; what it would be now does not.
   *
   * @param course what follows from the number while the goal is not final
   */
  record Numbers(
      Optional<BigDecimal> value, Optional<BigDecimal> attainment, Optional<List<Object>> course) {
    static Numbers of(Progress progress) {
      Life life = progress.life();
      return life.result().isEmpty()
          ? new Numbers(
              progress.value(),
              progress.attainment(),
              Optional.of(
                  List.of(
                      progress.goal(),
                      progress.figures(),
                      life.phase(),
                      progress.levels().stream().map(LevelState::reached).toList())))
          : new Numbers(
              life.adjustment()
                  .map(PriorPeriodAdjustment::value)
                  .orElse(life.result().get().value()),
              life.adjustment()
                  .map(PriorPeriodAdjustment::attainment)
                  .orElse(life.result().get().attainment()),
              Optional.empty());
    }

    /** Also if only one of them is final already, because its period was extended afterwards. */
    boolean agreesWith(Numbers other) {
      return value.equals(other.value)
          && attainment.equals(other.attainment)
          && (course.isEmpty() || other.course.isEmpty() || course.equals(other.course));
    }
  }

  private Map<String, Numbers> numbers() {
    Map<String, Numbers> numbers = new TreeMap<>();
    judge.published().forEach((id, progress) -> numbers.put(id, Numbers.of(progress)));
    return numbers;
  }

  private <T> T any(List<T> some) {
    return some.get(order.nextInt(some.size()));
  }
}
