package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Decision;
import io.goalstream.attainment.domain.Judge.Watermarks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other terms of a goal would mean: judged as the engine would judge them, and told to nobody.
 *
 * @param present where the goal stands with the terms that it has; empty if it is not counted yet
 * @param then where it would stand
 * @param events what would be announced at once
 */
public record Foresight(Optional<Progress> present, Progress then, List<AttainmentEvent> events) {
  private static final Watermarks ALL = new Watermarks(1, Map.of(0, Long.MAX_VALUE));

  /**
   * A goal that is counted.
   *
   * @param announced the pace status that was last announced of it
   */
  public record Known(Recount counted, Optional<Pace> announced) {}

  /** Judges terms that nobody has seen yet, with the facts that count for them. */
  public static Foresight of(Optional<Known> known, Recount then, Instant now) {
    Optional<Progress> present =
        known.map(
            counted -> {
              Progress progress =
                  judged(counted.counted(), Optional.empty(), now).progress().orElseThrow();
              return counted.announced().map(progress::announced).orElse(progress);
            });
    Decision decision = judged(then, present, now);
    // The same terms say nothing new: then the present progress stands.
    Progress progress = decision.progress().or(() -> present).orElseThrow();
    return new Foresight(present, progress, decision.events());
  }

  private static Decision judged(Recount counted, Optional<Progress> former, Instant now) {
    Goal goal = counted.goal();
    Case whole = new Case(0, Optional.of(goal), Map.of(0, counted.partial()), former);
    return Judge.decide(whole, ALL, Cause.of(Cause.Kind.GOAL_CHANGE, goal.id()), now);
  }
}
