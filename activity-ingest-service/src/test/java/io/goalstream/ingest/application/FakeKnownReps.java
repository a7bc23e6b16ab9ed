package io.goalstream.ingest.application;

import java.util.HashSet;
import java.util.Set;

/** Knows the reps that a test names, or does not know the organization yet. */
public final class FakeKnownReps implements KnownReps {
  private final Set<String> reps;
  private boolean away;

  public FakeKnownReps(String... reps) {
    this.reps = Set.of(reps);
  }

  public void goAway() {
    away = true;
  }

  @Override
  public Set<String> unknownAmong(Set<String> repIds) {
    if (away) {
      throw new PartAwayException("The organization has not been read from the broker yet");
    }
    Set<String> unknown = new HashSet<>(repIds);
    unknown.removeAll(reps);
    return unknown;
  }
}
