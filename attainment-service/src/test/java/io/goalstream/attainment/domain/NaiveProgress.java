package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Figures.Compliance;
import io.goalstream.attainment.domain.Figures.DataState;
import io.goalstream.attainment.domain.Goal.Bounds;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Outlook.CoverageState;
import io.goalstream.attainment.domain.Outlook.ProjectionMethod;
import io.goalstream.attainment.domain.Outlook.Requirement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a goal stands at a moment, from all facts at once, straight from the definitions. */
final class NaiveProgress {
  private static final NaiveFraction NOTHING = NaiveFraction.of(0, 1);

  private final Goal goal;
  private final List<NaiveCredit> credits;
  private final NaiveCalendar calendar;
  private final LocalDate today;
  private final int elapsed;
  private List<NaiveFraction> dues = List.of();
  private final boolean rolls;
  private final boolean kept;
  private Tally shown = NaiveTally.plain(Tally.NONE);
  private Optional<NaiveFraction> value = Optional.empty();
  private Optional<Compliance> compliance = Optional.empty();

  NaiveProgress(Goal goal, Collection<Fact> facts, NaiveWorld world, Instant now) {
    this.goal = goal;
    this.credits = NaiveCredit.of(goal, facts, world);
    this.calendar = new NaiveCalendar(goal, now);
    this.today = calendar.today();
    this.elapsed = calendar.elapsedDays();
    this.rolls = goal.rollingDays().isPresent();
    this.kept =
        List.of(Direction.MAINTAIN, Direction.RANGE).contains(goal.direction())
            || (goal.baseline().isPresent() && goal.baseline().get().compareTo(goal.target()) == 0);
    if (kept) {
      observe();
    } else {
      shown = rolls ? window(today) : NaiveTally.of(goal, credits, day -> true);
      value = value(shown);
    }
  }

  Phase phase() {
    return calendar.phase();
  }

  Optional<LocalDate> lastCreditedOn() {
    return NaiveTally.lastCreditedOn(goal, credits);
  }

  /** The days up to one, which is in the period. */
  private Tally window(LocalDate asked) {
    LocalDate end = goal.period().end();
    LocalDate last = asked.isBefore(end) ? asked : end.minusDays(1);
    LocalDate first = last.minusDays(goal.rollingDays().orElseThrow() - 1L);
    return NaiveTally.of(goal, credits, day -> !day.isBefore(first) && !day.isAfter(last));
  }

  private Optional<NaiveFraction> value(Tally tally) {
    return switch (goal.metric().aggregation()) {
      case SUM, COUNT -> Optional.of(NaiveFraction.of(tally.sum()));
      case DISTINCT_COUNT -> Optional.of(NaiveFraction.of(tally.ids().size(), 1));
      case MIN -> tally.least().map(NaiveFraction::of);
      case MAX -> tally.greatest().map(NaiveFraction::of);
      case LAST -> tally.latest().map(one -> NaiveFraction.of(one.value()));
      case AVERAGE, RATIO ->
          tally.denominator().signum() == 0
              ? Optional.empty()
              : Optional.of(new NaiveFraction(tally.sum(), tally.denominator()))
                  .map(one -> goal.metric().complement() ? NaiveFraction.ONE.minus(one) : one);
    };
  }

  private boolean addsUp() {
    return List.of(Aggregation.SUM, Aggregation.COUNT, Aggregation.DISTINCT_COUNT)
        .contains(goal.metric().aggregation());
  }

  private boolean isNamedKept() {
    return goal.direction() == Direction.MAINTAIN || goal.direction() == Direction.RANGE;
  }

  private void observe() {
    long met = 0;
    long observed = 0;
    for (NaiveCalendar.Part part :
        calendar.parts(isNamedKept() ? goal.observation() : Observation.PERIOD)) {
      boolean begun = !part.start().isAfter(today);
      boolean over = !part.end().isAfter(today);
      Tally tally =
          rolls
              ? window(today)
              : NaiveTally.of(
                  goal, credits, day -> !day.isBefore(part.start()) && day.isBefore(part.end()));
      if (begun
          && value(tally).isPresent()
          && (!addsUp() || over || rolls || tally.factCount() > 0)) {
        shown = tally;
        value = value(tally);
        observed++;
        met += isMet(value.orElseThrow()) ? 1 : 0;
      }
    }
    compliance = Optional.of(new Compliance(met, observed));
  }

