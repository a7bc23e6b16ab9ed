package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What all partitions together say of one goal. */
record Total(Collection<Partial> partials) {
  /** What counts in the whole period, for goals that are not {@link Goal#isBucketed}. */
  Tally whole() {
    List<Tally> tallies = new ArrayList<>(partials.size());
    for (Partial partial : partials) {
      tallies.add(partial.whole());
    }
    return Tally.of(tallies);
  }

  /** What counts in the part of the time that starts on the day. */
  Tally bucket(LocalDate start) {
    List<Tally> tallies = new ArrayList<>(partials.size());
    for (Partial partial : partials) {
      Tally tally = partial.buckets().get(start);
      if (tally != null) {
        tallies.add(tally);
      }
    }
    return Tally.of(tallies);
  }

  /** What counts from the first day to the last, both included. */
  Tally window(LocalDate first, LocalDate last) {
    List<Tally> tallies = new ArrayList<>();
    for (Partial partial : partials) {
      tallies.addAll(partial.buckets().subMap(first, true, last, true).values());
    }
    return Tally.of(tallies);
  }

  /** What counts from the first day to the last, both included, by day. */
  NavigableMap<LocalDate, Tally> days(LocalDate first, LocalDate last) {
    NavigableMap<LocalDate, Tally> days = new TreeMap<>();
    for (Partial partial : partials) {
      partial
          .buckets()
          .subMap(first, true, last, true)
          .forEach((day, tally) -> days.merge(day, tally, Tally::plus));
    }
    return days;
  }

  /** The latest day from which on anything counts. */
  Optional<LocalDate> lastBucket() {
    return partials.stream()
        .filter(partial -> !partial.buckets().isEmpty())
        .map(partial -> partial.buckets().lastKey())
        .max(LocalDate::compareTo);
  }

  /** How many facts count in all buckets. */
  long bucketFactCount() {
    long count = 0;
    for (Partial partial : partials) {
      for (Tally tally : partial.buckets().values()) {
        count += tally.factCount();
      }
    }
    return count;
  }

  /** How many facts count in the lower part of a ratio in all buckets. */
  long bucketDenominatorFactCount() {
    long count = 0;
    for (Partial partial : partials) {
      for (Tally tally : partial.buckets().values()) {
        count += tally.denominatorFactCount();
      }
    }
    return count;
  }

  long parkedFactCount() {
    long count = 0;
    for (Partial partial : partials) {
      count += partial.parkedFactCount();
    }
    return count;
  }

  BigDecimal pipeline() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Partial partial : partials) {
      sum = sum.add(partial.pipeline());
    }
    return sum;
  }

  BigDecimal weightedPipeline() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Partial partial : partials) {
      sum = sum.add(partial.weightedPipeline());
    }
    return sum;
  }

  /** Latest crediting date of a fact that counts. */
  Optional<LocalDate> lastCreditedOn() {
    Optional<LocalDate> last = Optional.empty();
    for (Partial partial : partials) {
      Optional<LocalDate> other = partial.lastCreditedOn();
      boolean later = other.isPresent() && (last.isEmpty() || other.get().isAfter(last.get()));
      last = later ? other : last;
    }
    return last;
  }
}
