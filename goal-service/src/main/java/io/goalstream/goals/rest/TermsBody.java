package io.goalstream.goals.rest;

import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A goal's terms as they are written in requests; what is missing is left to the rules.
 *
 * @param id of the goal, where somebody wants to choose it
 */
record TermsBody(
    @Nullable String id,
    @Nullable String name,
    @Nullable OwnerBody owner,
    @Nullable String metricId,
    @Nullable List<@Nullable ConditionBody> filter,
    @Nullable PeriodBody period,
    @Nullable BigDecimal baseline,
    @Nullable BigDecimal target,
    @Nullable String direction,
    @Nullable String currency,
    @Nullable List<@Nullable LevelBody> levels,
    @Nullable BigDecimal lowerBound,
    @Nullable BigDecimal upperBound,
    @Nullable String observation,
    @Nullable List<@Nullable SeasonBody> seasons,
    @Nullable CalendarBody workingCalendar,
    @Nullable BandsBody paceBands,
    @Nullable List<@Nullable BigDecimal> thresholds,
    @Nullable Integer graceDays,
    @Nullable Integer endingSoonDays,
    @Nullable Integer silenceDays,
    @Nullable List<@Nullable CheckpointBody> checkpoints,
    Review.@Nullable Cadence reviewEvery,
    @Nullable String parentId,
    @Nullable String theme,
    @Nullable String kind,
    @Nullable BigDecimal weight,
    @Nullable Boolean locked) {
  private static final String FRACTION =
      "a fraction above 0 and above the one before, below 1000000";

  record OwnerBody(@Nullable String kind, @Nullable String id) {}

  /**
   * From when to when.
   *
   * @param label a fiscal year, quarter or month instead of a start and an end
   * @param calendar whose it is; of the one on the wall, if nothing is said
   */
  record PeriodBody(
      @Nullable LocalDate start,
      @Nullable LocalDate end,
      @Nullable String label,
      @Nullable String calendar,
      @Nullable String zone,
      @Nullable Integer rollingDays) {
    Optional<TermsRequest.FiscalRequest> fiscal() {
      return label == null && calendar == null
          ? Optional.empty()
          : Optional.of(
              new TermsRequest.FiscalRequest(
                  Optional.ofNullable(calendar).orElse(FiscalCalendar.WALL.id()),
                  Optional.ofNullable(label).orElse("nothing")));
    }
  }

  record ConditionBody(
      @Nullable String field, @Nullable String operator, @Nullable List<@Nullable String> values) {}

  record LevelBody(@Nullable String name, @Nullable BigDecimal value) {}

  record SeasonBody(@Nullable LocalDate start, @Nullable BigDecimal weight) {}

  @Schema(name = "WorkingCalendarBody")
  record CalendarBody(
      @Nullable String id,
      @Nullable List<@Nullable String> weekdays,
      @Nullable List<@Nullable LocalDate> holidays) {}

  record BandsBody(
      @Nullable BigDecimal onTrackFrom,
      @Nullable BigDecimal atRiskAbove,
      @Nullable BigDecimal hysteresis) {}

  record CheckpointBody(@Nullable String name, @Nullable Instant at, @Nullable BigDecimal value) {}

  static TermsBody of(Terms terms) {
    Terms.Aim aim = terms.aim();
    Terms.Watch watch = terms.watch();
    return new TermsBody(
        null,
        terms.name(),
        new OwnerBody(terms.owner().kind(), terms.owner().id()),
        terms.metric().id(),
        List.copyOf(conditions(terms)),
        period(terms),
        aim.baseline().orElse(null),
        aim.target(),
        aim.direction(),
        aim.currency().orElse(null),
        bodies(aim.levels(), level -> new LevelBody(level.name(), level.value())),
        aim.lowerBound().orElse(null),
        aim.upperBound().orElse(null),
        aim.observation(),
        bodies(terms.course().seasons(), at -> new SeasonBody(at.start(), at.weight())),
        terms.course().workingCalendar().map(TermsBody::calendar).orElse(null),
        terms.course().paceBands().map(TermsBody::bands).orElse(null),
        List.copyOf(watch.thresholds()),
        watch.graceDays(),
        watch.endingSoonDays().orElse(null),
        watch.silenceDays().orElse(null),
        bodies(watch.checkpoints(), at -> new CheckpointBody(at.name(), at.at(), at.value())),
        watch.reviewEvery().orElse(null),
        terms.place().parentId().orElse(null),
        terms.place().theme().orElse(null),
        terms.place().kind().orElse(null),
        terms.place().weight(),
        terms.place().locked());
  }

  static List<ConditionBody> conditions(Terms terms) {
    return terms.filter().stream()
        .map(one -> new ConditionBody(one.field(), one.operator(), List.copyOf(one.values())))
        .toList();
  }

  private static PeriodBody period(Terms terms) {
    Terms.Period period = terms.period();
    return new PeriodBody(
        period.start(), period.end(), null, null, period.zone(), period.rollingDays().orElse(null));
  }

  private static CalendarBody calendar(Terms.WorkingCalendar calendar) {
    return new CalendarBody(
        null, List.copyOf(calendar.weekdays()), List.copyOf(calendar.holidays()));
  }

  private static BandsBody bands(Terms.PaceBands bands) {
    return new BandsBody(bands.onTrackFrom(), bands.atRiskAbove(), bands.hysteresis());
  }

  private static <T, B> List<@Nullable B> bodies(List<T> values, Function<T, B> body) {
    return new ArrayList<@Nullable B>(values.stream().map(body).toList());
  }

  GoalRequest goal() {
    return new GoalRequest(Optional.ofNullable(id), request());
  }

  TermsRequest request() {
    Optional<OwnerBody> whose = Optional.ofNullable(owner);
    Optional<PeriodBody> when = Optional.ofNullable(period);
    return new TermsRequest(
        Optional.ofNullable(name),
        whose.map(OwnerBody::kind),
        whose.map(OwnerBody::id),
        Optional.ofNullable(metricId),
        conditions(filter, "filter"),
        new TermsRequest.PeriodRequest(
            when.map(PeriodBody::start),
            when.map(PeriodBody::end),
            when.flatMap(PeriodBody::fiscal),
            when.map(PeriodBody::zone),
            when.map(PeriodBody::rollingDays)),
        new TermsRequest.AimRequest(
            Optional.ofNullable(baseline),
            Optional.ofNullable(target),
            Optional.ofNullable(direction),
            Optional.ofNullable(currency),
            each(levels, "levels", TermsBody::level),
            Optional.ofNullable(lowerBound),
            Optional.ofNullable(upperBound),
            Optional.ofNullable(observation)),
        course(),
        new TermsRequest.WatchRequest(
            thresholds == null
                ? Optional.empty()
                : Optional.of(present(thresholds, "thresholds", FRACTION)),
            Optional.ofNullable(graceDays),
            Optional.ofNullable(endingSoonDays),
            Optional.ofNullable(silenceDays),
            each(checkpoints, "checkpoints", TermsBody::checkpoint),
            Optional.ofNullable(reviewEvery)),
        new TermsRequest.PlaceRequest(
            Optional.ofNullable(parentId),
            Optional.ofNullable(theme),
            Optional.ofNullable(kind),
            Optional.ofNullable(weight),
            Boolean.TRUE.equals(locked)));
  }

  private TermsRequest.CourseRequest course() {
    return new TermsRequest.CourseRequest(
        each(seasons, "seasons", TermsBody::season),
        Optional.ofNullable(workingCalendar)
            .map(
                calendar ->
                    new TermsRequest.CalendarRequest(
                        Optional.ofNullable(calendar.id()),
                        present(
                            calendar.weekdays(), "workingCalendar.weekdays", "MONDAY to SUNDAY"),
                        present(calendar.holidays(), "workingCalendar.holidays", "a date"))),
        Optional.ofNullable(paceBands)
            .map(
                bands ->
                    new Terms.PaceBands(
                        given(bands.onTrackFrom(), "paceBands.onTrackFrom", "a number"),
                        given(bands.atRiskAbove(), "paceBands.atRiskAbove", "a number"),
                        given(bands.hysteresis(), "paceBands.hysteresis", "a number"))));
  }

  static List<Metric.Condition> conditions(
      @Nullable List<@Nullable ConditionBody> bodies, String field) {
    return each(bodies, field, TermsBody::condition);
  }

  private static Metric.Condition condition(ConditionBody body, String at) {
    return new Metric.Condition(
        Optional.ofNullable(body.field()).orElse(""),
        Optional.ofNullable(body.operator()).orElse("nothing"),
        present(body.values(), at + ".values", "a word"));
  }

  private static Terms.Level level(LevelBody body, String at) {
    return new Terms.Level(
        Optional.ofNullable(body.name()).orElse(""),
        given(body.value(), at + ".value", "a number"));
  }

  private static Terms.Season season(SeasonBody body, String at) {
    return new Terms.Season(
        given(body.start(), at + ".start", "its first day"),
        given(body.weight(), at + ".weight", "a number of 0 or more"));
  }

  private static Terms.Checkpoint checkpoint(CheckpointBody body, String at) {
    return new Terms.Checkpoint(
        Optional.ofNullable(body.name()).orElse(""),
        given(body.at(), at + ".at", "a moment such as 2026-03-31T11:00:00Z"),
        given(body.value(), at + ".value", "a number"));
  }

  private static <B, T> List<T> each(
      @Nullable List<@Nullable B> bodies, String field, BiFunction<B, String, T> reader) {
    List<T> values = new ArrayList<>();
    for (B body : bodies == null ? List.<@Nullable B>of() : bodies) {
      String at = "%s[%d]".formatted(field, values.size());
      values.add(reader.apply(given(body, at, "an object"), at));
    }
    return values;
  }

  /** The elements; null is a value in JSON, but none in a goal. */
  static <T> List<T> present(@Nullable List<@Nullable T> elements, String field, String expected) {
    List<T> present = new ArrayList<>();
    for (T element : elements == null ? List.<@Nullable T>of() : elements) {
      present.add(given(element, "%s[%d]".formatted(field, present.size()), expected));
    }
    return present;
  }

  static <T> T given(@Nullable T value, String field, String expected) {
    if (value == null) {
      throw new RefusedException(List.of(new Violation(field, "nothing", expected)));
    }
    return value;
  }
}
