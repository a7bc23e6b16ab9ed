package io.goalstream.ingest.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What single changes say about a fact together, whether it can be admitted or not.
 *
 * @param times when each field changed last; {@link #OTHERS} stands for those that are not named
 */
public record Gathered(Fact values, Map<String, Instant> times) {
  /** In the place of a name: all fields that came at once, with a full state. */
  public static final String OTHERS = "*";

  public Gathered {
    times = Collections.unmodifiableMap(new TreeMap<>(times));
  }

  /** A fact that came as a whole. */
  static Gathered of(Fact whole) {
    return new Gathered(whole, Map.of(OTHERS, whole.changedAt()));
  }

  /** True if it came at once, with a version of its source, and nothing has changed since. */
  public boolean isWhole() {
    return times.keySet().equals(Set.of(OTHERS));
  }

  /** True if nothing later is known of the field; at the same moment, what comes last counts. */
  boolean takes(String field, Instant at) {
    return Optional.ofNullable(times.get(field))
        .or(() -> Optional.ofNullable(times.get(OTHERS)))
        .filter(known -> known.isAfter(at))
        .isEmpty();
  }
}
