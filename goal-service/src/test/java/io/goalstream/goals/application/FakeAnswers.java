package io.goalstream.goals.application;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers in memory. */
public final class FakeAnswers implements Answers {
  private final Map<String, Kept> kept = new TreeMap<>();

  @Override
  public Optional<Kept> find(String id) {
    return Optional.ofNullable(kept.get(id));
  }

  @Override
  public boolean begin(String id, String fingerprint, Instant at) {
    return kept.putIfAbsent(id, new Kept(fingerprint, at, Optional.empty())) == null;
  }

  @Override
  public void finish(String id, Answer answer) {
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
