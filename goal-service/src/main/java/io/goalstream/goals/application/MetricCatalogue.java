package io.goalstream.goals.application;

import io.goalstream.goals.domain.Metric;
import java.util.List;
import java.util.Optional;

/** The metrics that goals can be set on. */
public record MetricCatalogue(List<Metric> metrics) {
  public Optional<Metric> find(String id) {
    return metrics.stream().filter(metric -> metric.id().equals(id)).findFirst();
  }
}
