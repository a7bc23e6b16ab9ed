package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.LevelState;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.attainment.v1.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the judge's words into Avro and back. */
final class JudgeFormat {
  private static final int PLACES = 6;

  private JudgeFormat() {}

  static io.goalstream.attainment.internal.v1.Partial partial(Partial partial) {
    return new io.goalstream.attainment.internal.v1.Partial(
        partial.goalId(),
        partial.basis(),
        scaled(partial.sum()),
        scaled(partial.denominator()),
        partial.factCount(),
        partial.parkedFactCount(),
        partial.distinctIds().stream().sorted().toList(),
        cause(partial.cause()));
  }

  static Partial partial(io.goalstream.attainment.internal.v1.Partial partial) {
    return new Partial(
        partial.getGoalId(),
        partial.getBasis(),
        partial.getSum(),
        partial.getDenominator(),
        partial.getFactCount(),
        partial.getParkedFactCount(),
        Set.copyOf(partial.getDistinctIds()),
        cause(partial.getCause()));
  }

  static io.goalstream.attainment.v1.Cause cause(Cause cause) {
    return new io.goalstream.attainment.v1.Cause(
        CauseKind.valueOf(cause.kind().name()),
        cause.id().orElse(null),
        cause.version().isPresent() ? cause.version().getAsLong() : null,
        cause.creditBefore().map(JudgeFormat::scaled).orElse(null),
        cause.creditAfter().map(JudgeFormat::scaled).orElse(null));
  }

  static Cause cause(io.goalstream.attainment.v1.Cause cause) {
    Long version = cause.getVersion();
    return new Cause(
        Cause.Kind.valueOf(cause.getKind().name()),
        Optional.ofNullable(cause.getId()),
        version == null ? OptionalLong.empty() : OptionalLong.of(version),
        Optional.ofNullable(cause.getCreditBefore()),
        Optional.ofNullable(cause.getCreditAfter()));
  }

  static GoalProgress progress(Progress progress) {
    Goal goal = progress.goal();
    return GoalProgress.newBuilder()
        .setGoalId(goal.id())
        .setRevision(goal.revision())
        .setSequence(progress.sequence())
        .setGoalName(goal.name())
        .setOwnerKind(goal.owner().kind().name())
        .setOwnerId(goal.owner().id())
        .setMetricId(goal.metric().id())
        .setMetricName(goal.metric().name())
        .setMetricUnit(goal.metric().unit().name())
        .setCurrency(goal.currency().orElse(null))
        .setPeriodStart(goal.period().start())
        .setPeriodEnd(goal.period().end())
        .setZone(goal.period().zone().getId())
        .setDirection(goal.direction().name())
        .setTarget(scaled(goal.target()))
        .setBaseline(scaled(goal.baseline()))
        .setDataState(DataState.valueOf(progress.dataState().name()))
        .setValue(scaled(progress.value()))
        .setNumerator(scaled(progress.numerator()))
        .setDenominator(scaled(progress.denominator()))
        .setAttainment(scaled(progress.attainment()))
        .setGap(scaled(progress.gap()))
        .setExpected(scaled(progress.expected()))
        .setPace(scaled(progress.pace()))
        .setPaceStatus(PaceStatus.valueOf(progress.paceStatus().name()))
        .setAnnouncedPaceStatus(PaceStatus.valueOf(progress.announcedPace().name()))
        .setPaceChanges(progress.paceChanges())
        .setNextDowngradeAt(progress.nextDowngradeAt().orElse(null))
        .setFactCount(progress.factCount())
        .setParkedFactCount(progress.parkedFactCount())
        .setLevels(progress.levels().stream().map(JudgeFormat::level).toList())
        .setCause(cause(progress.cause()))
        .setAsOf(progress.asOf())
        .build();
  }

  /**
   * The progress as it was published; the goal is the caller's, since progress carries only a part
   * of it.
   */
  static Progress progress(GoalProgress progress, Goal goal) {
    return new Progress(
        goal.atRevision(progress.getRevision()),
        progress.getSequence(),
        Progress.DataState.valueOf(progress.getDataState().name()),
        Optional.ofNullable(progress.getValue()),
        Optional.ofNullable(progress.getNumerator()),
        Optional.ofNullable(progress.getDenominator()),
        Optional.ofNullable(progress.getAttainment()),
        Optional.ofNullable(progress.getGap()),
        Optional.ofNullable(progress.getExpected()),
        Optional.ofNullable(progress.getPace()),
        Pace.valueOf(progress.getPaceStatus().name()),
        Pace.valueOf(progress.getAnnouncedPaceStatus().name()),
        progress.getPaceChanges(),
        Optional.ofNullable(progress.getNextDowngradeAt()),
        progress.getFactCount(),
        progress.getParkedFactCount(),
        levels(progress.getLevels()),
        cause(progress.getCause()),
        progress.getAsOf());
  }

  private static List<LevelState> levels(List<io.goalstream.attainment.v1.LevelState> levels) {
    return levels.stream()
        .map(
            level ->
                new LevelState(
                    level.getThreshold(),
                    level.getReached(),
                    level.getCrossings(),
                    Optional.ofNullable(level.getCrossedAt())))
        .toList();
  }

  private static io.goalstream.attainment.v1.LevelState level(LevelState level) {
    Instant crossedAt = level.crossedAt().orElse(null);
    return new io.goalstream.attainment.v1.LevelState(
        scaled(level.threshold()), level.reached(), level.crossings(), crossedAt);
  }

  static io.goalstream.attainment.v1.AttainmentEvent event(AttainmentEvent event) {
    Goal goal = event.goal();
    return io.goalstream.attainment.v1.AttainmentEvent.newBuilder()
        .setEventId(event.id())
        .setKind(AttainmentEventKind.valueOf(event.kind().name()))
        .setGoalId(goal.id())
        .setRevision(goal.revision())
        .setGoalName(goal.name())
        .setOwnerKind(goal.owner().kind().name())
        .setOwnerId(goal.owner().id())
        .setMetricId(goal.metric().id())
        .setMetricName(goal.metric().name())
        .setMetricUnit(goal.metric().unit().name())
        .setCurrency(goal.currency().orElse(null))
        .setTarget(scaled(goal.target()))
        .setThreshold(scaled(event.threshold()))
        .setCrossing(event.crossing())
        .setBefore(standing(event.before()))
        .setAfter(standing(event.after()))
        .setCause(cause(event.cause()))
        .setOccurredAt(event.occurredAt())
        .build();
  }

  private static Standing standing(AttainmentEvent.Snapshot snapshot) {
    return new Standing(
        scaled(snapshot.value()),
        scaled(snapshot.attainment()),
        PaceStatus.valueOf(snapshot.paceStatus().name()));
  }

  private static @Nullable BigDecimal scaled(Optional<BigDecimal> number) {
    return number.map(JudgeFormat::scaled).orElse(null);
  }

  private static BigDecimal scaled(BigDecimal number) {
    return number.setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
