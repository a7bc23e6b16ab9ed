package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A look at a goal that people take together: it opens with where the goal stands, takes notes, and
 * closes with what comes next.
 *
 * @param dueOn the day that it was due
 * @param snapshot where the goal stood when it was opened; empty if nobody could say
 * @param summary what came of it, once it is closed
 */
public record Review(
    String id,
    LocalDate dueOn,
    Optional<Snapshot> snapshot,
    List<Remark> remarks,
    String openedBy,
    Instant openedAt,
    Optional<String> summary,
    Optional<String> closedBy,
    Optional<Instant> closedAt) {

  /** How often a goal is reviewed. */
  public enum Cadence {
    WEEKLY,
    MONTHLY,
    QUARTERLY;

    private static final long MONTHS_OF_QUARTER = 3;

    /** So many days before it is due a review is held for that day: about half of the time. */
    int daysAhead() {
      return switch (this) {
        case WEEKLY -> 3;
        case MONTHLY -> 15;
        case QUARTERLY -> 45;
      };
    }

    LocalDate after(LocalDate day, int times) {
      return switch (this) {
        case WEEKLY -> day.plusWeeks(times);
        case MONTHLY -> day.plusMonths(times);
        case QUARTERLY -> day.plusMonths(MONTHS_OF_QUARTER * times);
      };
    }
  }

  /** Where a goal stood. */
  public record Snapshot(
      Optional<BigDecimal> value,
      Optional<BigDecimal> attainment,
      Optional<BigDecimal> expected,
      String paceStatus,
      Instant asOf) {}

  /**
   * Something that was said.
   *
   * @param dueOn for an action: when it is to be done
   */
  public record Remark(Kind kind, String text, String by, Instant at, Optional<LocalDate> dueOn) {
    /** What it is. */
    public enum Kind {
      NOTE,
      BLOCKER,
      FEEDBACK,
      ACTION
    }
  }

  /** True until it is closed. */
  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  Review with(Remark remark) {
    List<Remark> all = new ArrayList<>(remarks);
    all.add(remark);
    return new Review(
        id, dueOn, snapshot, List.copyOf(all), openedBy, openedAt, summary, closedBy, closedAt);
  }

  Review closed(String text, Actor by, Instant now) {
    return new Review(
        id,
        dueOn,
        snapshot,
        remarks,
        openedBy,
        openedAt,
        Optional.of(text),
        Optional.of(by.id()),
        Optional.of(now));
  }
}
