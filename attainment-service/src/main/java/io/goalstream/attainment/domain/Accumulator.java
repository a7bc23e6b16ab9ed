package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up credits and takes them back; after taking one back it stands exactly where it stood. It
 * is the counter of the whole period itself: one object less to come by for each goal of a fact.
 */
final class Accumulator extends Counter {
  private final Goal goal;
  private final NavigableMap<LocalDate, Counter> buckets;
  private final NavigableMap<LocalDate, Integer> creditedOn;
  private final boolean bucketed;
  private final boolean datesMatter;
  private long parkedFactCount;
  private BigDecimal pipeline = BigDecimal.ZERO;
  private BigDecimal weightedPipeline = BigDecimal.ZERO;

  Accumulator(Goal goal) {
    super(goal.metric().aggregation());
    this.goal = goal;
    this.bucketed = goal.isBucketed();
    this.datesMatter = goal.announcements().silenceDays().isPresent();
    // There are as many of these as goals times tasks, and most need neither.
    this.buckets = bucketed ? new TreeMap<>() : Collections.emptyNavigableMap();
    this.creditedOn = datesMatter ? new TreeMap<>() : Collections.emptyNavigableMap();
  }

  void add(Credit credit) {
    take(credit, 1);
    if (credit.isPipeline()) {
      pipeline = pipeline.add(credit.pipeline());
      weightedPipeline = weightedPipeline.add(credit.weightedPipeline());
    }
  }

  void takeBack(Credit credit) {
    take(credit, -1);
    if (credit.isPipeline()) {
      pipeline = pipeline.subtract(credit.pipeline());
      weightedPipeline = weightedPipeline.subtract(credit.weightedPipeline());
    }
  }

  private void take(Credit credit, int times) {
    parkedFactCount += credit.parked() ? times : 0;
    if (!credit.counts()) {
      return;
    }
    if (!bucketed) {
      count(credit, times);
    } else if (credit.countsBelow()) {
      credit.date().ifPresent(date -> bucket(date).countAbove(credit, times));
      credit.denominatorDate().ifPresent(date -> bucket(date).countBelow(credit, times));
    } else {
      credit.date().ifPresent(date -> bucket(date).count(credit, times));
    }
    if (datesMatter) {
      Optional<LocalDate> date = credit.date().or(credit::denominatorDate);
      date.ifPresent(
          day ->
              creditedOn.compute(
                  day, (key, count) -> total(count == null ? times : count + times)));
    }
  }

  private static @Nullable Integer total(int count) {
    return count == 0 ? null : count;
  }

  private Counter bucket(LocalDate date) {
    return buckets.computeIfAbsent(
        goal.bucketOf(date), start -> new Counter(goal.metric().aggregation()));
  }

  /** What one partition says of the goal; {@code ids} only if they are not sent apart. */
  Partial partial(long basis, boolean withIds, LocalDate bucketsFrom, long factsSeen, Cause cause) {
    NavigableMap<LocalDate, Tally> tallies =
        bucketed ? new TreeMap<>() : Collections.emptyNavigableMap();
    buckets
        .tailMap(bucketsFrom)
        .forEach(
            (start, counter) -> {
              if (!counter.isEmpty()) {
                tallies.put(start, counter.tally(true));
              }
            });
    return new Partial(
        goal.id(),
        basis,
        bucketed ? Tally.NONE : tally(withIds),
        tallies,
        parkedFactCount,
        pipeline,
        weightedPipeline,
        creditedOn.isEmpty() ? Optional.empty() : Optional.of(creditedOn.lastKey()),
        factsSeen,
        cause);
  }
}
