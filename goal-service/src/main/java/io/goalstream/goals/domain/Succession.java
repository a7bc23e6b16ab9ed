package io.goalstream.goals.domain;

import io.goalstream.goals.domain.Goal.Dimension;
import io.goalstream.goals.domain.Goal.Distribution;
import io.goalstream.goals.domain.breakdown.Apportionment;
import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Goals of the next period like those of this one, grown by a share. What lies within that period,
 * such as a quarter of the year, becomes what lies there in the next one. Parts that added up do so
 * again: what was distributed is divided as it was, by largest remainders, not rounded one by one.
 */
public final class Succession {
  private static final String LABEL = " · ";
  private final BigDecimal growth;
  private final FiscalCalendar calendar;
  private final LocalDate start;
  private final LocalDate end;
  private final Map<String, Goal> goals;
  private final Map<String, List<Goal>> children;
  private final List<Goal> topDown;
  private final Map<String, BigDecimal> targets = new HashMap<>();

  /**
   * Plans.
   *
   * @param goals that are followed by others
   * @param children all goals whose parent is one of those
   * @param growth 0.1 is 10 %
   * @param calendar whose next year, quarter or month follows one of it
   * @param start the first day of the period that is followed by the next one
   * @param end the day after the last one
   */
  public Succession(
      List<Goal> goals,
      List<Goal> children,
      BigDecimal growth,
      FiscalCalendar calendar,
      LocalDate start,
      LocalDate end) {
    this.growth = growth;
    this.start = start;
    this.end = end;
    this.calendar = calendar;
    this.goals = goals.stream().collect(Collectors.toMap(Goal::id, goal -> goal));
    this.children =
        children.stream()
            .collect(
                Collectors.groupingBy(child -> child.terms().place().parentId().orElseThrow()));
    this.topDown = topDown(goals);
    topDown.forEach(this::divide);
  }

  /** The goals in an order in which parents come before their parts. */
  public List<Goal> topDown() {
    return topDown;
  }

  private List<Goal> topDown(List<Goal> all) {
    List<Goal> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    all.forEach(goal -> place(goal, ordered, placed));
    return List.copyOf(ordered);
  }

  private void place(Goal goal, List<Goal> ordered, Set<String> placed) {
    if (placed.add(goal.id())) {
      goal.terms()
          .place()
          .parentId()
          .map(goals::get)
          .ifPresent(above -> place(above, ordered, placed));
      ordered.add(goal);
    }
  }

  private void divide(Goal goal) {
    Terms terms = goal.terms();
    BigDecimal target =
        targets.computeIfAbsent(goal.id(), id -> grown(terms.aim().target(), terms));
    for (Distribution distribution : followed(goal)) {
      List<Goal> parts = parts(goal, distribution.dimension());
      if (distribution.addsUp()) {
        List<Claim> claims =
            parts.stream().map(part -> Claim.of(part.terms().aim().target())).toList();
        BigDecimal whole = Amounts.raised(terms, target, distribution.overAssignment());
        if (Apportionment.divide(whole, Amounts.step(terms), claims)
            instanceof Apportionment.Result.Divided(List<BigDecimal> shares)) {
          for (int i = 0; i < parts.size(); i++) {
            targets.put(parts.get(i).id(), shares.get(i));
          }
        }
      }
    }
  }

  /** What the goal was broken down into, as far as all of its parts have successors. */
  private List<Distribution> followed(Goal goal) {
    return goal.distributions().stream()
        .filter(one -> goals.keySet().containsAll(ids(parts(goal, one.dimension()))))
        .filter(one -> !parts(goal, one.dimension()).isEmpty())
        .toList();
  }

  private static Set<String> ids(List<Goal> some) {
    return some.stream().map(Goal::id).collect(Collectors.toSet());
  }

  private List<Goal> parts(Goal goal, Dimension dimension) {
    return Children.parts(goal, children.getOrDefault(goal.id(), List.of()), dimension);
  }

  private BigDecimal grown(BigDecimal value, Terms terms) {
    return Amounts.addUp(terms) ? Amounts.raised(terms, value, growth) : value;
  }

  /**
   * What follows the goal.
   *
   * @param metric as it is now
   * @param reached what came out so far: the next baseline, where there was one
   * @param parentId the goal that the next one contributes to
   */
  public Terms next(
      Goal goal, Metric metric, Optional<BigDecimal> reached, Optional<String> parentId) {
    Terms terms = goal.terms();
    Terms.Period period = terms.period();
    Terms.Watch watch = terms.watch();
    Terms.Place place = terms.place();
    return new Terms(
        name(terms, next(period)),
        terms.owner(),
        metric,
        terms.filter(),
        next(period),
        aim(goal, reached),
        new Terms.Course(
            seasons(terms), terms.course().workingCalendar(), terms.course().paceBands()),
        new Terms.Watch(
            watch.thresholds(),
            watch.graceDays(),
            watch.endingSoonDays(),
            watch.silenceDays(),
            List.of(),
            watch.reviewEvery()),
        new Terms.Place(parentId, place.theme(), place.kind(), place.weight(), false));
  }

  /** Another year has the seasons of this one; the quarter after this one has others. */
  private List<Terms.Season> seasons(Terms terms) {
    List<Terms.Season> seasons = terms.course().seasons();
    boolean years = calendar.months(start, end).orElse(1) % FiscalCalendar.MONTHS_OF_YEAR == 0;
    if (!years || seasons.isEmpty()) {
      return List.of();
    }
    // Of those that come to begin on one day, as after February 29, the last one has days left.
    Map<LocalDate, Terms.Season> moved = new TreeMap<>();
    LocalDate over = next(terms.period()).end();
    for (Terms.Season season : seasons) {
      LocalDate first = moved(season.start());
      if (first.isBefore(over)) {
        moved.put(first, new Terms.Season(first, season.weight()));
      }
    }
    boolean weighs = moved.values().stream().anyMatch(season -> season.weight().signum() > 0);
    return weighs ? List.copyOf(moved.values()) : List.of();
  }

