package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one partition says of a goal: nothing, unless said otherwise. */
final class PartialOf {
  private long basis = 1;
  private Tally whole = Tally.NONE;
  private final NavigableMap<LocalDate, Tally> buckets = new TreeMap<>();
  private long parked;
  private BigDecimal pipeline = BigDecimal.ZERO;
  private BigDecimal weightedPipeline = BigDecimal.ZERO;
  private Optional<LocalDate> lastCreditedOn = Optional.empty();
  private long factsSeen;
  private Cause cause = Cause.TIME;

  /** A partition in which nothing counts. */
  static PartialOf nothing() {
    return new PartialOf();
  }

  /** A partition in which one fact counts. */
  static PartialOf sum(String sum) {
    return new PartialOf().whole(tally(sum, "0", 1));
  }

  /** A partition in which facts count in both parts of a quotient. */
  static PartialOf quotient(String upper, String lower) {
    return new PartialOf().whole(tally(upper, lower, 1));
  }

  static PartialOf ids(String... ids) {
    return new PartialOf().whole(idTally(ids));
  }

  static Tally tally(String sum, String denominator, long facts) {
    return new Tally(
        new BigDecimal(sum),
        new BigDecimal(denominator),
        facts,
        facts,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Tally idTally(String... ids) {
    return new Tally(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        ids.length,
        0,
        Set.of(ids),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A fact that is at once the least, the greatest and the latest. */
  static Tally only(String value, String moment) {
    BigDecimal number = new BigDecimal(value);
    Instant at = Instant.parse(moment);
    return new Tally(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        1,
        0,
        Set.of(),
        Optional.of(number),
        Optional.of(number),
        Optional.of(new Latest(at, at, "fact", number)));
  }

  PartialOf whole(Tally tally) {
    whole = tally;
    return this;
  }

  PartialOf bucket(String start, Tally tally) {
    buckets.put(LocalDate.parse(start), tally);
    return this;
  }

  PartialOf bucket(String start, String sum) {
    return bucket(start, tally(sum, "0", 1));
  }

  PartialOf basis(long value) {
    basis = value;
    return this;
  }

  PartialOf parked(long value) {
    parked = value;
    return this;
  }

  PartialOf pipeline(String all, String weighted) {
    pipeline = new BigDecimal(all);
    weightedPipeline = new BigDecimal(weighted);
    return this;
  }

  PartialOf lastCreditedOn(String date) {
    lastCreditedOn = Optional.of(LocalDate.parse(date));
    return this;
  }

  PartialOf factsSeen(long value) {
    factsSeen = value;
    return this;
  }

  PartialOf cause(Cause value) {
    cause = value;
    return this;
  }

  Partial build() {
    return new Partial(
        "goal",
        basis,
        whole,
        buckets,
        parked,
        pipeline,
        weightedPipeline,
        lastCreditedOn,
        factsSeen,
        cause);
  }
}
