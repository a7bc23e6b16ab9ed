package io.goalstream.goals.application;

import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.MetricRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import java.util.List;
import java.util.Optional;

/** Tells what a metric would come to, before anybody sets a goal on it. */
public final class MetricPreviews {
  private final References references;
  private final Previews previews;

  public MetricPreviews(References references, Previews previews) {
    this.references = references;
    this.previews = previews;
  }

  /**
   * What the metric comes to for an owner in a period.
   *
   * @param request owner, period, filter and currency; the rest is not looked at
   */
  public Outcome<Previews.Stand> of(Metric metric, TermsRequest request) {
    List<Violation> violations = MetricRules.violations(metric);
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(violations));
    }
    References own = new OwnMetric(references, metric);
    return switch (GoalRules.terms(request, Optional.empty(), own)) {
      case Outcome.Refused<Terms>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Terms>(Terms terms) ->
          new Outcome.Done<>(
              previews.of(Lookback.terms(terms, terms.period().start(), terms.period().end())));
    };
  }

  /** The same for a metric of the catalogue. */
  public Outcome<Previews.Stand> of(String metricId, TermsRequest request) {
    return references
        .metric(metricId)
        .map(metric -> of(metric, request))
        .orElseGet(() -> Outcome.refused(new Refusal.Unknown("metric", metricId)));
  }
}
