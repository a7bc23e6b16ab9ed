package io.goalstream.ingest.application;

import java.util.List;

/** Hands facts on to be admitted. */
public interface Submissions {
  /**
   * Hands all of them on and returns once they cannot be lost any more.
   *
   * @throws PartAwayException if that cannot be said of all of them
   */
  void submit(List<Submission> submissions);

  /**
   * Sets events aside, to be looked at and taken in later, and returns once they cannot be lost.
   *
   * @throws PartAwayException if that cannot be said of all of them
   */
  void setAside(List<Unclear> events);
}
