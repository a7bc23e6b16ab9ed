package io.goalstream.ingest.application;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is submitted, or is away. */
public final class FakeSubmissions implements Submissions {
  private final List<Submission> kept = new ArrayList<>();
  private boolean away;

  public List<Submission> kept() {
    return kept;
  }

  public void goAway() {
    away = true;
  }

  @Override
  public void submit(List<Submission> submissions) {
    if (away) {
      throw new PartAwayException("The broker does not answer");
    }
    kept.addAll(submissions);
  }
}
