package io.goalstream.ingest.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some fields of a fact that have changed, where a source does not say the others.
 *
 * @param values a fact that has the new values in these fields; its others mean nothing, nor does
 *     its version
 * @param fields when each of them changed, by its name, such as {@code amount}, {@code
 *     attributes.tier} or {@code withdrawn}
 */
public record Change(Fact values, Map<String, Instant> fields) {
  public Change {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** The moment of its latest field. */
  Instant latest() {
    return fields.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
  }
}
