package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Figures.Compliance;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.LevelState;
import io.goalstream.attainment.domain.Life;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Outlook;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Phase;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.CheckpointState;
import io.goalstream.attainment.v1.Completeness;
import io.goalstream.attainment.v1.CoverageState;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.FinalResult;
import io.goalstream.attainment.v1.GoalPhase;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.attainment.v1.PartitionFacts;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import io.goalstream.attainment.v1.ProjectionMethod;
import io.goalstream.attainment.v1.Requirement;
import io.goalstream.attainment.v1.ResultOutcome;
import io.goalstream.attainment.v1.Standing;
import io.goalstream.attainment.v1.SweepState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the judge's words into Avro and back. */
final class JudgeFormat {
  private static final int PLACES = 6;

  private JudgeFormat() {}

  static io.goalstream.attainment.v1.Cause cause(Cause cause) {
    return new io.goalstream.attainment.v1.Cause(
        CauseKind.valueOf(cause.kind().name()),
        cause.id().orElse(null),
        cause.version().isPresent() ? cause.version().getAsLong() : null,
        cause.creditBefore().map(JudgeFormat::scaled).orElse(null),
        cause.creditAfter().map(JudgeFormat::scaled).orElse(null),
        cause.changedAt().orElse(null));
  }

  static Cause cause(io.goalstream.attainment.v1.Cause cause) {
    Long version = cause.getVersion();
    return new Cause(
        cause.getKind() == CauseKind.UNKNOWN
            ? Cause.Kind.TIME
            : Cause.Kind.valueOf(cause.getKind().name()),
        Optional.ofNullable(cause.getId()),
        version == null ? OptionalLong.empty() : OptionalLong.of(version),
        Optional.ofNullable(cause.getCreditBefore()),
        Optional.ofNullable(cause.getCreditAfter()),
        Optional.ofNullable(cause.getChangedAt()));
  }

  static GoalProgress progress(Progress progress) {
    GoalProgress.Builder builder = GoalProgress.newBuilder();
    setTerms(builder, progress.goal());
    setFigures(builder, progress.figures());
    setOutlook(builder, progress.figures().outlook());
    setMemory(builder, progress);
    return builder
        .setSequence(progress.sequence())
        .setCause(cause(progress.cause()))
        .setAsOf(progress.asOf())
        .build();
  }

  private static void setTerms(GoalProgress.Builder builder, Goal goal) {
    builder
        .setGoalId(goal.id())
        .setRevision(goal.revision())
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
        .setRollingDays(goal.rollingDays().isPresent() ? goal.rollingDays().getAsInt() : null)
        .setLowerBound(scaled(goal.bounds().lower()))
        .setUpperBound(scaled(goal.bounds().upper()));
  }

  private static void setFigures(GoalProgress.Builder builder, Figures figures) {
    builder
        .setDataState(DataState.valueOf(figures.dataState().name()))
        .setValue(scaled(figures.value()))
        .setNumerator(scaled(figures.numerator()))
        .setDenominator(scaled(figures.denominator()))
        .setAttainment(scaled(figures.attainment()))
        .setGap(scaled(figures.gap()))
        .setPeriodsMet(figures.compliance().map(Compliance::met).orElse(null))
        .setPeriodsObserved(figures.compliance().map(Compliance::observed).orElse(null))
        .setExpected(scaled(figures.expected()))
        .setPace(scaled(figures.pace()))
        .setPaceStatus(PaceStatus.valueOf(figures.paceStatus().name()))
        .setNextDowngradeAt(figures.nextDowngradeAt().orElse(null))
        .setFactCount(figures.factCount())
        .setDenominatorFactCount(figures.denominatorFactCount())
        .setParkedFactCount(figures.parkedFactCount());
  }

  private static void setOutlook(GoalProgress.Builder builder, Outlook outlook) {
    builder
        .setRemaining(scaled(outlook.remaining()))
        .setRunRate(scaled(outlook.runRate()))
        .setRequiredRunRate(scaled(outlook.requiredRunRate()))
        .setRequirement(Requirement.valueOf(outlook.requirement().name()))
        .setProjection(scaled(outlook.projection()))
        .setProjectionMethod(ProjectionMethod.valueOf(outlook.projectionMethod().name()))
        .setPipeline(scaled(outlook.pipeline()))
        .setWeightedPipeline(scaled(outlook.weightedPipeline()))
        .setCoverage(scaled(outlook.coverage()))
        .setCoverageState(CoverageState.valueOf(outlook.coverageState().name()));
  }

