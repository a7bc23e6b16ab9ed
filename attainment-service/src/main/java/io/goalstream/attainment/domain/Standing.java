package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Figures.Compliance;
import io.goalstream.attainment.domain.Figures.DataState;
import io.goalstream.attainment.domain.Goal.Bounds;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * A goal's number, put together from all partitions, and everything that follows from it at a
 * moment. All quotients are exact; see product definitions "Progress".
 */
final class Standing {
  private static final Ratio NOTHING_DUE = Ratio.of(BigDecimal.ZERO);
  private static final Ratio ALL_DUE = Ratio.of(BigDecimal.ONE);

  /** The number that a goal shows, what it is made of, and for goals that are kept how often. */
  private record Shown(Tally tally, Optional<Ratio> value, Optional<Compliance> compliance) {}

  private final Goal goal;
  private final Total total;
  private final LocalDate today;
  private final long elapsedDays;
  private final Schedule schedule;
  private final Shown number;
  private final BigDecimal baseline;
  private final BigDecimal span;
  private final Optional<Ratio> attainment;
  private final Ratio due;

  Standing(Goal goal, Collection<Partial> partials, Instant now) {
    this.goal = goal;
    this.total = new Total(partials);
    this.today = goal.period().dateOf(now);
    this.elapsedDays = goal.period().elapsedDays(now);
    this.schedule = new Schedule(goal.period(), goal.course());
    this.baseline = goal.baseline().orElse(BigDecimal.ZERO);
    this.span = goal.target().subtract(baseline);
    this.number = goal.isJudgedAsKept() ? observed() : counted();
    this.attainment = number.compliance().isPresent() ? complied() : wayDone(number.value());
    this.due = due(elapsedDays);
  }

  private Shown counted() {
    Tally tally = goal.rollingDays().isPresent() ? window(lastDay(today)) : total.whole();
    return new Shown(tally, value(tally), Optional.empty());
  }

  /** The last days up to this one. */
  private Tally window(LocalDate last) {
    return total.window(last.minusDays(goal.rollingDays().orElseThrow() - 1L), last);
  }

  /** Once the period is over, a rolling number stays that of its last day. */
  private LocalDate lastDay(LocalDate date) {
    LocalDate last = goal.period().end().minusDays(1);
    return date.isAfter(last) ? last : date;
  }

  private Optional<Ratio> value(Tally tally) {
    return switch (goal.metric().aggregation()) {
      case SUM, COUNT -> Optional.of(Ratio.of(tally.sum()));
      case DISTINCT_COUNT -> Optional.of(Ratio.of(BigDecimal.valueOf(tally.ids().size())));
      case AVERAGE, RATIO -> quotient(tally.sum(), tally.denominator());
      case MIN -> tally.least().map(Ratio::of);
      case MAX -> tally.greatest().map(Ratio::of);
      case LAST -> tally.latest().map(latest -> Ratio.of(latest.value()));
    };
  }

