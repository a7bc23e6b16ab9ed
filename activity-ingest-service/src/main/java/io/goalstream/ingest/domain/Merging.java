package io.goalstream.ingest.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a change of single fields: the latest change of each field wins, in
 * whatever order they come. Together they are admitted once they break no rule; until then they
 * wait, and what was admitted before stands. The version of a merged fact is the moment of its
 * latest change in milliseconds, or one more than the last, if that is higher.
 */
public final class Merging {
  public static final String INCOMPLETE = "INCOMPLETE";

  private Merging() {}

  /** What becomes of it. */
  public sealed interface Decision {
    /** The fact as it is now is the truth from now on. */
    record Accepted(Gathered known, Fact fact) implements Decision {}

    /** It is kept; the fact lacks something before it can be admitted. */
    record Waiting(Gathered known, String lacks) implements Decision {}

    /** It changes nothing. */
    record Duplicate(Gathered known, String detail) implements Decision {}

    /** Of all its fields something later is known. */
    record Stale(String detail) implements Decision {}

    /** It cannot be taken in. */
    record Rejected(String reason, String detail) implements Decision {}
  }

  /**
   * Decides.
   *
   * @param admitted what was admitted last under the same id
   * @param gathered what single changes have said so far
   */
  public static Decision decide(
      Optional<Fact> admitted, Optional<Gathered> gathered, Change change, Instant receivedAt) {
    List<Violation> wrong = change.violations(receivedAt);
    if (!wrong.isEmpty()) {
      return new Decision.Rejected(Admission.RULE_BROKEN, said(wrong));
    }
    Gathered before =
        gathered
            .or(() -> admitted.map(Gathered::of))
            .orElseGet(() -> new Gathered(change.values().gone(), Map.of()));
    Set<String> newer = new TreeSet<>();
    change
        .fields()
        .forEach(
            (field, at) -> {
              if (before.takes(field, at)) {
                newer.add(field);
              }
            });
    if (newer.isEmpty()) {
      return new Decision.Stale(
          "something later is known of " + String.join(", ", change.fields().keySet()));
    }
    return decide(admitted, merged(before, change, newer), receivedAt);
  }

  private static Gathered merged(Gathered before, Change change, Set<String> newer) {
    Map<String, Instant> times = new HashMap<>(before.times());
    newer.forEach(field -> times.put(field, change.fields().getOrDefault(field, Instant.EPOCH)));
    // What is first heard of by a change of another field is there.
    boolean first = before.times().isEmpty();
    Fact values =
        before.values().with(first ? with(newer, Fact.WITHDRAWN) : newer, change.values());
    Instant latest = change.latest();
    Instant moment = first || latest.isAfter(values.changedAt()) ? latest : values.changedAt();
    return new Gathered(values.at(values.version(), moment), times);
  }

  private static Set<String> with(Set<String> names, String one) {
    Set<String> all = new TreeSet<>(names);
    all.add(one);
    return all;
  }

  private static Decision decide(Optional<Fact> admitted, Gathered known, Instant receivedAt) {
    long last = admitted.map(Fact::version).orElse(0L);
    Fact values = known.values();
    long version = Math.max(last + 1, values.changedAt().toEpochMilli());
    Fact candidate = (values.withdrawn() ? values.gone() : values).at(version, values.changedAt());
    List<Violation> violations = candidate.violations(receivedAt);
    if (!violations.isEmpty()) {
      return new Decision.Waiting(known, said(violations));
    }
    boolean same =
        admitted
            .filter(fact -> candidate.at(last, values.changedAt()).hasContentOf(fact))
            .isPresent();
    return same
        ? new Decision.Duplicate(known, "the fact stands so in version %d".formatted(last))
        : new Decision.Accepted(known, candidate);
  }

  private static String said(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }
}
