package io.goalstream.attainment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.AttainmentEvent.Snapshot;
import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Course;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Judge;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.LevelState;
import io.goalstream.attainment.domain.Life;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Outlook;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Phase;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.domain.Tally;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.GoalPhase;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.PaceStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The progress topic is all that the judge remembers after a rebuild. */
class JudgeFormatTest {
  private static final Watermarks ALONE = new Watermarks(1, Map.of());
  private static final Instant NOW = Instant.parse("2026-05-20T10:11:12.345Z");
  private static final Cause CAUSE =
      new Cause(
          Cause.Kind.DEAL,
          Optional.of("d-1"),
          OptionalLong.of(3),
          some("1.000000"),
          some("2.000000"),
          Optional.of(NOW.minusSeconds(5)));
  private static final Life.FinalResult RESULT =
      new Life.FinalResult(
          some("11.000000"), some("1.100000"), Life.Outcome.EXCEEDED, 4, NOW.minusSeconds(1));
  private static final Life.PriorPeriodAdjustment ADJUSTMENT =
      new Life.PriorPeriodAdjustment(
          2, some("12.000000"), some("1.200000"), number("1.000000"), CAUSE, NOW);
  private static final Progress.CheckpointState CHECKPOINT =
      new Progress.CheckpointState(
          "first", NOW.minusSeconds(9), number("5.000000"), some("4.000000"), false);
  private static final LevelState LEVEL =
      new LevelState(
          number("0.500000"), true, 3, Optional.of(NOW), Optional.of("COMMIT"), some("5.500000"));

  @Test
  void everythingThatIsPublishedIsReadBack() throws IOException {
    Progress progress = full();

    GoalProgress written =
        GoalProgress.fromByteBuffer(JudgeFormat.progress(progress).toByteBuffer());

    assertThat(JudgeFormat.progress(written, goal("Goal"))).isEqualTo(progress);
    for (Schema.Field field : GoalProgress.getClassSchema().getFields()) {
      assertThat(written.get(field.pos())).as(field.name()).isNotNull();
      if (field.hasDefaultValue()) {
        assertThat(String.valueOf(written.get(field.pos())))
            .as(field.name())
            .isNotEqualTo(String.valueOf(field.defaultVal()));
      }
    }
  }

  @Test
  void whatIsMissingIsReadBackAsMissing() throws IOException {
    Progress progress = empty();

    GoalProgress written =
        GoalProgress.fromByteBuffer(JudgeFormat.progress(progress).toByteBuffer());

    assertThat(JudgeFormat.progress(written, bare())).isEqualTo(progress);
  }

