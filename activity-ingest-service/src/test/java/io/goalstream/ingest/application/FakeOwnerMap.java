package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.SourceUser;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps owners in memory. */
public final class FakeOwnerMap implements OwnerMap {
  private final SortedMap<SourceUser, String> kept = new TreeMap<>();

  @Override
  public Optional<String> repOf(SourceUser user) {
    return Optional.ofNullable(kept.get(user));
  }

  @Override
  public SortedMap<SourceUser, String> all() {
    return new TreeMap<>(kept);
  }

  @Override
  public void put(List<Owner> owners) {
    owners.forEach(owner -> kept.put(owner.user(), owner.repId()));
  }

  @Override
  public void remove(SourceUser user) {
    kept.remove(user);
  }
}
