package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.FactInHand.Trigger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A goal with the cells that its number is made of. */
final class CountedGoal {
  final Goal goal;
  final List<CreditCell> cells;

  /** Whether it waits to be told for another reason than a fact. */
  boolean isToTell;

  /** When it was last told. */
  long toldAt;

  private long basis;
  private Optional<Cause> cause;
  private long causedAt;

  /**
   * @param basis the sequence of the change of the world that touched it last
   */
  CountedGoal(Goal goal, List<CreditCell> cells, long basis, Cause cause, long now) {
    this.goal = goal;
    this.cells = cells;
    this.basis = basis;
    this.cause = Optional.of(cause);
    this.causedAt = now;
  }

  long basis() {
    return basis;
  }

  /** The world changed around it. */
  void touched(long newBasis, Optional<Cause> by, long now) {
    basis = newBasis;
    cause = by;
    causedAt = now;
    isToTell = false;
  }

  /**
   * The cells with days on which a rate into that currency holds, if it is needed.
   *
   * @param next the day from which another one holds
   */
  List<CreditCell> convertingTo(String currency, LocalDate from, Optional<LocalDate> next) {
    Goal.Period days = goal.creditedPeriod();
    boolean never =
        !goal.currency().equals(Optional.of(currency))
            || !from.isBefore(days.end())
            || next.filter(date -> !date.isAfter(days.start())).isPresent();
    if (never || cells.size() == 1) {
      return never ? List.of() : cells;
    }
    long first = Weighed.monthOf(days.start());
    long fromMonth = Math.max(0, Weighed.monthOf(from) - first);
    long endMonth =
        next.map(date -> Weighed.monthOf(date.minusDays(1)) - first + 1).orElse(Long.MAX_VALUE);
    return cells.subList((int) fromMonth, (int) Math.min(endMonth, cells.size()));
  }

  /** True if all of its number is counted. */
  boolean isWhole() {
    for (CreditCell cell : cells) {
      if (cell.state != CreditCell.State.WHOLE) {
        return false;
      }
    }
    return true;
  }

  /**
   * What changed the number last. After a restart nobody knows; then the fact that its source
   * changed last is the best guess.
   */
  Cause cause() {
    CreditCell latest = cells.getFirst();
    for (CreditCell cell : cells) {
      latest = cell.changedAt > latest.changedAt ? cell : latest;
    }
    if (latest.changedAt > causedAt) {
      return causeAt(latest);
    }
    return cause.orElseGet(this::guess);
  }

  /** A fact that goes from one cell to another is one cause. */
  private Cause causeAt(CreditCell latest) {
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal after = BigDecimal.ZERO;
    for (CreditCell cell : cells) {
      if (cell.changedAt == latest.changedAt) {
        before = before.signum() == 0 ? cell.before() : before.add(cell.before());
        after = after.signum() == 0 ? cell.after() : after.add(cell.after());
      }
    }
    Trigger trigger = latest.trigger();
    return trigger == null ? Cause.TIME : trigger.cause(before, after);
  }

  private Cause guess() {
    CreditCell latest = cells.getFirst();
    for (CreditCell cell : cells) {
      latest = cell.latestFact().isAfter(latest.latestFact()) ? cell : latest;
    }
    @Nullable Trigger trigger = latest.trigger();
    return trigger == null ? Cause.TIME : trigger.cause(BigDecimal.ZERO, latest.after());
  }
}
