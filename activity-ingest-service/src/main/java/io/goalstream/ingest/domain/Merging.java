package io.goalstream.ingest.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
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
  public static final String UNKNOWN_OWNER = "UNKNOWN_OWNER";

  private Merging() {}

  /** What becomes of it. */
  public sealed interface Decision {
    /** The fact as it is now is the truth from now on. */
    record Accepted(Gathered known, Fact fact) implements Decision {}

    /** It is kept; the fact lacks something before it can be admitted. */
    record Waiting(Gathered known, Lack lack) implements Decision {}

    /** It changes nothing. */
    record Duplicate(Gathered known, String detail) implements Decision {}

    /** Of all its fields something later is known. */
    record Stale(String detail) implements Decision {}

    /** It cannot be taken in. */
    record Rejected(String reason, String detail) implements Decision {}
  }

  /**
   * What a fact lacks.
   *
   * @param reason INCOMPLETE, or UNKNOWN_OWNER if it is whole but for them
   * @param owners users of whom nobody has said which reps they are
   */
  public record Lack(String reason, String detail, SequencedSet<SourceUser> owners) {
    public Lack {
      owners = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(owners));
    }

    static Lack of(SequencedSet<SourceUser> owners) {
      return new Lack(
          UNKNOWN_OWNER,
          "found %s, expected users who are mapped to reps"
              .formatted(
                  owners.stream().map(SourceUser::toString).collect(Collectors.joining(", "))),
          owners);
    }
  }

  /**
   * Decides.
   *
   * @param admitted what was admitted last under the same id
   * @param gathered what single changes have said so far
   */
  public static Decision decide(
      Optional<Fact> admitted,
      Optional<Gathered> gathered,
      Change change,
      Instant receivedAt,
      Owners owners) {
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
    return decide(admitted, merged(before, change, newer), receivedAt, owners);
  }

  /**
   * Decides about a fact that came whole. One that names users is known by these, so that the same
   * is a duplicate whoever they turn out to be; it waits for those of whom nobody has said who they
   * are. A later version takes its place there as well.
   *
   * @param gathered what is known of the fact besides: what waits
   */
  public static Decision decide(
      Optional<Fact> admitted,
      Optional<Gathered> gathered,
      Fact whole,
      Instant receivedAt,
      Owners owners) {
    Optional<Fact> last =
        gathered.filter(Gathered::isWhole).map(Gathered::values).or(() -> admitted);
    boolean waits =
        last.filter(one -> admitted.filter(fact -> fact.version() >= one.version()).isEmpty())
            .filter(one -> one.version() == whole.version() && !whole.hasContentOf(one))
            .isPresent();
    if (waits) {
      // Nothing of this version was admitted, so it can still be corrected.
      return decide(admitted, Optional.empty(), whole, receivedAt, owners);
    }
    Optional<Long> changed = gathered.flatMap(known -> changedVersion(admitted, known));
    if (changed.filter(version -> whole.version() <= version).isPresent()
        && whole.violations(receivedAt).isEmpty()) {
      String detail = "version %d waits already, and has changed since".formatted(changed.get());
      return whole.version() == changed.get()
          ? new Decision.Duplicate(gathered.get(), detail)
          : new Decision.Stale("found version %d, but %s".formatted(whole.version(), detail));
    }
    return switch (Admission.decide(last, whole, receivedAt)) {
      case Admission.Decision.Accepted() -> whole(Gathered.of(whole), owners);
      case Admission.Decision.Duplicate(String detail) ->
          new Decision.Duplicate(gathered.orElseGet(() -> Gathered.of(whole)), detail);
      case Admission.Decision.Stale(String detail) -> new Decision.Stale(detail);
      case Admission.Decision.Rejected(String reason, String detail) ->
          new Decision.Rejected(reason, detail);
    };
  }

  /** The version of a full state that waits and in which single fields have changed since. */
  private static Optional<Long> changedVersion(Optional<Fact> admitted, Gathered known) {
    long version = known.values().version();
    return Optional.of(version)
        .filter(one -> !known.isWhole() && known.times().containsKey(Gathered.OTHERS))
        .filter(one -> admitted.filter(fact -> fact.version() >= one).isEmpty());
  }

  private static Decision whole(Gathered known, Owners owners) {
    Fact fact = owners.resolved(known.values());
    SequencedSet<SourceUser> unknown = Owners.usersOf(fact);
    return unknown.isEmpty()
        ? new Decision.Accepted(known, fact)
        : new Decision.Waiting(known, Lack.of(unknown));
  }

  /**
   * Decides again about what is known, after somebody has said who a user is. What came whole and
   * was admitted stays: its versions are the source's.
   */
  public static Decision again(
      Optional<Fact> admitted, Gathered known, Instant now, Owners owners) {
    boolean admittedSo =
        known.isWhole()
            && admitted.filter(fact -> fact.version() >= known.values().version()).isPresent();
    if (admittedSo) {
      return new Decision.Duplicate(known, "the fact was admitted whole");
    }
    return known.isWhole() ? whole(known, owners) : decide(admitted, known, now, owners);
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

  private static Decision decide(
      Optional<Fact> admitted, Gathered known, Instant receivedAt, Owners owners) {
    long last = admitted.map(Fact::version).orElse(0L);
    Fact values = known.values();
    long version = Math.max(last + 1, values.changedAt().toEpochMilli());
    Fact candidate = values.asItStands().at(version, values.changedAt());
    Fact fact = owners.resolved(candidate);
    SequencedSet<SourceUser> unknown = Owners.usersOf(fact);
    List<Violation> violations = candidate.violations(receivedAt);
    if (!violations.isEmpty()) {
      return new Decision.Waiting(known, new Lack(INCOMPLETE, said(violations), unknown));
    }
    if (!unknown.isEmpty()) {
      return new Decision.Waiting(known, Lack.of(unknown));
    }
    boolean same =
        admitted
            .filter(before -> fact.at(last, values.changedAt()).hasContentOf(before))
            .isPresent();
    return same
        ? new Decision.Duplicate(known, "the fact stands so in version %d".formatted(last))
        : new Decision.Accepted(known, fact);
  }

  private static String said(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }
}
