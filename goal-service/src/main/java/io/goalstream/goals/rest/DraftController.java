package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Copies;
import io.goalstream.goals.application.Drafts;
import io.goalstream.goals.application.GoalQuery;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Drafts from templates, and from the goals of last period. */
@RestController
@RequestMapping("/api/v1")
class DraftController {
  private static final BigDecimal MOST_GROWTH = BigDecimal.TEN;

  private final Drafts drafts;
  private final Copies copying;
  private final Members members;
  private final Catalogue<FiscalCalendar> calendars;
  private final SmartChecks checks;

  DraftController(
      Drafts drafts,
      Copies copying,
      Members members,
      Catalogue<FiscalCalendar> calendars,
      SmartChecks checks) {
    this.drafts = drafts;
    this.copying = copying;
    this.members = members;
    this.calendars = calendars;
    this.checks = checks;
  }

  record TemplateList(List<Template> templates) {}

  record UseBody(
      @Nullable String id,
      @Nullable String name,
      TermsBody.@Nullable OwnerBody owner,
      @Nullable LocalDate start,
      @Nullable String calendar,
      @Nullable String zone,
      @Nullable String currency,
      @Nullable String parentId,
      @Nullable String theme,
      @Nullable BigDecimal baseline,
      @Nullable BigDecimal target) {
    Template.Use use(Function<String, FiscalCalendar> calendars) {
      Optional<TermsBody.OwnerBody> whose = Optional.ofNullable(owner);
      return new Template.Use(
          Optional.ofNullable(name),
          new Terms.Owner(
              whose.map(TermsBody.OwnerBody::kind).orElse("nothing"),
              whose.map(TermsBody.OwnerBody::id).orElse("nothing")),
          day(start, "start", "the first day"),
          Optional.ofNullable(calendar).map(calendars),
          Optional.ofNullable(zone),
          Optional.ofNullable(currency),
          Optional.ofNullable(parentId),
          Optional.ofNullable(theme),
          Optional.ofNullable(baseline),
          Optional.ofNullable(target));
    }
  }

  /**
   * Which goals are copied, and how much more they shall be.
   *
   * @param unitId goals of the unit, of units below it and of their reps
   * @param start the first day of their period
   * @param end the day after the last one
   * @param parts whether goals whose period lies within it are copied too
   * @param calendar the id of a fiscal calendar; the one on the wall, if nothing is said
   */
  record CopyBody(
      @Nullable String unitId,
      @Nullable String ownerId,
      @Nullable String metricId,
      @Nullable LocalDate start,
      @Nullable LocalDate end,
      @Nullable Boolean parts,
      @Nullable BigDecimal growth,
      @Nullable String calendar) {}

  record CopyList(int created, int refused, List<CopyView> copies) {}

  /** What became of copying one goal: the id of the draft, or why there is none. */
  record CopyView(
      String from, @Nullable String id, @Nullable String problem, List<Violation> errors) {
    static CopyView of(Copies.Copy copy) {
      return switch (copy.outcome()) {
        case Outcome.Done<Goal>(Goal goal) -> new CopyView(copy.from(), goal.id(), null, List.of());
        case Outcome.Refused<Goal>(Refusal.Invalid(List<Violation> violations)) ->
            new CopyView(copy.from(), null, "The goal breaks a rule", violations);
        case Outcome.Refused<Goal>(Refusal refusal) ->
            new CopyView(copy.from(), null, Problems.said(refusal), List.of());
      };
    }
  }

  @GetMapping("/goal-templates")
  TemplateList templates(Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new TemplateList(drafts.templates());
  }

  @PostMapping("/goal-templates/{templateId}/goals")
  ResponseEntity<NewGoalView> use(
      @PathVariable String templateId, @RequestBody UseBody body, Caller caller) {
    Template.Use use = body.use(this::calendar);
    caller.needs(Action.SET_GOALS, use.owner());
    caller.needsParent(use.owner(), use.parentId(), Optional.empty());
    Stored<Goal> goal =
        RefusedException.unless(
            drafts.use(templateId, Optional.ofNullable(body.id()), use, caller.actor()));
    return ResponseEntity.created(URI.create("/api/v1/goals/" + goal.id()))
        .eTag(ETags.of(goal))
        .body(NewGoalView.of(goal.value(), checks));
  }

  /** Drafts for the next period like those goals that the caller may set. */
  @PostMapping("/goals/copies")
  CopyList copy(@RequestBody CopyBody body, Caller caller) {
    LocalDate start = day(body.start(), "start", "the first day of the period");
    LocalDate end = day(body.end(), "end", "the day after the last day");
    BigDecimal growth = body.growth() == null ? BigDecimal.ZERO : body.growth();
    if (!Numbers.fits(growth, Numbers.LEVEL_DIGITS)
        || growth.abs().compareTo(MOST_GROWTH) > 0
        || growth.compareTo(BigDecimal.ONE.negate()) <= 0) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "growth", growth.toString(), "a fraction above -1, at most 10; 0.1 is 10 %")));
    }
    GoalQuery query =
        new GoalQuery(
            Searching.common(caller.owners(Action.SET_GOALS), owners(body)),
            Optional.ofNullable(body.metricId()),
            Optional.empty(),
            Set.of(Goal.State.ACTIVE, Goal.State.ENDED, Goal.State.FINAL),
            Optional.of(start),
            Optional.of(end),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Integer.MAX_VALUE);
    List<CopyView> copies = new ArrayList<>();
    copying
        .copy(
            new Copies.Wanted(query, start, end, Boolean.TRUE.equals(body.parts())),
            growth,
            calendar(Optional.ofNullable(body.calendar()).orElse(FiscalCalendar.WALL.id())),
            caller.actor())
        .forEach(copy -> copies.add(CopyView.of(copy)));
    int created = (int) copies.stream().filter(copy -> copy.problem() == null).count();
    return new CopyList(created, copies.size() - created, copies);
  }

  private static LocalDate day(@Nullable LocalDate given, String field, String expected) {
    LocalDate day = TermsBody.given(given, field, expected);
    if (!Days.contain(day)) {
      throw new RefusedException(List.of(new Violation(field, day.toString(), Days.EXPECTED)));
    }
    return day;
  }

  private FiscalCalendar calendar(String id) {
    return calendars
        .find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    List.of(new Violation("calendar", id, "the id of a known calendar"))));
  }

  private Optional<Set<String>> owners(CopyBody body) {
    return Searching.common(
        Optional.ofNullable(body.ownerId()).map(Set::of),
        Optional.ofNullable(body.unitId())
            .map(
                unit ->
                    members
                        .subtree(unit)
                        .orElseThrow(() -> RefusedException.unknown("unit", unit))));
  }
}