  private static void setMemory(GoalProgress.Builder builder, Progress progress) {
    Life life = progress.life();
    Progress.Silence silence = progress.silence();
    builder
        .setAnnouncedPaceStatus(PaceStatus.valueOf(progress.announcedPace().name()))
        .setPaceChanges(progress.paceChanges())
        .setLevels(progress.levels().stream().map(JudgeFormat::level).toList())
        .setPhase(GoalPhase.valueOf(life.phase().name()))
        .setPhaseChanges(life.phaseChanges())
        .setFinalResult(life.result().map(JudgeFormat::result).orElse(null))
        .setAdjustment(life.adjustment().map(JudgeFormat::adjustment).orElse(null))
        .setLastCreditedOn(silence.lastCreditedOn().orElse(null))
        .setSilent(silence.silent())
        .setSilences(silence.silences())
        .setCheckpoints(progress.checkpoints().stream().map(JudgeFormat::checkpoint).toList())
        .setCompleteness(completeness(progress.completeness()));
  }

  /**
   * The progress as it was published. What progress carries of its goal is that of its revision;
   * the rest is the caller's. Words that an older engine did not write are those of a goal of which
   * nothing was announced.
   */
  static Progress progress(GoalProgress progress, Goal goal) {
    Goal terms = terms(progress, goal);
    return new Progress(
        terms,
        progress.getSequence(),
        figures(progress),
        announced(progress.getAnnouncedPaceStatus()),
        progress.getPaceChanges(),
        progress.getLevels().stream().map(JudgeFormat::level).toList(),
        life(progress, terms),
        new Progress.Silence(
            Optional.ofNullable(progress.getLastCreditedOn()),
            progress.getSilent(),
            progress.getSilences()),
        progress.getCheckpoints().stream().map(JudgeFormat::checkpoint).toList(),
        completeness(progress.getCompleteness()),
        cause(progress.getCause()),
        progress.getAsOf());
  }

  private static Goal terms(GoalProgress progress, Goal goal) {
    Integer rollingDays = progress.getRollingDays();
    return new Goal(
        goal.id(),
        progress.getRevision(),
        progress.getGoalName(),
        new Goal.Owner(Goal.Owner.Kind.valueOf(progress.getOwnerKind()), progress.getOwnerId()),
        metric(progress, goal.metric()),
        goal.filter(),
        new Goal.Period(
            progress.getPeriodStart(), progress.getPeriodEnd(), ZoneId.of(progress.getZone())),
        rollingDays == null ? OptionalInt.empty() : OptionalInt.of(rollingDays),
        Optional.ofNullable(progress.getBaseline()),
        progress.getTarget(),
        Goal.Direction.valueOf(progress.getDirection()),
        new Goal.Bounds(
            Optional.ofNullable(progress.getLowerBound()),
            Optional.ofNullable(progress.getUpperBound())),
        goal.observation(),
        Optional.ofNullable(progress.getCurrency()),
        goal.thresholds(),
        goal.levels(),
        goal.course(),
        goal.paceBands(),
        goal.announcements());
  }

  private static Metric metric(GoalProgress progress, Metric metric) {
    return new Metric(
        progress.getMetricId(),
        progress.getMetricName(),
        metric.aggregation(),
        Metric.Unit.valueOf(progress.getMetricUnit()),
        metric.selection(),
        metric.denominator(),
        metric.distinctField(),
        metric.complement(),
        metric.lowerIsBetter());
  }

  private static Figures figures(GoalProgress progress) {
    Long met = progress.getPeriodsMet();
    Long observed = progress.getPeriodsObserved();
    return new Figures(
        dataState(progress.getDataState()),
        Optional.ofNullable(progress.getValue()),
        Optional.ofNullable(progress.getNumerator()),
        Optional.ofNullable(progress.getDenominator()),
        Optional.ofNullable(progress.getAttainment()),
        Optional.ofNullable(progress.getGap()),
        met == null || observed == null
            ? Optional.empty()
            : Optional.of(new Compliance(met, observed)),
        Optional.ofNullable(progress.getExpected()),
        Optional.ofNullable(progress.getPace()),
        pace(progress.getPaceStatus()),
        Optional.ofNullable(progress.getNextDowngradeAt()),
        progress.getFactCount(),
        progress.getDenominatorFactCount(),
        progress.getParkedFactCount(),
        outlook(progress));
  }

