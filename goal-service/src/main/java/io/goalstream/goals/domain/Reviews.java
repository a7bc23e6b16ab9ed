package io.goalstream.goals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a goal is to be reviewed, and how a review goes. Reviews are due at each step of the cadence
 * from the first day of the period on, the last one on the day after it; one that is not closed
 * when its day is over is overdue.
 */
public final class Reviews {
  private static final int MOST_REMARKS = 200;

  private Reviews() {}

  /** Opens a review for the latest due day that has come, or for the next one. */
  public static Outcome<Change> open(
      Goal goal, Optional<Review.Snapshot> snapshot, String id, Actor by, Instant now) {
    if (!goal.state().isCounted()) {
      return GoalRules.expected(goal, "a goal that counts");
    }
    if (goal.reviews().stream().anyMatch(Review::isOpen)) {
      return GoalRules.conflict("a review of the goal is open already; close it first");
    }
    Review review =
        new Review(
            id,
            dueNow(goal, now),
            snapshot,
            List.of(),
            by.id(),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Change.announced(
        goal.edit().review(review).by(Step.of(Step.Kind.REVIEW_OPENED, by, now).about(id)),
        GoalEvent.Kind.GOAL_REVIEW_OPENED);
  }

  /**
   * One review makes up for all that nobody held. One that is held well before the next due day,
   * for a change in between, makes up for none: that day stays due.
   */
  private static LocalDate dueNow(Goal goal, Instant now) {
    LocalDate today = today(goal, now);
    Optional<LocalDate> next = nextDue(goal);
    if (next.isEmpty()) {
      return today;
    }
    Review.Cadence cadence = goal.terms().watch().reviewEvery().orElseThrow();
    return next.get().isAfter(today.plusDays(cadence.daysAhead()))
        ? today
        : latestUntil(goal, next.get(), today);
  }

  /** The latest due day until that day, but not before the first one that nobody held. */
  private static LocalDate latestUntil(Goal goal, LocalDate first, LocalDate day) {
    Terms.Period period = goal.terms().period();
    Review.Cadence cadence = goal.terms().watch().reviewEvery().orElseThrow();
    LocalDate due = first;
    for (int times = 1; !cadence.after(period.start(), times).isAfter(day); times++) {
      LocalDate later = cadence.after(period.start(), times);
      due = later.isAfter(due) && !later.isAfter(period.end()) ? later : due;
    }
    return due;
  }

  /** Adds to an open review. */
  public static Outcome<Change> remark(Goal goal, String id, Review.Remark remark) {
    Optional<Review> review = goal.review(id);
    if (review.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("review", id));
    }
    if (!review.get().isOpen()) {
      return GoalRules.conflict("the review is closed; open the next one");
    }
    if (review.get().remarks().size() >= MOST_REMARKS) {
      return GoalRules.conflict(
          "the review has %d remarks, and takes no more".formatted(MOST_REMARKS));
    }
    return checked("text", remark.text(), "what is to be said")
        .orElseGet(() -> Change.quiet(goal.edit().review(review.get().with(remark)).quietly()));
  }

  /** Closes a review. */
  public static Outcome<Change> close(Goal goal, String id, String summary, Actor by, Instant now) {
    Optional<Review> review = goal.review(id);
    if (review.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("review", id));
    }
    if (!review.get().isOpen()) {
      return GoalRules.conflict("the review is closed already");
    }
    return checked("summary", summary, "what came of it")
        .orElseGet(
            () ->
                Change.announced(
                    chasedNoMore(goal, review.get().dueOn())
                        .review(review.get().closed(summary.strip(), by, now))
                        .by(
                            Step.of(Step.Kind.REVIEW_CLOSED, by, now)
                                .because(Optional.of(summary.strip()))
                                .about(id)),
                    GoalEvent.Kind.GOAL_REVIEW_CLOSED));
  }

  private static Goal.Edit chasedNoMore(Goal goal, LocalDate held) {
    Goal.Edit edit = goal.edit();
    return goal.chasedFor().filter(due -> !due.isAfter(held)).isPresent()
        ? edit.chasedFor(Optional.empty())
        : edit;
  }

  /** Whether it was announced that a review is overdue, and it was not held since. */
  public static boolean isOverdue(Goal goal) {
    return isUnderWay(goal) && goal.chasedFor().isPresent();
  }

  private static boolean isUnderWay(Goal goal) {
    return goal.state() == Goal.State.ACTIVE || goal.state() == Goal.State.ENDED;
  }

  private static Optional<Outcome<Change>> checked(String field, String text, String expected) {
    return Texts.required(field, text, expected).map(GoalRules::invalid);
  }

  /** The first due day that no closed review was for; empty without a cadence or after the last. */
  public static Optional<LocalDate> nextDue(Goal goal) {
    Terms.Period period = goal.terms().period();
    return goal.terms()
        .watch()
        .reviewEvery()
        .flatMap(
            cadence -> {
              LocalDate reviewed =
                  goal.reviews().stream()
                      .filter(review -> !review.isOpen())
                      .map(Review::dueOn)
                      .max(LocalDate::compareTo)
                      .orElse(period.start());
              int times = 1;
              while (!cadence.after(period.start(), times).isAfter(reviewed)) {
                times++;
              }
              LocalDate due = cadence.after(period.start(), times);
              return due.isAfter(period.end()) ? Optional.empty() : Optional.of(due);
            });
  }

  /**
   * Announces that a review is overdue, once for each due day; takes note if none is any more, as
   * after an adjustment. Empty if there is nothing new.
   */
  public static Optional<Change> chase(Goal goal, Instant now) {
    LocalDate yesterday = today(goal, now).minusDays(1);
    Optional<LocalDate> overdue =
        nextDue(goal)
            .filter(due -> isUnderWay(goal) && !due.isAfter(yesterday))
            .map(due -> latestUntil(goal, due, yesterday));
    if (overdue.equals(goal.chasedFor())) {
      return Optional.empty();
    }
    if (overdue.isEmpty()) {
      return Optional.of(new Change(goal.edit().chasedFor(Optional.empty()).quietly(), List.of()));
    }
    Goal chased =
        goal.edit()
            .chasedFor(overdue)
            .by(
                Step.of(Step.Kind.REVIEW_OVERDUE, Actor.SERVICE, now)
                    .because(Optional.of("the review was due on " + overdue.get())));
    return Optional.of(
        new Change(chased, List.of(GoalEvent.of(GoalEvent.Kind.GOAL_REVIEW_OVERDUE, chased))));
  }

  private static LocalDate today(Goal goal, Instant now) {
    return now.atZone(ZoneId.of(goal.terms().period().zone())).toLocalDate();
  }
}
