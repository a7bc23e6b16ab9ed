package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds who or what gets a part of a goal, and by which shares. */
final class Candidates {
  private static final int QUARTER = 4;

  private final Terms top;
  private final Surroundings surroundings;
  private final List<Violation> violations;
  private final Map<Cut.ByOrganization, Set<String>> met = new HashMap<>();

  Candidates(Terms top, Surroundings surroundings, List<Violation> violations) {
    this.top = top;
    this.surroundings = surroundings;
    this.violations = violations;
  }

  /**
   * One that gets a part.
   *
   * @param segment its part of the path
   * @param label its part of the name
   * @param notes what else is to be known of it
   */
  record Candidate(
      String segment,
      String label,
      String name,
      Terms.Owner owner,
      Terms.Period period,
      Optional<BigDecimal> floor,
      Optional<BigDecimal> cap,
      List<String> notes) {}

  /** Who gets parts, and by which shares. */
  record Division(
      boolean overTime,
      String method,
      BigDecimal overAssignment,
      Optional<BigDecimal> roundTo,
      List<Candidate> candidates,
      List<Shares.Share> shares,
      List<String> notes) {}

  /**
   * Who gets a part of the node; empty if a rule is broken.
   *
   * @param kept goals of units that are parts of the node and keep their numbers
   */
  Optional<Division> of(Node node, Cut cut, List<Terms> kept, String field) {
    return switch (cut) {
      case Cut.ByTime time -> byTime(node, time, field);
      case Cut.ByOrganization organization -> byOrganization(node, organization, kept, field);
    };
  }

  /** Whoever is named in a cut has to be one of those whom it meets somewhere. */
  void checkNamed(List<Cut> cuts) {
    for (int i = 0; i < cuts.size(); i++) {
      if (cuts.get(i) instanceof Cut.ByOrganization cut) {
        Set<String> members = met.getOrDefault(cut, Set.of());
        String field = "cuts[%d]".formatted(i);
        cut.given().stream()
            .map(Cut.Given::memberId)
            .filter(id -> !members.contains(id))
            .forEach(id -> broken(field + ".members", id, "the id of one who is met by the cut"));
        cut.without().stream()
            .filter(id -> !members.contains(id))
            .sorted()
            .forEach(id -> broken(field + ".without", id, "the id of one who is met by the cut"));
      }
    }
  }

  private String name(String member, String time) {
    return top.name()
        + (member.isEmpty() ? "" : " · " + member)
        + (time.isEmpty() ? "" : " · " + time);
  }

