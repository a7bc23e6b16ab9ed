package io.goalstream.ingest.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows the facts of which single changes are known, but not enough to admit them. */
public interface WaitingFacts {
  /**
   * A fact that waits.
   *
   * @param kind DEAL or ACTIVITY
   * @param reason a stable word, such as INCOMPLETE
   * @param detail what it lacks: what was found and what was expected
   * @param receipt of its latest change
   */
  record Waiting(
      String kind, String id, String reason, String detail, String receipt, Instant since) {
    /** Its place in the order of all. */
    public String key() {
      return kind + "/" + id;
    }
  }

  /**
   * Some of them, in the order of their kinds and ids.
   *
   * @param after the key of the last one before; all from the first if empty
   * @throws PartAwayException if not all of them are known yet
   */
  List<Waiting> list(Optional<String> after, int limit);
}
