package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Succession;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Drafts for the next period like the goals of this one. The same goal always has the same copy, so
 * that asking twice makes no second plan.
 */
public final class Copies {
  private final GoalDocuments goals;
  private final References references;
  private final Standings standings;
  private final Members members;
  private final Runnable relay;
  private final Clock clock;
  private final Sums sums;

  /**
   * @param relay asked to publish soon afterwards
   */
  public Copies(
      GoalDocuments goals,
      References references,
      Standings standings,
      Members members,
      Runnable relay,
      Clock clock) {
    this.goals = goals;
    this.references = references;
    this.standings = standings;
    this.members = members;
    this.relay = relay;
    this.clock = clock;
    this.sums = new Sums(goals, clock);
  }

  /**
   * Goals that meet the query and have just that period.
   *
   * @param parts whether those are meant too whose period lies within it, as months do in a year
   */
  public record Wanted(GoalQuery query, LocalDate start, LocalDate end, boolean parts) {
    private boolean isPeriodOf(Goal goal) {
      Terms.Period period = goal.terms().period();
      return parts
          ? !period.start().isBefore(start) && !period.end().isAfter(end)
          : period.start().equals(start) && period.end().equals(end);
    }
  }

  /**
   * What became of copying one goal.
   *
   * @param from the goal that was copied
   */
  public record Copy(String from, Outcome<Goal> outcome) {}

  /**
   * Makes drafts like the goals that are found, for the period after the one that was wanted. A
   * goal whose parent is copied too is below the copy.
   *
   * @param growth by what share targets and levels rise; 0.1 is 10 %
   * @param calendar whose next year, quarter or month follows one of it
   */
  public List<Copy> copy(Wanted wanted, BigDecimal growth, FiscalCalendar calendar, Actor by) {
    List<Goal> found =
        goals.search(wanted.query()).stream()
            .map(Stored::value)
            .filter(wanted::isPeriodOf)
            .toList();
    Set<String> ids = found.stream().map(Goal::id).collect(Collectors.toSet());
    List<Goal> children =
        goals.search(GoalQuery.childrenOf(ids)).stream().map(Stored::value).toList();
    Set<String> above = new HashSet<>();
    found.forEach(goal -> goal.terms().place().parentId().ifPresent(above::add));
    above.removeAll(ids);
    List<Goal> named = new ArrayList<>(found);
    goals.findAll(above).forEach(parent -> named.add(parent.value()));
    Succession succession =
        new Succession(found, children, growth, calendar, wanted.start(), wanted.end());
    Run run = new Run(succession, ids, copyIds(named, succession), by);
    Map<String, Outcome<Goal>> outcomes = new LinkedHashMap<>();
    UnitOfWork.together(
        goals, new HashSet<>(run.copyIds.values()), work -> run.take(work, outcomes));
    Set<String> changed = new HashSet<>(run.copyIds.values());
    outcomes.values().forEach(outcome -> parentOf(outcome).ifPresent(changed::add));
    sums.check(changed);
    relay.run();
    List<Copy> copies = new ArrayList<>();
    outcomes.forEach((from, outcome) -> copies.add(new Copy(from, outcome)));
    return List.copyOf(copies);
  }

  /** The year of a quarter that was copied has one part more. */
  private static Optional<String> parentOf(Outcome<Goal> outcome) {
    return outcome instanceof Outcome.Done<Goal>(Goal copy)
        ? copy.terms().place().parentId()
        : Optional.empty();
  }

