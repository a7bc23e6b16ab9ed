package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goals as they are written in requests and answers. */
final class GoalJson {
  private GoalJson() {}

  record OwnerBody(@Nullable String kind, @Nullable String id) {}

  record PeriodBody(@Nullable LocalDate start, @Nullable LocalDate end, @Nullable String zone) {}

  record ConditionBody(
      @Nullable String field, @Nullable String operator, @Nullable List<String> values) {}

  /** A goal that is asked for. */
  record GoalBody(
      @Nullable String id,
      @Nullable String name,
      @Nullable OwnerBody owner,
      @Nullable String metricId,
      @Nullable List<ConditionBody> filter,
      @Nullable PeriodBody period,
      @Nullable BigDecimal baseline,
      @Nullable BigDecimal target,
      @Nullable String direction,
      @Nullable String currency,
      @Nullable List<BigDecimal> thresholds,
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
          Optional.ofNullable(filter).orElse(List.of()).stream().map(GoalJson::condition).toList(),
          when.map(PeriodBody::start),
          when.map(PeriodBody::end),
          when.map(PeriodBody::zone),
          Optional.ofNullable(baseline),
          Optional.ofNullable(target),
          Optional.ofNullable(direction),
          Optional.ofNullable(currency),
          Optional.ofNullable(thresholds),
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

  private static Metric.Condition condition(ConditionBody body) {
    return new Metric.Condition(
        Optional.ofNullable(body.field()).orElse(""),
        Optional.ofNullable(body.operator()).orElse("nothing"),
        Optional.ofNullable(body.values()).orElse(List.of()));
  }
}
