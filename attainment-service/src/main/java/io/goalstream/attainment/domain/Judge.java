package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Progress.Completeness;
import io.goalstream.attainment.domain.Progress.Sweep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what a goal's partial numbers and the clock mean: progress, and what happened since the
 * last. A number that is only partly computed is never judged: every partition must have said all
 * that the newest change touching the goal asks for.
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

    /** The case once that was published. */
    public Case published(Progress progress) {
      return new Case(definitionSequence, goal, partials, Optional.of(progress));
    }

    /** The sequence up to which every partition must have spoken. */
    private long basis() {
      long basis = definitionSequence;
      for (Partial partial : partials.values()) {
        basis = Math.max(basis, partial.basis());
      }
      return basis;
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
   * @param events levels in their order, then pace, checkpoints, silence and phase
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
    Standing standing = new Standing(goal, known.partials().values(), now);
    Judgement judgement = new Judgement(known.published(), goal, standing, cause, now);
    Progress progress = judgement.progress(complete(known));
    if (known.published().filter(progress::saysTheSameAs).isPresent()) {
      return new Decision(known, Optional.empty(), List.of());
    }
    return new Decision(
        known.published(progress), Optional.of(progress), judgement.events(progress));
  }

  private static Completeness complete(Case known) {
    Map<Integer, Long> factsSeen = HashMap.newHashMap(known.partials().size());
    known.partials().forEach((partition, partial) -> factsSeen.put(partition, partial.factsSeen()));
    return new Completeness(Sweep.COMPLETE, Map.copyOf(factsSeen));
  }

  /**
   * What to publish while the goal is counted anew: the last numbers, and that they are not the
   * present ones. Nothing if that was said already, or there is nothing to say it of. The case that
   * goes on is {@link Case#published(Progress)}.
   */
  public static Optional<Progress> sweeping(Case known, Watermarks watermarks, Instant now) {
    return isWhole(known, watermarks)
        ? Optional.empty()
        : known
            .published()
            .filter(last -> last.completeness().sweep() == Sweep.COMPLETE)
            .map(Progress::sweeping);
  }

  /**
   * The next moment at which time alone may change anything: a day is over, the result becomes
   * final, a checkpoint passes. None once the result is final.
   */
  public static Optional<Instant> nextWakeUp(Goal goal, Optional<Progress> published, Instant now) {
    if (published.filter(Progress::isFinal).isPresent()) {
      return Optional.empty();
    }
    Optional<Instant> next = nextDay(goal, now);
    for (Goal.Checkpoint checkpoint : goal.announcements().checkpoints()) {
      Instant at = checkpoint.at();
      if (at.isAfter(now) && (next.isEmpty() || at.isBefore(next.get()))) {
        next = Optional.of(at);
      }
    }
    return next;
  }

  private static Optional<Instant> nextDay(Goal goal, Instant now) {
    Goal.Period period = goal.period();
    LocalDate today = period.dateOf(now);
    if (goal.rollingDays().isPresent() && today.isBefore(period.start())) {
      return Optional.of(period.startOf(today.plusDays(1)));
    }
    return period
        .nextDayOver(now)
        .or(() -> Optional.of(period.startOf(Phase.finalOn(goal))).filter(now::isBefore));
  }
}
