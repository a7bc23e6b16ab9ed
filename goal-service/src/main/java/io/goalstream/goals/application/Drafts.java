package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Drafts that are not written from nothing: from templates, and from the goals of last period. */
public final class Drafts {
  private final Goals goals;
  private final References references;
  private final Standings standings;
  private final Previews previews;
  private final List<Template> templates;
  private final Clock clock;
  private final Supplier<String> freshIds;

  /**
   * @param freshIds names copies
   */
  public Drafts(
      Goals goals,
      References references,
      Standings standings,
      Previews previews,
      List<Template> templates,
      Clock clock,
      Supplier<String> freshIds) {
    this.goals = goals;
    this.references = references;
    this.standings = standings;
    this.previews = previews;
    this.templates = List.copyOf(templates);
    this.clock = clock;
    this.freshIds = freshIds;
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
        case Outcome.Done<Terms>(Terms like) -> target = grown(chosen, like);
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

  private Optional<BigDecimal> grown(Template template, Terms like) {
    LocalDate today = clock.instant().atZone(ZoneId.of(like.period().zone())).toLocalDate();
    LocalDate end = like.period().start();
    while (end.isAfter(today)) {
      end = end.minusMonths(template.months());
    }
    Terms before = Lookback.terms(like, end.minusMonths(template.months()), end);
    return previews
        .of(before)
        .value()
        .filter(value -> value.signum() > 0)
        .map(value -> scaled(value, template.growth().orElse(BigDecimal.ZERO), like));
  }

  private static BigDecimal scaled(BigDecimal value, BigDecimal growth, Terms terms) {
    BigDecimal step = Amounts.step(terms);
    return value
        .multiply(BigDecimal.ONE.add(growth))
        .divide(step, 0, RoundingMode.HALF_UP)
        .multiply(step);
  }

  /**
   * What became of copying one goal.
   *
   * @param from the goal that was copied
   */
  public record Copy(String from, Outcome<Stored<Goal>> outcome) {}

  /** Goals that meet the query and have just that period. */
  public record Wanted(GoalQuery query, LocalDate start, LocalDate end) {}

  /**
   * Makes drafts like the goals that are found, for the period after theirs. A goal whose parent is
   * copied too is below the copy.
   *
   * @param growth by what share targets and levels rise; 0.1 is 10 %
   */
  public List<Copy> copy(Wanted wanted, BigDecimal growth, Actor by) {
    List<Stored<Goal>> found = new ArrayList<>();
    for (Stored<Goal> goal : goals.search(wanted.query())) {
      Terms.Period period = goal.value().terms().period();
      if (period.start().equals(wanted.start()) && period.end().equals(wanted.end())) {
        found.add(goal);
      }
    }
    Map<String, String> copies = new HashMap<>();
    found.forEach(goal -> copies.put(goal.id(), freshIds.get()));
    found.sort(Comparator.comparingInt(goal -> depth(goal, found)));
    List<Copy> made = new ArrayList<>();
    for (Stored<Goal> goal : found) {
      Terms next = next(goal.value(), growth, copies);
      Optional<Violation> wrong = wrong(next);
      if (wrong.isPresent()) {
        made.add(new Copy(goal.id(), Outcome.refused(new Refusal.Invalid(List.of(wrong.get())))));
        continue;
      }
      made.add(
          new Copy(
              goal.id(), goals.draft(copies.getOrDefault(goal.id(), freshIds.get()), next, by)));
    }
    return List.copyOf(made);
  }

  /** What was reached may lie beyond what is asked for, or the next period beyond all calendars. */
  private Optional<Violation> wrong(Terms next) {
    Terms.Aim aim = next.aim();
    if (references.metric(next.metric().id()).isEmpty()) {
      return Optional.of(
          new Violation("metricId", next.metric().id(), "a metric that is not retired"));
    }
    boolean reached =
        aim.direction().equals(Terms.Aim.DECREASE)
            && aim.baseline().filter(start -> start.compareTo(aim.target()) <= 0).isPresent();
    if (reached) {
      return Optional.of(
          new Violation(
              "target",
              Numbers.shown(aim.target()),
              "less than what was reached, which is "
                  + aim.baseline().map(Numbers::shown).orElse("nothing")));
    }
    if (!Numbers.fits(aim.target(), Numbers.DIGITS)) {
      return Optional.of(new Violation("target", Numbers.shown(aim.target()), "at most 18 digits"));
    }
    return Days.contain(next.period().end())
        ? Optional.empty()
        : Optional.of(new Violation("period.end", next.period().end().toString(), Days.EXPECTED));
  }

  private static int depth(Stored<Goal> goal, List<Stored<Goal>> all) {
    int depth = 0;
    Optional<String> above = goal.value().terms().place().parentId();
    while (above.isPresent() && depth < all.size()) {
      String id = above.get();
      depth++;
      above =
          all.stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .flatMap(one -> one.value().terms().place().parentId());
    }
    return depth;
  }

  private Terms next(Goal goal, BigDecimal growth, Map<String, String> copies) {
    Terms terms = goal.terms();
    Terms.Period period = terms.period();
    Terms.Aim aim = terms.aim();
    boolean grows = Amounts.addUp(terms);
    Optional<BigDecimal> reached =
        goal.result()
            .flatMap(Goal.Result::value)
            .or(() -> standings.find(goal.id()).flatMap(Standing::value));
    BigDecimal target = grows ? scaled(aim.target(), growth, terms) : aim.target();
    Terms.Aim next =
        new Terms.Aim(
            aim.baseline()
                .map(former -> reached.orElse(former))
                .filter(
                    start ->
                        !aim.direction().equals(Terms.Aim.INCREASE) || start.compareTo(target) < 0),
            target,
            aim.direction(),
            aim.currency(),
            grows
                ? aim.levels().stream()
                    .map(
                        level ->
                            new Terms.Level(level.name(), scaled(level.value(), growth, terms)))
                    .toList()
                : aim.levels(),
            aim.lowerBound(),
            aim.upperBound(),
            aim.observation());
    Terms.Watch watch = terms.watch();
    return new Terms(
        terms.name(),
        terms.owner(),
        references.metric(terms.metric().id()).orElse(terms.metric()),
        terms.filter(),
        new Terms.Period(period.end(), after(period), period.zone(), period.rollingDays()),
        next,
        new Terms.Course(List.of(), terms.course().workingCalendar(), terms.course().paceBands()),
        new Terms.Watch(
            watch.thresholds(),
            watch.graceDays(),
            watch.endingSoonDays(),
            watch.silenceDays(),
            List.of(),
            watch.reviewEvery()),
        new Terms.Place(
            terms.place().parentId().map(copies::get),
            terms.place().theme(),
            terms.place().kind(),
            terms.place().weight(),
            false));
  }

  /** The end of the next period: as many months or days later. */
  private static LocalDate after(Terms.Period period) {
    long months = ChronoUnit.MONTHS.between(period.start(), period.end());
    return period.start().plusMonths(months).equals(period.end())
        ? period.end().plusMonths(months)
        : period.end().plusDays(period.days());
  }
}
