package io.goalstream.attainment.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published number beside the one that was counted anew from the ledger.
 *
 * @param verdict AGREES; DIFFERS; BEHIND, where they differ but not everything has been read yet;
 *     or SWEEPING, while the goal is being counted anew and the number before stands
 * @param basis what of the publication is compared; of a final goal only value and attainment are
 * @param recomputed null where the ledger does not know the goal
 * @param difference published minus recomputed
 * @param behind what has not been read yet; only looked at where the numbers differ
 */
public record Reconciliation(
    String goalId,
    Verdict verdict,
    boolean agrees,
    Basis basis,
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
    BEHIND,
    SWEEPING
  }

  /** What was published: the progress, or once it is final the result with its adjustment. */
  public enum Basis {
    PROGRESS,
    RESULT,
    RESULT_AND_ADJUSTMENT
  }
}
