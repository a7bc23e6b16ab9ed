package io.goalstream.notification.application;

import io.goalstream.notification.domain.rule.Preferences;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Preferences in memory. */
public final class FakeWishes implements Wishes {
  private final Map<String, Preferences> kept = new TreeMap<>();

  @Override
  public synchronized Optional<Preferences> find(String personId) {
    return Optional.ofNullable(kept.get(personId));
  }

  @Override
  public synchronized boolean save(Preferences preferences) {
    long version = find(preferences.personId()).map(Preferences::version).orElse(0L);
    if (version != preferences.version() - 1) {
      return false;
    }
    kept.put(preferences.personId(), preferences);
    return true;
  }
}