  private static Outlook outlook(GoalProgress progress) {
    return new Outlook(
        Optional.ofNullable(progress.getRemaining()),
        Optional.ofNullable(progress.getRunRate()),
        Optional.ofNullable(progress.getRequiredRunRate()),
        switch (progress.getRequirement()) {
          case DONE -> Outlook.Requirement.DONE;
          case REQUIRED -> Outlook.Requirement.REQUIRED;
          case UNREACHABLE -> Outlook.Requirement.UNREACHABLE;
          case NOT_APPLICABLE, UNKNOWN -> Outlook.Requirement.NOT_APPLICABLE;
        },
        Optional.ofNullable(progress.getProjection()),
        switch (progress.getProjectionMethod()) {
          case RUN_RATE -> Outlook.ProjectionMethod.RUN_RATE;
          case PIPELINE_WEIGHTED -> Outlook.ProjectionMethod.PIPELINE_WEIGHTED;
          case NONE, UNKNOWN -> Outlook.ProjectionMethod.NONE;
        },
        Optional.ofNullable(progress.getPipeline()),
        Optional.ofNullable(progress.getWeightedPipeline()),
        Optional.ofNullable(progress.getCoverage()),
        switch (progress.getCoverageState()) {
          case OPEN -> Outlook.CoverageState.OPEN;
          case COVERED -> Outlook.CoverageState.COVERED;
          case NOT_APPLICABLE, UNKNOWN -> Outlook.CoverageState.NOT_APPLICABLE;
        });
  }

  private static Figures.DataState dataState(DataState state) {
    return switch (state) {
      case OK -> Figures.DataState.OK;
      case NO_TARGET -> Figures.DataState.NO_TARGET;
      case NO_DATA, UNKNOWN -> Figures.DataState.NO_DATA;
    };
  }

  private static Pace pace(PaceStatus status) {
    return switch (status) {
      case NOT_STARTED -> Pace.NOT_STARTED;
      case ON_TRACK -> Pace.ON_TRACK;
      case AT_RISK -> Pace.AT_RISK;
      case OFF_TRACK -> Pace.OFF_TRACK;
      case NOT_APPLICABLE, UNKNOWN -> Pace.NOT_APPLICABLE;
    };
  }

  private static Pace announced(PaceStatus status) {
    return status == PaceStatus.UNKNOWN ? Pace.NOT_STARTED : pace(status);
  }

  private static Life life(GoalProgress progress, Goal goal) {
    return new Life(
        phase(progress, goal),
        progress.getPhaseChanges(),
        Optional.ofNullable(progress.getFinalResult()).map(JudgeFormat::result),
        Optional.ofNullable(progress.getAdjustment()).map(JudgeFormat::adjustment));
  }

  /** Without a word on it the goal is upcoming or running, so that its end is announced yet. */
  private static Phase phase(GoalProgress progress, Goal goal) {
    return switch (progress.getPhase()) {
      case UPCOMING -> Phase.UPCOMING;
      case RUNNING -> Phase.RUNNING;
      case ENDING_SOON -> Phase.ENDING_SOON;
      case ENDED -> Phase.ENDED;
      case FINAL -> Phase.FINAL;
      case UNKNOWN ->
          progress.getAsOf().isBefore(goal.period().momentAfter(0))
              ? Phase.UPCOMING
              : Phase.RUNNING;
    };
  }

  private static FinalResult result(Life.FinalResult result) {
    return new FinalResult(
        scaled(result.value()),
        scaled(result.attainment()),
        ResultOutcome.valueOf(result.outcome().name()),
        result.parkedFactCount(),
        result.finalAt());
  }

  private static Life.FinalResult result(FinalResult result) {
    return new Life.FinalResult(
        Optional.ofNullable(result.getValue()),
        Optional.ofNullable(result.getAttainment()),
        switch (result.getOutcome()) {
          case EXCEEDED -> Life.Outcome.EXCEEDED;
          case ACHIEVED -> Life.Outcome.ACHIEVED;
          case MISSED -> Life.Outcome.MISSED;
          case NO_DATA, UNKNOWN -> Life.Outcome.NO_DATA;
        },
        result.getParkedFactCount(),
        result.getFinalAt());
  }

