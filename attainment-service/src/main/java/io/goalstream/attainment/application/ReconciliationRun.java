package io.goalstream.attainment.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation of many goals.
 *
 * @param unitId whose subtree; null for all goals
 * @param total how many goals there were at the beginning
 * @param findings the first goals that do not agree
 * @param updatedAt when it last moved on
 * @param problem why it failed
 */
public record ReconciliationRun(
    String id,
    State state,
    @Nullable String unitId,
    long total,
    long checked,
    long agreed,
    long differing,
    long behind,
    long sweeping,
    List<Reconciliation> findings,
    Instant startedAt,
    Instant updatedAt,
    @Nullable String problem) {
  /** How many goals that do not agree are named. */
  public static final int FINDINGS_NAMED = 100;

  /** INTERRUPTED: whoever ran it is gone; start another. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    INTERRUPTED
  }

  ReconciliationRun in(State next, Instant now, @Nullable String why) {
    return new ReconciliationRun(
        id, next, unitId, total, checked, agreed, differing, behind, sweeping, findings, startedAt,
        now, why);
  }
}
