package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Reconciliation.Basis;
import io.goalstream.attainment.application.Reconciliation.Verdict;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Recount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts goals anew from the ledger and holds the result against what was published. */
public final class Reconciler {
  private static final int ATTEMPTS = 3;

  /** The judge's clock ticks; what the passing of midnight changes is published a little later. */
  private static final Duration CLOCK_DELAY = Duration.ofMinutes(2);

  private final ProgressStore store;
  private final Contributions contributions;
  private final Delays delays;
  private final Clock clock;

  public Reconciler(ProgressStore store, Contributions contributions, Delays delays, Clock clock) {
    this.store = store;
    this.contributions = contributions;
    this.delays = delays;
    this.clock = clock;
  }

  /** Reconciles one goal, or is empty if no progress is known of it. */
  public Optional<Reconciliation> reconcile(String goalId) {
    Optional<Reconciliation> result = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<ProgressView> published = store.find(goalId);
      if (published.isEmpty()) {
        return Optional.empty();
      }
      result = Optional.of(compare(published.get()));
      if (result.get().agrees() || !hasMoved(published.get())) {
        return result;
      }
    }
    return result;
  }

  /** Whether the number was published anew while it was recomputed. */
  private boolean hasMoved(ProgressView before) {
    return store.find(before.goalId()).map(ProgressView::sequence).orElse(-1L) != before.sequence();
  }

  private Reconciliation compare(ProgressView progress) {
    Instant now = clock.instant();
    Counted published = published(progress);
    Optional<Goal> goal = contributions.goal(progress.goalId());
    Optional<Recount> recount = goal.map(known -> contributions.each(known, now, one -> {}));
    Optional<Counted> recomputed = recount.map(counted -> Counted.of(counted.at(now)));
    boolean agrees =
        goal.map(Goal::revision).filter(revision -> revision == progress.revision()).isPresent()
            && recount
                .filter(
                    counted ->
                        Stream.of(now, now.minus(CLOCK_DELAY))
                            .map(counted::at)
                            .anyMatch(figures -> agrees(progress, Counted.of(figures))))
                .isPresent();
    List<Delays.Delay> behind = agrees || progress.isSweeping() ? List.of() : delays.now();
    return new Reconciliation(
        progress.goalId(),
        verdict(progress, agrees, behind),
        agrees && !progress.isSweeping(),
        basis(progress),
        progress.revision(),
        goal.map(Goal::revision).orElse(null),
        published,
        recomputed.orElse(null),
        recomputed.map(published::minus).orElse(null),
        behind);
  }

  private static Verdict verdict(ProgressView progress, boolean agrees, List<Delays.Delay> behind) {
    if (progress.isSweeping()) {
      return Verdict.SWEEPING;
    }
    if (agrees) {
      return Verdict.AGREES;
    }
    return behind.isEmpty() ? Verdict.DIFFERS : Verdict.BEHIND;
  }

  /**
   * After the result, counts stay as they were when it was fixed; only what it says is compared.
   */
  private static boolean agrees(ProgressView progress, Counted recomputed) {
    Counted published = published(progress);
    return progress.isFinal()
        ? published.hasResultOf(recomputed)
        : published.agreesWith(recomputed);
  }

  private static Basis basis(ProgressView progress) {
    if (!progress.isFinal()) {
      return Basis.PROGRESS;
    }
    return progress.life().adjustment() == null ? Basis.RESULT : Basis.RESULT_AND_ADJUSTMENT;
  }

  /** What stands published: the number, or the result with the adjustment beside it. */
  private static Counted published(ProgressView progress) {
    Counted published = Counted.of(progress);
    ProgressView.ResultView result = progress.life().finalResult();
    ProgressView.AdjustmentView adjustment = progress.life().adjustment();
    if (result == null) {
      return published;
    }
    return adjustment == null
        ? published.withResult(result.value(), result.attainment())
        : published.withResult(adjustment.value(), adjustment.attainment());
  }
}