  private Optional<Ratio> quotient(BigDecimal upper, BigDecimal lower) {
    if (lower.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(Ratio.of(goal.metric().complement() ? lower.subtract(upper) : upper, lower));
  }

  /** Looks at every part of the time that has begun; the number shown is that of the latest. */
  private Shown observed() {
    Observation observation = goal.isKept() ? goal.observation() : Observation.PERIOD;
    Period period = goal.period();
    Shown shown = new Shown(Tally.NONE, Optional.empty(), Optional.empty());
    long met = 0;
    long observed = 0;
    LocalDate start = period.start();
    while (start.isBefore(period.end()) && !start.isAfter(today)) {
      LocalDate end = endOf(observation, start);
      Tally tally = tallyOf(start);
      Optional<Ratio> value = value(tally);
      if (value.isPresent() && isObserved(tally, !end.isAfter(today))) {
        shown = new Shown(tally, value, Optional.empty());
        met += bounds().contain(value.get()) ? 1 : 0;
        observed++;
      }
      start = end;
    }
    return new Shown(shown.tally(), shown.value(), Optional.of(new Compliance(met, observed)));
  }

  private LocalDate endOf(Observation observation, LocalDate start) {
    Period period = goal.period();
    return goal.rollingDays().isPresent()
        ? period.end()
        : observation.endOf(period.start(), start, period.end());
  }

  private Tally tallyOf(LocalDate start) {
    if (goal.rollingDays().isPresent()) {
      return window(lastDay(today));
    }
    return goal.isBucketed() ? total.bucket(start) : total.whole();
  }

  /**
   * A number that adds up is there from the first fact on, and at the latest when its time is over;
   * one that rolls has its days behind it. Any other is there whenever it can be told.
   */
  private boolean isObserved(Tally tally, boolean over) {
    return !goal.metric().aggregation().accumulates()
        || over
        || goal.rollingDays().isPresent()
        || tally.factCount() > 0;
  }

  private Bounds bounds() {
    if (goal.isKept() && !goal.bounds().equals(Bounds.NONE)) {
      return goal.bounds();
    }
    Optional<BigDecimal> target = Optional.of(goal.target());
    boolean atMost = goal.direction() == Direction.DECREASE || goal.metric().lowerIsBetter();
    return atMost ? new Bounds(Optional.empty(), target) : new Bounds(target, Optional.empty());
  }

  private Optional<Ratio> complied() {
    return number
        .compliance()
        .filter(compliance -> compliance.observed() > 0)
        .map(
            compliance ->
                new Ratio(
                    BigDecimal.valueOf(compliance.met()),
                    BigDecimal.valueOf(compliance.observed())));
  }

  /** (value - baseline) / (target - baseline), if there is a value and a way to go. */
  private Optional<Ratio> wayDone(Optional<Ratio> value) {
    return span.signum() == 0
        ? Optional.empty()
        : value.map(reached -> reached.minus(baseline).dividedBy(span));
  }

  private Ratio due(long days) {
    if (goal.rollingDays().isEmpty()) {
      return schedule.share(days);
    }
    return today.isBefore(goal.period().start()) ? NOTHING_DUE : ALL_DUE;
  }

  Optional<Ratio> value() {
    return number.value();
  }

  /** The way that is done; for a goal that is kept the share of observed periods that met it. */
  Optional<Ratio> attainment() {
    return attainment;
  }

  /** Latest crediting date of a fact that counts. */
  Optional<LocalDate> lastCreditedOn() {
    return total.lastCreditedOn();
  }

  boolean reaches(Ratio level) {
    return attainment.isPresent() && attainment.get().compareTo(level) >= 0;
  }

  DataState dataState() {
    if (number.value().isEmpty()) {
      return DataState.NO_DATA;
    }
    return attainment.isEmpty() ? DataState.NO_TARGET : DataState.OK;
  }

  /**
   * Where a named level lies; nowhere if there is no way on which it could.
   *
   * @param value the number that reaches the level
   */
  Optional<Ratio> levelAt(BigDecimal value) {
    return goal.isJudgedAsKept() ? Optional.empty() : wayDone(Optional.of(Ratio.of(value)));
  }

  /**
   * (value - baseline) / (expected - baseline), which is attainment over the share that is due;
   * nothing before anything is due.
   */
  Optional<Ratio> pace() {
    return number.compliance().isPresent() ? Optional.empty() : pace(attainment, due);
  }

  private static Optional<Ratio> pace(Optional<Ratio> attainment, Ratio due) {
    return due.numerator().signum() == 0
        ? Optional.empty()
        : attainment.map(done -> done.dividedBy(due));
  }

  Pace paceStatus() {
    return number.compliance().isPresent() ? Pace.NOT_APPLICABLE : status(attainment, due);
  }

  private Pace status(Optional<Ratio> done, Ratio share) {
    if (done.isEmpty()) {
      return Pace.NOT_APPLICABLE;
    }
    return pace(done, share).map(goal.paceBands()::of).orElse(Pace.NOT_STARTED);
  }

  /** The first moment at which the pace status is worse if nothing happens. */
  Optional<Instant> nextDowngradeAt() {
    return switch (paceStatus()) {
      case NOT_STARTED, ON_TRACK -> nextWorseThan(Pace.ON_TRACK);
      case AT_RISK -> nextWorseThan(Pace.AT_RISK);
      case OFF_TRACK, NOT_APPLICABLE -> Optional.empty();
    };
  }

  private Optional<Instant> nextWorseThan(Pace pace) {
    if (goal.rollingDays().isPresent()) {
      return nextWorseWindow(pace);
    }
    long days = goal.period().days();
    if (reaches(ALL_DUE) || !isWorseAfter(days, pace) || elapsedDays >= days) {
      return Optional.empty();
    }
    // What is due never falls, so the status never gets better on its own.
    long good = elapsedDays;
    long worse = days;
    while (worse - good > 1) {
      long middle = (good + worse) / 2;
      if (isWorseAfter(middle, pace)) {
        worse = middle;
      } else {
        good = middle;
      }
    }
    return Optional.of(goal.period().momentAfter(worse));
  }

  private boolean isWorseAfter(long days, Pace pace) {
    return status(attainment, schedule.share(days)).isWorseThan(pace);
  }

  /** Moves the window on, day by day, over what counts already. */
  private Optional<Instant> nextWorseWindow(Pace pace) {
    int days = goal.rollingDays().orElseThrow();
    LocalDate start = goal.period().start();
    LocalDate first = today.isBefore(start) ? start : today.plusDays(1);
    // After the last fact's window all are empty; facts may be dated in the future.
    LocalDate latest = total.lastBucket().filter(first::isBefore).orElse(first);
    LocalDate horizon = earlier(goal.period().end(), latest.plusDays(days + 1L));
    SlidingWindow windows = new SlidingWindow(total, days, first);
    LocalDate begin = first;
    for (LocalDate last = first; last.isBefore(horizon); last = last.plusDays(1)) {
      if (!last.isBefore(begin.plusDays(days))) {
        begin = last;
        windows = new SlidingWindow(total, days, begin);
      }
      Optional<Ratio> then = wayDone(value(windows.endingOn(last)));
      if (then.isPresent() && status(then, ALL_DUE).isWorseThan(pace)) {
        return Optional.of(goal.period().startOf(last));
      }
    }
    return Optional.empty();
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** Everything that follows. */
  Figures figures() {
    boolean parts = goal.isKept() && goal.isBucketed() && goal.rollingDays().isEmpty();
    Tally tally = number.tally();
    return new Figures(
        dataState(),
        value().map(Ratio::rounded),
        parted(tally.sum()),
        parted(tally.denominator()),
        attainment.map(Ratio::roundedDown),
        value().map(reached -> reached.minus(goal.target()).negated().rounded()),
        number.compliance(),
        expected().map(Ratio::rounded),
        pace().map(Ratio::roundedDown),
        paceStatus(),
        nextDowngradeAt(),
        parts ? total.bucketFactCount() : tally.factCount(),
        parts ? total.bucketDenominatorFactCount() : tally.denominatorFactCount(),
        total.parkedFactCount(),
        new Forecast(goal, total, value(), schedule, elapsedDays).outlook());
  }

  private Optional<BigDecimal> parted(BigDecimal part) {
    return goal.metric().aggregation().isQuotient()
        ? Optional.of(Ratio.of(part).rounded())
        : Optional.empty();
  }

  private Optional<Ratio> expected() {
    return span.signum() == 0 || goal.isJudgedAsKept()
        ? Optional.empty()
        : Optional.of(due.times(span).plus(baseline));
  }
}
