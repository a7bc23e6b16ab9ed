package io.goalstream.goals.application;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.MetricRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The metrics that goals can be set on: those that ship, and a company's own. Goals keep the
 * definition that they were made with, whatever becomes of a metric.
 */
public final class MetricCatalogue {
  private final List<Metric> shipped;
  private final Documents<Entry> documents;

  public MetricCatalogue(List<Metric> shipped, Documents<Entry> documents) {
    this.shipped = List.copyOf(shipped);
    this.documents = documents;
  }

  /**
   * A company's own metric.
   *
   * @param retired whether no new goal may be set on it
   * @param former its versions before this one, latest first; empty if there are none, or none was
   *     kept when it was last changed
   */
  public record Entry(Metric metric, boolean retired, Optional<List<Metric>> former) {
    private static Entry of(Metric metric) {
      return new Entry(metric, false, Optional.empty());
    }

    private Entry next(Metric following) {
      List<Metric> all = new ArrayList<>(List.of(metric));
      former.ifPresent(all::addAll);
      return new Entry(following.at(metric.version() + 1), false, Optional.of(List.copyOf(all)));
    }
  }

  /** The metric with what became of it; one that ships is as it was first written. */
  public Optional<Stored<Entry>> entry(String id) {
    return shipped(id)
        .map(metric -> new Stored<>(id, 1, Entry.of(metric)))
        .or(() -> documents.find(id));
  }

  /** The metric, if goals may be set on it. */
  public Optional<Metric> find(String id) {
    return shipped(id)
        .or(
            () ->
                documents
                    .find(id)
                    .map(Stored::value)
                    .filter(entry -> !entry.retired())
                    .map(Entry::metric));
  }

  private Optional<Metric> shipped(String id) {
    return shipped.stream().filter(metric -> metric.id().equals(id)).findFirst();
  }

  /** Every metric that was ever there, those that ship first. */
  public List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    shipped.forEach(metric -> all.add(Entry.of(metric)));
    documents.all().forEach(stored -> all.add(stored.value()));
    return List.copyOf(all);
  }

  /**
   * Adds a company's own metric, or replaces it by its next version; a retired one comes back.
   *
   * @param read the version of the document that is replaced, if somebody says that
   */
  public Outcome<Stored<Entry>> put(Metric metric, OptionalLong read) {
    List<Violation> violations = MetricRules.violations(metric);
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(violations));
    }
    if (shipped(metric.id()).isPresent()) {
      return Outcome.refused(
          new Refusal.Conflict(
              "%s ships with the product and cannot be changed; choose another id"
                  .formatted(metric.id())));
    }
    Optional<Stored<Entry>> former = documents.find(metric.id());
    long present = former.map(Stored::version).orElse(0L);
    if (read.isPresent() && read.getAsLong() != present) {
      return Outcome.refused(
          new Refusal.Outdated("metric " + metric.id(), present, read.getAsLong()));
    }
    Entry next =
        former.map(stored -> stored.value().next(metric)).orElseGet(() -> Entry.of(metric.at(1)));
    return kept(metric.id(), former, next);
  }

  /** Lets no new goal be set on a metric. */
  public Outcome<Stored<Entry>> retire(String id) {
    if (shipped(id).isPresent()) {
      return Outcome.refused(
          new Refusal.Conflict("%s ships with the product and stays".formatted(id)));
    }
    Optional<Stored<Entry>> former = documents.find(id);
    return former.isEmpty()
        ? Outcome.refused(new Refusal.Unknown("metric", id))
        : kept(
            id,
            former,
            new Entry(former.get().value().metric(), true, former.get().value().former()));
  }

  private Outcome<Stored<Entry>> kept(String id, Optional<Stored<Entry>> former, Entry entry) {
    boolean kept =
        former
            .map(stored -> documents.replace(stored, entry, false, List.of()))
            .orElseGet(() -> documents.insert(id, entry, false, List.of()));
    return kept
        ? new Outcome.Done<>(new Stored<>(id, former.map(Stored::version).orElse(0L) + 1, entry))
        : Outcome.refused(
            new Refusal.Conflict(
                "somebody else changed metric %s at the same time; send it again".formatted(id)));
  }
}
