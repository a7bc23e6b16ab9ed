package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goals as they are written in requests and answers. */
final class GoalJson {
  private GoalJson() {}

  record OwnerBody(@Nullable String kind, @Nullable String id) {}

  record PeriodBody(@Nullable LocalDate start, @Nullable LocalDate end, @Nullable String zone) {}

  record ConditionBody(
      @Nullable String field, @Nullable String operator, @Nullable List<@Nullable String> values) {}

  /** A goal that is asked for. */
  record GoalBody(
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
      @Nullable List<@Nullable BigDecimal> thresholds,
      @Nullable String parentId,
      @Nullable String kind) {

    GoalRequest request() {
      Optional<OwnerBody> whose = Optional.ofNullable(owner);
      Optional<PeriodBody> when = Optional.ofNullable(period);
      return new GoalRequest(
          Optional.ofNullable(id),
          Optional.ofNullable(name),
          whose.map(OwnerBody::kind),
          whose.map(OwnerBody::id),
          Optional.ofNullable(metricId),
          conditions(filter),
          when.map(PeriodBody::start),
          when.map(PeriodBody::end),
          when.map(PeriodBody::zone),
          Optional.ofNullable(baseline),
          Optional.ofNullable(target),
          Optional.ofNullable(direction),
          Optional.ofNullable(currency),
          Optional.ofNullable(thresholds).map(GoalJson::levels),
          Optional.ofNullable(parentId),
          Optional.ofNullable(kind));
    }
  }

  /** A goal as it is answered. */
  record GoalView(
      String id,
      long revision,
      Goal.State state,
      boolean reached,
      @Nullable Instant reachedAt,
      String name,
      Goal.Owner owner,
      String metricId,
      List<Metric.Condition> filter,
      Goal.Period period,
      @Nullable BigDecimal baseline,
      BigDecimal target,
      String direction,
      @Nullable String currency,
      List<BigDecimal> thresholds,
      @Nullable String parentId,
      @Nullable String kind,
      Instant changedAt) {

    static GoalView of(Goal goal) {
      return new GoalView(
          goal.id(),
          goal.revision(),
          goal.state(),
          goal.reached(),
          goal.reachedAt().orElse(null),
          goal.name(),
          goal.owner(),
          goal.metric().id(),
          goal.filter(),
          goal.period(),
          goal.baseline().orElse(null),
          goal.target(),
          goal.direction(),
          goal.currency().orElse(null),
          goal.thresholds(),
          goal.parentId().orElse(null),
          goal.kind().orElse(null),
          goal.changedAt());
    }
  }

  private static List<Metric.Condition> conditions(@Nullable List<@Nullable ConditionBody> bodies) {
    List<Metric.Condition> conditions = new ArrayList<>();
    for (ConditionBody body : bodies == null ? List.<@Nullable ConditionBody>of() : bodies) {
      String at = "filter[%d]".formatted(conditions.size());
      if (body == null) {
        throw missing(at + ".field", "the name of a field");
      }
      conditions.add(
          new Metric.Condition(
              Optional.ofNullable(body.field()).orElse(""),
              Optional.ofNullable(body.operator()).orElse("nothing"),
              present(body.values(), at + ".values", "a word")));
    }
    return conditions;
  }

  private static List<BigDecimal> levels(List<@Nullable BigDecimal> thresholds) {
    return present(
        thresholds, "thresholds", "a fraction above 0 and above the one before, below 1000000");
  }

  /** The elements; null is a value in JSON, but none in a goal. */
  private static <T> List<T> present(
      @Nullable List<@Nullable T> elements, String field, String expected) {
    List<T> present = new ArrayList<>();
    for (T element : elements == null ? List.<@Nullable T>of() : elements) {
      if (element == null) {
        throw missing("%s[%d]".formatted(field, present.size()), expected);
      }
      present.add(element);
    }
    return present;
  }

  private static RefusedException missing(String field, String expected) {
    return new RefusedException(List.of(new Violation(field, "nothing", expected)));
  }
}
