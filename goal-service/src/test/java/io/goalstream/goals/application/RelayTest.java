package io.goalstream.goals.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Organization.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayTest {
  private final FakeGoalDocuments goals = new FakeGoalDocuments();
  private final FakeDocuments<Member> members = new FakeDocuments<>();
  private final FakeDocuments<ExchangeRate> rates = new FakeDocuments<>();
  private final FakePublisher publisher = new FakePublisher();
  private final Relay relay = new Relay(goals, members, rates, publisher);

  @Test
  void whatGoalsRestOnIsPublishedBeforeThem() {
    activate("g-1");
    rates.insert(
        "EUR/USD",
        new ExchangeRate("EUR", "USD", LocalDate.of(2026, 1, 1), new BigDecimal("1.1")),
        true,
        List.of());
    members.insert(
        "unit/north", Member.of(new Unit("north", "North", List.of(), List.of())), true, List.of());

    relay.run();

    assertThat(publisher.published())
        .containsExactly(
            "member unit/north 1",
            "rate EUR/USD 1.1",
            "event g-1 GOAL_CREATED",
            "goal g-1 ACTIVE",
            "event g-1 GOAL_ACTIVATED");
    relay.run();
    assertThat(publisher.published()).as("everything is published once").hasSize(5);
  }

  @Test
  void moreThanOneBatchIsPublishedAtOnce() {
    for (int i = 0; i < 450; i++) {
      activate("g-" + i);
    }

    relay.run();

    assertThat(publisher.published()).hasSize(3 * 450);
    assertThat(goals.pending(1)).isEmpty();
  }

  @Test
  void whatCouldNotBePublishedWaitsAndKeepsItsOrder() {
    activate("g-1");
    publisher.goAwayAfter(1);

    assertThatExceptionOfType(PartAwayException.class).isThrownBy(relay::run);
    assertThat(publisher.published()).containsExactly("event g-1 GOAL_CREATED");
    assertThat(goals.pending(1).getFirst().items()).hasSize(2);

    publisher.comeBack();
    relay.run();
    assertThat(publisher.published())
        .containsExactly("event g-1 GOAL_CREATED", "goal g-1 ACTIVE", "event g-1 GOAL_ACTIVATED");
  }

  @Test
  void whatWasPublishedWithoutANoteIsPublishedAgain() {
    activate("g-1");
    goals.loseNotes(1);

    assertThatIllegalStateException().isThrownBy(relay::run);
    relay.run();

    assertThat(publisher.published())
        .containsExactly(
            "event g-1 GOAL_CREATED",
            "goal g-1 ACTIVE",
            "event g-1 GOAL_ACTIVATED",
            "event g-1 GOAL_CREATED",
            "goal g-1 ACTIVE",
            "event g-1 GOAL_ACTIVATED");
  }

  @Test
  void whatCannotBePutIntoARecordHoldsNothingElseUp() {
    activate("g-1");
    activate("g-2");
    publisher.refuse("g-1");

    relay.run();

    assertThat(publisher.published())
        .containsExactly("event g-2 GOAL_CREATED", "goal g-2 ACTIVE", "event g-2 GOAL_ACTIVATED");
    assertThat(goals.pending(10))
        .extracting(pending -> pending.stored().id())
        .containsExactly("g-1");
  }

  @Test
  void nothingIsLostWhenItStopsBetweenWritingAndPublishing() {
    activate("g-1");
    for (int stops = 0; stops < 3; stops++) {
      publisher.goAwayAfter(stops == 0 ? 0 : 1);
      assertThatExceptionOfType(PartAwayException.class)
          .isThrownBy(() -> new Relay(goals, members, rates, publisher).run());
    }
    publisher.comeBack();
    new Relay(goals, members, rates, publisher).run();

    assertThat(publisher.published())
        .containsExactly("event g-1 GOAL_CREATED", "goal g-1 ACTIVE", "event g-1 GOAL_ACTIVATED");
  }

  private void activate(String id) {
    Goal draft = Examples.draft(r -> r.id = Optional.of(id));
    goals.insert(id, draft, false, created(draft));
    Change change = Examples.done(GoalRules.activate(draft, Examples.MIA, Examples.NOW));
    goals.replace(goals.find(id).orElseThrow(), change.goal(), true, change.events());
  }

  private static List<GoalEvent> created(Goal draft) {
    return List.of(
        new GoalEvent(
            "created-" + draft.id(),
            GoalEvent.Kind.GOAL_CREATED,
            draft.id(),
            draft.terms().name(),
            1,
            draft.terms().owner(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Examples.NOW));
  }
}
