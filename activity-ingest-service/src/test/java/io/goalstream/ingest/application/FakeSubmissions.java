package io.goalstream.ingest.application;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is submitted, or is away. */
public final class FakeSubmissions implements Submissions {
  private final List<Submission> kept = new ArrayList<>();
  private final List<Unclear> aside = new ArrayList<>();
  private int room = Integer.MAX_VALUE;

  public List<Submission> kept() {
    return kept;
  }

  public void goAway() {
    goAwayAfter(0);
  }

  /** Takes so many and no more. */
  public void goAwayAfter(int submissions) {
    room = submissions;
  }

  @Override
  public void submit(List<Submission> submissions) {
    if (kept.size() + submissions.size() > room || room == 0) {
      throw new PartAwayException("The broker does not answer");
    }
    kept.addAll(submissions);
  }

  public List<Unclear> aside() {
    return aside;
  }

  @Override
  public void setAside(List<Unclear> events) {
    aside.addAll(events);
  }
}
