package io.goalstream.goals.rest;

import io.goalstream.goals.application.Breakdowns;
import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Impacts;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.Derivation;
import io.goalstream.goals.domain.breakdown.Row;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Breaking goals down: propose, look, change by hand, publish as a whole. */
@RestController
@RequestMapping("/api/v1")
class BreakdownController {
  private static final int MOST_IMPACTS = 100;

  private final Breakdowns breakdowns;
  private final Impacts impacts;
  private final CutBody.Named named;

  BreakdownController(
      Breakdowns breakdowns,
      Impacts impacts,
      Catalogue<FiscalCalendar> calendars,
      Catalogue<Ramp> ramps) {
    this.breakdowns = breakdowns;
    this.impacts = impacts;
    this.named = new CutBody.Named(calendars, ramps);
  }

  record BreakdownBody(@Nullable List<@Nullable CutBody> cuts) {}

  /**
   * Changes of a proposal.
   *
   * @param amounts targets set by hand, by the paths of their rows; null takes one back
   */
  record ChangeBody(
      @Nullable List<@Nullable CutBody> cuts,
      @Nullable Map<String, @Nullable BigDecimal> amounts) {}

  /**
   * How a proposal is published.
   *
   * @param reason why goals that count already are changed or cancelled
   * @param exception true to change them also where the policy is against it
   */
  record PublicationBody(
      @Nullable String as, @Nullable String reason, @Nullable Boolean exception) {}

  /**
   * What a proposal would mean for goals that count already.
   *
   * @param goals how many of them would change, on all pages
   */
  record ImpactsView(int goals, List<PartImpact> impacts) {}

  /** What a row would mean for its goal. */
  record PartImpact(String path, String goalId, ImpactView impact) {
    static PartImpact of(Impacts.Part part) {
      return new PartImpact(part.row().path(), part.row().goalId(), ImpactView.of(part.impact()));
    }
  }

  record BreakdownList(List<BreakdownSummary> breakdowns) {}

  record BreakdownSummary(
      String id, String goalId, Breakdown.State state, int rows, String by, Instant at) {}

  /**
   * A breakdown.
   *
   * @param amounts targets that were set by hand, by path
   * @param sums what the goals below each goal add up to
   */
  record BreakdownView(
      String id,
      String goalId,
      Breakdown.State state,
      String by,
      Instant at,
      Map<String, BigDecimal> amounts,
      List<Sum> sums,
      List<RowView> rows) {}

  /** What was divided, and what the parts add up to. */
  record Sum(String goalId, BigDecimal distributed, BigDecimal sum) {}

  /** A goal to be made or changed, with what made its number. */
  record RowView(
      String path,
      String goalId,
      String parentId,
      String name,
      Terms.Owner owner,
      GoalJson.PeriodView period,
      BigDecimal target,
      @Nullable BigDecimal baseline,
      List<Terms.Level> levels,
      @Nullable BigDecimal before,
      Row.Action action,
      boolean byHand,
      @Nullable String objection,
      GoalJson.DerivationView derivation) {
    static RowView of(Row row, @Nullable String objection) {
      return new RowView(
          row.path(),
          row.goalId(),
          row.parentId(),
          row.name(),
          row.owner(),
          GoalJson.PeriodView.of(row.period()),
          row.aim().target(),
          row.aim().baseline().orElse(null),
          row.aim().levels(),
          row.before().map(Row.Before::target).orElse(null),
          row.action(),
          row.byHand(),
          objection,
          GoalJson.DerivationView.of(row.derivation()));
    }
  }

  @PostMapping("/goals/{goalId}/breakdowns")
  ResponseEntity<BreakdownView> propose(
      @PathVariable String goalId, @RequestBody BreakdownBody body, Caller caller) {
    caller.goal(Action.BREAK_DOWN_GOALS, goalId);
    Stored<Breakdown> breakdown =
        RefusedException.unless(breakdowns.propose(goalId, cuts(body.cuts()), caller.actor()));
    return ResponseEntity.created(URI.create("/api/v1/breakdowns/" + breakdown.id()))
        .eTag(ETags.of(breakdown))
        .body(view(breakdown.value()));
  }

  @GetMapping("/goals/{goalId}/breakdowns")
  BreakdownList of(@PathVariable String goalId, Caller caller) {
    caller.goal(Action.BREAK_DOWN_GOALS, goalId);
    return new BreakdownList(
        breakdowns.of(goalId).stream()
            .map(Stored::value)
            .map(
                one ->
                    new BreakdownSummary(
                        one.id(), one.goalId(), one.state(), one.rows().size(), one.by(), one.at()))
            .toList());
  }

  @GetMapping("/breakdowns/{id}")
  ResponseEntity<BreakdownView> one(@PathVariable String id, Caller caller) {
    return answer(caller.breakdown(Action.BREAK_DOWN_GOALS, id));
  }

