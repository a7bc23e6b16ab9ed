package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import io.goalstream.goals.domain.calendar.FiscalCalendar.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Breaks a goal down, cut by cut. Numbers that add up over members and time are divided so that the
 * parts add up exactly; others, such as ratios, are the same for everyone.
 */
public final class Planner {
  private final String breakdownId;
  private final Terms top;
  private final List<Cut> cuts;
  private final List<HandSet> byHand;
  private final Surroundings surroundings;
  private final List<Row> rows = new ArrayList<>();
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
  }

  /**
   * The goals that the goal is broken down into, each before those below it.
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
    Terms terms = goal.terms();
    planner.cut(
        new Node(
            "", goal.id(), terms.name(), terms.name(), terms.owner(), terms.period(), terms.aim()),
        0);
    if (planner.violations.isEmpty()) {
      planner.checkPaths();
    }
    return planner.violations.isEmpty()
        ? new Outcome.Done<>(List.copyOf(planner.rows))
        : Outcome.refused(new Refusal.Invalid(List.copyOf(planner.violations)));
  }

  private void checkPaths() {
    byHand.stream()
        .map(HandSet::path)
        .filter(path -> rows.stream().noneMatch(row -> row.path().equals(path)))
        .forEach(
            path ->
                violations.add(
                    new Violation("amounts", path, "the path of a row of this breakdown")));
  }

  /**
   * A goal that is cut.
   *
   * @param wholeName its name without a part of the time
   */
  private record Node(
      String path,
      String goalId,
      String name,
      String wholeName,
      Terms.Owner owner,
      Terms.Period period,
      Terms.Aim aim) {}

  /** One that gets a part. */
  private record Candidate(
      String segment,
      String name,
      Terms.Owner owner,
      Terms.Period period,
      Optional<BigDecimal> floor,
      Optional<BigDecimal> cap) {}

  /** Who gets parts, and by which shares. */
  private record Division(
      String method,
      BigDecimal overAssignment,
      List<Candidate> candidates,
      List<Shares.Share> shares,
      List<String> notes) {}

  private void cut(Node node, int depth) {
    if (depth == cuts.size()) {
      return;
    }
    String field = "cuts[%d]".formatted(depth);
    Cut cut = cuts.get(depth);
    Optional<Division> division =
        switch (cut) {
          case Cut.ByTime time -> byTime(node, time, field);
          case Cut.ByOrganization organization -> byOrganization(node, organization, field);
        };
    division.ifPresent(found -> divide(node, found, cut, field, depth));
  }

  private Optional<Division> byTime(Node node, Cut.ByTime cut, String field) {
    Terms.Period period = node.period();
    List<Span> spans = cut.calendar().spans(cut.unit(), period.start(), period.end());
    List<Candidate> candidates = new ArrayList<>();
    List<Shares.Input> inputs = new ArrayList<>();
    for (Span span : spans) {
      LocalDate start = span.start().isBefore(period.start()) ? period.start() : span.start();
      LocalDate end = span.end().isAfter(period.end()) ? period.end() : span.end();
      Terms.Period part = new Terms.Period(start, end, period.zone(), Optional.empty());
      candidates.add(
          new Candidate(
              span.label(),
              node.wholeName() + " · " + span.label(),
              node.owner(),
              part,
              Optional.empty(),
              Optional.empty()));
      BigDecimal weight =
          weight(node, cut, span, part)
              .orElseGet(
                  () -> {
                    violations.add(
                        new Violation(
                            field + ".weights",
                            "nothing for " + span.label(),
                            "a number of 0 or more for each part"));
                    return BigDecimal.ZERO;
                  });
      inputs.add(
          new Shares.Input(
              Optional.empty(), weight, BigDecimal.ZERO, timeCapacity(node, cut, part)));
    }
    boolean nothingKnown = inputs.stream().allMatch(input -> input.potential().signum() == 0);
    if (nothingKnown && cut.spread() == Cut.Spread.SEASONAL) {
      violations.add(
          new Violation(
              field + ".spread",
              "SEASONAL, and no results of %s a year before".formatted(node.name()),
              "EVEN, or CUSTOM with weights"));
      return Optional.empty();
    }
    Shares.Factors byWeight = new Shares.Factors(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ZERO);
    return Optional.of(
        new Division(
            cut.spread().name(),
            BigDecimal.ZERO,
            candidates,
            Shares.of(byWeight, inputs),
            List.of()));
  }

  private Optional<BigDecimal> weight(Node node, Cut.ByTime cut, Span span, Terms.Period part) {
    return switch (cut.spread()) {
      case EVEN ->
          Optional.of(
              BigDecimal.valueOf(part.days())
                  .divide(BigDecimal.valueOf(span.days()), MathContext.DECIMAL128));
      case SEASONAL ->
          Optional.of(
              surroundings
                  .credited(top, node.owner(), part.start().minusYears(1), part.end().minusYears(1))
                  .map(credited -> credited.max(BigDecimal.ZERO))
                  .orElse(BigDecimal.ZERO));
      case CUSTOM ->
          Optional.ofNullable(cut.weights().get(span.label()))
              .or(() -> Optional.ofNullable(cut.weights().get(ending(span.label()))));
    };
  }

  /** Q1 of 2026-Q1, 01 of 2026-01. */
  private static String ending(String label) {
    return label.substring(label.indexOf('-') + 1);
  }

  private Capacity timeCapacity(Node node, Cut.ByTime cut, Terms.Period part) {
    boolean person = node.owner().kind().equals(Terms.Owner.REP);
    if (!person || !growsWithCapacity() || (cut.ramp().isEmpty() && !cut.prorate())) {
      return Capacity.FULL;
    }
    String rep = node.owner().id();
    return Capacity.in(
        part.start(),
        part.end(),
        day -> !cut.prorate() || surroundings.isPresent(rep, day),
        surroundings.hiredOn(rep),
        cut.ramp());
  }

  private Optional<Division> byOrganization(Node node, Cut.ByOrganization cut, String field) {
    if (!node.owner().kind().equals(Terms.Owner.UNIT)) {
      violations.add(
          new Violation(
              field + ".level",
              "%s of %s, who is a rep".formatted(cut.level(), node.name()),
              "a cut of a unit's goal"));
      return Optional.empty();
    }
    Terms.Period period = node.period();
    String unit = node.owner().id();
    List<String> members =
        switch (cut.level()) {
          case UNITS -> surroundings.unitsBelow(unit, period.start(), period.end());
          case REPS -> surroundings.repsIn(unit, period.start(), period.end());
        };
    String kind = cut.level() == Cut.Level.UNITS ? Terms.Owner.UNIT : Terms.Owner.REP;
    List<Candidate> candidates = new ArrayList<>();
    List<Shares.Input> inputs = new ArrayList<>();
    for (String member : members) {
      if (!cut.without().contains(member)) {
        Terms.Owner owner = new Terms.Owner(kind, member);
        Cut.Given given = given(cut, member);
        candidates.add(
            new Candidate(
                member,
                top.name() + " · " + surroundings.nameOf(owner),
                owner,
                period,
                given.floor(),
                given.cap()));
        inputs.add(input(owner, unit, period, given, cut));
      }
    }
    if (candidates.isEmpty()) {
      violations.add(
          new Violation(
              field + ".level",
              "%s of %s, which has none".formatted(cut.level(), node.name()),
              "at least one who takes part"));
      return Optional.empty();
    }
    return Optional.of(
        new Division(
            "COMPOSITE",
            cut.overAssignment(),
            candidates,
            Shares.of(cut.factors(), inputs),
            List.of()));
  }

  private static Cut.Given given(Cut.ByOrganization cut, String memberId) {
    return cut.given().stream()
        .filter(one -> one.memberId().equals(memberId))
        .findFirst()
        .orElseGet(() -> Cut.Given.nothing(memberId));
  }

  private Shares.Input input(
      Terms.Owner owner,
      String unit,
      Terms.Period period,
      Cut.Given given,
      Cut.ByOrganization cut) {
    Optional<BigDecimal> history =
        given
            .history()
            .or(
                () ->
                    surroundings.credited(
                        top, owner, period.start().minusYears(1), period.end().minusYears(1)));
    boolean person = owner.kind().equals(Terms.Owner.REP);
    boolean scaled = person && growsWithCapacity() && (cut.prorate() || !cut.ramp().isEmpty());
    Capacity capacity =
        scaled
            ? Capacity.in(
                period.start(),
                period.end(),
                day -> !cut.prorate() || surroundings.isPresent(owner.id(), unit, day),
                surroundings.hiredOn(owner.id()),
                cut.ramp())
            : Capacity.FULL;
    return new Shares.Input(
        history,
        given.potential().orElse(BigDecimal.ZERO),
        given.ability().orElse(BigDecimal.ZERO),
        capacity);
  }

  /** Less time means a lower number only where numbers add up and more is better. */
  private boolean growsWithCapacity() {
    return Amounts.addUp(top) && top.aim().direction().equals(Terms.Aim.INCREASE);
  }

  private void divide(Node node, Division division, Cut cut, String field, int depth) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < division.candidates().size(); i++) {
      Candidate candidate = division.candidates().get(i);
      String path =
          node.path().isEmpty() ? candidate.segment() : node.path() + "/" + candidate.segment();
      String id = freeId(node.goalId(), candidate.segment());
      placed.add(
          new Placed(
              candidate,
              division.shares().get(i),
              path,
              id,
              surroundings.child(id),
              byHand.stream()
                  .filter(set -> set.path().equals(path))
                  .map(HandSet::target)
                  .findFirst()));
    }
    Optional<List<Terms.Aim>> aims =
        Amounts.addUp(top)
            ? divided(node, division, cut, field, placed)
            : Optional.of(placed.stream().map(one -> copied(node, one)).toList());
    if (aims.isEmpty()) {
      return;
    }
    for (int i = 0; i < placed.size(); i++) {
      Row row = row(node, division, placed.get(i), aims.get().get(i));
      rows.add(row);
      cut(
          new Node(
              row.path(),
              row.goalId(),
              row.name(),
              row.owner().equals(node.owner()) ? node.wholeName() : row.name(),
              row.owner(),
              row.period(),
              row.aim()),
          depth + 1);
    }
  }

  /** The id of the place, or of the first one after it where no cancelled goal is. */
  private String freeId(String goalId, String segment) {
    String id = GoalIds.below(goalId, segment);
    for (int n = 2; surroundings.child(id).filter(Surroundings.Child::cancelled).isPresent(); n++) {
      id = GoalIds.below(goalId, segment + "." + n);
    }
    return id;
  }

  /** A candidate with its place in the tree, and what is there already. */
  private record Placed(
      Candidate candidate,
      Shares.Share share,
      String path,
      String goalId,
      Optional<Surroundings.Child> child,
      Optional<BigDecimal> byHand) {
    boolean locked() {
      return byHand.isEmpty() && child.filter(Surroundings.Child::locked).isPresent();
    }

    Optional<BigDecimal> fixed() {
      return byHand.or(
          () -> child.filter(Surroundings.Child::locked).map(Surroundings.Child::target));
    }
  }

  private static Terms.Aim copied(Node node, Placed placed) {
    return Amounts.withTarget(node.aim(), placed.fixed().orElse(node.aim().target()));
  }

  private Optional<List<Terms.Aim>> divided(
      Node node, Division division, Cut cut, String field, List<Placed> placed) {
    BigDecimal step = cut.roundTo().orElseGet(() -> Amounts.step(top));
    BigDecimal total = distributed(node, division);
    List<Claim> claims =
        placed.stream()
            .map(
                one ->
                    new Claim(
                        one.share().share(),
                        one.fixed(),
                        one.candidate().floor(),
                        one.candidate().cap()))
            .toList();
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
          Optional.of(
              Aims.divided(node.aim(), targets, division.overAssignment(), Amounts.step(top)));
    };
  }

  private BigDecimal distributed(Node node, Division division) {
    return Amounts.overAssigned(top, node.aim().target(), division.overAssignment());
  }

  private Row row(Node node, Division division, Placed placed, Terms.Aim aim) {
    Candidate candidate = placed.candidate();
    boolean addsUp = Amounts.addUp(top);
    List<String> notes = new ArrayList<>(division.notes());
    if (addsUp && placed.share().historyIsMedian()) {
      notes.add("without results of its own: the median of the others, times the ramp");
    }
    if (placed.locked()) {
      notes.add("locked at its former target");
    }
    placed.byHand().ifPresent(amount -> notes.add("set by hand"));
    BigDecimal distributed = addsUp ? distributed(node, division) : node.aim().target();
    return new Row(
        placed.path(),
        node.goalId(),
        placed.goalId(),
        candidate.name(),
        candidate.owner(),
        candidate.period(),
        aim,
        new Derivation(
            breakdownId,
            addsUp ? division.method() : "COPIED",
            distributed,
            division.overAssignment(),
            placed.share().share(),
            addsUp ? placed.share().terms() : List.of(),
            candidate.floor(),
            candidate.cap(),
            List.copyOf(notes)),
        placed.child().map(Surroundings.Child::target),
        placed.locked(),
        placed.byHand().isPresent());
  }
}
