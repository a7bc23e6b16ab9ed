package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.ANA;
import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The goal is in Berlin and runs from 31 January 2026 on. */
class ReviewsTest {
  /** Before any review is due. */
  private static final Instant EARLY = Instant.parse("2026-02-01T00:00:00Z");

  /** Cadence, end of the period, reviews held before, next due day. */
  @ParameterizedTest
  @CsvSource({
    "WEEKLY, 2026-05-01, 0, 2026-02-07",
    "WEEKLY, 2026-05-01, 2, 2026-02-21",
    "MONTHLY, 2026-05-01, 0, 2026-02-28",
    "MONTHLY, 2026-05-01, 1, 2026-03-31",
    "MONTHLY, 2026-04-30, 2, 2026-04-30",
    "MONTHLY, 2026-04-29, 2, ",
    "QUARTERLY, 2027-01-31, 0, 2026-04-30",
    "QUARTERLY, 2026-04-29, 0, "
  })
  void reviewsAreDueAtEachStepOfTheCadence(
      Review.Cadence cadence, LocalDate end, int held, LocalDate due) {
    Goal goal = goal(cadence, end);
    for (int i = 0; i < held; i++) {
      goal = closed(opened(goal, "r-" + i), "r-" + i);
    }

    assertThat(Reviews.nextDue(goal)).isEqualTo(Optional.ofNullable(due));
  }

  @Test
  void oneReviewMakesUpForAllThatNobodyHeld() {
    Goal late = goal(Review.Cadence.WEEKLY, LocalDate.of(2026, 5, 1));

    Goal open = done(Reviews.open(late, Optional.empty(), "r-1", MIA, NOW)).goal();

    assertThat(open.reviews().getLast().dueOn()).isEqualTo("2026-03-28");
    assertThat(Reviews.nextDue(closed(open, "r-1"))).contains(LocalDate.of(2026, 4, 4));
  }

  @Test
  void aReviewOpensTakesRemarksAndCloses() {
    Goal open = opened(goal(Review.Cadence.MONTHLY, LocalDate.of(2026, 5, 1)), "r-1");
    Review.Remark blocker =
        new Review.Remark(
            Review.Remark.Kind.BLOCKER, "no price list", "ana", NOW, Optional.empty());

    Goal told = done(Reviews.remark(open, "r-1", blocker)).goal();
    Goal closed = closed(told, "r-1");

    Review review = closed.reviews().getFirst();
    assertThat(review.dueOn()).isEqualTo("2026-02-28");
    assertThat(review.remarks()).containsExactly(blocker);
    assertThat(review.summary()).contains("go on");
    assertThat(closed.history())
        .extracting(Step::kind)
        .endsWith(Step.Kind.REVIEW_OPENED, Step.Kind.REVIEW_CLOSED);
    assertThat(closed.revision()).as("a review changes no terms").isEqualTo(2);
  }

  /** In Berlin 1 March begins at 23:00 UTC. */
  @ParameterizedTest
  @CsvSource({"2026-02-28T22:59:59.999Z, false", "2026-02-28T23:00:00Z, true"})
  void aReviewIsOverdueWhenItsDayIsOver(Instant now, boolean overdue) {
    Goal goal = goal(Review.Cadence.MONTHLY, LocalDate.of(2026, 5, 1));

    assertThat(Reviews.chase(goal, now).isPresent()).isEqualTo(overdue);
  }

  @Test
  void anOverdueReviewIsAnnouncedOnceForEachDueDay() {
    Instant march = Instant.parse("2026-03-02T00:00:00Z");
    Instant april = Instant.parse("2026-04-02T00:00:00Z");
    Goal goal = goal(Review.Cadence.MONTHLY, LocalDate.of(2026, 5, 1));

    Change chased = Reviews.chase(goal, march).orElseThrow();
    assertThat(chased.events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_REVIEW_OVERDUE);
    assertThat(Reviews.chase(chased.goal(), march)).isEmpty();
    Change again = Reviews.chase(chased.goal(), april).orElseThrow();
    assertThat(again.goal().history().getLast().reason())
        .contains("the review was due on 2026-03-31");
    assertThat(Reviews.chase(again.goal(), april)).isEmpty();
    Goal held = closed(opened(chased.goal(), "r-1"), "r-1");
    assertThat(Reviews.chase(held, march)).isEmpty();
    assertThat(Reviews.chase(held, april)).isPresent();
  }

