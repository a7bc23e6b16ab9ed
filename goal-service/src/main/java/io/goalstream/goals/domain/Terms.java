package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What people agree on when they set a goal: whose it is, what is counted, when, how much, and how
 * it is watched.
 *
 * @param metric as it was when the goal was made
 * @param filter conditions in addition to the metric's own; all must hold
 */
public record Terms(
    String name,
    Owner owner,
    Metric metric,
    List<Metric.Condition> filter,
    Period period,
    Aim aim,
    Course course,
    Watch watch,
    Place place) {

  /** Whose goal it is; kind is REP or UNIT. */
  public record Owner(String kind, String id) {
    public static final String REP = "REP";
    public static final String UNIT = "UNIT";
  }

  /**
   * From when to when, half-open, in a zone.
   *
   * @param rollingDays if there, the number is that of the last so many days, today included
   */
  public record Period(LocalDate start, LocalDate end, String zone, Optional<Integer> rollingDays) {
    /** How many days it has. */
    public long days() {
      return end.toEpochDay() - start.toEpochDay();
    }

    boolean covers(Period other) {
      return !start.isAfter(other.start) && !end.isBefore(other.end);
    }
  }

  /**
   * Where the number should go, in the metric's unit; shares are fractions (0.3 is 30 %).
   *
   * @param baseline where it stood at the start
   * @param direction INCREASE, DECREASE, MAINTAIN or RANGE
   * @param currency ISO 4217 code, for money
   * @param levels such as COMMIT and STRETCH, each at least as far from the baseline as the one
   *     before
   * @param lowerBound for MAINTAIN and RANGE: the least number that meets the goal
   * @param upperBound for MAINTAIN and RANGE: the greatest number that meets the goal
   * @param observation for MAINTAIN and RANGE: PERIOD, DAY, WEEK, MONTH or QUARTER
   */
  public record Aim(
      Optional<BigDecimal> baseline,
      BigDecimal target,
      String direction,
      Optional<String> currency,
      List<Level> levels,
      Optional<BigDecimal> lowerBound,
      Optional<BigDecimal> upperBound,
      String observation) {
    public static final String INCREASE = "INCREASE";
    public static final String DECREASE = "DECREASE";
    public static final String MAINTAIN = "MAINTAIN";
    public static final String RANGE = "RANGE";
    public static final String WHOLE_PERIOD = "PERIOD";

    /** True if the goal is met or not, rather than reached step by step. */
    public boolean isKept() {
      return direction.equals(MAINTAIN) || direction.equals(RANGE);
    }
  }

  /** A level with a name, and the number that reaches it. */
  public record Level(String name, BigDecimal value) {}

  /**
   * How the way to the target spreads over the period: evenly over all days if nothing is said.
   *
   * @param seasons ascending, each until the next one starts
   */
  public record Course(
      List<Season> seasons,
      Optional<WorkingCalendar> workingCalendar,
      Optional<PaceBands> paceBands) {
    public static final Course EVEN = new Course(List.of(), Optional.empty(), Optional.empty());
  }

  /** A part of the period from a day on, and its weight against the others; 0 or more. */
  public record Season(LocalDate start, BigDecimal weight) {}

  /**
   * On which days people work.
   *
   * @param weekdays MONDAY to SUNDAY
   */
  public record WorkingCalendar(List<String> weekdays, List<LocalDate> holidays) {}

  /**
   * Where the pace status changes.
   *
   * @param onTrackFrom equal counts as ON_TRACK
   * @param atRiskAbove equal counts as OFF_TRACK
   * @param hysteresis by how much an improvement has to be clear of the edge
   */
  public record PaceBands(BigDecimal onTrackFrom, BigDecimal atRiskAbove, BigDecimal hysteresis) {}

  /**
   * What is announced.
   *
   * @param thresholds levels of attainment, ascending; 0.5 is 50 %
   * @param graceDays days after the end until the result is final
   * @param endingSoonDays days before the end at which that is announced
   * @param silenceDays whole days without a credit after which that is announced; never if empty
   * @param reviewEvery how often people look at the goal together
   */
  public record Watch(
      List<BigDecimal> thresholds,
      int graceDays,
      Optional<Integer> endingSoonDays,
      Optional<Integer> silenceDays,
      List<Checkpoint> checkpoints,
      Optional<Review.Cadence> reviewEvery) {
    public static final List<BigDecimal> USUAL_THRESHOLDS =
        List.of(new BigDecimal("0.5"), new BigDecimal("0.8"), BigDecimal.ONE);
    public static final int USUAL_GRACE_DAYS = 5;
  }

  /** A number that has to be there by a moment. */
  public record Checkpoint(String name, Instant at, BigDecimal value) {}

  /**
   * Where the goal stands among others.
   *
   * @param parentId the goal that this one contributes to
   * @param theme the company's theme that this one serves, in words
   * @param kind ANNUAL, TEAM, INDIVIDUAL, ACTIVITY or STRETCH
   * @param weight how much it weighs against the others of its owner or objective; above 0
   * @param locked true if breaking the parent down again leaves this one's numbers alone
   */
  public record Place(
      Optional<String> parentId,
      Optional<String> theme,
      Optional<String> kind,
      BigDecimal weight,
      boolean locked) {}

  /** The same terms for another owner. */
  public Terms ownedBy(Owner other) {
    return new Terms(name, other, metric, filter, period, aim, course, watch, place);
  }

  /** The same terms for every fact that the metric counts. */
  public Terms unfiltered() {
    return new Terms(name, owner, metric, List.of(), period, aim, course, watch, place);
  }

  /** The same terms, whose numbers are left alone when the goal above is broken down anew. */
  Terms locked() {
    Place locked = new Place(place.parentId(), place.theme(), place.kind(), place.weight(), true);
    return new Terms(name, owner, metric, filter, period, aim, course, watch, locked);
  }

  /** The same terms of a goal that contributes to that one. */
  Terms below(String parentId) {
    Place below =
        new Place(
            Optional.of(parentId), place.theme(), place.kind(), place.weight(), place.locked());
    return new Terms(name, owner, metric, filter, period, aim, course, watch, below);
  }

  Terms with(Aim other) {
    return new Terms(name, owner, metric, filter, period, other, course, watch, place);
  }

  Terms with(Period other) {
    return new Terms(name, owner, metric, filter, other, aim, course, watch, place);
  }
}
