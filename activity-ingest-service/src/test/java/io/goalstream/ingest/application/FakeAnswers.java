package io.goalstream.ingest.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers in memory, or the database is away. */
public final class FakeAnswers implements Answers {
  private final Map<String, Kept> kept = new HashMap<>();
  private boolean away;

  public void goAway() {
    away = true;
  }

  /** All that was begun was begun at that moment and has no answer. */
  public void cutOff(Instant at) {
    kept.replaceAll((id, one) -> new Kept(one.fingerprint(), at, Optional.empty()));
  }

  @Override
  public Optional<Kept> begin(String id, String fingerprint, Instant at) {
    if (away) {
      throw new PartAwayException("The database does not answer");
    }
    return Optional.ofNullable(kept.putIfAbsent(id, new Kept(fingerprint, at, Optional.empty())));
  }

  @Override
  public void finish(String id, String answer) {
    kept.computeIfPresent(
        id, (key, begun) -> new Kept(begun.fingerprint(), begun.at(), Optional.of(answer)));
  }

  @Override
  public void forget(String id) {
    kept.remove(id);
  }

  @Override
  public void forgetBefore(Instant moment) {
    kept.values().removeIf(one -> one.at().isBefore(moment));
  }
}