  @Test
  void aReviewIsOverdueUntilItIsHeldOrNoMoreAskedFor() {
    Instant march = Instant.parse("2026-03-02T00:00:00Z");
    Goal goal = goal(Review.Cadence.MONTHLY, LocalDate.of(2026, 5, 1));
    Goal chased = Reviews.chase(goal, march).orElseThrow().goal();

    assertThat(Reviews.isOverdue(goal)).isFalse();
    assertThat(Reviews.isOverdue(chased)).isTrue();
    assertThat(Reviews.isOverdue(opened(chased, "r-1"))).isTrue();
    assertThat(Reviews.isOverdue(closed(opened(chased, "r-1"), "r-1"))).isFalse();
    assertThat(Reviews.isOverdue(chased.edit().state(Goal.State.FINAL).quietly())).isFalse();
    Goal unasked = chased.edit().terms(goal(null, LocalDate.of(2026, 5, 1)).terms()).quietly();
    Change noted = Reviews.chase(unasked, march).orElseThrow();
    assertThat(noted.events()).isEmpty();
    assertThat(Reviews.isOverdue(noted.goal())).isFalse();
    assertThat(Reviews.chase(noted.goal(), march)).isEmpty();
  }

  /** Days of opening and due days; reviews of a quarterly goal from 31 January on, due 30 April. */
  @ParameterizedTest
  @CsvSource({
    "2026-02-03, 2026-02-03",
    "2026-03-15, 2026-03-15",
    "2026-03-16, 2026-04-30",
    "2026-04-30, 2026-04-30",
    "2026-07-30, 2026-04-30",
    "2026-07-31, 2026-07-31"
  })
  void aReviewWellBeforeTheDueDayDoesNotMakeUpForIt(LocalDate opened, LocalDate due) {
    Goal goal = goal(Review.Cadence.QUARTERLY, LocalDate.of(2027, 1, 31));
    Instant noon = opened.atTime(12, 0).toInstant(ZoneOffset.UTC);

    Change open = done(Reviews.open(goal, Optional.empty(), "r-1", MIA, noon));

    assertThat(open.goal().reviews().getFirst().dueOn()).isEqualTo(due);
  }

  static Stream<Outcome<Change>> refusals() {
    Goal goal = goal(Review.Cadence.MONTHLY, LocalDate.of(2026, 5, 1));
    Goal open = opened(goal, "r-1");
    Goal closed = closed(open, "r-1");
    return Stream.of(
        Reviews.open(Examples.draft(r -> {}), Optional.empty(), "r-1", MIA, NOW),
        Reviews.open(open, Optional.empty(), "r-2", MIA, NOW),
        Reviews.close(open, "r-9", "go on", MIA, NOW),
        Reviews.close(open, "r-1", " ", MIA, NOW),
        Reviews.close(closed, "r-1", "again", MIA, NOW),
        Reviews.remark(closed, "r-1", remark("late")),
        Reviews.remark(open, "r-9", remark("where")),
        Reviews.remark(open, "r-1", remark(" ")),
        Reviews.remark(open, "r-1", remark("x".repeat(2_001))));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aStepThatDoesNotFollowIsRefused(Outcome<Change> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
  }

  private static Review.Remark remark(String text) {
    return new Review.Remark(Review.Remark.Kind.NOTE, text, "ana", NOW, Optional.empty());
  }

  private static Goal goal(Review.@Nullable Cadence cadence, LocalDate end) {
    Goal draft =
        Examples.draft(
            r -> {
              r.start = Optional.of(LocalDate.of(2026, 1, 31));
              r.end = Optional.of(end);
              r.reviewEvery = Optional.ofNullable(cadence);
            });
    return done(GoalRules.activate(draft, MIA, NOW)).goal();
  }

  private static Goal opened(Goal goal, String id) {
    Instant dueDay =
        Reviews.nextDue(goal).map(day -> day.atTime(12, 0).toInstant(ZoneOffset.UTC)).orElse(EARLY);
    return done(Reviews.open(goal, Optional.empty(), id, MIA, dueDay)).goal();
  }

  private static Goal closed(Goal goal, String id) {
    return done(Reviews.close(goal, id, "go on", ANA, NOW)).goal();
  }
}
