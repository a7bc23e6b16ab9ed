package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.AttainmentEvent.Kind;
import io.goalstream.attainment.domain.AttainmentEvent.Snapshot;
import io.goalstream.attainment.domain.Life.FinalResult;
import io.goalstream.attainment.domain.Life.Outcome;
import io.goalstream.attainment.domain.Life.PriorPeriodAdjustment;
import io.goalstream.attainment.domain.Progress.CheckpointState;
import io.goalstream.attainment.domain.Progress.Completeness;
import io.goalstream.attainment.domain.Progress.Silence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look at a goal: compares where it stands with what was published last, and collects what
 * happened in between.
 */
final class Judgement {
  private final Optional<Progress> former;
  private final Goal goal;
  private final Standing standing;
  private final Cause cause;
  private final Instant now;
  private final List<Happening> happenings = new ArrayList<>();

  Judgement(Optional<Progress> former, Goal goal, Standing standing, Cause cause, Instant now) {
    this.former = former;
    this.goal = goal;
    this.standing = standing;
    this.cause = cause;
    this.now = now;
  }

  /** Where the goal stands now; to be asked for once. */
  Progress progress(Completeness completeness) {
    long sequence = former.map(Progress::sequence).orElse(0L) + 1;
    Optional<Progress> fixed = former.filter(Progress::isFinal);
    if (fixed.isPresent()) {
      return afterTheResult(fixed.get(), sequence, completeness);
    }
    Figures figures = standing.figures();
    List<Level> levels = Level.of(goal, standing);
    List<LevelState> states = judged(levels);
    Pace formerPace = former.map(Progress::announcedPace).orElse(Pace.NOT_STARTED);
    Pace pace = announcedPace(formerPace, figures.paceStatus());
    long paceChanges = former.map(Progress::paceChanges).orElse(0L);
    if (pace != formerPace) {
      paceChanges++;
      happenings.add(new Happening.PaceChanged(paceChanges));
    }
    List<CheckpointState> checkpoints = passedCheckpoints(figures);
    Phase phase = Phase.of(goal, now);
    Silence silence = silence(phase);
    Life life = lived(phase, figures, levels);
    return new Progress(
        goal,
        sequence,
        figures,
        pace,
        paceChanges,
        states,
        life,
        silence,
        checkpoints,
        completeness,
        cause,
        now);
  }

  /** What happened, told of the progress that this judgement gave. */
  List<AttainmentEvent> events(Progress progress) {
    List<AttainmentEvent> events = new ArrayList<>(happenings.size());
    for (Happening happening : happenings) {
      events.add(
          new AttainmentEvent(
              progress.goal(),
              happening,
              before(happening),
              after(happening, progress),
              cause,
              now));
    }
    return List.copyOf(events);
  }

  private Snapshot before(Happening happening) {
    Optional<Snapshot> before =
        switch (happening) {
          case Happening.PaceChanged _ -> former.map(Snapshot::announced);
          case Happening.Adjusted(FinalResult result, _) ->
              former.map(last -> lastSaid(last, result));
          case Happening.LevelCrossed _,
              Happening.PhaseEntered _,
              Happening.FellSilent _,
              Happening.NotReachedBy _ ->
              former.map(Snapshot::of);
        };
    return before.orElse(Snapshot.NOTHING);
  }

  private static Snapshot after(Happening happening, Progress progress) {
    return switch (happening) {
      case Happening.PaceChanged _ -> Snapshot.announced(progress);
      case Happening.Adjusted(_, PriorPeriodAdjustment adjustment) ->
          new Snapshot(adjustment.value(), adjustment.attainment(), progress.paceStatus());
      case Happening.LevelCrossed _,
          Happening.PhaseEntered _,
          Happening.FellSilent _,
          Happening.NotReachedBy _ ->
          Snapshot.of(progress);
    };
  }

  private List<LevelState> judged(List<Level> levels) {
    List<LevelState> known = former.map(Progress::levels).orElse(List.of());
    List<LevelState> states = new ArrayList<>(levels.size());
    for (Level level : levels) {
      LevelState state = level.from(known);
      if (state.reached() != standing.reaches(level.exact())) {
        state = state.crossed(now);
        happenings.add(new Happening.LevelCrossed(state, level.key()));
      }
      states.add(state);
    }
    return List.copyOf(states);
  }

  /**
   * The pace status to announce. A worse one is announced at once, a better one only once it is
   * clear of its edge, so that a goal at the edge does not flicker. Without a number the last word
   * stands.
   */
  private Pace announcedPace(Pace announced, Pace status) {
    if (status == announced || status == Pace.NOT_APPLICABLE || status == Pace.NOT_STARTED) {
      return announced;
    }
    if (announced == Pace.NOT_STARTED || status.isWorseThan(announced)) {
      return status;
    }
    Pace.Bands bands = goal.paceBands();
    Pace clear =
        standing.pace().map(pace -> bands.of(pace.minus(bands.hysteresis()))).orElse(announced);
    return announced.isWorseThan(clear) ? clear : announced;
  }

  /**
   * The checkpoints that have passed. One is announced only if the same revision was judged before
   * its moment: else nobody could still reach it when it was set, or it was set for the past.
   */
  private List<CheckpointState> passedCheckpoints(Figures figures) {
    List<Goal.Checkpoint> all = goal.announcements().checkpoints();
    if (all.isEmpty()) {
      return List.of();
    }
    List<CheckpointState> passed = new ArrayList<>(all.size());
    for (Goal.Checkpoint checkpoint : all) {
      if (!checkpoint.at().isAfter(now)) {
        passed.add(known(checkpoint).orElseGet(() -> passed(checkpoint, figures)));
      }
    }
    return List.copyOf(passed);
  }