  private static PriorPeriodAdjustment adjustment(Life.PriorPeriodAdjustment adjustment) {
    return new PriorPeriodAdjustment(
        adjustment.number(),
        scaled(adjustment.value()),
        scaled(adjustment.attainment()),
        scaled(adjustment.difference()),
        cause(adjustment.cause()),
        adjustment.adjustedAt());
  }

  private static Life.PriorPeriodAdjustment adjustment(PriorPeriodAdjustment adjustment) {
    return new Life.PriorPeriodAdjustment(
        adjustment.getNumber(),
        Optional.ofNullable(adjustment.getValue()),
        Optional.ofNullable(adjustment.getAttainment()),
        adjustment.getDifference(),
        cause(adjustment.getCause()),
        adjustment.getAdjustedAt());
  }

  private static CheckpointState checkpoint(Progress.CheckpointState state) {
    return new CheckpointState(
        state.name(), state.at(), scaled(state.value()), scaled(state.found()), state.reached());
  }

  private static Progress.CheckpointState checkpoint(CheckpointState state) {
    return new Progress.CheckpointState(
        state.getName(),
        state.getAt(),
        state.getValue(),
        Optional.ofNullable(state.getFound()),
        state.getReached());
  }

  private static Completeness completeness(Progress.Completeness completeness) {
    return new Completeness(
        SweepState.valueOf(completeness.sweep().name()),
        completeness.factsSeen().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(seen -> new PartitionFacts(seen.getKey(), seen.getValue()))
            .toList());
  }

  private static Progress.Completeness completeness(@Nullable Completeness completeness) {
    if (completeness == null) {
      return new Progress.Completeness(Progress.Sweep.COMPLETE, Map.of());
    }
    return new Progress.Completeness(
        completeness.getSweep() == SweepState.SWEEPING
            ? Progress.Sweep.SWEEPING
            : Progress.Sweep.COMPLETE,
        completeness.getFactsSeen().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    PartitionFacts::getPartition, PartitionFacts::getFacts)));
  }

  private static LevelState level(io.goalstream.attainment.v1.LevelState level) {
    return new LevelState(
        level.getThreshold(),
        level.getReached(),
        level.getCrossings(),
        Optional.ofNullable(level.getCrossedAt()),
        Optional.ofNullable(level.getName()),
        Optional.ofNullable(level.getValue()));
  }

  private static io.goalstream.attainment.v1.LevelState level(LevelState level) {
    return new io.goalstream.attainment.v1.LevelState(
        scaled(level.threshold()),
        level.reached(),
        level.crossings(),
        level.crossedAt().orElse(null),
        level.name().orElse(null),
        scaled(level.value()));
  }

  static io.goalstream.attainment.v1.AttainmentEvent event(AttainmentEvent event) {
    Goal goal = event.goal();
    io.goalstream.attainment.v1.AttainmentEvent.Builder builder =
        io.goalstream.attainment.v1.AttainmentEvent.newBuilder()
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
            .setCrossing(event.crossing())
            .setBefore(standing(event.before()))
            .setAfter(standing(event.after()))
            .setCause(cause(event.cause()))
            .setOccurredAt(event.occurredAt())
            .setPeriodEnd(goal.period().end());
    setHappening(builder, event.happening());
    return builder.build();
  }

  private static void setHappening(
      io.goalstream.attainment.v1.AttainmentEvent.Builder builder, Happening happening) {
    switch (happening) {
      case Happening.LevelCrossed(LevelState level, _) ->
          builder.setThreshold(scaled(level.threshold())).setLevelName(level.name().orElse(null));
      case Happening.PaceChanged _ -> {}
      case Happening.PhaseEntered(_, _, Optional<Life.FinalResult> result) ->
          builder.setFinalResult(result.map(JudgeFormat::result).orElse(null));
      case Happening.Adjusted(Life.FinalResult result, Life.PriorPeriodAdjustment adjustment) ->
          builder.setFinalResult(result(result)).setAdjustment(adjustment(adjustment));
      case Happening.FellSilent(LocalDate since, _) -> builder.setSilentSince(since);
      case Happening.NotReachedBy(Progress.CheckpointState state) ->
          builder.setCheckpoint(checkpoint(state));
    }
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
