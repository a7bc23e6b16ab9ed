package io.goalstream.goals.kafka;

import io.goalstream.goals.application.Member;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Checkpoint;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.EarnedReward;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalEventKind;
import io.goalstream.goals.v1.GoalKind;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.Level;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Observation;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.PaceBands;
import io.goalstream.goals.v1.RewardKind;
import io.goalstream.goals.v1.Season;
import io.goalstream.goals.v1.Selection;
import io.goalstream.goals.v1.TermEdit;
import io.goalstream.goals.v1.WorkingCalendar;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** Puts what is published into Avro. */
final class PublicFormat {
  private static final int PLACES = 6;
  private static final int RATE_PLACES = 12;

  private PublicFormat() {}

  static GoalDefinition definition(Goal goal) {
    Terms terms = goal.terms();
    GoalDefinition.Builder definition =
        GoalDefinition.newBuilder()
            .setId(goal.id())
            .setRevision(goal.revision())
            .setState(goal.state().isCounted() ? GoalState.ACTIVE : GoalState.CANCELLED)
            .setName(terms.name())
            .setKind(terms.place().kind().map(GoalKind::valueOf).orElse(GoalKind.UNKNOWN))
            .setOwnerKind(OwnerKind.valueOf(terms.owner().kind()))
            .setOwnerId(terms.owner().id())
            .setMetric(metric(terms.metric()))
            .setFilter(conditions(terms.filter()))
            .setPeriodStart(terms.period().start())
            .setPeriodEnd(terms.period().end())
            .setZone(terms.period().zone())
            .setRollingDays(terms.period().rollingDays().orElse(null))
            .setParentId(terms.place().parentId().orElse(null))
            .setChangedAt(goal.changedAt());
    aim(terms.aim(), definition);
    course(terms.course(), definition);
    watch(terms.watch(), definition);
    return definition.build();
  }

  private static void aim(Terms.Aim aim, GoalDefinition.Builder definition) {
    definition
        .setBaseline(aim.baseline().map(PublicFormat::scaled).orElse(null))
        .setTarget(scaled(aim.target()))
        .setDirection(Direction.valueOf(aim.direction()))
        .setCurrency(aim.currency().orElse(null))
        .setLevels(
            aim.levels().stream()
                .map(level -> new Level(level.name(), scaled(level.value())))
                .toList())
        .setLowerBound(aim.lowerBound().map(PublicFormat::scaled).orElse(null))
        .setUpperBound(aim.upperBound().map(PublicFormat::scaled).orElse(null))
        .setObservation(Observation.valueOf(aim.observation()));
  }

  private static void course(Terms.Course course, GoalDefinition.Builder definition) {
    definition
        .setSeasons(
            course.seasons().stream()
                .map(season -> new Season(season.start(), scaled(season.weight())))
                .toList())
        .setWorkingCalendar(
            course
                .workingCalendar()
                .map(days -> new WorkingCalendar(days.weekdays(), days.holidays()))
                .orElse(null))
        .setPaceBands(
            course
                .paceBands()
                .map(
                    bands ->
                        new PaceBands(
                            scaled(bands.onTrackFrom()),
                            scaled(bands.atRiskAbove()),
                            scaled(bands.hysteresis())))
                .orElse(null));
  }

  private static void watch(Terms.Watch watch, GoalDefinition.Builder definition) {
    definition
        .setThresholds(watch.thresholds().stream().map(PublicFormat::scaled).toList())
        .setGraceDays(watch.graceDays())
        .setEndingSoonDays(watch.endingSoonDays().orElse(null))
        .setSilenceDays(watch.silenceDays().orElse(null))
        .setCheckpoints(
            watch.checkpoints().stream()
                .map(one -> new Checkpoint(one.name(), one.at(), scaled(one.value())))
                .toList());
  }

  private static MetricDefinition metric(Metric metric) {
    return MetricDefinition.newBuilder()
        .setId(metric.id())
        .setVersion(metric.version())
        .setName(metric.name())
        .setAggregation(Aggregation.valueOf(metric.aggregation()))
        .setUnit(MetricUnit.valueOf(metric.unit()))
        .setSelection(selection(metric.selection()))
        .setDenominator(metric.denominator().map(PublicFormat::selection).orElse(null))
        .setDistinctField(metric.distinctField().orElse(null))
        .setComplement(metric.complement().orElse(false))
        .setUsualDirection(Direction.valueOf(metric.usualDirection()))
        .build();
  }

  private static Selection selection(Metric.Selection selection) {
    return new Selection(
        FactKind.valueOf(selection.factKind()),
        conditions(selection.conditions()),
        selection.measure(),
        selection.creditingDate());
  }

  private static List<Condition> conditions(List<Metric.Condition> conditions) {
    return conditions.stream()
        .map(
            condition ->
                new Condition(
                    condition.field(), Operator.valueOf(condition.operator()), condition.values()))
        .toList();
  }

  static io.goalstream.goals.v1.GoalEvent event(GoalEvent event) {
    return io.goalstream.goals.v1.GoalEvent.newBuilder()
        .setEventId(event.eventId())
        .setKind(GoalEventKind.valueOf(event.kind().name()))
        .setGoalId(event.goalId())
        .setGoalName(event.goalName())
        .setRevision(event.revision())
        .setOwnerKind(event.owner().kind())
        .setOwnerId(event.owner().id())
        .setCausedBy(event.causedBy().orElse(null))
        .setOccurredAt(event.occurredAt())
        .setBy(event.by().orElse(null))
        .setReason(event.reason().orElse(null))
        .setEdits(
            event.edits().stream()
                .map(edit -> new TermEdit(edit.field(), edit.before(), edit.after()))
                .toList())
        .setReward(event.earning().map(PublicFormat::reward).orElse(null))
        .build();
  }

  private static EarnedReward reward(Reward.Earning earning) {
    return new EarnedReward(
        earning.reward(),
        earning.kind().map(kind -> RewardKind.valueOf(kind.name())).orElse(RewardKind.UNKNOWN),
        earning.amount().map(PublicFormat::scaled).orElse(null),
        earning.currency().orElse(null),
        scaled(earning.threshold()),
        earning.level().orElse(null));
  }

  static OrganizationRecord member(Member member, long version, Instant now) {
    Object entity =
        member
            .unit()
            .<Object>map(PublicFormat::unit)
            .orElseGet(() -> rep(member.rep().orElseThrow()));
    return new OrganizationRecord(version, entity, now);
  }

  private static Unit unit(Organization.Unit unit) {
    return new Unit(
        unit.id(),
        unit.name(),
        unit.placements().stream()
            .map(at -> new Placement(at.id(), at.since(), at.until().orElse(null)))
            .toList(),
        unit.managers().stream()
            .map(at -> new Management(at.id(), at.since(), at.until().orElse(null)))
            .toList());
  }

  private static Rep rep(Organization.Rep rep) {
    return new Rep(
        rep.id(),
        rep.name(),
        rep.locale(),
        rep.zone(),
        rep.memberships().stream()
            .map(at -> new Membership(at.id(), at.since(), at.until().orElse(null)))
            .toList());
  }

  static io.goalstream.sales.v1.ExchangeRate rate(ExchangeRate rate) {
    return new io.goalstream.sales.v1.ExchangeRate(
        rate.from(),
        rate.to(),
        rate.validFrom(),
        rate.rate().setScale(RATE_PLACES, RoundingMode.UNNECESSARY));
  }

  private static BigDecimal scaled(BigDecimal number) {
    return number.stripTrailingZeros().setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
