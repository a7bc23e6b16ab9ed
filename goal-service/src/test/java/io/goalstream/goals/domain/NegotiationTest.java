package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.ANA;
import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NegotiationTest {
  private static final Negotiation.Agreement AGREED =
      new Negotiation.Agreement(Optional.empty(), false);

  private static final Terms LESS =
      Examples.draft(r -> r.target = Optional.of(new BigDecimal("900"))).terms();

  @Test
  void givenAProposalWhenTheOwnerAcceptsThenTheGoalCounts() {
    Change accepted = done(Negotiation.accept(proposed(), ANA, NOW));

    assertThat(accepted.goal().state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(kinds(accepted)).containsExactly(GoalEvent.Kind.GOAL_ACTIVATED);
  }

  @Test
  void givenAProposalWhenTheOwnerCountersThenNothingCountsUntilTheManagerDecides() {
    Goal countered = countered();

    assertThat(countered.state()).isEqualTo(Goal.State.PROPOSED);
    assertThat(countered.terms().aim().target()).isEqualByComparingTo("1000");
    assertThat(countered.history().getLast().edits())
        .containsExactly(new Step.Edit("target", "1000", "900"));
    assertThat(GoalRules.activate(countered, MIA, NOW)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void givenACounterWhenTheManagerAcceptsItThenTheGoalCountsWithIt() {
    Goal agreed = done(Negotiation.acceptCounter(countered(), AGREED, MIA, NOW)).goal();

    assertThat(agreed.state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(agreed.terms().aim().target()).isEqualByComparingTo("900");
    assertThat(agreed.counter()).isEmpty();
  }

  @Test
  void givenACounterWhenTheManagerDeclinesItThenTheProposalStandsAndMayBeCounteredAgain() {
    Goal declined =
        done(Negotiation.declineCounter(countered(), "the market grows", MIA, NOW)).goal();

    assertThat(declined.state()).isEqualTo(Goal.State.PROPOSED);
    assertThat(declined.counter()).isEmpty();
    assertThat(declined.terms().aim().target()).isEqualByComparingTo("1000");
    assertThat(Negotiation.counter(declined, LESS, "still too much", ANA, NOW))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void givenACounterWhenTheManagerProposesAnewThenTheCounterIsSettled() {
    Goal anew = done(GoalRules.edit(countered(), LESS, MIA, NOW)).goal();

    assertThat(anew.state()).isEqualTo(Goal.State.PROPOSED);
    assertThat(anew.counter()).isEmpty();
    assertThat(anew.terms().aim().target()).isEqualByComparingTo("900");
  }

  @Test
  void givenACounterWhenTheOwnerAcceptsTheProposalAfterAllThenTheCounterIsTakenBack() {
    Goal accepted = done(Negotiation.accept(countered(), ANA, NOW)).goal();

    assertThat(accepted.terms().aim().target()).isEqualByComparingTo("1000");
    assertThat(accepted.counter()).isEmpty();
  }

  @Test
  void everyStepIsKept() {
    Goal declined =
        done(Negotiation.declineCounter(countered(), "the market grows", MIA, NOW)).goal();
    Goal accepted = done(Negotiation.accept(declined, ANA, NOW)).goal();

    assertThat(accepted.history())
        .extracting(Step::kind)
        .containsExactly(
            Step.Kind.CREATED,
            Step.Kind.PROPOSED,
            Step.Kind.COUNTERED,
            Step.Kind.COUNTER_DECLINED,
            Step.Kind.ACCEPTED);
    assertThat(accepted.history())
        .extracting(Step::by)
        .containsExactly("mia", "mia", "ana", "mia", "ana");
  }

  static Stream<Outcome<Change>> refusals() {
    Goal draft = Examples.draft(r -> {});
    return Stream.of(
        Negotiation.accept(draft, ANA, NOW),
        Negotiation.counter(draft, LESS, "too much", ANA, NOW),
        Negotiation.propose(proposed(), Optional.empty(), MIA, NOW),
        Negotiation.acceptCounter(proposed(), AGREED, MIA, NOW),
        Negotiation.declineCounter(proposed(), "no", MIA, NOW),
        Negotiation.declineCounter(countered(), " ", MIA, NOW),
        Negotiation.counter(proposed(), LESS, " ", ANA, NOW),
        Negotiation.counter(proposed(), proposed().terms(), "as it is", ANA, NOW),
        Negotiation.counter(
            proposed(),
            Examples.draft(r -> r.metricId = Optional.of("calls")).terms(),
            "another metric",
            ANA,
            NOW));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aStepThatDoesNotFollowIsRefused(Outcome<Change> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
  }

  private static Goal proposed() {
    Goal draft = Examples.draft(r -> {});
    return done(Negotiation.propose(draft, Optional.of("as discussed"), MIA, NOW)).goal();
  }

  private static Goal countered() {
    return done(Negotiation.counter(proposed(), LESS, "two accounts left", ANA, NOW)).goal();
  }

  private static List<GoalEvent.Kind> kinds(Change change) {
    return change.events().stream().map(GoalEvent::kind).toList();
  }

  @Test
  void whatWasAgreedOnCanBeLockedWithTheSameWord() {
    Negotiation.Agreement locked = new Negotiation.Agreement(Optional.empty(), true);

    Goal agreed = done(Negotiation.acceptCounter(countered(), locked, MIA, NOW)).goal();

    assertThat(agreed.terms().place().locked()).isTrue();
    assertThat(agreed.history().getLast().edits())
        .extracting(Step.Edit::field)
        .contains("target", "locked");
    assertThat(
            done(Negotiation.acceptCounter(countered(), AGREED, MIA, NOW))
                .goal()
                .terms()
                .place()
                .locked())
        .isFalse();
  }
}