  private boolean isMet(NaiveFraction number) {
    Bounds bounds = goal.bounds();
    if (!isNamedKept() || (bounds.lower().isEmpty() && bounds.upper().isEmpty())) {
      boolean most = goal.direction() == Direction.DECREASE || goal.metric().lowerIsBetter();
      int side = number.compareTo(NaiveFraction.of(goal.target()));
      return most ? side <= 0 : side >= 0;
    }
    return (bounds.lower().isEmpty()
            || number.compareTo(NaiveFraction.of(bounds.lower().get())) >= 0)
        && (bounds.upper().isEmpty()
            || number.compareTo(NaiveFraction.of(bounds.upper().get())) <= 0);
  }

  private NaiveFraction baseline() {
    return NaiveFraction.of(goal.baseline().orElse(BigDecimal.ZERO));
  }

  private NaiveFraction target() {
    return NaiveFraction.of(goal.target());
  }

  /** (A - B) / (T - B). */
  Optional<NaiveFraction> wayTo(Optional<NaiveFraction> number) {
    return target().compareTo(baseline()) == 0
        ? Optional.empty()
        : number.map(one -> one.minus(baseline()).over(target().minus(baseline())));
  }

  Optional<NaiveFraction> attainment() {
    return compliance.isEmpty()
        ? wayTo(value)
        : compliance
            .filter(one -> one.observed() > 0)
            .map(one -> NaiveFraction.of(one.met(), one.observed()));
  }

  boolean reaches(NaiveFraction level) {
    return attainment().filter(done -> done.compareTo(level) >= 0).isPresent();
  }

  private NaiveFraction due(int days) {
    if (rolls) {
      return NaiveFraction.of(today.isBefore(goal.period().start()) ? 0 : 1, 1);
    }
    dues = dues.isEmpty() ? calendar.dues() : dues;
    return dues.get(days);
  }

  Optional<NaiveFraction> pace() {
    return kept || due(elapsed).sign() == 0
        ? Optional.empty()
        : attainment().map(done -> done.over(due(elapsed)));
  }

  private Pace status(Optional<NaiveFraction> done, NaiveFraction due) {
    if (kept || done.isEmpty()) {
      return Pace.NOT_APPLICABLE;
    }
    return due.sign() == 0 ? Pace.NOT_STARTED : band(done.get().over(due));
  }

  Pace band(NaiveFraction pace) {
    if (pace.compareTo(NaiveFraction.of(goal.paceBands().onTrackFrom())) >= 0) {
      return Pace.ON_TRACK;
    }
    return pace.compareTo(NaiveFraction.of(goal.paceBands().atRiskAbove())) > 0
        ? Pace.AT_RISK
        : Pace.OFF_TRACK;
  }

  Pace paceStatus() {
    return status(attainment(), due(elapsed));
  }

  private static boolean isWorse(Pace status, Pace than) {
    return switch (than) {
      case NOT_STARTED, ON_TRACK -> status == Pace.AT_RISK || status == Pace.OFF_TRACK;
      case AT_RISK -> status == Pace.OFF_TRACK;
      case OFF_TRACK, NOT_APPLICABLE -> false;
    };
  }

  /** Looks at every day that is left. */
  private Optional<Instant> nextDowngradeAt() {
    Pace status = paceStatus();
    if (!rolls && reaches(NaiveFraction.ONE)) {
      return Optional.empty();
    }
    List<LocalDate> days = calendar.days();
    for (int number = rolls ? 0 : elapsed + 1; number <= days.size() - (rolls ? 1 : 0); number++) {
      LocalDate day = goal.period().start().plusDays(number);
      boolean worse =
          rolls
              ? day.isAfter(today)
                  && isWorse(status(wayTo(value(window(day))), NaiveFraction.ONE), status)
              : isWorse(status(attainment(), due(number)), status);
      if (worse) {
        return Optional.of(calendar.begin(day));
      }
    }
    return Optional.empty();
  }