  private Optional<CheckpointState> known(Goal.Checkpoint checkpoint) {
    return former.stream()
        .flatMap(progress -> progress.checkpoints().stream())
        .filter(state -> state.isOf(checkpoint))
        .findFirst();
  }

  private CheckpointState passed(Goal.Checkpoint checkpoint, Figures figures) {
    CheckpointState state =
        new CheckpointState(
            checkpoint.name(),
            checkpoint.at(),
            checkpoint.value(),
            figures.value(),
            standing.value().filter(value -> isThere(value, checkpoint.value())).isPresent());
    boolean awaited =
        former
            .filter(progress -> progress.goal().revision() == goal.revision())
            .filter(progress -> progress.asOf().isBefore(checkpoint.at()))
            .isPresent();
    if (awaited && !state.reached()) {
      happenings.add(new Happening.NotReachedBy(state));
    }
    return state;
  }

  private boolean isThere(Ratio value, BigDecimal limit) {
    int side = value.compareTo(Ratio.of(limit));
    return goal.isLowerBetter() ? side <= 0 : side >= 0;
  }

  private Silence silence(Phase phase) {
    Silence last = former.map(Progress::silence).orElse(Silence.NONE);
    if (goal.announcements().silenceDays().isEmpty()) {
      return new Silence(Optional.empty(), false, last.silences());
    }
    int days = goal.announcements().silenceDays().getAsInt();
    LocalDate today = goal.period().dateOf(now);
    LocalDate since = silentSince();
    boolean quiet = today.isAfter(since.plusDays(days - 1L));
    if (quiet && !last.silent() && phase.isRunning()) {
      happenings.add(new Happening.FellSilent(since, last.silences() + 1));
      return new Silence(standing.lastCreditedOn(), true, last.silences() + 1);
    }
    return new Silence(standing.lastCreditedOn(), quiet && last.silent(), last.silences());
  }

  /** The day after the last one with a credit; nobody is silent before the period begins. */
  private LocalDate silentSince() {
    LocalDate start = goal.period().start();
    return standing
        .lastCreditedOn()
        .map(date -> date.plusDays(1))
        .filter(date -> date.isAfter(start))
        .orElse(start);
  }

  /**
   * The goal's life as the clock says. Going back, when a period is extended, is not announced;
   * entering again is.
   */
  private Life lived(Phase phase, Figures figures, List<Level> levels) {
    Life last = former.map(Progress::life).orElse(Life.NEW);
    if (!phase.isAnnounced() || phase.compareTo(last.phase()) <= 0) {
      return last.in(phase);
    }
    Optional<FinalResult> result =
        phase == Phase.FINAL
            ? Optional.of(
                new FinalResult(
                    figures.value(),
                    figures.attainment(),
                    outcome(levels),
                    figures.parkedFactCount(),
                    now))
            : Optional.empty();
    Life next = last.entered(phase, result);
    happenings.add(new Happening.PhaseEntered(kindOf(phase), next.phaseChanges(), result));
    return next;
  }

  private static Kind kindOf(Phase phase) {
    return switch (phase) {
      case ENDING_SOON -> Kind.GOAL_ENDING_SOON;
      case ENDED -> Kind.GOAL_ENDED;
      case FINAL -> Kind.GOAL_FINAL;
      case UPCOMING, RUNNING ->
          throw new IllegalArgumentException("found " + phase + ", which is not announced");
    };
  }

  /**
   * More than reached is the highest level above the target, or anything above the target where
   * there is no such level. A goal that is kept cannot be exceeded.
   */
  private Outcome outcome(List<Level> levels) {
    Ratio target = Ratio.of(BigDecimal.ONE);
    if (standing.attainment().isEmpty()) {
      return Outcome.NO_DATA;
    }
    if (!standing.reaches(target)) {
      return Outcome.MISSED;
    }
    boolean stretch = !levels.isEmpty() && levels.getLast().isAboveTarget();
    boolean exceeded =
        stretch
            ? standing.reaches(levels.getLast().exact())
            : standing.attainment().get().compareTo(target) > 0;
    return exceeded ? Outcome.EXCEEDED : Outcome.ACHIEVED;
  }

  /** The result stays; what would be another number stands beside it. */
  private Progress afterTheResult(Progress last, long sequence, Completeness completeness) {
    return new Progress(
        last.goal().following(goal),
        sequence,
        last.figures(),
        last.announcedPace(),
        last.paceChanges(),
        last.levels(),
        adjusted(last),
        last.silence(),
        last.checkpoints(),
        completeness,
        cause,
        now);
  }

  private Life adjusted(Progress last) {
    FinalResult result = last.life().result().orElseThrow();
    Snapshot said = lastSaid(last, result);
    Optional<BigDecimal> value = standing.value().map(Ratio::rounded);
    Optional<BigDecimal> attainment = standing.attainment().map(Ratio::roundedDown);
    if (value.equals(said.value()) && attainment.equals(said.attainment())) {
      return last.life();
    }
    BigDecimal difference =
        value.orElse(BigDecimal.ZERO).subtract(result.value().orElse(BigDecimal.ZERO));
    long number = last.life().adjustment().map(PriorPeriodAdjustment::number).orElse(0L) + 1;
    PriorPeriodAdjustment adjustment =
        new PriorPeriodAdjustment(number, value, attainment, difference, cause, now);
    happenings.add(new Happening.Adjusted(result, adjustment));
    return last.life().adjusted(adjustment);
  }

  private static Snapshot lastSaid(Progress last, FinalResult result) {
    return last.life()
        .adjustment()
        .map(said -> new Snapshot(said.value(), said.attainment(), last.paceStatus()))
        .orElse(new Snapshot(result.value(), result.attainment(), last.paceStatus()));
  }
}
