package io.goalstream.goals.application;

import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Things of one kind that admins set under names; those that ship are always there. */
public final class Catalogue<T extends Named> {
  private final String kind;
  private final List<T> shipped;
  private final Documents<T> documents;

  /**
   * @param kind what one of them is called
   */
  public Catalogue(String kind, List<T> shipped, Documents<T> documents) {
    this.kind = kind;
    this.shipped = List.copyOf(shipped);
    this.documents = documents;
  }

  /** Replaces or adds one; true if it was added. Goals that are there keep what they took over. */
  public Outcome<Boolean> put(T value) {
    List<Violation> violations = value.violations();
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    if (shipped(value.id()).isPresent()) {
      return Outcome.refused(
          new Refusal.Conflict(
              "%s %s ships and cannot be changed; choose another id".formatted(kind, value.id())));
    }
    Optional<Stored<T>> former = documents.find(value.id());
    boolean kept =
        former
            .map(stored -> documents.replace(stored, value, false, List.of()))
            .orElseGet(() -> documents.insert(value.id(), value, false, List.of()));
    return kept
        ? new Outcome.Done<>(former.isEmpty())
        : Outcome.refused(
            new Refusal.Conflict(
                "somebody else changed %s %s at the same time; send it again"
                    .formatted(kind, value.id())));
  }

  private Optional<T> shipped(String id) {
    return shipped.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public Optional<T> find(String id) {
    return shipped(id).or(() -> documents.find(id).map(Stored::value));
  }

  /**
   * Replaces or adds many that keep the rules.
   *
   * @param write whether they are kept; otherwise it is only said what would be
   */
  Outlook putAll(List<T> values, boolean write) {
    int added = 0;
    int changed = 0;
    for (T value : values) {
      Optional<T> known = find(value.id());
      if (!known.equals(Optional.of(value))) {
        added += known.isEmpty() ? 1 : 0;
        changed += known.isEmpty() ? 0 : 1;
        while (write && put(value) instanceof Outcome.Refused<Boolean>) {
          // Somebody else changed it at the same time; the last one wins.
          Thread.onSpinWait();
        }
      }
    }
    return new Outlook(added, changed, values.size() - added - changed);
  }

  public boolean ships(String id) {
    return shipped(id).isPresent();
  }

  /** Those that the company set itself. */
  public List<T> own() {
    return documents.all().stream().map(Stored::value).toList();
  }

  /** Those that ship come first. */
  public List<T> all() {
    return Stream.concat(shipped.stream(), own().stream()).toList();
  }
}
