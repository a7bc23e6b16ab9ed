package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Terms as somebody asks for them; everything may be missing. */
public record TermsRequest(
    Optional<String> name,
    Optional<String> ownerKind,
    Optional<String> ownerId,
    Optional<String> metricId,
    List<Metric.Condition> filter,
    PeriodRequest period,
    AimRequest aim,
    CourseRequest course,
    WatchRequest watch,
    PlaceRequest place) {

  /**
   * See {@link Terms.Period}.
   *
   * @param fiscal instead of a start and an end
   */
  public record PeriodRequest(
      Optional<LocalDate> start,
      Optional<LocalDate> end,
      Optional<FiscalRequest> fiscal,
      Optional<String> zone,
      Optional<Integer> rollingDays) {}

  /**
   * A fiscal year, quarter or month. The goal keeps its days, whatever becomes of the calendar.
   *
   * @param calendar the id of a fiscal calendar
   * @param label such as 2027, 2027-Q1 or 2027-01
   */
  public record FiscalRequest(String calendar, String label) {}

  /** See {@link Terms.Aim}. */
  public record AimRequest(
      Optional<BigDecimal> baseline,
      Optional<BigDecimal> target,
      Optional<String> direction,
      Optional<String> currency,
      List<Terms.Level> levels,
      Optional<BigDecimal> lowerBound,
      Optional<BigDecimal> upperBound,
      Optional<String> observation) {}

  /** See {@link Terms.Course}. */
  public record CourseRequest(
      List<Terms.Season> seasons,
      Optional<CalendarRequest> workingCalendar,
      Optional<Terms.PaceBands> paceBands) {
    public static final CourseRequest EVEN = of(Terms.Course.EVEN);

    /** A request that asks for this course. */
    public static CourseRequest of(Terms.Course course) {
      return new CourseRequest(
          course.seasons(),
          course
              .workingCalendar()
              .map(days -> new CalendarRequest(Optional.empty(), days.weekdays(), days.holidays())),
          course.paceBands());
    }
  }

  /**
   * The days on which people work: one by one, or as those of a calendar that has a name.
   *
   * @param id of that calendar; then nothing else is said
   */
  public record CalendarRequest(
      Optional<String> id, List<String> weekdays, List<LocalDate> holidays) {}

  /** See {@link Terms.Watch}. */
  public record WatchRequest(
      Optional<List<BigDecimal>> thresholds,
      Optional<Integer> graceDays,
      Optional<Integer> endingSoonDays,
      Optional<Integer> silenceDays,
      List<Terms.Checkpoint> checkpoints,
      Optional<Review.Cadence> reviewEvery) {}

  /** See {@link Terms.Place}. */
  public record PlaceRequest(
      Optional<String> parentId,
      Optional<String> theme,
      Optional<String> kind,
      Optional<BigDecimal> weight,
      boolean locked) {}

  /** Whose goal it is; empty unless it is said in full. */
  public Optional<Terms.Owner> owner() {
    return ownerKind.flatMap(kind -> ownerId.map(id -> new Terms.Owner(kind, id)));
  }

  /** A request that asks for nothing yet. */
  public static final TermsRequest NOTHING =
      new TermsRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          new PeriodRequest(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new AimRequest(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          CourseRequest.EVEN,
          new WatchRequest(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty()),
          new PlaceRequest(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));

  /** A request that asks for these terms. */
  public static TermsRequest of(Terms terms) {
    Terms.Period period = terms.period();
    Terms.Aim aim = terms.aim();
    Terms.Watch watch = terms.watch();
    Terms.Place place = terms.place();
    return new TermsRequest(
        Optional.of(terms.name()),
        Optional.of(terms.owner().kind()),
        Optional.of(terms.owner().id()),
        Optional.of(terms.metric().id()),
        terms.filter(),
        new PeriodRequest(
            Optional.of(period.start()),
            Optional.of(period.end()),
            Optional.empty(),
            Optional.of(period.zone()),
            period.rollingDays()),
        new AimRequest(
            aim.baseline(),
            Optional.of(aim.target()),
            Optional.of(aim.direction()),
            aim.currency(),
            aim.levels(),
            aim.lowerBound(),
            aim.upperBound(),
            Optional.of(aim.observation())),
        CourseRequest.of(terms.course()),
        new WatchRequest(
            Optional.of(watch.thresholds()),
            Optional.of(watch.graceDays()),
            watch.endingSoonDays(),
            watch.silenceDays(),
            watch.checkpoints(),
            watch.reviewEvery()),
        new PlaceRequest(
            place.parentId(),
            place.theme(),
            place.kind(),
            Optional.of(place.weight()),
            place.locked()));
  }
}