  private Optional<Division> byTime(Node node, Cut.ByTime cut, String field) {
    Terms.Period period = node.period();
    List<Span> spans = cut.calendar().spans(cut.unit(), period.start(), period.end());
    List<Candidate> found = new ArrayList<>();
    List<Capacity> capacities = new ArrayList<>();
    List<Optional<BigDecimal>> weights = new ArrayList<>();
    for (Span span : spans) {
      Terms.Period part = part(period, span);
      found.add(
          new Candidate(
              span.label(),
              span.label(),
              name(node.member(), span.label()),
              node.owner(),
              part,
              Optional.empty(),
              Optional.empty(),
              List.of()));
      capacities.add(timeCapacity(node, cut, part));
      weights.add(Amounts.addUp(top) ? weight(node, cut, span, part) : Optional.of(BigDecimal.ONE));
    }
    boolean noSeason =
        cut.spread() == Cut.Spread.SEASONAL && isNothing(weights) && !node.path().isEmpty();
    if (noSeason) {
      weights.clear();
      spans.forEach(span -> weights.add(Optional.of(evenly(span, part(period, span)))));
    }
    checkWeights(node, cut, spans, weights, field);
    BigDecimal mean = mean(weights);
    List<Shares.Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      weighed.add(new Shares.Weighed(weights.get(i).orElse(mean), capacities.get(i)));
    }
    List<String> unknown =
        spans.stream()
            .filter(span -> weights.get(spans.indexOf(span)).isEmpty())
            .map(Span::label)
            .toList();
    return Optional.of(
        new Division(
            true,
            cut.spread().name(),
            BigDecimal.ZERO,
            cut.roundTo(),
            found,
            Shares.byWeight(weighed),
            noSeason
                ? List.of("no results of a year before: even")
                : unknown.isEmpty()
                    ? List.of()
                    : List.of(
                        "nothing is known of the year before %s; they have the mean of the others"
                            .formatted(String.join(", ", unknown)))));
  }

  private static Terms.Period part(Terms.Period period, Span span) {
    LocalDate start = span.start().isBefore(period.start()) ? period.start() : span.start();
    LocalDate end = span.end().isAfter(period.end()) ? period.end() : span.end();
    return new Terms.Period(start, end, period.zone(), Optional.empty());
  }

  private static BigDecimal mean(List<Optional<BigDecimal>> weights) {
    List<BigDecimal> known = weights.stream().flatMap(Optional::stream).toList();
    return known.isEmpty()
        ? BigDecimal.ZERO
        : known.stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(known.size()), MathContext.DECIMAL128);
  }

  private static boolean isNothing(List<Optional<BigDecimal>> weights) {
    return weights.stream().flatMap(Optional::stream).allMatch(one -> one.signum() == 0);
  }

  private static BigDecimal evenly(Span span, Terms.Period part) {
    return BigDecimal.valueOf(part.days())
        .divide(BigDecimal.valueOf(span.days()), MathContext.DECIMAL128);
  }

  private void checkWeights(
      Node node,
      Cut.ByTime cut,
      List<Span> spans,
      List<Optional<BigDecimal>> weights,
      String field) {
    if (!Amounts.addUp(top)) {
      return;
    }
    boolean nothing = isNothing(weights);
    switch (cut.spread()) {
      case EVEN -> {
        // Always known.
      }
      case SEASONAL -> {
        if (nothing) {
          broken(
              field + ".spread",
              "SEASONAL, and no results of %s a year before".formatted(node.name()),
              "EVEN, or CUSTOM with weights");
        }
      }
      case CUSTOM -> {
        for (int i = 0; i < spans.size(); i++) {
          if (weights.get(i).isEmpty()) {
            broken(
                field + ".weights",
                "nothing for " + spans.get(i).label(),
                "a number of 0 or more for each part");
          }
        }
        Set<String> labels =
            spans.stream().map(Span::label).collect(Collectors.toCollection(HashSet::new));
        spans.forEach(span -> labels.add(ending(span.label())));
        cut.weights().keySet().stream()
            .filter(label -> !labels.contains(label) && !isOfAnotherYear(label))
            .forEach(
                label ->
                    broken(
                        field + ".weights",
                        label,
                        "the label of a part, such as " + spans.getFirst().label()));
        if (nothing && weights.stream().allMatch(Optional::isPresent)) {
          broken(field + ".weights", "only weights of 0", "at least one above 0");
        }
      }
    }
  }

  /** Weights may be given for every month of the year where the goal has only some. */
  private static boolean isOfAnotherYear(String label) {
    return label.matches("(\\d{4}-)?(Q[1-4]|0[1-9]|1[0-2])");
  }

  private Optional<BigDecimal> weight(Node node, Cut.ByTime cut, Span span, Terms.Period part) {
    return switch (cut.spread()) {
      case EVEN -> Optional.of(evenly(span, part));
      case SEASONAL -> seasonal(node, cut, span, part);
      case CUSTOM ->
          Optional.ofNullable(cut.weights().get(span.label()))
              .or(() -> Optional.ofNullable(cut.weights().get(ending(span.label()))))
              .map(weight -> weight.multiply(evenly(span, part)));
    };
  }

  /** What was credited in the same span a year before; unknown as long as that is not over. */
  private Optional<BigDecimal> seasonal(Node node, Cut.ByTime cut, Span span, Terms.Period part) {
    boolean whole = part.start().equals(span.start()) && part.end().equals(span.end());
    Span before = cut.calendar().span(yearBefore(span.label()));
    LocalDate start = whole ? before.start() : part.start().minusYears(1);
    LocalDate end = whole ? before.end() : part.end().minusYears(1);
    if (end.isAfter(surroundings.today())) {
      return Optional.empty();
    }
    return Optional.of(
        surroundings
            .credited(top, node.owner(), start, end)
            .map(credited -> credited.max(BigDecimal.ZERO))
            .orElse(BigDecimal.ZERO));
  }

  private static String yearBefore(String label) {
    int dash = label.indexOf('-');
    return Integer.parseInt(label.substring(0, dash)) - 1 + label.substring(dash);
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
        day -> !cut.prorate() || surroundings.isAtWork(rep, day),
        surroundings.hiredOn(rep),
        cut.ramp());
  }

  private Optional<Division> byOrganization(
      Node node, Cut.ByOrganization cut, List<Terms> kept, String field) {
    if (!node.owner().kind().equals(Terms.Owner.UNIT)) {
      return broken(
          field + ".level",
          "%s of %s, who is a rep".formatted(cut.level(), node.name()),
          "a cut of a unit's goal");
    }
    Terms.Period period = node.period();
    String unit = node.owner().id();
    List<String> members =
        switch (cut.level()) {
          case UNITS -> surroundings.unitsBelow(unit, period.start(), period.end());
          case REPS -> surroundings.repsIn(unit, period.start(), period.end());
        };
    met.computeIfAbsent(cut, any -> new HashSet<>()).addAll(members);
    List<Candidate> found = new ArrayList<>();
    List<Shares.Input> inputs = new ArrayList<>();
    for (String member : members) {
      List<LocalDate> days = days(node, cut, kept, member);
      if (!cut.without().contains(member) && !days.isEmpty()) {
        Candidate candidate = candidate(node, cut, days, member);
        found.add(candidate);
        inputs.add(input(candidate, node, cut, Set.copyOf(days)));
      }
    }
    if (found.isEmpty()) {
      return broken(
          field + ".level",
          "%s of %s, which has none".formatted(cut.level(), node.name()),
          "at least one who takes part");
    }
    return Optional.of(
        new Division(
            false,
            "COMPOSITE",
            cut.overAssignment(),
            cut.roundTo(),
            found,
            Shares.of(cut.factors(), inputs),
            List.of()));
  }

  /**
   * The days for which a member gets a part: those in the unit, or right below it. What a rep sells
   * counts for the goal of a unit below it too, so where that one keeps its number, the rep's days
   * are given away with it.
   */
  private List<LocalDate> days(Node node, Cut.ByOrganization cut, List<Terms> kept, String member) {
    String unit = node.owner().id();
    return node.period()
        .start()
        .datesUntil(node.period().end())
        .filter(
            day ->
                switch (cut.level()) {
                  case UNITS -> surroundings.isPlaced(member, unit, day);
                  case REPS ->
                      surroundings.isMember(member, unit, day)
                          && kept.stream().noneMatch(goal -> covers(goal, member, day));
                })
        .toList();
  }

  private boolean covers(Terms goal, String rep, LocalDate day) {
    return Amounts.addUp(top)
        && !day.isBefore(goal.period().start())
        && day.isBefore(goal.period().end())
        && surroundings.isMember(rep, goal.owner().id(), day);
  }

  private Candidate candidate(
      Node node, Cut.ByOrganization cut, List<LocalDate> days, String member) {
    boolean person = cut.level() == Cut.Level.REPS;
    Terms.Owner owner = new Terms.Owner(person ? Terms.Owner.REP : Terms.Owner.UNIT, member);
    String label = surroundings.nameOf(owner);
    Terms.Period period = stay(node.period(), days);
    Cut.Given given = given(cut, member);
    return new Candidate(
        member,
        label,
        name(label, node.time()),
        owner,
        period,
        given.floor(),
        given.cap(),
        period.equals(node.period())
            ? List.of()
            : List.of(
                "in the unit from %s to %s".formatted(period.start(), period.end().minusDays(1))));
  }

  /** From the first day to the last one, so that nobody's deal counts for two goals. */
  private static Terms.Period stay(Terms.Period period, List<LocalDate> days) {
    LocalDate end = days.getLast().plusDays(1);
    return days.getFirst().equals(period.start()) && end.equals(period.end())
        ? period
        : new Terms.Period(days.getFirst(), end, period.zone(), period.rollingDays());
  }

  private static Cut.Given given(Cut.ByOrganization cut, String memberId) {
    return cut.given().stream()
        .filter(one -> one.memberId().equals(memberId))
        .findFirst()
        .orElseGet(() -> Cut.Given.nothing(memberId));
  }

  private Shares.Input input(
      Candidate candidate, Node node, Cut.ByOrganization cut, Set<LocalDate> days) {
    Terms.Owner owner = candidate.owner();
    Cut.Given given = given(cut, owner.id());
    Optional<BigDecimal> history =
        Amounts.addUp(top) && cut.factors().history().signum() > 0
            ? given.history().or(() -> lastYear(node, owner))
            : Optional.empty();
    boolean person = owner.kind().equals(Terms.Owner.REP);
    boolean scaled = growsWithCapacity() && (cut.prorate() || (person && !cut.ramp().isEmpty()));
    Capacity capacity =
        scaled
            ? Capacity.in(
                node.period().start(),
                node.period().end(),
                day ->
                    !cut.prorate()
                        || (days.contains(day)
                            && (!person || surroundings.isAtWork(owner.id(), day))),
                person ? surroundings.hiredOn(owner.id()) : Optional.empty(),
                cut.ramp())
            : Capacity.FULL;
    return new Shares.Input(
        history,
        given.potential().orElse(BigDecimal.ZERO),
        given.ability().orElse(BigDecimal.ZERO),
        capacity);
  }

  /**
   * The same days a year before, as far as they are over. Who came during them is weighed by the
   * days of tenure; after less than a quarter of them somebody is still new.
   */
  private Optional<BigDecimal> lastYear(Node node, Terms.Owner owner) {
    LocalDate start = node.period().start().minusYears(1);
    LocalDate end = node.period().end().minusYears(1);
    LocalDate over = end.isAfter(surroundings.today()) ? surroundings.today() : end;
    if (!start.isBefore(over)) {
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(start, over);
    long there =
        owner.kind().equals(Terms.Owner.REP)
            ? surroundings
                .hiredOn(owner.id())
                .filter(first -> first.isAfter(start))
                .map(first -> ChronoUnit.DAYS.between(first, over))
                .orElse(days)
            : days;
    return there * QUARTER < days
        ? Optional.empty()
        : surroundings
            .credited(top, owner, start, over)
            .map(
                credited ->
                    there == days
                        ? credited
                        : credited
                            .multiply(BigDecimal.valueOf(days))
                            .divide(BigDecimal.valueOf(there), MathContext.DECIMAL128));
  }

  /** Less time means a lower number only where numbers add up and more is better. */
  private boolean growsWithCapacity() {
    return Amounts.addUp(top) && top.aim().direction().equals(Terms.Aim.INCREASE);
  }

  private <T> Optional<T> broken(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
    return Optional.empty();
  }
}
