package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A goal as it is counted.
 *
 * @param filter conditions in addition to the metric's own
 * @param rollingDays if there, the number is that of the last so many days, today included
 * @param baseline where the number stood at the start
 * @param bounds for MAINTAIN and RANGE: what meets the goal
 * @param observation for MAINTAIN and RANGE: how often it is looked
 * @param currency ISO 4217 code, for money
 * @param thresholds levels of attainment to announce, ascending; 0.5 is 50 %
 * @param levels levels with a name
 * @param course how the way to the target spreads over the period
 */
public record Goal(
    String id,
    long revision,
    String name,
    Owner owner,
    Metric metric,
    List<Condition> filter,
    Period period,
    OptionalInt rollingDays,
    Optional<BigDecimal> baseline,
    BigDecimal target,
    Direction direction,
    Bounds bounds,
    Observation observation,
    Optional<String> currency,
    List<BigDecimal> thresholds,
    List<Level> levels,
    Course course,
    Pace.Bands paceBands,
    Announcements announcements) {

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
        rollingDays,
        baseline,
        target,
        direction,
        bounds,
        observation,
        currency,
        thresholds,
        levels,
        course,
        paceBands,
        announcements);
  }

  /** This goal with an equal metric, which many goals have in common. */
  public Goal with(Metric common) {
    return new Goal(
        id,
        revision,
        name,
        owner,
        common,
        filter,
        period,
        rollingDays,
        baseline,
        target,
        direction,
        bounds,
        observation,
        currency,
        thresholds,
        levels,
        course,
        paceBands,
        announcements);
  }

  /** This goal under the name and revision of a newer one, but with its own terms. */
  Goal following(Goal newer) {
    return new Goal(
        id,
        newer.revision,
        newer.name,
        owner,
        metric,
        filter,
        period,
        rollingDays,
        baseline,
        target,
        direction,
        bounds,
        observation,
        currency,
        thresholds,
        levels,
        course,
        paceBands,
        announcements);
  }

  /**
   * True if the goal is judged as one that is kept: also where the number shall stay at its
   * baseline, because then there is no way to go.
   */
  boolean isJudgedAsKept() {
    return isKept() || baseline.filter(start -> start.compareTo(target) == 0).isPresent();
  }

  /** True if less is better, for goals that are met or not. */
  boolean isLowerBetter() {
    return direction == Direction.DECREASE || (isKept() && metric.lowerIsBetter());
  }

  /** True if the goal is met or not, at each observation, rather than reached step by step. */
  public boolean isKept() {
    return direction == Direction.MAINTAIN || direction == Direction.RANGE;
  }

  /** True if the goal's number needs what counted in each part of the time. */
  public boolean isBucketed() {
    return rollingDays.isPresent() || (isKept() && observation != Observation.PERIOD);
  }

  /**
   * The days whose facts can count: the period, and for a rolling number the days before its start
   * that the first windows reach back to.
   */
  public Period creditedPeriod() {
    return rollingDays.isEmpty()
        ? period
        : new Period(
            period.start().minusDays(rollingDays.getAsInt() - 1L), period.end(), period.zone());
  }

  /**
   * The days whose facts make the number at the moment: those of the period, and for a rolling
   * number the last ones, today included. Once the period is over, that stays as on its last day.
   */
  public Period countedPeriod(Instant now) {
    if (rollingDays.isEmpty()) {
      return period;
    }
    LocalDate tomorrow = period.dateOf(now).plusDays(1);
    LocalDate end = tomorrow.isAfter(period.end()) ? period.end() : tomorrow;
    return new Period(end.minusDays(rollingDays.getAsInt()), end, period.zone());
  }

  /** The first day of the part of the time that the date falls into; for bucketed goals. */
  public LocalDate bucketOf(LocalDate date) {
    return rollingDays.isPresent() ? date : observation.startOf(period.start(), date);
  }

  /** What meets a goal that is kept; equal meets it. */
  public record Bounds(Optional<BigDecimal> lower, Optional<BigDecimal> upper) {
    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    boolean contain(Ratio value) {
      return lower.map(value::isAtLeast).orElse(true)
          && upper.map(limit -> value.compareTo(Ratio.of(limit)) <= 0).orElse(true);
    }
  }

  /** How often it is looked whether a goal is met. */
  public enum Observation {
    PERIOD,
    DAY,
    WEEK,
    MONTH,
    QUARTER;

    private static final int DAYS_OF_WEEK = 7;
    private static final int MONTHS_OF_QUARTER = 3;

    /** The first day of the observed period that the date falls into. */
    LocalDate startOf(LocalDate start, LocalDate date) {
      return switch (this) {
        case PERIOD -> start;
        case DAY -> date;
        case WEEK ->
            date.minusDays(Math.floorMod(start.until(date, ChronoUnit.DAYS), DAYS_OF_WEEK));
        case MONTH -> startOfMonths(start, date, 1);
        case QUARTER -> startOfMonths(start, date, MONTHS_OF_QUARTER);
      };
    }

    /**
     * Months are counted from the first day on: the one that begins on the 31st begins on the last
     * day of a shorter month.
     */
    private static LocalDate startOfMonths(LocalDate start, LocalDate date, int months) {
      long whole = Math.floorDiv(start.until(date, ChronoUnit.MONTHS), months);
      LocalDate begin = start.plusMonths(whole * months);
      LocalDate next = start.plusMonths((whole + 1) * months);
      return date.isBefore(next) ? begin : next;
    }

    /** The first day after the observed period that starts on that day. */
    LocalDate endOf(LocalDate start, LocalDate bucketStart, LocalDate periodEnd) {
      LocalDate end =
          switch (this) {
            case PERIOD -> periodEnd;
            case DAY -> bucketStart.plusDays(1);
            case WEEK -> bucketStart.plusDays(DAYS_OF_WEEK);
            case MONTH -> next(start, bucketStart, 1);
            case QUARTER -> next(start, bucketStart, MONTHS_OF_QUARTER);
          };
      return end.isAfter(periodEnd) ? periodEnd : end;
    }

    private static LocalDate next(LocalDate start, LocalDate bucketStart, int months) {
      long whole = 0;
      while (!start.plusMonths(whole * months).isAfter(bucketStart)) {
        whole++;
      }
      return start.plusMonths(whole * months);
    }
  }

  /**
   * A level that has a name.
   *
   * @param value the number that reaches it, in the metric's unit
   */
  public record Level(String name, BigDecimal value) {}

  /**
   * What the clock brings.
   *
   * @param graceDays days after the end until the result is final
   * @param endingSoonDays days before the end at which it is announced; see {@link
   *     Period#endingSoonDays}
   * @param silenceDays whole days without a credit after which that is announced
   */
  public record Announcements(
      int graceDays,
      OptionalInt endingSoonDays,
      OptionalInt silenceDays,
      List<Checkpoint> checkpoints) {
    /** What a goal announces of which nobody said anything. */
    public static final Announcements USUAL =
        new Announcements(5, OptionalInt.empty(), OptionalInt.empty(), List.of());
  }

  /**
   * A number that has to be there by a moment.
   *
   * @param name unique within the goal
   */
  public record Checkpoint(String name, Instant at, BigDecimal value) {}

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

    /** The day in the zone that the moment falls into. */
    LocalDate dateOf(Instant moment) {
      return dateOf(moment, zone);
    }

    /**
     * The day in a zone that the moment falls into. A day begins once: where a clock is set back
     * over midnight, the hour before it that comes again belongs to the new day.
     */
    static LocalDate dateOf(Instant moment, ZoneId zone) {
      LocalDate date = moment.atZone(zone).toLocalDate();
      LocalDate next = date.plusDays(1);
      return next.atStartOfDay(zone).toInstant().isAfter(moment) ? date : next;
    }

    /** The moment at which a day begins in the zone. */
    Instant startOf(LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }

    public boolean contains(LocalDate date) {
      return !date.isBefore(start) && date.isBefore(end);
    }

    public long days() {
      return ChronoUnit.DAYS.between(start, end);
    }

    /** Where nobody said: a tenth of the period, at least 1 day and at most 7. */
    long endingSoonDays() {
      return Math.clamp(Math.ceilDiv(days(), 10), 1, 7);
    }

    /**
     * How many days of the period are over at the moment: today does not count before it has ended.
     */
    public long elapsedDays(Instant now) {
      long elapsed = ChronoUnit.DAYS.between(start, dateOf(now));
      return Math.clamp(elapsed, 0, days());
    }

    /** The moment at which that many days of the period are over. */
    public Instant momentAfter(long elapsedDays) {
      return startOf(start.plusDays(elapsedDays));
    }

    /** The next moment at which one more day of the period is over, if there is one. */
    public Optional<Instant> nextDayOver(Instant now) {
      LocalDate today = dateOf(now);
      LocalDate next = today.isBefore(start) ? start : today.plusDays(1);
      return next.isAfter(end) ? Optional.empty() : Optional.of(startOf(next));
    }
  }
}
