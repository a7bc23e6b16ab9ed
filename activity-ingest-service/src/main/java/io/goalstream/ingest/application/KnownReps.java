package io.goalstream.ingest.application;

import java.util.Set;

/** Tells which reps there are. */
public interface KnownReps {
  /**
   * Those of the ids that belong to no rep. Waits a moment for an organization that is just being
   * changed.
   *
   * @throws PartAwayException if the organization has not been read yet
   */
  Set<String> unknownAmong(Set<String> repIds);
}