  /** Computes a proposal anew: with other cuts, or with targets set by hand, or both. */
  @PatchMapping("/breakdowns/{id}")
  ResponseEntity<BreakdownView> change(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ChangeBody body,
      Caller caller) {
    caller.breakdown(Action.BREAK_DOWN_GOALS, id);
    Optional<List<Cut>> cuts = Optional.ofNullable(body.cuts()).map(this::cuts);
    Map<String, Optional<BigDecimal>> amounts = new LinkedHashMap<>();
    if (body.amounts() != null) {
      body.amounts().forEach((path, amount) -> amounts.put(path, Optional.ofNullable(amount)));
    }
    return answer(
        RefusedException.unless(
            breakdowns.change(ETags.guarded(id, ifMatch), cuts, amounts, caller.actor())));
  }

  @PostMapping("/breakdowns/{id}/publication")
  ResponseEntity<BreakdownView> publish(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable PublicationBody body,
      Caller caller) {
    caller.needsParts(caller.breakdown(Action.BREAK_DOWN_GOALS, id).value());
    String word = Optional.ofNullable(body).map(PublicationBody::as).orElse("ACTIVE");
    Breakdown.PublishAs as =
        switch (word) {
          case "ACTIVE" -> Breakdown.PublishAs.ACTIVE;
          case "PROPOSED" -> Breakdown.PublishAs.PROPOSED;
          case "DRAFT" -> Breakdown.PublishAs.DRAFT;
          default ->
              throw new RefusedException(
                  List.of(new Violation("as", word, "ACTIVE, PROPOSED or DRAFT")));
        };
    return answer(
        RefusedException.unless(
            breakdowns.publish(ETags.guarded(id, ifMatch), as, approval(body), caller.actor())));
  }

  private static Adjustments.Approval approval(@Nullable PublicationBody body) {
    return body == null
        ? Adjustments.Approval.PLAIN
        : new Adjustments.Approval(
            Optional.ofNullable(body.reason()), Boolean.TRUE.equals(body.exception()));
  }

  /** Each is counted by attainment-service, so they come in pages. */
  @GetMapping("/breakdowns/{id}/impacts")
  ImpactsView impacts(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "20") int limit,
      Caller caller) {
    Breakdown breakdown = caller.breakdown(Action.BREAK_DOWN_GOALS, id).value();
    if (offset < 0) {
      throw new RefusedException(
          List.of(new Violation("offset", String.valueOf(offset), "0 or more")));
    }
    Pages.check(limit, MOST_IMPACTS);
    Impacts.Parts parts = impacts.of(breakdown, offset, limit);
    return new ImpactsView(parts.all(), parts.page().stream().map(PartImpact::of).toList());
  }

  @DeleteMapping("/breakdowns/{id}")
  ResponseEntity<BreakdownView> discard(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    caller.breakdown(Action.BREAK_DOWN_GOALS, id);
    return answer(RefusedException.unless(breakdowns.discard(ETags.guarded(id, ifMatch))));
  }

  private List<Cut> cuts(@Nullable List<@Nullable CutBody> bodies) {
    List<Cut> cuts = new ArrayList<>();
    for (CutBody body : bodies == null ? List.<@Nullable CutBody>of() : bodies) {
      String field = "cuts[%d]".formatted(cuts.size());
      if (body == null) {
        throw new RefusedException(List.of(new Violation(field, "null", "a cut")));
      }
      cuts.add(body.cut(field, named));
    }
    return cuts;
  }

  private ResponseEntity<BreakdownView> answer(Stored<Breakdown> breakdown) {
    return ResponseEntity.ok().eTag(ETags.of(breakdown)).body(view(breakdown.value()));
  }

  private BreakdownView view(Breakdown breakdown) {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    breakdown.byHand().forEach(set -> amounts.put(set.path(), set.target()));
    Map<String, String> objections = breakdowns.objections(breakdown);
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (Row row : breakdown.rows()) {
      boolean part = row.action() != Row.Action.CANCEL;
      if (part && !row.derivation().method().equals(Derivation.COPIED)) {
        sums.merge(
            row.parentId(),
            new Sum(
                row.parentId(), Numbers.plain(row.derivation().distributed()), row.aim().target()),
            (known, more) ->
                new Sum(known.goalId(), known.distributed(), known.sum().add(more.sum())));
      }
    }
    return new BreakdownView(
        breakdown.id(),
        breakdown.goalId(),
        breakdown.state(),
        breakdown.by(),
        breakdown.at(),
        amounts,
        sums.values().stream()
            .map(sum -> new Sum(sum.goalId(), sum.distributed(), Numbers.plain(sum.sum())))
            .toList(),
        breakdown.rows().stream()
            .map(row -> RowView.of(row, objections.get(row.goalId())))
            .toList());
  }
}
