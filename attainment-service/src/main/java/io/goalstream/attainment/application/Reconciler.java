package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Reconciliation.Verdict;
import io.goalstream.attainment.domain.Goal;
import java.util.List;
import java.util.Optional;

/** Counts goals anew from the ledger and holds the result against what was published. */
public final class Reconciler {
  private static final int ATTEMPTS = 3;

  private final ProgressStore store;
  private final Contributions contributions;
  private final Delays delays;

  public Reconciler(ProgressStore store, Contributions contributions, Delays delays) {
    this.store = store;
    this.contributions = contributions;
    this.delays = delays;
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
    Counted published =
        new Counted(
            progress.value(),
            progress.numerator(),
            progress.denominator(),
            progress.factCount(),
            progress.parkedFactCount());
    Optional<Goal> goal = contributions.goal(progress.goalId());
    Optional<Counted> recomputed = goal.map(known -> contributions.each(known, one -> {}));
    boolean agrees =
        goal.map(Goal::revision).filter(revision -> revision == progress.revision()).isPresent()
            && recomputed.filter(published::agreesWith).isPresent();
    List<Delays.Delay> behind = agrees ? List.of() : delays.now();
    Verdict otherwise = behind.isEmpty() ? Verdict.DIFFERS : Verdict.BEHIND;
    return new Reconciliation(
        progress.goalId(),
        agrees ? Verdict.AGREES : otherwise,
        agrees,
        progress.revision(),
        goal.map(Goal::revision).orElse(null),
        published,
        recomputed.orElse(null),
        recomputed.map(published::minus).orElse(null),
        behind);
  }
}