  /** The id of each goal's copy: the first one whose goal is not cancelled. */
  private Map<String, String> copyIds(List<Goal> copied, Succession succession) {
    Map<String, String> ids = new HashMap<>();
    List<Goal> open = copied;
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      for (Goal goal : open) {
        ids.put(goal.id(), copyId(goal, attempt, succession));
      }
      Set<String> cancelled =
          goals
              .findAll(open.stream().map(goal -> ids.get(goal.id())).collect(Collectors.toSet()))
              .stream()
              .filter(copy -> copy.value().state() == Goal.State.CANCELLED)
              .map(Stored::id)
              .collect(Collectors.toSet());
      open = open.stream().filter(goal -> cancelled.contains(ids.get(goal.id()))).toList();
    }
    return ids;
  }

  /** A month has one copy as the next month, and another one as the same month of next year. */
  private static String copyId(Goal goal, int attempt, Succession succession) {
    Terms.Period period = goal.terms().period();
    String name = "copy %d of goal %s".formatted(attempt, goal.id());
    String whole =
        succession.isPart(period)
            ? "%s from %s".formatted(name, succession.next(period).start())
            : name;
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** One request on its way; taken anew if somebody else comes between. */
  private final class Run {
    private final Succession succession;
    private final Set<String> found;
    private final Map<String, String> copyIds;
    private final Actor by;

    private final Instant now = clock.instant();
    private final Set<String> copiedBefore;

    private final Organization organization = members.organization();
    private final Map<String, Optional<Metric>> metrics = new HashMap<>();

    /**
     * @param found the goals that are copied
     * @param copyIds the ids of their copies, and of those of the goals above them
     */
    Run(Succession succession, Set<String> found, Map<String, String> copyIds, Actor by) {
      this.succession = succession;
      this.found = found;
      this.copyIds = copyIds;
      this.by = by;
      this.copiedBefore =
          goals.findAll(new HashSet<>(copyIds.values())).stream()
              .map(Stored::id)
              .collect(Collectors.toSet());
    }

    void take(UnitOfWork work, Map<String, Outcome<Goal>> outcomes) {
      Set<String> refused = new HashSet<>();
      for (Goal goal : succession.topDown()) {
        Outcome<Goal> outcome = take(work, goal, refused);
        if (outcome instanceof Outcome.Refused<Goal>(Refusal.Invalid invalid)) {
          refused.add(goal.id());
        }
        outcomes.put(goal.id(), outcome);
      }
    }

    private Outcome<Goal> take(UnitOfWork work, Goal goal, Set<String> refused) {
      String id = copyIds.getOrDefault(goal.id(), goal.id());
      Optional<String> parent =
          goal.terms()
              .place()
              .parentId()
              .flatMap(
                  above -> parent(work, above, refused, succession.next(goal.terms().period())));
      Optional<Stored<Goal>> known = work.find(id);
      if (known.isPresent()) {
        return copiedBefore.contains(id)
            ? Outcome.refused(new Refusal.Conflict(before(work, known.get(), parent)))
            : new Outcome.Done<>(known.get().value());
      }
      Optional<Metric> metric =
          metrics.computeIfAbsent(goal.terms().metric().id(), references::metric);
      if (metric.isEmpty()) {
        return invalid("metricId", goal.terms().metric().id(), "a metric that is not retired");
      }
      Optional<BigDecimal> reached =
          goal.result()
              .flatMap(Goal.Result::value)
              .or(() -> standings.find(goal.id()).flatMap(Standing::value));
      Terms next = succession.next(goal, metric.get(), reached, parent);
      return wrong(next)
          .<Outcome<Goal>>map(one -> Outcome.refused(new Refusal.Invalid(List.of(one))))
          .orElseGet(
              () -> {
                Change made = succession.made(id, goal, next, by, now);
                work.insert(id, made.goal(), false, made.events());
                return new Outcome.Done<>(made.goal());
              });
    }

    /**
     * What the copy is below: the goal above itself if its period goes on, such as that of the year
     * for the next quarter; else the copy of the goal above, made now or before.
     */
    private Optional<String> parent(
        UnitOfWork work, String parentId, Set<String> refused, Terms.Period next) {
      Optional<Goal> above = work.find(parentId).map(Stored::value);
      boolean goesOn =
          above
              .filter(goal -> goal.state() != Goal.State.CANCELLED)
              .filter(goal -> contains(goal.terms().period(), next))
              .isPresent();
      if (goesOn) {
        return Optional.of(parentId);
      }
      return Optional.ofNullable(copyIds.get(parentId))
          .filter(copy -> !refused.contains(parentId))
          .filter(
              copy ->
                  found.contains(parentId)
                      || work.find(copy)
                          .filter(known -> contains(known.value().terms().period(), next))
                          .isPresent());
    }

    private static boolean contains(Terms.Period whole, Terms.Period part) {
      return !part.start().isBefore(whole.start()) && !part.end().isAfter(whole.end());
    }

    /** A copy that was made before that of the goal above finds its place now. */
    private String before(UnitOfWork work, Stored<Goal> copy, Optional<String> parent) {
      String said =
          "it was copied before: goal %s, which is %s".formatted(copy.id(), copy.value().state());
      boolean alone =
          copy.value().state() == Goal.State.DRAFT
              && copy.value().terms().place().parentId().isEmpty();
      if (parent.isEmpty() || !alone) {
        return said;
      }
      work.change(copy, Succession.linked(copy.value(), parent.get(), by, now));
      return "%s and is below goal %s now".formatted(said, parent.get());
    }

    /** What was reached may lie beyond what is asked for, or people may have left. */
    private Optional<Violation> wrong(Terms next) {
      Terms.Aim aim = next.aim();
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
        return Optional.of(
            new Violation("target", Numbers.shown(aim.target()), "at most 18 digits"));
      }
      if (!next.period().end().isAfter(next.period().start())) {
        return Optional.of(
            new Violation(
                "period.end",
                next.period().end().toString(),
                "a period that has days there too, unlike February 29 in most years"));
      }
      if (!Days.contain(next.period().end())) {
        return Optional.of(
            new Violation("period.end", next.period().end().toString(), Days.EXPECTED));
      }
      return left(next);
    }

    private Optional<Violation> left(Terms next) {
      Terms.Owner owner = next.owner();
      boolean there =
          !owner.kind().equals(Terms.Owner.REP)
              || organization.isThere(owner.id(), next.period().start(), next.period().end());
      return there
          ? Optional.empty()
          : Optional.of(
              new Violation(
                  "owner.id",
                  owner.id(),
                  "a rep who is in a unit on some day from %s until %s"
                      .formatted(next.period().start(), next.period().end().minusDays(1))));
    }
  }

  private static Outcome<Goal> invalid(String field, String found, String expected) {
    return Outcome.refused(new Refusal.Invalid(List.of(new Violation(field, found, expected))));
  }
}