  /** A name that ends in its period's label, or first day, as those that are made here do. */
  private String name(Terms terms, Terms.Period next) {
    Terms.Period period = terms.period();
    for (FiscalCalendar.Unit unit : FiscalCalendar.Unit.values()) {
      FiscalCalendar.Span own = spanAt(unit, period.start());
      String ending = LABEL + own.label();
      if (own.end().equals(period.end()) && terms.name().endsWith(ending)) {
        return without(terms.name(), ending) + LABEL + spanAt(unit, next.start()).label();
      }
    }
    String day = LABEL + period.start();
    return terms.name().endsWith(day)
        ? without(terms.name(), day) + LABEL + next.start()
        : terms.name();
  }

  private static String without(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  private FiscalCalendar.Span spanAt(FiscalCalendar.Unit unit, LocalDate day) {
    return calendar.spans(unit, day, day.plusDays(1)).getFirst();
  }

  private Terms.Aim aim(Goal goal, Optional<BigDecimal> reached) {
    Terms terms = goal.terms();
    Terms.Aim aim = terms.aim();
    BigDecimal target = targets.getOrDefault(goal.id(), aim.target());
    boolean increases = aim.direction().equals(Terms.Aim.INCREASE);
    return new Terms.Aim(
        aim.baseline()
            .map(former -> reached.orElse(former))
            .filter(start -> !increases || start.compareTo(target) < 0),
        target,
        aim.direction(),
        aim.currency(),
        aim.levels().stream().map(level -> level(level, terms, target)).toList(),
        aim.lowerBound(),
        aim.upperBound(),
        aim.observation());
  }

  /** A level that is the target stays the target, whatever was rounded. */
  private Terms.Level level(Terms.Level level, Terms terms, BigDecimal target) {
    boolean isTarget = level.value().compareTo(terms.aim().target()) == 0;
    return new Terms.Level(level.name(), isTarget ? target : grown(level.value(), terms));
  }

  /** The period that follows, or the same part of it. */
  public Terms.Period next(Terms.Period period) {
    return isPart(period)
        ? new Terms.Period(
            moved(period.start()), moved(period.end()), period.zone(), period.rollingDays())
        : new Terms.Period(
            period.end(), after(period.start(), period.end()), period.zone(), period.rollingDays());
  }

  /** Whether it lies within the period that is followed, and is not all of it. */
  public boolean isPart(Terms.Period period) {
    boolean within = !period.start().isBefore(start) && !period.end().isAfter(end);
    return within && (period.start().isAfter(start) || period.end().isBefore(end));
  }

  /** The end of the next period: that of the calendar's, or else as many months or days later. */
  private LocalDate after(LocalDate first, LocalDate next) {
    for (FiscalCalendar.Unit unit : FiscalCalendar.Unit.values()) {
      FiscalCalendar.Span span = spanAt(unit, first);
      if (span.start().equals(first) && span.end().equals(next)) {
        return spanAt(unit, next).end();
      }
    }
    OptionalInt fiscal = calendar.months(first, next);
    if (fiscal.isPresent()) {
      return calendar.plusMonths(next, fiscal.getAsInt()).orElseThrow();
    }
    long months = ChronoUnit.MONTHS.between(first, next);
    return first.plusMonths(months).equals(next)
        ? next.plusMonths(months)
        : next.plusDays(ChronoUnit.DAYS.between(first, next));
  }

  /** What the day is in the next period: the same day of the month that has the same place. */
  private LocalDate moved(LocalDate day) {
    OptionalInt months = calendar.months(start, end);
    if (months.isEmpty()) {
      LocalDate later = end.plusDays(ChronoUnit.DAYS.between(start, day));
      LocalDate last = after(start, end);
      return later.isAfter(last) || day.equals(end) ? last : later;
    }
    FiscalCalendar.Span own = spanAt(FiscalCalendar.Unit.MONTH, day);
    LocalDate first = calendar.plusMonths(own.start(), months.getAsInt()).orElseThrow();
    LocalDate next = calendar.plusMonths(first, 1).orElseThrow();
    LocalDate later = first.plusDays(ChronoUnit.DAYS.between(own.start(), day));
    return later.isAfter(next) ? next : later;
  }

  /** A draft that was made before the one above it. */
  public static Change linked(Goal draft, String parentId, Actor by, Instant now) {
    Terms linked = draft.terms().below(parentId);
    return new Change(
        draft
            .edit()
            .terms(linked)
            .by(Step.of(Step.Kind.EDITED, by, now).changing(Edits.between(draft.terms(), linked))),
        List.of());
  }

  /**
   * A draft of what follows the goal; it earns what the goal could earn, and is divided like it.
   *
   * @param next the terms
   */
  public Change made(String id, Goal goal, Terms next, Actor by, Instant now) {
    Goal.Edit draft =
        Goal.draft(id, next, Step.of(Step.Kind.CREATED, by, now)).edit().rewards(goal.rewards());
    followed(goal)
        .forEach(
            one -> draft.distribution(Distribution.byHand(one.dimension(), one.overAssignment())));
    Goal made = draft.quietly();
    return new Change(made, List.of(GoalEvent.of(GoalEvent.Kind.GOAL_CREATED, made)));
  }
}
