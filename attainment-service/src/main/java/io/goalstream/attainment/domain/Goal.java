package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A goal as it is counted.
 *
 * @param filter conditions in addition to the metric's own
 * @param baseline where the number stood at the start
 * @param currency ISO 4217 code, for money
 * @param thresholds levels of attainment to announce, ascending; 0.5 is 50 %
 */
public record Goal(
    String id,
    long revision,
    String name,
    Owner owner,
    Metric metric,
    List<Condition> filter,
    Period period,
    Optional<BigDecimal> baseline,
    BigDecimal target,
    Direction direction,
    Optional<String> currency,
    List<BigDecimal> thresholds) {

  /** This goal with the number of another revision. */
  public Goal atRevision(long other) {
    return new Goal(
        id,
        other,
        name,
        owner,
        metric,
        filter,
        period,
        baseline,
        target,
        direction,
        currency,
        thresholds);
  }

  /** Which way is better. */
  public enum Direction {
    INCREASE,
    DECREASE,
    MAINTAIN,
    RANGE
  }

  /** Whose goal it is. */
  public record Owner(Kind kind, String id) {
    /** A rep, or a unit with all its members. */
    public enum Kind {
      REP,
      UNIT
    }

    public static Owner rep(String id) {
      return new Owner(Kind.REP, id);
    }

    public static Owner unit(String id) {
      return new Owner(Kind.UNIT, id);
    }
  }

  /**
   * The days of a goal, half-open.
   *
   * @param start the first day in the zone
   * @param end the day after the last day in the zone
   */
  public record Period(LocalDate start, LocalDate end, ZoneId zone) {
    public Period {
      if (!start.isBefore(end)) {
        throw new IllegalArgumentException(
            "A period ends after it starts, found %s to %s".formatted(start, end));
      }
    }

    public boolean contains(LocalDate date) {
      return !date.isBefore(start) && date.isBefore(end);
    }

    public long days() {
      return ChronoUnit.DAYS.between(start, end);
    }

    /**
     * How many days of the period are over at the moment: today does not count before it has ended.
     */
    public long elapsedDays(Instant now) {
      long elapsed = ChronoUnit.DAYS.between(start, now.atZone(zone).toLocalDate());
      return Math.clamp(elapsed, 0, days());
    }

    /** The moment at which that many days of the period are over. */
    public Instant momentAfter(long elapsedDays) {
      return start.plusDays(elapsedDays).atStartOfDay(zone).toInstant();
    }

    /** The next moment at which one more day of the period is over, if there is one. */
    public Optional<Instant> nextDayOver(Instant now) {
      LocalDate today = now.atZone(zone).toLocalDate();
      LocalDate next = today.isBefore(start) ? start : today.plusDays(1);
      return next.isAfter(end)
          ? Optional.empty()
          : Optional.of(next.atStartOfDay(zone).toInstant());
    }
  }
}
