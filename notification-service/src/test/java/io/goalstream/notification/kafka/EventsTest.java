package io.goalstream.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.CheckpointState;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import io.goalstream.attainment.v1.Standing;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.goals.v1.GoalEventKind;
import io.goalstream.goals.v1.TermEdit;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventsTest {
  private static final Instant NOW = Instant.parse("2026-03-31T09:30:00.123Z");

  private static BigDecimal six(String number) {
    return new BigDecimal(number).setScale(6);
  }

  private static Cause cause() {
    return new Cause(CauseKind.DEAL, "D-1", 7L, null, six("-0.25"), null);
  }

  private static AttainmentEvent.Builder crossing(AttainmentEventKind kind) {
    return AttainmentEvent.newBuilder()
        .setEventId("g-1/0.500000/3")
        .setKind(kind)
        .setGoalId("g-1")
        .setRevision(2)
        .setGoalName("Revenue")
        .setOwnerKind("UNIT")
        .setOwnerId("north")
        .setMetricId("revenue")
        .setMetricName("Revenue")
        .setMetricUnit("MONEY")
        .setCurrency("EUR")
        .setTarget(six("12000"))
        .setThreshold(six("0.5"))
        .setCrossing(3)
        .setBefore(new Standing(null, null, PaceStatus.AT_RISK))
        .setAfter(new Standing(six("6000.5"), six("0.500042"), PaceStatus.ON_TRACK))
        .setCause(cause())
        .setOccurredAt(NOW);
  }

  private static GoalEvent.Builder step(GoalEventKind kind) {
    return GoalEvent.newBuilder()
        .setEventId("e-1")
        .setKind(kind)
        .setGoalId("g-1")
        .setGoalName("Revenue")
        .setRevision(2)
        .setOwnerKind("REP")
        .setOwnerId("ana")
        .setCausedBy("c")
        .setOccurredAt(NOW)
        .setEdits(List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "THRESHOLD_REACHED, LEVEL_REACHED",
    "THRESHOLD_LOST, LEVEL_LOST",
    "PACE_CHANGED, PACE_CHANGED",
    "GOAL_ENDING_SOON, ENDING_SOON",
    "GOAL_ENDED, ENDED",
    "GOAL_FINAL, FINAL",
    "PRIOR_PERIOD_ADJUSTED, RESULT_ADJUSTED",
    "NO_ACTIVITY, NO_ACTIVITY",
    "NOT_REACHED_BY, NOT_REACHED_BY"
  })
  void whatProgressCrossesIsHeard(AttainmentEventKind kind, EventKind heard) {
    assertThat(Events.of(crossing(kind).build()).map(Event::kind)).contains(heard);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindButAnUnknownOneIsHeard(AttainmentEventKind kind) {
    assertThat(Events.of(crossing(kind).build()).isPresent())
        .isEqualTo(kind != AttainmentEventKind.UNKNOWN);
  }

  @Test
  void numbersArePlainAndWhatIsMissingStaysMissing() {
    Event event = Events.of(crossing(AttainmentEventKind.THRESHOLD_REACHED).build()).orElseThrow();

    assertThat(event.level()).contains(new BigDecimal("0.5"));
    assertThat(event.target()).contains(new BigDecimal("12000"));
    assertThat(event.after().value()).contains(new BigDecimal("6000.5"));
    assertThat(event.after().attainment()).contains(new BigDecimal("0.500042"));
    assertThat(event.before().value()).isEmpty();
    assertThat(event.before().pace()).contains("AT_RISK");
    assertThat(event.cause())
        .isEqualTo(
            new Event.Cause(
                "DEAL",
                Optional.of("D-1"),
                Optional.empty(),
                Optional.of(new BigDecimal("-0.25"))));
    assertThat(event.owner()).isEqualTo(new Event.Owner("UNIT", "north"));
    assertThat(event.crossing()).isEqualTo(3);
    assertThat(event.occurredAt()).isEqualTo(NOW);
    assertThat(event.details()).isEqualTo(Event.Details.NONE);
  }

  @Test
  void aLevelWithoutANumberIsPassedOver() {
    assertThat(Events.of(crossing(AttainmentEventKind.THRESHOLD_LOST).setThreshold(null).build()))
        .isEmpty();
    assertThat(Events.of(crossing(AttainmentEventKind.GOAL_ENDED).setThreshold(null).build()))
        .isPresent();
  }

  @Test
  void whatOnlySomeKindsHaveIsRead() {
    Instant noon = Instant.parse("2026-03-15T12:00:00Z");
    AttainmentEvent record =
        crossing(AttainmentEventKind.NOT_REACHED_BY)
            .setPeriodEnd(LocalDate.of(2026, 4, 1))
            .setSilentSince(LocalDate.of(2026, 3, 1))
            .setCheckpoint(new CheckpointState("half", noon, six("6000"), null, false))
            .setAdjustment(new PriorPeriodAdjustment(1L, six("1"), null, six("-2"), cause(), NOW))
            .build();

    assertThat(Events.of(record).orElseThrow().details())
        .isEqualTo(
            new Event.Details(
                Optional.of(LocalDate.of(2026, 4, 1)),
                Optional.of(LocalDate.of(2026, 3, 1)),
                Optional.of(
                    new Event.Checkpoint("half", noon, new BigDecimal("6000"), Optional.empty())),
                Optional.of(new BigDecimal("-2")),
                Optional.empty(),
                Optional.empty(),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "GOAL_PROPOSED, PROPOSED",
    "GOAL_COUNTERED, COUNTERED",
    "GOAL_COUNTER_DECLINED, COUNTER_DECLINED",
    "GOAL_ADJUSTMENT_REQUESTED, ADJUSTMENT_REQUESTED",
    "GOAL_ADJUSTMENT_DECLINED, ADJUSTMENT_DECLINED",
    "GOAL_ADJUSTED, ADJUSTED",
    "GOAL_CANCELLED, CANCELLED",
    "GOAL_CHILDREN_DIFFER, CHILDREN_DIFFER",
    "GOAL_REVIEW_OVERDUE, REVIEW_OVERDUE",
    "GOAL_PRAISED, PRAISED",
    "GOAL_REWARD_EARNED, REWARD_EARNED",
    "GOAL_REWARD_TAKEN_BACK, REWARD_TAKEN_BACK"
  })
  void whatPeopleDoIsHeard(GoalEventKind kind, EventKind heard) {
    assertThat(Events.of(step(kind).build()).map(Event::kind)).contains(heard);
  }

  /** Attainment-service says these itself, so they would be told twice. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "GOAL_REACHED",
        "GOAL_NO_LONGER_REACHED",
        "GOAL_ENDED",
        "GOAL_FINAL",
        "GOAL_RESULT_ADJUSTED"
      })
  void whatProgressHasSaidIsNotHeardAgain(GoalEventKind kind) {
    assertThat(Events.of(step(kind).build())).isEmpty();
  }

  @Test
  void whoDidItAndWhyAndWhatChangedIsRead() {
    GoalEvent record =
        step(GoalEventKind.GOAL_ADJUSTED)
            .setBy("hugo")
            .setReason("the new region")
            .setEdits(List.of(new TermEdit("target", "1000", "1200")))
            .build();

    Event.Details details = Events.of(record).orElseThrow().details();
    assertThat(details.by()).contains("hugo");
    assertThat(details.reason()).contains("the new region");
    assertThat(details.edits()).containsExactly(new Event.Edit("target", "1000", "1200"));
  }

  /** Otherwise a person of that id would not hear of it, and others would be told a false name. */
  @Test
  void whatTheServiceDoesItselfWasDoneByNobody() {
    GoalEvent record = step(GoalEventKind.GOAL_REWARD_EARNED).setBy("goalstream").build();

    assertThat(Events.of(record).orElseThrow().details().by()).isEmpty();
  }
}
