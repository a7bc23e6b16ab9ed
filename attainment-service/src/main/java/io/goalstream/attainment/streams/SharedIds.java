package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.Identities;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The distinct ids that the partitions name for one goal; an id that several name is there once.
 */
final class SharedIds {
  private final Map<String, Integer> namedBy = new HashMap<>();
  private final Map<Integer, Map<Integer, Set<String>>> parts = new HashMap<>();

  /** The partition names these and no others. */
  void replaceAll(int partition, Collection<String> ids) {
    parts.computeIfAbsent(partition, key -> new HashMap<>()).values().forEach(this::withdraw);
    parts.put(partition, new HashMap<>());
    replacePart(partition, Identities.PARTS, ids);
  }

  /** The partition names these in the part, and no others; what it named all together is void. */
  void replacePart(int partition, int part, Collection<String> ids) {
    Map<Integer, Set<String>> own = parts.computeIfAbsent(partition, key -> new HashMap<>());
    if (part != Identities.PARTS) {
      withdraw(own.getOrDefault(Identities.PARTS, Set.of()));
      own.remove(Identities.PARTS);
    }
    withdraw(own.getOrDefault(part, Set.of()));
    Set<String> now = Set.copyOf(ids);
    own.put(part, now);
    now.forEach(id -> namedBy.merge(id, 1, Integer::sum));
  }

  private void withdraw(Set<String> ids) {
    ids.forEach(id -> namedBy.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1));
  }

  Set<String> all() {
    return Collections.unmodifiableSet(namedBy.keySet());
  }
}
