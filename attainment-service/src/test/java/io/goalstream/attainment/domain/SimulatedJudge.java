package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Decision;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.Progress.Sweep;
import io.goalstream.attainment.domain.SimulatedPartition.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges like the processor does: what it was told is kept by its topic, what it published is its
 * memory, and everything else may be lost at any moment. Each judgement is held against the naive
 * oracle, at the very moment and from the very facts.
 */
final class SimulatedJudge {
  private final Random order;
  private final int partitions;
  private final List<NaiveWorld> worlds;
  private final SimulatedListener listener = new SimulatedListener();
  private final Map<String, Told> told = new TreeMap<>();
  private final Map<String, Progress> published = new TreeMap<>();
  private final Map<String, Cause> toJudge = new LinkedHashMap<>();
  private final Map<String, Cause> incomplete = new TreeMap<>();
  private final Map<String, Instant> wakeUpAt = new TreeMap<>();
  private Watermarks watermarks = Watermarks.UNKNOWN;
  private long eventCount;

  private static final class Told {
    long sequence;
    @Nullable Goal goal;
    final Map<Integer, Said> said = new TreeMap<>();
    final Map<Integer, Map<Integer, List<String>>> idParts = new HashMap<>();
  }

  SimulatedJudge(Random order, int partitions, List<NaiveWorld> worlds) {
    this.order = order;
    this.partitions = partitions;
    this.worlds = worlds;
  }

  Map<String, Progress> published() {
    return published;
  }

  long eventCount() {
    return eventCount;
  }

  void defined(long sequence, Goal goal) {
    Told known = told.computeIfAbsent(goal.id(), id -> new Told());
    known.sequence = sequence;
    known.goal = goal;
    judgeLater(goal.id(), Cause.of(Cause.Kind.GOAL_CHANGE, goal.id()));
  }

  void forgotten(String goalId) {
    Told known = told.computeIfAbsent(goalId, id -> new Told());
    known.sequence = 0;
    known.goal = null;
    toJudge.remove(goalId);
    incomplete.remove(goalId);
    wakeUpAt.remove(goalId);
    published.remove(goalId);
    listener.forgets(goalId);
  }

  /** What one partition says. */
  void hears(int partition, Said said) {
    if (said.watermark().isPresent()) {
      watermarks = watermarks.raised(partition, partitions, said.watermark().getAsLong());
      incomplete.forEach(this::judgeLater);
      return;
    }
    Told known = told.computeIfAbsent(said.goalId(), id -> new Told());
    if (said.partial().isPresent()) {
      known.said.put(partition, said);
      Map<Integer, List<String>> parts =
          known.idParts.computeIfAbsent(partition, number -> new HashMap<>());
      parts.putAll(said.idParts());
      judgeLater(said.goalId(), said.partial().get().cause());
    } else {
      known.said.remove(partition);
      known.idParts.remove(partition);
      judgeLater(said.goalId(), Cause.TIME);
    }
  }

  private void judgeLater(String goalId, Cause cause) {
    toJudge.merge(goalId, cause, (former, next) -> next.equals(Cause.TIME) ? former : next);
  }

  /** The next moment at which it wants to look at a goal. */
  Optional<Instant> nextWakeUp() {
    return wakeUpAt.values().stream().min(Instant::compareTo);
  }

