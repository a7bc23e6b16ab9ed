package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.AttainmentEvent.Kind;
import io.goalstream.attainment.domain.AttainmentEvent.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what a goal's partial numbers mean: progress, levels reached and lost, changes of pace. A
 * number that is only partly computed is never judged: every partition must have said all that the
 * newest change touching the goal asks for.
 */
public final class Judge {
  private Judge() {}

  /**
   * What is known of one goal.
   *
   * @param definitionSequence the world's sequence of the definition
   * @param partials what each credit partition last said, by its number
   * @param published what was last published
   */
  public record Case(
      long definitionSequence,
      Optional<Goal> goal,
      Map<Integer, Partial> partials,
      Optional<Progress> published) {

    public static final Case NEW = new Case(0, Optional.empty(), Map.of(), Optional.empty());

    /** The case with what one partition now says. */
    public Case heard(int partition, Partial partial) {
      Map<Integer, Partial> heard = new HashMap<>(partials);
      heard.put(partition, partial);
      return new Case(definitionSequence, goal, Map.copyOf(heard), published);
    }

    private Case published(Progress progress) {
      return new Case(definitionSequence, goal, partials, Optional.of(progress));
    }

    /** The sequence up to which every partition must have spoken. */
    private long basis() {
      return Math.max(
          definitionSequence, partials.values().stream().mapToLong(Partial::basis).max().orElse(0));
    }
  }

  /**
   * Up to which sequence of the world each partition has said everything.
   *
   * @param partitions how many partitions there are; 0 while unknown
   */
  public record Watermarks(int partitions, Map<Integer, Long> sequences) {
    public static final Watermarks UNKNOWN = new Watermarks(0, Map.of());

    /** With what one partition now says. */
    public Watermarks raised(int partition, int of, long sequence) {
      Map<Integer, Long> raised = new HashMap<>(sequences);
      raised.put(partition, sequence);
      return new Watermarks(of, Map.copyOf(raised));
    }

    OptionalLong of(int partition) {
      Long sequence = sequences.get(partition);
      return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
    }
  }

  /**
   * What follows from a judgement.
   *
   * @param next what is known of the goal from now on
   * @param progress to publish, if it says anything new
   * @param events in the order of the levels
   */
  public record Decision(Case next, Optional<Progress> progress, List<AttainmentEvent> events) {}

  /** True if all partitions have said what a judgement needs. */
  public static boolean isWhole(Case known, Watermarks watermarks) {
    if (known.goal().isEmpty() || watermarks.partitions() == 0) {
      return false;
    }
    long basis = known.basis();
    for (int partition = 0; partition < watermarks.partitions(); partition++) {
      Partial partial = known.partials().get(partition);
      boolean spoken = partial != null && partial.basis() >= basis;
      if (!spoken && watermarks.of(partition).orElse(-1) < basis) {
        return false;
      }
    }
    return true;
  }

  /**
   * Judges the case at a moment.
   *
   * @param cause what made this judgement necessary
   */
  public static Decision decide(Case known, Watermarks watermarks, Cause cause, Instant now) {
    if (!isWhole(known, watermarks)) {
      return new Decision(known, Optional.empty(), List.of());
    }
    Goal goal = known.goal().orElseThrow();
    Standing standing = new Standing(goal, known.partials().values());
    List<LevelState> levels =
        goal.thresholds().stream().map(level -> judged(known, level, standing, now)).toList();
    Pace formerPace = known.published().map(Progress::announcedPace).orElse(Pace.NOT_STARTED);
    Pace pace = announcedPace(formerPace, standing, goal.period().elapsedDays(now));
    long paceChanges =
        known.published().map(Progress::paceChanges).orElse(0L) + (pace == formerPace ? 0 : 1);
    long sequence = known.published().map(Progress::sequence).orElse(0L) + 1;
    Progress progress = standing.progress(sequence, levels, pace, paceChanges, cause, now);
    if (known.published().filter(progress::saysTheSameAs).isPresent()) {
      return new Decision(known, Optional.empty(), List.of());
    }
    return new Decision(known.published(progress), Optional.of(progress), events(known, progress));
  }

  private static LevelState judged(
      Case known, BigDecimal threshold, Standing standing, Instant now) {
    LevelState level = levelOf(known, threshold);
    return level.reached() == standing.reaches(threshold) ? level : level.crossed(now);
  }

  private static LevelState levelOf(Case known, BigDecimal threshold) {
    return known.published().stream()
        .flatMap(progress -> progress.levels().stream())
        .filter(level -> level.threshold().compareTo(threshold) == 0)
        .findFirst()
        .orElse(LevelState.untouched(threshold));
  }

  private static List<AttainmentEvent> events(Case known, Progress progress) {
    Snapshot before = known.published().map(Snapshot::of).orElse(Snapshot.NOTHING);
    List<AttainmentEvent> events = new ArrayList<>();
    for (LevelState level : progress.levels()) {
      if (level.crossings() != levelOf(known, level.threshold()).crossings()) {
        Kind kind = level.reached() ? Kind.THRESHOLD_REACHED : Kind.THRESHOLD_LOST;
        events.add(
            event(
                kind,
                Optional.of(level.threshold()),
                level.crossings(),
                before,
                Snapshot.of(progress),
                progress));
      }
    }
    if (progress.paceChanges() != known.published().map(Progress::paceChanges).orElse(0L)) {
      events.add(
          event(
              Kind.PACE_CHANGED,
              Optional.empty(),
              progress.paceChanges(),
              known.published().map(Snapshot::announced).orElse(Snapshot.NOTHING),
              Snapshot.announced(progress),
              progress));
    }
    return List.copyOf(events);
  }

  private static AttainmentEvent event(
      Kind kind,
      Optional<BigDecimal> threshold,
      long crossing,
      Snapshot before,
      Snapshot after,
      Progress progress) {
    return new AttainmentEvent(
        kind,
        progress.goal(),
        threshold,
        crossing,
        before,
        after,
        progress.cause(),
        progress.asOf());
  }

  /**
   * The pace status to announce. A worse one is announced at once, a better one only once it is
   * clear of its edge, so that a goal at the edge does not flicker. Without a number the last word
   * stands.
   */
  private static Pace announcedPace(Pace announced, Standing standing, long elapsedDays) {
    Pace now = standing.paceStatus(elapsedDays);
    if (now == announced || now == Pace.NOT_APPLICABLE || now == Pace.NOT_STARTED) {
      return announced;
    }
    if (announced == Pace.NOT_STARTED || now.isWorseThan(announced)) {
      return now;
    }
    Pace clear =
        standing
            .pace(elapsedDays)
            .map(pace -> Pace.Bands.USUAL.of(pace.minus(Pace.Bands.USUAL.hysteresis())))
            .orElse(announced);
    return announced.isWorseThan(clear) ? clear : announced;
  }
}
