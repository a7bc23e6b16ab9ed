package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.ANA;
import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.POLICY;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdjustmentsTest {
  private static final Optional<String> WHY = Optional.of("it is so");

  /** A short period ends 31 days after it starts; a long one one day later. */
  @ParameterizedTest(name = "{0} to {1} in a period until {2}, review open: {3}, may be: {4}")
  @CsvSource({
    "1000, 1200, 2026-02-01, false, true",
    "1000, 1200.000001, 2026-02-01, false, false",
    "1000, 800, 2026-02-01, false, true",
    "1000, 799.999999, 2026-02-01, false, false",
    "0, 0.01, 2026-02-01, false, false",
    "1000, 1200.000001, 2026-02-01, true, false",
    "1000, 1000.01, 2026-02-02, false, false",
    "1000, 5000, 2026-02-02, true, true",
    "1000, 1000.00, 2026-02-02, false, true"
  })
  void shortGoalsTakeSmallChangesAndLongOnesChangeAtReviews(
      BigDecimal before, BigDecimal after, LocalDate end, boolean reviewIsOpen, boolean allowed) {
    Optional<String> objection =
        POLICY.objection(terms(before, end), terms(after, end), reviewIsOpen);

    assertThat(objection.isEmpty()).isEqualTo(allowed);
  }

  @Test
  void moreThanTheTargetNeedsAReviewOrAnException() {
    Terms before = terms(new BigDecimal("1000"), LocalDate.of(2026, 2, 1));
    Terms longer = terms(new BigDecimal("1000"), LocalDate.of(2026, 2, 2));

    assertThat(POLICY.objection(before, longer, false))
        .contains("more would change than the target");
    assertThat(POLICY.objection(longer, before, false)).isNotEmpty();
    assertThat(POLICY.objection(longer, before, true)).isEmpty();
    assertThat(
            POLICY.objection(
                before,
                Examples.draft(r -> r.end = Optional.of(LocalDate.of(2026, 2, 1))).terms(),
                false))
        .as("a name changes at any time")
        .isEmpty();
  }

  @Test
  void theObjectionSaysHowMuchWasAskedForAndHowMuchMayBe() {
    LocalDate end = LocalDate.of(2026, 2, 1);

    assertThat(
            POLICY.objection(
                terms(new BigDecimal("800"), end), terms(new BigDecimal("1000"), end), false))
        .contains(
            "the target would change by 25 %, and a goal of at most 31 days takes up to 20 %");
    assertThat(
            POLICY.objection(
                terms(new BigDecimal("900"), end), terms(new BigDecimal("600"), end), false))
        .contains(
            "the target would change by -33.3 %, and a goal of at most 31 days takes up to 20 %");
  }

  @Test
  void givenARequestWhenItIsApprovedThenTheGoalCountsWithItUnderANewRevision() {
    Change approved = done(approve(asked(), "a-1", true, NOW));

    assertThat(approved.goal().terms().aim().target()).isEqualByComparingTo("1200");
    assertThat(approved.goal().revision()).isEqualTo(3);
    assertThat(approved.goal().adjustments())
        .extracting(Adjustment::state)
        .containsExactly(Adjustment.State.APPLIED);
    assertThat(approved.events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_ADJUSTED);
    assertThat(approved.events().getFirst().edits())
        .containsExactly(new Step.Edit("target", "1000", "1200"));
    assertThat(approved.goal().history())
        .extracting(Step::kind)
        .containsExactly(
            Step.Kind.CREATED,
            Step.Kind.ACTIVATED,
            Step.Kind.ADJUSTMENT_REQUESTED,
            Step.Kind.ADJUSTMENT_APPROVED,
            Step.Kind.ADJUSTED);
  }

  @Test
  void aRequestChangesNothingByItself() {
    assertThat(asked().terms().aim().target()).isEqualByComparingTo("1000");
    assertThat(asked().revision()).isEqualTo(2);
  }

  @Test
  void againstThePolicyOnlyAnExceptionWithAReasonHelps() {
    assertThat(approve(asked(), "a-1", false, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "a goal of more than 31 days changes at reviews, and none is open;"
                        + " approve it as an exception, with a reason")));
    assertThat(
            Adjustments.approve(
                asked(), "a-1", new Adjustments.Approval(Optional.empty(), true), POLICY, MIA, NOW))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatIsApprovedForALaterDayWaitsForItInTheZoneOfTheGoal() {
    Goal waiting = Examples.withApprovedAdjustment("g-1", LocalDate.of(2026, 7, 1));
    // The goal is in Berlin, where 1 July begins at 22:00 UTC.
    Instant dayBegins = Instant.parse("2026-06-30T22:00:00Z");

    assertThat(waiting.terms().aim().target()).isEqualByComparingTo("1000");
    assertThat(Adjustments.applyDue(waiting, dayBegins.minus(Duration.ofMillis(1)))).isEmpty();
    Goal applied = done(Adjustments.applyDue(waiting, dayBegins).orElseThrow()).goal();
    assertThat(applied.terms().aim().target()).isEqualByComparingTo("1200");
    assertThat(Adjustments.applyDue(applied, dayBegins)).isEmpty();
  }

  @Test
  void anApprovalFallsWhenTheGoalChangedBeforeItsDay() {
    Goal waiting = Examples.withApprovedAdjustment("g-1", LocalDate.of(2026, 7, 1));
    assertThat(approve(asked(waiting, "a-2", "1100"), "a-2", true, NOW))
        .as("one that waits is enough")
        .isInstanceOf(Outcome.Refused.class);
    Goal changed = waiting.edit().terms(more("1100")).by(Step.of(Step.Kind.ADJUSTED, MIA, NOW));

    Goal later =
        done(Adjustments.applyDue(changed, Instant.parse("2026-07-02T00:00:00Z")).orElseThrow())
            .goal();

    assertThat(later.terms().aim().target()).isEqualByComparingTo("1100");
    assertThat(later.adjustment("a-1").orElseThrow().state()).isEqualTo(Adjustment.State.DECLINED);
  }

  @Test
  void whileAReviewIsOpenALongGoalChangesWithoutAnException() {
    Goal reviewed = done(Reviews.open(asked(), Optional.empty(), "r-1", MIA, NOW)).goal();

    assertThat(approve(reviewed, "a-1", false, NOW)).isInstanceOf(Outcome.Done.class);
    Goal closed = done(Reviews.close(reviewed, "r-1", "let it be", MIA, NOW)).goal();
    assertThat(approve(closed, "a-1", false, NOW)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aRequestForAnOlderRevisionIsAskedForAnew() {
    Goal both = asked(asked(), "a-2", "1100");
    Goal changed = done(approve(both, "a-2", true, NOW)).goal();

    assertThat(approve(changed, "a-1", true, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "the goal is at revision 3 now and the request was made for revision 2; ask"
                        + " anew")));
  }

  @Test
  void aGoalThatEndedGoesOnWhenItsPeriodIsMadeLonger() {
    Goal ended =
        GoalRules.ended(active(), "e-1", Instant.parse("2027-01-01T00:00:00Z"))
            .orElseThrow()
            .goal();
    Instant now = Instant.parse("2027-01-03T00:00:00Z");
    Terms longer = Examples.draft(r -> r.end = Optional.of(LocalDate.of(2027, 4, 1))).terms();
    Adjustment.Request request =
        new Adjustment.Request(longer, "the fair was moved", List.of(), Optional.empty());
    Goal asked = done(Adjustments.request(ended, request, "a-1", POLICY, ANA, now)).goal();

    Goal longerGoal = done(approve(asked, "a-1", true, now)).goal();

    assertThat(longerGoal.state()).isEqualTo(Goal.State.ACTIVE);
  }

  static Stream<Outcome<Change>> refusals() {
    Goal draft = Examples.draft(r -> {});
    Goal declined = done(Adjustments.decline(asked(), "a-1", "no", MIA, NOW)).goal();
    Goal applied = done(approve(asked(), "a-1", true, NOW)).goal();
    Terms calls = Examples.draft(r -> r.metricId = Optional.of("calls")).terms();
    return Stream.of(
        Adjustments.request(draft, request(more("1200"), "why"), "a-1", POLICY, ANA, NOW),
        Adjustments.request(active(), request(more("1200"), " "), "a-1", POLICY, ANA, NOW),
        Adjustments.request(active(), request(more("1000.0"), "why"), "a-1", POLICY, ANA, NOW),
        Adjustments.request(active(), request(calls, "why"), "a-1", POLICY, ANA, NOW),
        Adjustments.request(
            active(),
            new Adjustment.Request(
                more("1200"), "why", List.of(), Optional.of(LocalDate.of(2027, 1, 1))),
            "a-1",
            POLICY,
            ANA,
            NOW),
        approve(asked(), "a-9", true, NOW),
        approve(declined, "a-1", true, NOW),
        Adjustments.decline(asked(), "a-1", " ", MIA, NOW),
        Adjustments.withdraw(applied, "a-1", true, ANA, NOW));
  }

  /** Who withdraws, whether that person decides, whether it is approved for later, the outcome. */
  @ParameterizedTest
  @CsvSource({
    "ana, false, false, true",
    "mia, false, false, false",
    "mia, true, false, true",
    "ana, false, true, false",
    "mia, true, true, true"
  })
  void onlyOnesOwnRequestIsWithdrawnUnlessOneDecides(
      String by, boolean decides, boolean approved, boolean done) {
    Goal asked = asked();
    if (approved) {
      Adjustment later =
          asked.adjustments().getFirst().in(Adjustment.State.APPROVED, Optional.empty());
      asked = asked.edit().adjustment(later).quietly();
    }

    Outcome<Change> outcome = Adjustments.withdraw(asked, "a-1", decides, new Actor(by), NOW);

    assertThat(outcome).isInstanceOf(done ? Outcome.Done.class : Outcome.Refused.class);
    if (outcome instanceof Outcome.Done<Change>(Change change)) {
      assertThat(change.events())
          .extracting(GoalEvent::kind)
          .containsExactly(GoalEvent.Kind.GOAL_ADJUSTMENT_WITHDRAWN);
    }
  }

  @Test
  void whatIsOpenFallsWithTheGoal() {
    Goal cancelled = done(GoalRules.cancel(asked(), "sold out", MIA, NOW)).goal();

    assertThat(cancelled.adjustments())
        .extracting(Adjustment::state)
        .containsExactly(Adjustment.State.DECLINED);
    assertThat(cancelled.adjustments().getFirst().decision().orElseThrow().reason())
        .contains("the goal was cancelled");
    assertThat(done(GoalRules.cancel(asked(), "sold out", MIA, NOW)).events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_ADJUSTMENT_DECLINED, GoalEvent.Kind.GOAL_CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aStepThatDoesNotFollowIsRefused(Outcome<Change> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
  }

  private static Outcome<Change> approve(Goal goal, String id, boolean exception, Instant now) {
    return Adjustments.approve(
        goal, id, new Adjustments.Approval(WHY, exception), POLICY, MIA, now);
  }

  private static Goal active() {
    return done(GoalRules.activate(Examples.draft(r -> {}), MIA, NOW)).goal();
  }

  private static Goal asked() {
    return asked(active(), "a-1", "1200");
  }

  private static Goal asked(Goal goal, String id, String target) {
    return done(Adjustments.request(
            goal, request(more(target), "the new region"), id, POLICY, ANA, NOW))
        .goal();
  }

  private static Adjustment.Request request(Terms terms, String reason) {
    return new Adjustment.Request(terms, reason, List.of("minutes.pdf"), Optional.empty());
  }

  private static Terms more(String target) {
    return Examples.draft(r -> r.target = Optional.of(new BigDecimal(target))).terms();
  }

  private static Terms terms(BigDecimal target, LocalDate end) {
    return Examples.draft(
            r -> {
              r.target = Optional.of(target);
              r.end = Optional.of(end);
            })
        .terms();
  }
}