  /** Judges some of what waits. */
  void ticks(int most, Instant now) {
    wakeUpAt.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            goalId -> {
              wakeUpAt.remove(goalId);
              judgeLater(goalId, Cause.TIME);
            });
    for (String goalId : List.copyOf(toJudge.keySet()).subList(0, Math.min(most, toJudge.size()))) {
      judge(goalId, Objects.requireNonNull(toJudge.remove(goalId)), now);
    }
    if (order.nextInt(4) == 0) {
      incomplete.keySet().forEach(goalId -> saySweeping(goalId, now));
    }
  }

  private void saySweeping(String goalId, Instant now) {
    Judge.sweeping(known(goalId), watermarks, now)
        .ifPresent(
            progress -> {
              Progress last = Objects.requireNonNull(published.get(goalId));
              assertThat(progress.figures()).isEqualTo(last.figures());
              assertThat(progress.levels()).isEqualTo(last.levels());
              publish(goalId, progress);
            });
  }

  /** It loses all but its topics. */
  void restarts() {
    toJudge.clear();
    incomplete.clear();
    wakeUpAt.clear();
    told.forEach(
        (goalId, known) -> {
          if (known.goal != null) {
            judgeLater(goalId, Cause.TIME);
          }
        });
  }

  /** It loses all but what it published. */
  void isRebuilt() {
    told.clear();
    watermarks = Watermarks.UNKNOWN;
    restarts();
  }

  private Case known(String goalId) {
    Told known = told.getOrDefault(goalId, new Told());
    Map<Integer, Partial> partials = new TreeMap<>();
    known.said.forEach((partition, said) -> partials.put(partition, withIds(known, partition)));
    return new Case(
        known.sequence,
        Optional.ofNullable(known.goal),
        partials,
        Optional.ofNullable(published.get(goalId)));
  }

  /** Distinct ids that were said in parts are put together. */
  private static Partial withIds(Told known, int partition) {
    Said said = Objects.requireNonNull(known.said.get(partition));
    Partial partial = said.partial().orElseThrow();
    if (!said.apart()) {
      return partial;
    }
    Set<String> ids = new HashSet<>();
    known.idParts.getOrDefault(partition, Map.of()).values().forEach(ids::addAll);
    Tally whole = partial.whole();
    return new Partial(
        partial.goalId(),
        partial.basis(),
        new Tally(
            whole.sum(),
            whole.denominator(),
            whole.factCount(),
            whole.denominatorFactCount(),
            Collections.unmodifiableSet(ids),
            whole.least(),
            whole.greatest(),
            whole.latest()),
        partial.buckets(),
        partial.parkedFactCount(),
        partial.pipeline(),
        partial.weightedPipeline(),
        partial.lastCreditedOn(),
        partial.factsSeen(),
        partial.cause());
  }

  private void judge(String goalId, Cause cause, Instant now) {
    Case known = known(goalId);
    if (known.goal().isEmpty()) {
      return;
    }
    if (!Judge.isWhole(known, watermarks)) {
      incomplete.putIfAbsent(goalId, cause);
      return;
    }
    incomplete.remove(goalId);
    Decision decision = Judge.decide(known, watermarks, cause, now);
    NaiveProgress oracle = onlyWholeNumbersAreJudged(goalId, known, now);
    Progress judged = decision.next().published().orElseThrow();
    SimulatedChecks.numbersEqualTheOracles(judged, oracle);
    SimulatedChecks.whatFollowsFromTheFormerIsRight(known.published(), judged, oracle);
    SimulatedChecks.eventsTellWhatChanged(known.published(), judged, decision.events());
    decision.progress().ifPresent(progress -> publish(goalId, progress));
    listener.forgetsLevels(judged);
    listener.hears(decision.events());
    eventCount += decision.events().size();
    Goal goal = known.goal().get();
    Optional<Instant> wakeUp = Judge.nextWakeUp(goal, Optional.of(judged), now);
    wakeUpAt.remove(goalId);
    wakeUp.ifPresent(at -> wakeUpAt.put(goalId, at));
  }

  private void publish(String goalId, Progress progress) {
    Progress last = published.put(goalId, progress);
    assertThat(progress.sequence()).isEqualTo(last == null ? 1 : last.sequence() + 1);
    if (last != null && last.isFinal()) {
      assertThat(progress.life().result()).isEqualTo(last.life().result());
      assertThat(progress.figures()).isEqualTo(last.figures());
      assertThat(progress.levels()).isEqualTo(last.levels());
    }
  }

  /** There is one state of the world from which all partitions counted. */
  private NaiveProgress onlyWholeNumbersAreJudged(String goalId, Case known, Instant now) {
    Goal goal = known.goal().orElseThrow();
    Map<Integer, Said> said = Objects.requireNonNull(told.get(goalId)).said;
    assertThat(said).as("partitions heard of %s", goalId).hasSize(partitions);
    for (int number = worlds.size() - 1; number >= known.definitionSequence(); number--) {
      NaiveWorld world = worlds.get(number);
      boolean counted =
          known.partials().entrySet().stream()
              .allMatch(
                  entry ->
                      NaivePartial.of(
                              goal, Objects.requireNonNull(said.get(entry.getKey())).facts(), world)
                          .isSaidBy(entry.getValue(), now));
      if (counted) {
        List<Fact> facts = new ArrayList<>();
        said.values().forEach(one -> facts.addAll(one.facts()));
        return new NaiveProgress(goal, facts, world, now);
      }
    }
    throw new AssertionError(
        "No world from which every partition counted goal %s: %s of %s"
            .formatted(goalId, known.partials(), goal));
  }

  /** Everything was said and judged, and nothing that time has changed was overslept. */
  void isUpToDate(NaiveWorld world, Collection<Fact> facts, Instant now) {
    assertThat(published.keySet()).isEqualTo(new TreeMap<>(world.goals()).keySet());
    assertThat(incomplete).isEmpty();
    published.forEach(
        (goalId, progress) -> {
          Goal goal = Objects.requireNonNull(world.goals().get(goalId));
          assertThat(progress.completeness().sweep()).isEqualTo(Sweep.COMPLETE);
          assertThat(progress.goal().revision()).isEqualTo(goal.revision());
          NaiveProgress oracle = new NaiveProgress(goal, facts, world, now);
          // Nobody wakes for a goal that is final, even if it was given other terms.
          if (!progress.isFinal() || progress.goal().equals(goal)) {
            SimulatedChecks.numbersEqualTheOracles(progress, oracle);
          }
        });
  }
}
