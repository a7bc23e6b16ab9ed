package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Drafts from templates. */
public final class Drafts {
  private final Goals goals;
  private final References references;
  private final Previews previews;
  private final List<Template> templates;
  private final Clock clock;

  public Drafts(
      Goals goals,
      References references,
      Previews previews,
      List<Template> templates,
      Clock clock) {
    this.goals = goals;
    this.references = references;
    this.previews = previews;
    this.templates = List.copyOf(templates);
    this.clock = clock;
  }

  public List<Template> templates() {
    return templates;
  }

  /** Makes a draft of a template. A growth is added to what the owner had in the period before. */
  public Outcome<Stored<Goal>> use(
      String templateId, Optional<String> goalId, Template.Use use, Actor by) {
    Optional<Template> template =
        templates.stream().filter(one -> one.id().equals(templateId)).findFirst();
    if (template.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("template", templateId));
    }
    Template chosen = template.get();
    Optional<FiscalCalendar> astray =
        use.calendar().filter(fiscal -> fiscal.plusMonths(use.start(), 0).isEmpty());
    if (astray.isPresent()) {
      return Outcome.refused(
          new Refusal.Invalid(
              List.of(
                  new Violation(
                      "start",
                      use.start().toString(),
                      "the first day of a month of calendar " + astray.get().id()))));
    }
    Optional<BigDecimal> target = use.target().or(chosen::target);
    if (target.isEmpty()) {
      // Any target will do to learn whether the rest is right, and then what was there before.
      Outcome<Terms> terms =
          GoalRules.terms(
              chosen.terms(use.withoutBaseline(), Optional.of(BigDecimal.ONE)), goalId, references);
      switch (terms) {
        case Outcome.Refused<Terms>(Refusal refusal) -> {
          return Outcome.refused(refusal);
        }
        case Outcome.Done<Terms>(Terms like) -> target = grown(chosen, use, like);
      }
    }
    if (target.isEmpty()) {
      return Outcome.refused(
          new Refusal.Invalid(
              List.of(
                  new Violation(
                      "target",
                      "nothing, and no results of the %d months before".formatted(chosen.months()),
                      "a number, since there is nothing to add to"))));
    }
    return goals.create(new GoalRequest(goalId, chosen.terms(use, target)), by);
  }

  private Optional<BigDecimal> grown(Template template, Template.Use use, Terms like) {
    LocalDate today = clock.instant().atZone(ZoneId.of(like.period().zone())).toLocalDate();
    LocalDate end = like.period().start();
    while (end.isAfter(today)) {
      end = use.plusMonths(end, -template.months());
    }
    Terms before = Lookback.terms(like, use.plusMonths(end, -template.months()), end);
    return previews
        .of(before)
        .value()
        .filter(value -> value.signum() > 0)
        .map(value -> Amounts.raised(like, value, template.growth().orElse(BigDecimal.ZERO)));
  }
}
