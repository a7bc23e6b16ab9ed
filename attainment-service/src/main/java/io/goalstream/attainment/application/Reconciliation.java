package io.goalstream.attainment.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published number beside the one that was counted anew from the ledger.
 *
 * @param verdict AGREES; DIFFERS; or BEHIND, where they differ but not everything has been read yet
 * @param recomputed null where the ledger does not know the goal
 * @param difference published minus recomputed
 * @param behind what has not been read yet; only looked at where the numbers differ
 */
public record Reconciliation(
    String goalId,
    Verdict verdict,
    boolean agrees,
    long publishedRevision,
    @Nullable Long recomputedRevision,
    Counted published,
    @Nullable Counted recomputed,
    @Nullable Counted difference,
    List<Delays.Delay> behind) {

  /** What came of it. */
  public enum Verdict {
    AGREES,
    DIFFERS,
    BEHIND
  }
}
