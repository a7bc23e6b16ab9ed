package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.Life.FinalResult;
import io.goalstream.attainment.domain.Life.Outcome;
import io.goalstream.attainment.domain.Life.PriorPeriodAdjustment;
import io.goalstream.attainment.domain.Progress.Silence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What has to hold of every published progress. */
final class SimulatedChecks {
  private SimulatedChecks() {}

  /** Also of a final one: there the adjustment is the number that would be. */
  static void numbersEqualTheOracles(Progress progress, NaiveProgress oracle) {
    Goal goal = progress.goal();
    Figures figures = oracle.figures();
    if (progress.isFinal()) {
      FinalResult result = progress.life().result().orElseThrow();
      Optional<PriorPeriodAdjustment> adjustment = progress.life().adjustment();
      assertThat(adjustment.map(PriorPeriodAdjustment::value).orElse(result.value()))
          .as("value now of %s", goal)
          .isEqualTo(figures.value());
      assertThat(adjustment.map(PriorPeriodAdjustment::attainment).orElse(result.attainment()))
          .as("attainment now of %s", goal)
          .isEqualTo(figures.attainment());
      adjustment.ifPresent(
          one ->
              assertThat(one.difference())
                  .isEqualByComparingTo(orZero(one.value()).subtract(orZero(result.value()))));
      return;
    }
    assertThat(progress.figures()).as("figures of %s", goal).isEqualTo(figures);
    assertThat(progress.life().phase()).as("phase of %s", goal).isEqualTo(oracle.phase());
    assertThat(progress.life().phase()).isNotEqualTo(Phase.FINAL);
    levelsAreReachedAsTheOracleSays(progress, oracle);
  }

  private static BigDecimal orZero(Optional<BigDecimal> number) {
    return number.orElse(BigDecimal.ZERO);
  }

  private static void levelsAreReachedAsTheOracleSays(Progress progress, NaiveProgress oracle) {
    Goal goal = progress.goal();
    TreeSet<NaiveFraction> places = new TreeSet<>();
    goal.thresholds().forEach(threshold -> places.add(NaiveFraction.of(threshold)));
    boolean kept = progress.figures().compliance().isPresent();
    for (Goal.Level level : kept ? List.<Goal.Level>of() : goal.levels()) {
      oracle.wayTo(Optional.of(NaiveFraction.of(level.value()))).ifPresent(places::add);
    }
    assertThat(progress.levels().stream().map(LevelState::reached).toList())
        .as("levels of %s", goal)
        .isEqualTo(places.stream().map(oracle::reaches).toList());
    for (LevelState level : progress.levels()) {
      assertThat(level.crossings() % 2 == 1).as("%s", level).isEqualTo(level.reached());
    }
  }

  /** The result, the announced pace and silence depend on what was said before. */
  static void whatFollowsFromTheFormerIsRight(
      Optional<Progress> former, Progress progress, NaiveProgress oracle) {
    if (former.filter(Progress::isFinal).isPresent()) {
      return;
    }
    if (progress.isFinal()) {
      resultIsTheNumberOfTheMoment(progress, oracle);
    }
    assertThat(progress.announcedPace())
        .as("announced pace of %s", progress.goal())
        .isEqualTo(announced(former.map(Progress::announcedPace), progress.goal(), oracle));
    silenceIsRight(former, progress, oracle);
    Instant now = progress.asOf();
    assertThat(progress.checkpoints().stream().map(Progress.CheckpointState::name).toList())
        .isEqualTo(
            progress.goal().announcements().checkpoints().stream()
                .filter(one -> !one.at().isAfter(former.isPresent() ? now : Instant.MAX))
                .filter(one -> !one.at().isAfter(now))
                .map(Goal.Checkpoint::name)
                .toList());
  }