  @Test
  void theTermsAreThoseOfTheRevisionThatWasComputed() {
    GoalProgress written = JudgeFormat.progress(full());
    Goal other = bare();

    Goal read = JudgeFormat.progress(written, other).goal();

    assertThat(read.name()).isEqualTo("Goal");
    assertThat(read.revision()).isEqualTo(8);
    assertThat(read.target()).isEqualTo(number("10.000000"));
    assertThat(read.period().end()).isEqualTo("2026-05-11");
    assertThat(read.announcements()).isEqualTo(other.announcements());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void everyPhaseIsReadBack(Phase phase) {
    assertThat(readBack(in(phase)).life().phase()).isEqualTo(phase);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void everyPaceIsReadBack(Pace pace) {
    Progress progress = with(pace);

    assertThat(readBack(progress).announcedPace()).isEqualTo(pace);
    assertThat(readBack(progress).paceStatus()).isEqualTo(pace);
  }

  /** A record of the engine that had no phases, checkpoints or completeness. */
  @ParameterizedTest
  @CsvSource({
    "2026-04-30T23:59:59Z, UPCOMING",
    "2026-05-01T00:00:00Z, RUNNING",
    "2026-08-01T00:00:00Z, RUNNING"
  })
  void anOlderRecordIsTakenOver(Instant asOf, Phase phase) {
    GoalProgress written = older(asOf);

    Progress read = JudgeFormat.progress(written, goal("Goal"));

    assertThat(read.sequence()).isEqualTo(12);
    assertThat(read.announcedPace()).isEqualTo(Pace.NOT_STARTED);
    assertThat(read.levels()).hasSize(1);
    assertThat(read.life()).isEqualTo(new Life(phase, 0, Optional.empty(), Optional.empty()));
    assertThat(read.silence()).isEqualTo(Progress.Silence.NONE);
    assertThat(read.checkpoints()).isEmpty();
    assertThat(read.completeness().sweep()).isEqualTo(Progress.Sweep.COMPLETE);
    assertThat(read.figures().outlook().requirement())
        .isEqualTo(Outlook.Requirement.NOT_APPLICABLE);
  }

  @Test
  void wordsOfANewerEngineDoNoHarm() {
    GoalProgress written = older(NOW);
    written.put("dataState", DataState.UNKNOWN);
    written.put("paceStatus", PaceStatus.UNKNOWN);
    written.put("announcedPaceStatus", PaceStatus.UNKNOWN);
    written.getCause().put("kind", CauseKind.UNKNOWN);

    Progress read = JudgeFormat.progress(written, goal("Goal"));

    assertThat(read.dataState()).isEqualTo(Figures.DataState.NO_DATA);
    assertThat(read.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    assertThat(read.announcedPace()).isEqualTo(Pace.NOT_STARTED);
    assertThat(read.cause().kind()).isEqualTo(Cause.Kind.TIME);
  }

  /** What the judge says is the same whether it remembers or reads what it published. */
  @Test
  void theJudgeGoesOnFromWhatItPublished() {
    Goal goal = storied();
    Case remembering = new Case(1, Optional.of(goal), Map.of(), Optional.empty());
    Case reading = remembering;
    int events = 0;
    for (int hour = 0; hour < 24 * 22; hour += 3) {
      Instant now = Instant.parse("2026-04-29T00:00:00Z").plusSeconds(3600L * hour);
      Partial partial = credited(hour);
      Judge.Decision one = Judge.decide(remembering.heard(0, partial), ALONE, CAUSE, now);
      Judge.Decision other = Judge.decide(reread(reading).heard(0, partial), ALONE, CAUSE, now);

      assertThat(other.progress()).as("%s", now).isEqualTo(one.progress());
      assertThat(other.events()).as("%s", now).isEqualTo(one.events());
      events += one.events().size();
      remembering = one.next();
      reading = other.next();
    }
    assertThat(events).isGreaterThan(12);
    assertThat(remembering.published().orElseThrow().life().adjustment()).isPresent();
  }

  private static Case reread(Case known) {
    return new Case(
        known.definitionSequence(),
        known.goal(),
        known.partials(),
        known
            .published()
            .map(JudgeFormat::progress)
            .map(written -> JudgeFormat.progress(written, known.goal().orElseThrow())));
  }

  /** Up and down, then nothing for days, then more after the end. */
  private static Partial credited(int hour) {
    String sum = hour < 100 ? String.valueOf(hour % 17) : hour < 24 * 19 ? "9" : "11";
    Tally tally =
        new Tally(
            number(sum),
            number("0"),
            1,
            0,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    LocalDate last = LocalDate.parse("2026-04-29").plusDays(Math.min(hour, 100) / 24);
    return new Partial(
        "goal",
        1,
        tally,
        new TreeMap<>(),
        hour % 5,
        number("3"),
        number("1.5"),
        Optional.of(last),
        hour,
        CAUSE);
  }

  private static Goal storied() {
    Goal bare = bare();
    return new Goal(
        bare.id(),
        bare.revision(),
        bare.name(),
        bare.owner(),
        bare.metric(),
        bare.filter(),
        goal("Goal").period(),
        OptionalInt.empty(),
        some("1.000000"),
        number("10.000000"),
        Goal.Direction.INCREASE,
        Goal.Bounds.NONE,
        Goal.Observation.PERIOD,
        Optional.of("EUR"),
        List.of(number("0.500000"), number("1.000000")),
        List.of(
            new Goal.Level("COMMIT", number("4.000000")),
            new Goal.Level("TARGET", number("10.000000"))),
        Course.EVEN,
        Pace.Bands.USUAL,
        new Goal.Announcements(
            5,
            OptionalInt.of(2),
            OptionalInt.of(3),
            List.of(
                new Goal.Checkpoint(
                    "first", Instant.parse("2026-05-05T11:00:00Z"), number("12.000000")))));
  }

  // Events

  @Test
  void aLevelIsToldWithItsName() throws IOException {
    io.goalstream.attainment.v1.AttainmentEvent event =
        written(new Happening.LevelCrossed(LEVEL, "0.5"));

    assertThat(event.getKind().name()).isEqualTo("THRESHOLD_REACHED");
    assertThat(event.getThreshold()).isEqualTo(number("0.500000"));
    assertThat(event.getLevelName()).isEqualTo("COMMIT");
    assertThat(event.getCrossing()).isEqualTo(3);
    assertThat(event.getPeriodEnd()).isEqualTo("2026-05-11");
    assertThat(event.getBefore().getValue()).isNull();
    assertThat(event.getAfter().getPaceStatus()).isEqualTo(PaceStatus.AT_RISK);
    assertThat(event.getOccurredAt()).isEqualTo(NOW);
    assertThat(event.getCause()).isEqualTo(JudgeFormat.cause(CAUSE));
  }

  @Test
  void eachEventCarriesWhatBelongsToIt() throws IOException {
    io.goalstream.attainment.v1.AttainmentEvent fixed =
        written(
            new Happening.PhaseEntered(AttainmentEvent.Kind.GOAL_FINAL, 3, Optional.of(RESULT)));
    io.goalstream.attainment.v1.AttainmentEvent adjusted =
        written(new Happening.Adjusted(RESULT, ADJUSTMENT));
    io.goalstream.attainment.v1.AttainmentEvent silent =
        written(new Happening.FellSilent(LocalDate.parse("2026-05-03"), 5));
    io.goalstream.attainment.v1.AttainmentEvent missed =
        written(new Happening.NotReachedBy(CHECKPOINT));

    assertThat(fixed.getFinalResult().getValue()).isEqualTo(number("11.000000"));
    assertThat(fixed.getFinalResult().getOutcome().name()).isEqualTo("EXCEEDED");
    assertThat(adjusted.getAdjustment().getDifference()).isEqualTo(number("1.000000"));
    assertThat(adjusted.getFinalResult()).isEqualTo(fixed.getFinalResult());
    assertThat(adjusted.getCrossing()).isEqualTo(2);
    assertThat(silent.getSilentSince()).isEqualTo("2026-05-03");
    assertThat(missed.getCheckpoint().getFound()).isEqualTo(number("4.000000"));
    assertThat(List.of(fixed, adjusted, silent, missed))
        .extracting(event -> event.getKind().name())
        .containsExactly("GOAL_FINAL", "PRIOR_PERIOD_ADJUSTED", "NO_ACTIVITY", "NOT_REACHED_BY");
    assertThat(List.of(fixed, adjusted, silent, missed, written(new Happening.PaceChanged(3))))
        .extracting(io.goalstream.attainment.v1.AttainmentEvent::getEventId)
        .doesNotHaveDuplicates();
  }

  /** A replay must give the ids that subscribers know. */
  @Test
  void theIdsOfLevelsAndPaceAreThoseThatWereAlwaysGiven() throws IOException {
    assertThat(written(new Happening.LevelCrossed(LEVEL, "0.5")).getEventId())
        .isEqualTo("cd7cfffc-d368-35e9-9da2-6692c7bc7655");
    assertThat(written(new Happening.PaceChanged(1)).getEventId())
        .isEqualTo("ed3a1870-be38-3b3e-a49d-30e727fd4110");
  }

  private static io.goalstream.attainment.v1.AttainmentEvent written(Happening happening)
      throws IOException {
    AttainmentEvent event =
        new AttainmentEvent(
            goal("Goal"),
            happening,
            new Snapshot(Optional.empty(), Optional.empty(), Pace.NOT_STARTED),
            new Snapshot(some("9.000000"), some("0.900000"), Pace.AT_RISK),
            CAUSE,
            NOW);
    return io.goalstream.attainment.v1.AttainmentEvent.fromByteBuffer(
        JudgeFormat.event(event).toByteBuffer());
  }

  private static GoalProgress older(Instant asOf) {
    GoalProgress latest = JudgeFormat.progress(full());
    return GoalProgress.newBuilder()
        .setGoalId(latest.getGoalId())
        .setRevision(latest.getRevision())
        .setSequence(latest.getSequence())
        .setGoalName(latest.getGoalName())
        .setOwnerKind(latest.getOwnerKind())
        .setOwnerId(latest.getOwnerId())
        .setMetricId(latest.getMetricId())
        .setMetricName(latest.getMetricName())
        .setMetricUnit(latest.getMetricUnit())
        .setPeriodStart(latest.getPeriodStart())
        .setPeriodEnd(latest.getPeriodEnd())
        .setZone(latest.getZone())
        .setDirection(latest.getDirection())
        .setTarget(latest.getTarget())
        .setDataState(DataState.OK)
        .setPaceStatus(PaceStatus.ON_TRACK)
        .setFactCount(1)
        .setLevels(latest.getLevels())
        .setCause(latest.getCause())
        .setAsOf(asOf)
        .build();
  }

  @Test
  void anOlderRecordSaysNothingOfPhases() {
    assertThat(older(NOW).getPhase()).isEqualTo(GoalPhase.UNKNOWN);
  }

  private static Progress readBack(Progress progress) {
    return JudgeFormat.progress(JudgeFormat.progress(progress), progress.goal());
  }

  private static Progress full() {
    return progress(
        goal("Goal"),
        figures(Pace.AT_RISK, fullOutlook()),
        Pace.OFF_TRACK,
        new Life(Phase.FINAL, 3, Optional.of(RESULT), Optional.of(ADJUSTMENT)));
  }

  private static Progress in(Phase phase) {
    Life life = new Life(phase, 3, Optional.empty(), Optional.empty());
    return progress(goal("Goal"), figures(Pace.AT_RISK, fullOutlook()), Pace.ON_TRACK, life);
  }

  private static Progress with(Pace pace) {
    Life life = new Life(Phase.RUNNING, 3, Optional.empty(), Optional.empty());
    return progress(goal("Goal"), figures(pace, fullOutlook()), pace, life);
  }

  private static Progress progress(Goal goal, Figures figures, Pace announced, Life life) {
    return new Progress(
        goal,
        12,
        figures,
        announced,
        6,
        List.of(LEVEL),
        life,
        new Progress.Silence(Optional.of(LocalDate.parse("2026-05-02")), true, 5),
        List.of(CHECKPOINT),
        new Progress.Completeness(Progress.Sweep.SWEEPING, Map.of(0, 10L, 3, 30L)),
        CAUSE,
        NOW);
  }

  private static Progress empty() {
    Figures figures =
        new Figures(
            Figures.DataState.NO_DATA,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Pace.NOT_APPLICABLE,
            Optional.empty(),
            0,
            0,
            0,
            emptyOutlook());
    return new Progress(
        bare(),
        1,
        figures,
        Pace.NOT_STARTED,
        0,
        List.of(
            new LevelState(
                number("0.500000"),
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        new Life(Phase.UPCOMING, 0, Optional.empty(), Optional.empty()),
        Progress.Silence.NONE,
        List.of(),
        new Progress.Completeness(Progress.Sweep.COMPLETE, Map.of()),
        Cause.TIME,
        NOW);
  }

  private static Figures figures(Pace pace, Outlook outlook) {
    return new Figures(
        Figures.DataState.OK,
        some("9.000000"),
        some("18.000000"),
        some("2.000000"),
        some("0.900000"),
        some("1.500000"),
        Optional.of(new Figures.Compliance(3, 4)),
        some("7.000000"),
        some("1.285714"),
        pace,
        Optional.of(NOW.plusSeconds(5)),
        21,
        22,
        23,
        outlook);
  }

  private static Outlook fullOutlook() {
    return new Outlook(
        some("1.250000"),
        some("0.300000"),
        some("0.400000"),
        Outlook.Requirement.REQUIRED,
        some("12.500000"),
        Outlook.ProjectionMethod.PIPELINE_WEIGHTED,
        some("3.000000"),
        some("2.500000"),
        some("2.400000"),
        Outlook.CoverageState.OPEN);
  }

  private static Outlook emptyOutlook() {
    return new Outlook(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Outlook.Requirement.NOT_APPLICABLE,
        Optional.empty(),
        Outlook.ProjectionMethod.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Outlook.CoverageState.NOT_APPLICABLE);
  }

  private static Goal goal(String name) {
    return new Goal(
        "goal",
        8,
        name,
        Goal.Owner.unit("sales"),
        metric(),
        List.of(),
        new Goal.Period(
            LocalDate.parse("2026-05-01"), LocalDate.parse("2026-05-11"), ZoneId.of("UTC")),
        OptionalInt.of(7),
        some("1.000000"),
        number("10.000000"),
        Goal.Direction.RANGE,
        new Goal.Bounds(some("8.000000"), some("9.000000")),
        Goal.Observation.WEEK,
        Optional.of("EUR"),
        List.of(number("0.5")),
        List.of(),
        Course.EVEN,
        Pace.Bands.USUAL,
        Goal.Announcements.USUAL);
  }

  private static Goal bare() {
    return new Goal(
        "goal",
        1,
        "Bare",
        Goal.Owner.rep("ann"),
        metric(),
        List.of(),
        new Goal.Period(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), ZoneId.of("UTC")),
        OptionalInt.empty(),
        Optional.empty(),
        number("20.000000"),
        Goal.Direction.INCREASE,
        Goal.Bounds.NONE,
        Goal.Observation.PERIOD,
        Optional.empty(),
        List.of(),
        List.of(),
        Course.EVEN,
        Pace.Bands.USUAL,
        new Goal.Announcements(1, OptionalInt.of(2), OptionalInt.of(3), List.of()));
  }

  private static Metric metric() {
    return new Metric(
        "revenue",
        "Revenue",
        Metric.Aggregation.SUM,
        Metric.Unit.MONEY,
        new Metric.Selection(FactKind.DEAL, List.of(), "amount", "closedOn"),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static Optional<BigDecimal> some(String text) {
    return Optional.of(number(text));
  }
}
