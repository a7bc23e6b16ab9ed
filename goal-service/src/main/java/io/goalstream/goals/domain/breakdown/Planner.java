package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import io.goalstream.goals.domain.breakdown.Candidates.Candidate;
import io.goalstream.goals.domain.breakdown.Candidates.Division;
import io.goalstream.goals.domain.breakdown.Row.Action;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Breaks a goal down, cut by cut. Numbers that add up over members and time are divided so that the
 * parts add up exactly; others, such as ratios, are the same for everyone. Parts of an earlier
 * breakdown take part in the new one: locked ones and those whose period is over keep their
 * numbers, and those that are no part any more are cancelled.
 */
public final class Planner {
  private static final int MOST_ROWS = 10_000;

  private final String breakdownId;
  private final Terms top;
  private final List<Cut> cuts;
  private final List<HandSet> byHand;
  private final Surroundings surroundings;
  private final Candidates candidates;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();

  private Planner(
      String breakdownId,
      Terms top,
      List<Cut> cuts,
      List<HandSet> byHand,
      Surroundings surroundings) {
    this.breakdownId = breakdownId;
    this.top = top;
    this.cuts = cuts;
    this.byHand = byHand;
    this.surroundings = surroundings;
    this.candidates = new Candidates(top, surroundings, violations);
  }

