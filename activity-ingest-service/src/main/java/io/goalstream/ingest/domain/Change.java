package io.goalstream.ingest.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Some fields of a fact that have changed, where a source does not say the others.
 *
 * @param values a fact that has the new values in these fields; its others mean nothing, nor does
 *     its version
 * @param fields when each of them changed, by its name, such as {@code amount}, {@code
 *     attributes.tier} or {@code withdrawn}
 */
public record Change(Fact values, Map<String, Instant> fields) {
  /** Clocks differ, but a change from the far future would keep all others out. */
  private static final Duration AHEAD = Duration.ofDays(1);

  public Change {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** The moment of its latest field. */
  Instant latest() {
    return fields.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * What is wrong with the change by itself, whatever the fact is like that it belongs to: a field
   * that there is not, a moment far ahead, or a value that no fact may have.
   */
  public List<Violation> violations(Instant receivedAt) {
    Set<String> known = values.fieldNames();
    List<Violation> violations = new ArrayList<>();
    if (fields.isEmpty()) {
      violations.add(
          new Violation("changed", "no fields", "at least one of " + String.join(", ", known)));
    }
    fields.forEach(
        (name, at) -> {
          if (!known.contains(name) && !name.startsWith(Fact.ATTRIBUTES)) {
            violations.add(
                new Violation(
                    name,
                    "a field of this name",
                    "one of " + String.join(", ", known) + ", attributes.<name>"));
          }
          if (at.isAfter(receivedAt.plus(AHEAD))) {
            violations.add(
                new Violation(name, "changed at " + at, "a moment not more than a day ahead"));
          }
        });
    violations.addAll(own(receivedAt));
    return List.copyOf(violations);
  }

  private List<Violation> own(Instant receivedAt) {
    Set<String> meant = new TreeSet<>(fields.keySet());
    meant.add(Fact.WITHDRAWN);
    // Whether two days go together is found out of the whole fact.
    meant.remove("createdOn");
    return values.gone().with(meant, values).asItStands().violations(receivedAt).stream()
        .filter(one -> one.field().equals("id") || isMeant(one))
        .toList();
  }

  private boolean isMeant(Violation one) {
    return !one.isLack() && fields.containsKey(one.root());
  }
}
