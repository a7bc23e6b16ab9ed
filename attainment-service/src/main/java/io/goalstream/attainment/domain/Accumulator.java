package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds up credits and takes them back; after taking one back it stands exactly where it stood. It
 * is the counter of the whole time itself: one object less to come by for each credit.
 */
class Accumulator extends Counter {
  private final @Nullable UnaryOperator<LocalDate> bucketOf;
  private final boolean datesMatter;
  private NavigableMap<LocalDate, Counter> buckets = Collections.emptyNavigableMap();
  private NavigableMap<LocalDate, Integer> creditedOn = Collections.emptyNavigableMap();
  private long parkedFactCount;
  private BigDecimal pipeline = BigDecimal.ZERO;
  private BigDecimal weightedPipeline = BigDecimal.ZERO;

  /** One that counts as the goal wants it. */
  Accumulator(Goal goal) {
    super(goal.metric().aggregation());
    this.bucketOf = goal.isBucketed() ? goal::bucketOf : null;
    this.datesMatter = datesMatter(goal);
    clearOwn();
  }

  /** Whether it matters to the goal on which days credits are dated. */
  static boolean datesMatter(Goal goal) {
    return goal.announcements().silenceDays().isPresent();
  }

  @Override
  final void clear() {
    super.clear();
    clearOwn();
  }

  private void clearOwn() {
    // There are many of these, and most need neither.
    buckets = bucketOf == null ? Collections.emptyNavigableMap() : new TreeMap<>();
    creditedOn = datesMatter ? new TreeMap<>() : Collections.emptyNavigableMap();
    parkedFactCount = 0;
    pipeline = BigDecimal.ZERO;
    weightedPipeline = BigDecimal.ZERO;
  }

  final void add(Credit credit) {
    take(credit, 1);
    if (credit.isPipeline()) {
      pipeline = pipeline.add(credit.pipeline());
      weightedPipeline = weightedPipeline.add(credit.weightedPipeline());
    }
  }

  final void takeBack(Credit credit) {
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
    if (bucketOf == null) {
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
    LocalDate start = bucketOf == null ? date : bucketOf.apply(date);
    return buckets.computeIfAbsent(start, key -> new Counter(aggregation()));
  }

  /**
   * What one partition says of a goal.
   *
   * @param parts what counts in times that together are the goal's
   * @param withIds only if they are not sent apart
   */
  static Partial partial(
      Goal goal,
      List<? extends Accumulator> parts,
      long basis,
      boolean withIds,
      LocalDate bucketsFrom,
      long factsSeen,
      Cause cause) {
    Tally whole = Tally.NONE;
    NavigableMap<LocalDate, Tally> tallies = Collections.emptyNavigableMap();
    long parked = 0;
    BigDecimal pipeline = BigDecimal.ZERO;
    BigDecimal weightedPipeline = BigDecimal.ZERO;
    Optional<LocalDate> lastCreditedOn = Optional.empty();
    for (Accumulator part : parts) {
      if (part.bucketOf == null) {
        whole = part.isEmpty() ? whole : whole.plus(part.tally(withIds));
      } else {
        tallies = part.tallies(bucketsFrom);
      }
      parked += part.parkedFactCount;
      pipeline = pipeline.add(part.pipeline);
      weightedPipeline = weightedPipeline.add(part.weightedPipeline);
      if (!part.creditedOn.isEmpty()) {
        LocalDate last = part.creditedOn.lastKey();
        lastCreditedOn = lastCreditedOn.filter(last::isBefore).or(() -> Optional.of(last));
      }
    }
    return new Partial(
        goal.id(),
        basis,
        whole,
        tallies,
        parked,
        pipeline,
        weightedPipeline,
        lastCreditedOn,
        factsSeen,
        cause);
  }

  private NavigableMap<LocalDate, Tally> tallies(LocalDate from) {
    NavigableMap<LocalDate, Tally> tallies = new TreeMap<>();
    buckets
        .tailMap(from)
        .forEach(
            (start, counter) -> {
              if (!counter.isEmpty()) {
                tallies.put(start, counter.tally(true));
              }
            });
    return tallies;
  }
}