  /**
   * What becomes of goals below the goal, each before those below it.
   *
   * @param byHand targets that somebody set
   */
  public static Outcome<List<Row>> plan(
      String breakdownId,
      Goal goal,
      List<Cut> cuts,
      List<HandSet> byHand,
      Surroundings surroundings) {
    List<Violation> wrong = PlanCheck.of(cuts, byHand);
    if (!wrong.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(wrong)));
    }
    Planner planner = new Planner(breakdownId, goal.terms(), cuts, byHand, surroundings);
    planner.cut(Node.top(goal), 0);
    if (planner.violations.isEmpty()) {
      planner.checkPaths();
      planner.candidates.checkNamed(cuts);
    }
    return planner.violations.isEmpty()
        ? new Outcome.Done<>(List.copyOf(planner.rows))
        : Outcome.refused(new Refusal.Invalid(List.copyOf(planner.violations)));
  }

  private void checkPaths() {
    for (HandSet set : byHand) {
      Optional<Row> row =
          rows.stream()
              .filter(one -> one.action() != Action.CANCEL)
              .filter(one -> one.path().equals(set.path()))
              .findFirst();
      if (row.isEmpty()) {
        violations.add(new Violation("amounts", set.path(), "the path of a row of this breakdown"));
      }
    }
    if (rows.size() > MOST_ROWS) {
      violations.add(
          new Violation(
              "cuts",
              rows.size() + " goals",
              "at most %d at once; break the goals below down by themselves".formatted(MOST_ROWS)));
    }
  }

  private void cut(Node node, int depth) {
    if (depth == cuts.size() || rows.size() > MOST_ROWS) {
      return;
    }
    String field = "cuts[%d]".formatted(depth);
    candidates
        .of(node, cuts.get(depth), keptUnits(node), field)
        .ifPresent(division -> divide(node, division, field, depth));
  }

  private List<Terms> keptUnits(Node node) {
    return surroundings.below(node.goalId()).stream()
        .filter(child -> isPart(node, false, child) && stays(child))
        .map(Goal::terms)
        .filter(terms -> terms.owner().kind().equals(Terms.Owner.UNIT))
        .toList();
  }

  private void divide(Node node, Division division, String field, int depth) {
    List<Placed> placed = new ArrayList<>();
    List<Goal> parts =
        surroundings.below(node.goalId()).stream()
            .filter(child -> isPart(node, division.overTime(), child))
            .toList();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < division.candidates().size(); i++) {
      Candidate candidate = division.candidates().get(i);
      if (!division.overTime() || parts.stream().noneMatch(part -> coversMore(part, candidate))) {
        Placed one = placed(node, candidate, division.shares().get(i));
        placed.add(one);
        taken.add(one.goalId());
      }
    }
    List<Goal> leftOver = parts.stream().filter(part -> !taken.contains(part.id())).toList();
    Optional<List<Terms.Aim>> aims =
        Amounts.addUp(top)
            ? divided(node, division, field, placed, leftOver)
            : copied(node, placed);
    if (aims.isEmpty()) {
      return;
    }
    for (int i = 0; i < placed.size(); i++) {
      Row row = row(node, division, placed.get(i), aims.get().get(i));
      rows.add(row);
      // What is over is not divided anew.
      if (placed.get(i).child().filter(this::isSettled).isEmpty()) {
        cut(node.child(placed.get(i).candidate(), row), depth + 1);
      }
    }
    leftOver.forEach(child -> rows.add(leftOver(node, division, child)));
  }

  /** A quarter that stays as it is leaves nothing to give to its months. */
  private boolean coversMore(Goal part, Candidate candidate) {
    Terms.Period period = part.terms().period();
    return stays(part)
        && !period.equals(candidate.period())
        && !period.start().isAfter(candidate.period().start())
        && !period.end().isBefore(candidate.period().end());
  }

  /** Whether the goal divides the same thing of the node: its time, or its members. */
  private boolean isPart(Node node, boolean overTime, Goal child) {
    boolean sameOwner = child.terms().owner().equals(node.owner());
    return child.derivation().isPresent() && sameOwner == overTime && countsTheSame(child);
  }

  private boolean countsTheSame(Goal child) {
    return child.terms().metric().id().equals(top.metric().id())
        && child.terms().aim().currency().equals(top.aim().currency());
  }

  private Placed placed(Node node, Candidate candidate, Shares.Share share) {
    String path =
        node.path().isEmpty() ? candidate.segment() : node.path() + "/" + candidate.segment();
    String id =
        adopted(node, candidate)
            .map(
                goal -> {
                  ids.add(goal.id());
                  return goal.id();
                })
            .orElseGet(() -> freeId(node, candidate));
    Optional<BigDecimal> hand =
        byHand.stream().filter(set -> set.path().equals(path)).map(HandSet::target).findFirst();
    Optional<Goal> child = surroundings.goal(id);
    if (hand.isPresent() && child.filter(this::isSettled).isPresent()) {
      violations.add(
          new Violation(
              "amounts[%s]".formatted(path),
              hand.get().toPlainString(),
              "nothing, because the period of the goal is over"));
    }
    return new Placed(candidate, share, path, id, child, hand);
  }

  /**
   * The one goal that somebody made for just this part, by hand, by a sheet or as a copy: breaking
   * down goes on with it instead of putting another one beside it.
   */
  private Optional<Goal> adopted(Node node, Candidate candidate) {
    List<Goal> same =
        surroundings.below(node.goalId()).stream()
            .filter(child -> child.terms().owner().equals(candidate.owner()))
            .filter(child -> child.terms().period().equals(candidate.period()))
            .filter(child -> countsTheSame(child) && child.terms().filter().equals(top.filter()))
            .filter(child -> Children.isStretch(child.terms()) == Children.isStretch(top))
            .toList();
    boolean made = same.size() == 1 && same.getFirst().derivation().isEmpty();
    return made && !ids.contains(same.getFirst().id())
        ? Optional.of(same.getFirst())
        : Optional.empty();
  }

  /** The id of the place, or of the first one after it that no other goal has. */
  private String freeId(Node node, Candidate candidate) {
    String id = GoalIds.below(node.goalId(), candidate.segment());
    for (int n = 2; !isFree(id, node, candidate); n++) {
      id = GoalIds.below(node.goalId(), candidate.segment() + "." + n);
    }
    ids.add(id);
    return id;
  }

  private boolean isFree(String id, Node node, Candidate candidate) {
    return !ids.contains(id)
        && surroundings
            .goal(id)
            .map(
                known ->
                    known.state() != Goal.State.CANCELLED
                        && known.terms().owner().equals(candidate.owner())
                        && known.terms().place().parentId().equals(Optional.of(node.goalId()))
                        && countsTheSame(known))
            .orElse(true);
  }

  private boolean isSettled(Goal goal) {
    return switch (goal.state()) {
      case ENDED, FINAL, CANCELLED -> true;
      case DRAFT, PROPOSED, ACTIVE -> !goal.terms().period().end().isAfter(surroundings.today());
    };
  }

  /** A candidate with its place in the tree, and the goal that is there already. */
  private record Placed(
      Candidate candidate,
      Shares.Share share,
      String path,
      String goalId,
      Optional<Goal> child,
      Optional<BigDecimal> byHand) {}

  private boolean isKept(Placed placed) {
    return placed
        .child()
        .filter(
            goal -> isSettled(goal) || (goal.terms().place().locked() && placed.byHand().isEmpty()))
        .isPresent();
  }

  private Optional<BigDecimal> fixed(Placed placed) {
    return isKept(placed)
        ? placed.child().map(goal -> goal.terms().aim().target())
        : placed.byHand();
  }

  private Optional<List<Terms.Aim>> copied(Node node, List<Placed> placed) {
    List<Terms.Aim> aims = new ArrayList<>();
    for (Placed one : placed) {
      Terms.Aim aim = Amounts.withTarget(node.aim(), fixed(one).orElse(node.aim().target()));
      if (!aim.isKept() && !leads(aim)) {
        violations.add(
            new Violation(
                "amounts[%s]".formatted(one.path()),
                aim.target().toPlainString(),
                "a target on the way from the baseline, which is "
                    + aim.baseline().map(BigDecimal::toPlainString).orElse("nothing")));
        return Optional.empty();
      }
      aims.add(aim);
    }
    return Optional.of(List.copyOf(aims));
  }

  private static boolean leads(Terms.Aim aim) {
    return aim.baseline()
        .map(start -> aim.target().compareTo(start))
        .map(way -> aim.direction().equals(Terms.Aim.DECREASE) ? way < 0 : way > 0)
        .orElse(true);
  }

  private Optional<List<Terms.Aim>> divided(
      Node node, Division division, String field, List<Placed> placed, List<Goal> leftOver) {
    BigDecimal step = division.roundTo().orElseGet(() -> Amounts.step(top));
    BigDecimal total = Amounts.raised(top, node.aim().target(), division.overAssignment());
    List<Claim> claims = new ArrayList<>();
    for (Placed one : placed) {
      claims.add(
          new Claim(
              one.share().share(), fixed(one), one.candidate().floor(), one.candidate().cap()));
    }
    for (Goal child : leftOver) {
      if (stays(child)) {
        claims.add(
            new Claim(
                BigDecimal.ZERO,
                Optional.of(child.terms().aim().target()),
                Optional.empty(),
                Optional.empty()));
      }
    }
    return switch (Apportionment.divide(total, step, claims)) {
      case Apportionment.Result.Impossible(String reason) -> {
        violations.add(
            new Violation(
                field,
                "%s of %s cannot be divided: %s"
                    .formatted(total.toPlainString(), node.name(), reason),
                "locks, floors, caps and amounts by hand that leave room"));
        yield Optional.empty();
      }
      case Apportionment.Result.Divided(List<BigDecimal> targets) ->
          aims(node, division, field, targets).map(all -> all.subList(0, placed.size()));
    };
  }

  private Optional<List<Terms.Aim>> aims(
      Node node, Division division, String field, List<BigDecimal> targets) {
    Optional<List<Terms.Aim>> aims =
        Aims.divided(node.aim(), targets, division.overAssignment(), Amounts.step(top));
    if (aims.isEmpty()) {
      violations.add(
          new Violation(
              field,
              "the baseline %s of %s cannot be divided: some part would have no way from it to"
                      .formatted(
                          node.aim().baseline().map(BigDecimal::toPlainString).orElse(""),
                          node.name())
                  + " its target",
              "a target that leaves each part a way, or fewer parts"));
    }
    return aims;
  }

  /** A part of an earlier breakdown that is none any more stays if its number can't be changed. */
  private boolean stays(Goal child) {
    return isSettled(child) || child.terms().place().locked();
  }

  private Row leftOver(Node node, Division division, Goal child) {
    boolean stays = stays(child);
    return new Row(
        (node.path().isEmpty() ? "" : node.path() + "/") + "(" + child.id() + ")",
        node.goalId(),
        child.id(),
        stays ? Action.KEEP : Action.CANCEL,
        child.terms().name(),
        child.terms().owner(),
        child.terms().period(),
        child.terms().aim(),
        new Derivation(
            breakdownId,
            division.method(),
            Amounts.raised(top, node.aim().target(), division.overAssignment()),
            division.overAssignment(),
            BigDecimal.ZERO,
            List.of(),
            Capacity.FULL,
            Optional.empty(),
            Optional.empty(),
            List.of(
                stays
                    ? "was a part before, and its number stays"
                    : "was a part before, and is none any more")),
        Optional.of(new Row.Before(child.terms().aim().target(), child.revision())),
        false);
  }

  private Row row(Node node, Division division, Placed placed, Terms.Aim aim) {
    Candidate candidate = placed.candidate();
    boolean addsUp = Amounts.addUp(top);
    Action action =
        placed.child().isEmpty() ? Action.MAKE : isKept(placed) ? Action.KEEP : Action.CHANGE;
    return new Row(
        placed.path(),
        node.goalId(),
        placed.goalId(),
        action,
        candidate.name(),
        candidate.owner(),
        candidate.period(),
        action == Action.KEEP ? placed.child().map(goal -> goal.terms().aim()).orElse(aim) : aim,
        new Derivation(
            breakdownId,
            addsUp ? division.method() : Derivation.COPIED,
            addsUp
                ? Amounts.raised(top, node.aim().target(), division.overAssignment())
                : node.aim().target(),
            division.overAssignment(),
            placed.share().share(),
            addsUp ? placed.share().terms() : List.of(),
            placed.share().capacity(),
            candidate.floor(),
            candidate.cap(),
            addsUp ? notes(division, placed, action) : List.of()),
        placed.child().map(goal -> new Row.Before(goal.terms().aim().target(), goal.revision())),
        placed.byHand().isPresent());
  }

  private static List<String> notes(Division division, Placed placed, Action action) {
    List<String> notes = new ArrayList<>(division.notes());
    notes.addAll(placed.candidate().notes());
    if (placed.share().historyIsMedian()) {
      notes.add("without results of its own: the median of the others, times the ramp");
    }
    if (action == Action.KEEP) {
      notes.add("its former number stays");
    }
    placed.byHand().ifPresent(amount -> notes.add("set by hand"));
    return List.copyOf(notes);
  }
}
