package io.goalstream.goals.application;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.MetricRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   */
  public record Entry(Metric metric, boolean retired) {}

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
    shipped.forEach(metric -> all.add(new Entry(metric, false)));
    documents.all().forEach(stored -> all.add(stored.value()));
    return List.copyOf(all);
  }

  /** Adds a company's own metric, or replaces it by its next version; a retired one comes back. */
  public Outcome<Entry> put(Metric metric) {
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
    long version = former.map(stored -> stored.value().metric().version() + 1).orElse(1L);
    return kept(metric.id(), former, new Entry(metric.at(version), false));
  }

  /** Lets no new goal be set on a metric. */
  public Outcome<Entry> retire(String id) {
    if (shipped(id).isPresent()) {
      return Outcome.refused(
          new Refusal.Conflict("%s ships with the product and stays".formatted(id)));
    }
    Optional<Stored<Entry>> former = documents.find(id);
    return former.isEmpty()
        ? Outcome.refused(new Refusal.Unknown("metric", id))
        : kept(id, former, new Entry(former.get().value().metric(), true));
  }

  private Outcome<Entry> kept(String id, Optional<Stored<Entry>> former, Entry entry) {
    boolean kept =
        former
            .map(stored -> documents.replace(stored, entry, false, List.of()))
            .orElseGet(() -> documents.insert(id, entry, false, List.of()));
    return kept
        ? new Outcome.Done<>(entry)
        : Outcome.refused(
            new Refusal.Conflict(
                "somebody else changed metric %s at the same time; send it again".formatted(id)));
  }
}
