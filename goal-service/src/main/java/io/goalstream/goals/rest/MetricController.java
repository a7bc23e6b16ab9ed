package io.goalstream.goals.rest;

import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.application.MetricPreviews;
import io.goalstream.goals.application.Previews;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.access.Action;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Metrics: those that ship, and a company's own. */
@RestController
@RequestMapping("/api/v1/metrics")
class MetricController {
  private static final String NEW = "new-metric";

  private final MetricCatalogue metrics;
  private final MetricPreviews previews;

  MetricController(MetricCatalogue metrics, MetricPreviews previews) {
    this.metrics = metrics;
    this.previews = previews;
  }

  record MetricList(List<Metric> metrics) {}

  record SelectionBody(
      @Nullable String factKind,
      @Nullable List<TermsBody.@Nullable ConditionBody> conditions,
      @Nullable String measure,
      @Nullable String creditingDate) {
    Metric.Selection selection(String field) {
      return new Metric.Selection(
          word(factKind),
          TermsBody.conditions(conditions, field + ".conditions"),
          Optional.ofNullable(measure).orElse("one"),
          word(creditingDate));
    }
  }

  record MetricBody(
      @Nullable String name,
      @Nullable String description,
      @Nullable String aggregation,
      @Nullable String unit,
      @Nullable String usualDirection,
      @Nullable String indicator,
      @Nullable SelectionBody selection,
      @Nullable SelectionBody denominator,
      @Nullable String distinctField,
      @Nullable Boolean complement) {
    Metric metric(String id) {
      SelectionBody counted =
          TermsBody.given(selection, "selection", "which facts are counted, as an object");
      return new Metric(
          id,
          1,
          Optional.ofNullable(name).orElse(""),
          Optional.ofNullable(description),
          word(aggregation),
          word(unit),
          Optional.ofNullable(usualDirection).orElse(Terms.Aim.INCREASE),
          Optional.ofNullable(indicator).orElse("LAGGING"),
          counted.selection("selection"),
          Optional.ofNullable(denominator).map(part -> part.selection("denominator")),
          Optional.ofNullable(distinctField),
          Optional.ofNullable(complement));
    }
  }

  /**
   * For whom and when a metric is to be previewed.
   *
   * @param metricId one of the catalogue, or
   * @param metric one that is only thought of
   */
  record PreviewBody(
      @Nullable String metricId,
      @Nullable MetricBody metric,
      TermsBody.@Nullable OwnerBody owner,
      TermsBody.@Nullable PeriodBody period,
      @Nullable List<TermsBody.@Nullable ConditionBody> filter,
      @Nullable String currency) {
    TermsRequest request(String id) {
      Optional<TermsBody.OwnerBody> whose = Optional.ofNullable(owner);
      Optional<TermsBody.PeriodBody> when = Optional.ofNullable(period);
      return new TermsRequest(
          Optional.of("preview"),
          whose.map(TermsBody.OwnerBody::kind),
          whose.map(TermsBody.OwnerBody::id),
          Optional.of(id),
          TermsBody.conditions(filter, "filter"),
          new TermsRequest.PeriodRequest(
              when.map(TermsBody.PeriodBody::start),
              when.map(TermsBody.PeriodBody::end),
              when.flatMap(TermsBody.PeriodBody::fiscal),
              when.map(TermsBody.PeriodBody::zone),
              Optional.empty()),
          new TermsRequest.AimRequest(
              Optional.empty(),
              Optional.of(BigDecimal.ONE),
              Optional.of(Terms.Aim.INCREASE),
              Optional.ofNullable(currency),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          TermsRequest.CourseRequest.EVEN,
          new TermsRequest.WatchRequest(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty()),
          new TermsRequest.PlaceRequest(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
    }
  }

  /** What a metric comes to. */
  record PreviewView(@Nullable BigDecimal value, long facts, long parkedFacts) {
    static PreviewView of(Previews.Stand stand) {
      return new PreviewView(stand.value().orElse(null), stand.facts(), stand.parkedFacts());
    }
  }

  /** A metric with what became of it. */
  record MetricView(Metric metric, boolean retired) {
    static MetricView of(MetricCatalogue.Entry entry) {
      return new MetricView(entry.metric(), entry.retired());
    }
  }

  /** A metric with all that it was, latest first. */
  record MetricHistory(Metric metric, boolean retired, List<Metric> former) {
    static MetricHistory of(MetricCatalogue.Entry entry) {
      return new MetricHistory(entry.metric(), entry.retired(), entry.former().orElseGet(List::of));
    }
  }

  /** Those that goals can be set on; with {@code retired=true} those that are retired. */
  @GetMapping
  MetricList metrics(@RequestParam(defaultValue = "false") boolean retired, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new MetricList(
        metrics.all().stream()
            .filter(entry -> entry.retired() == retired)
            .map(MetricCatalogue.Entry::metric)
            .toList());
  }

  /** One metric, also a retired one. */
  @GetMapping("/{id}")
  ResponseEntity<MetricHistory> metric(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    Stored<MetricCatalogue.Entry> entry =
        metrics.entry(id).orElseThrow(() -> RefusedException.unknown("metric", id));
    return ResponseEntity.ok().eTag(ETags.of(entry)).body(MetricHistory.of(entry.value()));
  }

  /** Adds a metric, or makes the next version of it. */
  @PutMapping("/{id}")
  ResponseEntity<MetricView> put(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody MetricBody body,
      Caller caller) {
    caller.needs(Action.ADMINISTER);
    OptionalLong read = ETags.guarded(id, ifMatch).version();
    Stored<MetricCatalogue.Entry> entry =
        RefusedException.unless(metrics.put(body.metric(id), read));
    return ResponseEntity.status(entry.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(ETags.of(entry))
        .body(MetricView.of(entry.value()));
  }

  /** From now on no goal is set on it; goals that are there keep it. */
  @PostMapping("/{id}/retirement")
  MetricView retire(@PathVariable String id, Caller caller) {
    caller.needs(Action.ADMINISTER);
    return MetricView.of(RefusedException.unless(metrics.retire(id)).value());
  }

  /** What a metric would come to for an owner in a period; nothing is kept. */
  @PostMapping("/preview")
  PreviewView preview(@RequestBody PreviewBody body, Caller caller) {
    caller.needs(Action.READ_GOALS, body.request(NEW));
    Outcome<Previews.Stand> outcome =
        body.metric() == null
            ? known(TermsBody.given(body.metricId(), "metricId", "the id of a metric"), body)
            : previews.of(body.metric().metric(NEW), body.request(NEW));
    return PreviewView.of(RefusedException.unless(outcome));
  }

  private Outcome<Previews.Stand> known(String metricId, PreviewBody body) {
    return previews.of(metricId, body.request(metricId));
  }

  private static String word(@Nullable String given) {
    return Optional.ofNullable(given).orElse("nothing");
  }
}