  Figures figures() {
    boolean quotient =
        List.of(Aggregation.AVERAGE, Aggregation.RATIO).contains(goal.metric().aggregation());
    boolean parts = isNamedKept() && goal.observation() != Observation.PERIOD;
    Tally all = NaiveTally.of(goal, credits, day -> true);
    boolean noWay = kept || target().compareTo(baseline()) == 0;
    return new Figures(
        value.isEmpty()
            ? DataState.NO_DATA
            : attainment().isEmpty() ? DataState.NO_TARGET : DataState.OK,
        value.map(NaiveFraction::rounded),
        quotient ? Optional.of(shown.sum().setScale(6)) : Optional.empty(),
        quotient ? Optional.of(shown.denominator().setScale(6)) : Optional.empty(),
        attainment().map(NaiveFraction::roundedDown),
        value.map(one -> target().minus(one).rounded()),
        compliance,
        noWay
            ? Optional.empty()
            : Optional.of(
                baseline().plus(target().minus(baseline()).times(due(elapsed))).rounded()),
        pace().map(NaiveFraction::roundedDown),
        paceStatus(),
        nextDowngradeAt(),
        parts ? all.factCount() : shown.factCount(),
        parts ? all.denominatorFactCount() : shown.denominatorFactCount(),
        NaiveTally.parked(credits),
        outlook());
  }

  private Optional<NaiveFraction> remaining() {
    return kept
        ? Optional.empty()
        : value
            .map(
                one ->
                    goal.direction() == Direction.DECREASE
                        ? one.minus(target())
                        : target().minus(one))
            .map(gap -> gap.sign() < 0 ? NOTHING : gap);
  }

  private boolean grows() {
    return addsUp() && !rolls && !kept;
  }

  private boolean isAimed() {
    boolean aimed = goal.target().signum() != 0 || goal.baseline().isPresent();
    return aimed && grows() && remaining().isPresent();
  }

  private boolean isDone() {
    return remaining().filter(gap -> gap.sign() == 0).isPresent();
  }

  private long daysOver() {
    return calendar.counted(calendar.days().subList(0, elapsed));
  }

  private long daysLeft() {
    return calendar.counted(calendar.days()) - daysOver();
  }

  private boolean runs() {
    return grows() && goal.direction() == Direction.INCREASE;
  }

  private Requirement requirement() {
    if (!runs() || !isAimed()) {
      return Requirement.NOT_APPLICABLE;
    }
    if (isDone()) {
      return Requirement.DONE;
    }
    return daysLeft() == 0 ? Requirement.UNREACHABLE : Requirement.REQUIRED;
  }

  private ProjectionMethod method() {
    if (!grows() || elapsed >= calendar.days().size()) {
      return ProjectionMethod.NONE;
    }
    if (NaiveTally.pipeline(credits).signum() > 0) {
      return ProjectionMethod.PIPELINE_WEIGHTED;
    }
    boolean isShown = daysOver() > 0 && daysOver() * 10 >= daysOver() + daysLeft();
    return isShown && due(elapsed).sign() > 0 ? ProjectionMethod.RUN_RATE : ProjectionMethod.NONE;
  }

  private Optional<NaiveFraction> projection() {
    return switch (method()) {
      case NONE -> Optional.empty();
      case RUN_RATE -> value.map(one -> one.over(due(elapsed)));
      case PIPELINE_WEIGHTED ->
          value.map(one -> one.plus(NaiveFraction.of(NaiveTally.weightedPipeline(credits))));
    };
  }

  private Outlook outlook() {
    boolean piped = NaiveCredit.hasPipeline(goal.metric());
    BigDecimal open = NaiveTally.pipeline(credits);
    boolean covers = piped && isAimed();
    return new Outlook(
        remaining().map(NaiveFraction::rounded),
        runs() && daysOver() > 0
            ? value.map(one -> one.over(NaiveFraction.of(daysOver(), 1)).rounded())
            : Optional.empty(),
        requirement() == Requirement.REQUIRED
            ? remaining().map(gap -> gap.over(NaiveFraction.of(daysLeft(), 1)).rounded())
            : Optional.empty(),
        requirement(),
        projection().map(NaiveFraction::rounded),
        method(),
        piped ? Optional.of(open.setScale(6)) : Optional.empty(),
        piped ? Optional.of(NaiveTally.weightedPipeline(credits).setScale(6)) : Optional.empty(),
        covers && !isDone()
            ? remaining().map(gap -> NaiveFraction.of(open).over(gap).roundedDown())
            : Optional.empty(),
        covers
            ? (isDone() ? CoverageState.COVERED : CoverageState.OPEN)
            : CoverageState.NOT_APPLICABLE);
  }
}