  private static void resultIsTheNumberOfTheMoment(Progress progress, NaiveProgress oracle) {
    FinalResult result = progress.life().result().orElseThrow();
    Figures figures = oracle.figures();
    assertThat(oracle.phase()).isEqualTo(Phase.FINAL);
    assertThat(progress.life().phase()).isEqualTo(Phase.FINAL);
    assertThat(progress.figures()).as("last figures").isEqualTo(figures);
    assertThat(result.value()).isEqualTo(figures.value());
    assertThat(result.attainment()).isEqualTo(figures.attainment());
    assertThat(result.parkedFactCount()).isEqualTo(figures.parkedFactCount());
    levelsAreReachedAsTheOracleSays(progress, oracle);
    Optional<NaiveFraction> attainment = oracle.attainment();
    boolean stretched =
        !progress.levels().isEmpty()
            && progress.levels().getLast().threshold().compareTo(BigDecimal.ONE) > 0;
    boolean exceeded =
        stretched
            ? progress.levels().getLast().reached()
            : attainment.filter(done -> done.compareTo(NaiveFraction.ONE) > 0).isPresent();
    Outcome reached = exceeded ? Outcome.EXCEEDED : Outcome.ACHIEVED;
    assertThat(result.outcome())
        .isEqualTo(
            attainment.isEmpty()
                ? Outcome.NO_DATA
                : oracle.reaches(NaiveFraction.ONE) ? reached : Outcome.MISSED);
  }

  /** Worse at once, better only when clear of the edge. */
  private static Pace announced(Optional<Pace> former, Goal goal, NaiveProgress oracle) {
    Pace last = former.orElse(Pace.NOT_STARTED);
    Pace status = oracle.paceStatus();
    if (status == Pace.NOT_APPLICABLE || status == Pace.NOT_STARTED) {
      return last;
    }
    if (last == Pace.NOT_STARTED || status.compareTo(last) > 0) {
      return status;
    }
    NaiveFraction hysteresis = NaiveFraction.of(goal.paceBands().hysteresis());
    Pace clear = oracle.band(oracle.pace().orElseThrow().minus(hysteresis));
    return clear.compareTo(last) < 0 ? clear : last;
  }

  private static void silenceIsRight(
      Optional<Progress> former, Progress progress, NaiveProgress oracle) {
    Silence silence = progress.silence();
    Goal goal = progress.goal();
    assertThat(silence.lastCreditedOn()).isEqualTo(oracle.lastCreditedOn());
    if (goal.announcements().silenceDays().isEmpty()) {
      assertThat(silence.silent()).isFalse();
      return;
    }
    LocalDate today = new NaiveCalendar(goal, progress.asOf()).today();
    LocalDate start = goal.period().start();
    LocalDate last = oracle.lastCreditedOn().orElse(start.minusDays(1));
    last = last.isAfter(today) ? today : last;
    LocalDate since = last.isBefore(start) ? start : last.plusDays(1);
    boolean quiet = !since.plusDays(goal.announcements().silenceDays().getAsInt()).isAfter(today);
    boolean running =
        progress.life().phase() == Phase.RUNNING || progress.life().phase() == Phase.ENDING_SOON;
    boolean was = former.filter(one -> one.silence().silent()).isPresent();
    assertThat(silence.silent()).as("silence of %s", goal).isEqualTo(quiet && (running || was));
  }

  /** Each change that is to be told is told, and nothing else. */
  static void eventsTellWhatChanged(
      Optional<Progress> former, Progress progress, List<AttainmentEvent> events) {
    List<String> told = events.stream().map(event -> event.happening().key()).sorted().toList();
    assertThat(told).doesNotHaveDuplicates();
    for (AttainmentEvent event : events) {
      switch (event.happening()) {
        case Happening.LevelCrossed(LevelState level, _) ->
            assertThat(progress.levels()).contains(level);
        case Happening.PaceChanged(long number) ->
            assertThat(number).isEqualTo(progress.paceChanges());
        case Happening.PhaseEntered(_, long number, var result) -> {
          assertThat(number).isEqualTo(progress.life().phaseChanges());
          assertThat(result).isEqualTo(progress.life().result());
        }
        case Happening.Adjusted(_, PriorPeriodAdjustment adjustment) ->
            assertThat(progress.life().adjustment()).contains(adjustment);
        case Happening.FellSilent(_, long number) ->
            assertThat(number).isEqualTo(progress.silence().silences());
        case Happening.NotReachedBy(var checkpoint) ->
            assertThat(progress.checkpoints()).contains(checkpoint);
      }
    }
    if (former.isPresent() && !events.isEmpty()) {
      assertThat(progress.sequence()).isEqualTo(former.get().sequence() + 1);
      assertThat(Objects.requireNonNull(progress.asOf())).isAfterOrEqualTo(former.get().asOf());
    }
  }
}
