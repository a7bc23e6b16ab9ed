package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.revenue;
import static io.goalstream.attainment.domain.Examples.some;
import static io.goalstream.attainment.domain.Judged.A_DEAL;
import static io.goalstream.attainment.domain.Judged.given;
import static io.goalstream.attainment.domain.Judged.partial;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Life.FinalResult;
import io.goalstream.attainment.domain.Life.Outcome;
import io.goalstream.attainment.domain.Life.PriorPeriodAdjustment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time alone brings. The goal is one of 100 in the ten days from 1 May 2026 on. */
class ClockTest {
  private static final Owner ANN = Owner.rep("ann");

  // The life of a goal

  @ParameterizedTest
  @CsvSource({
    "2026-04-30T23:59:59.999Z, UPCOMING",
    "2026-05-01T00:00:00Z, RUNNING",
    "2026-05-09T23:59:59.999Z, RUNNING",
    "2026-05-10T00:00:00Z, ENDING_SOON",
    "2026-05-10T23:59:59.999Z, ENDING_SOON",
    "2026-05-11T00:00:00Z, ENDED",
    "2026-05-15T23:59:59.999Z, ENDED",
    "2026-05-16T00:00:00Z, FINAL"
  })
  void aPhaseBeginsWithItsDay(Instant now, Phase phase) {
    assertThat(Phase.of(quiet().build(), now)).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({
    // in Berlin the last Sunday of March has 23 hours, that of October 25
    "Europe/Berlin, 2026-03-20, 2026-03-30, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin, 2026-10-16, 2026-10-26, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "Pacific/Kiritimati, 2028-02-20, 2028-03-01, 2028-02-28T10:00:00Z, 2028-02-29T10:00:00Z",
    "America/Los_Angeles, 2028-02-20, 2028-03-01, 2028-02-29T08:00:00Z, 2028-03-01T08:00:00Z",
    "America/Sao_Paulo, 2018-10-26, 2018-11-05, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z"
  })
  void daysAreThoseOfTheZone(
      String zone, String start, String end, Instant endingSoon, Instant ended) {
    Goal goal = quiet().period(period(start, end, ZoneId.of(zone))).build();

    assertThat(Phase.of(goal, endingSoon.minusMillis(1))).isEqualTo(Phase.RUNNING);
    assertThat(Phase.of(goal, endingSoon)).isEqualTo(Phase.ENDING_SOON);
    assertThat(Phase.of(goal, ended.minusMillis(1))).isEqualTo(Phase.ENDING_SOON);
    assertThat(Phase.of(goal, ended)).isEqualTo(Phase.ENDED);
  }

  @ParameterizedTest
  @CsvSource({
    // given days before the end; never before the start
    "0, 2026-05-10T23:59:59Z, RUNNING",
    "3, 2026-05-07T23:59:59Z, RUNNING",
    "3, 2026-05-08T00:00:00Z, ENDING_SOON",
    "30, 2026-04-30T23:59:59Z, UPCOMING",
    "30, 2026-05-01T00:00:00Z, ENDING_SOON"
  })
  void howManyDaysBeforeTheEndIsUpToTheGoal(int days, Instant now, Phase phase) {
    assertThat(Phase.of(quiet().endingSoonDays(days).build(), now)).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01, 2026-05-02, 1", "2026-05-01, 2026-05-11, 1", "2026-05-01, 2026-05-12, 2",
    "2026-01-01, 2026-03-02, 6", "2026-01-01, 2026-03-03, 7", "2026-01-01, 2027-01-01, 7"
  })
  void aTenthOfThePeriodIsLeftWhenItEndsSoon(String start, String end, long days) {
    assertThat(period(start, end, Examples.UTC).endingSoonDays()).isEqualTo(days);
  }

  @Test
  void eachPhaseIsAnnouncedOnce() {
    Judged judged = given(quiet()).hears("0");
    List<String> story = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Optional<Instant> next = judged.nextWakeUp();
    while (next.isPresent()) {
      judged = judged.at(next.get().toString()).clockGoesOn();
      for (AttainmentEvent event : judged.decision().events()) {
        story.add(next.get() + " " + event.kind() + " " + event.crossing());
        ids.add(event.id());
      }
      next = judged.nextWakeUp();
    }

    assertThat(story)
        .containsExactly(
            "2026-05-02T00:00:00Z PACE_CHANGED 1",
            "2026-05-10T00:00:00Z GOAL_ENDING_SOON 1",
            "2026-05-11T00:00:00Z GOAL_ENDED 2",
            "2026-05-16T00:00:00Z GOAL_FINAL 3");
    assertThat(ids).hasSize(4);
    assertThat(judged.last().life().phaseChanges()).isEqualTo(3);
    assertThat(judged.at("2027-01-01T00:00:00Z").clockGoesOn().decision().progress()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-09T12:00:00Z, ",
    "2026-05-10T12:00:00Z, GOAL_ENDING_SOON",
    "2026-05-12T12:00:00Z, GOAL_ENDED",
    "2026-06-12T12:00:00Z, GOAL_FINAL"
  })
  void aGoalThatComesLateAnnouncesOnlyThePhaseThatItIsIn(String now, @Nullable String told) {
    Judged judged = given(quiet()).at(now).hears("0");

    assertThat(judged.kinds().stream().filter(kind -> kind.startsWith("GOAL")))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  @Test
  void aPeriodThatIsExtendedEndsAgain() {
    Judged ended = given(quiet()).hears("0").at("2026-05-11T00:00:00Z").clockGoesOn();
    assertThat(ended.kinds()).contains("GOAL_ENDED");

    Judged extended =
        ended.redefined(
            quiet().period(period("2026-05-01", "2026-05-21", Examples.UTC)).revision(2), 9);
    Judged running = extended.hears(0, partial("0", 9, A_DEAL));
    assertThat(running.kinds()).isEmpty();
    assertThat(running.progress().life().phase()).isEqualTo(Phase.RUNNING);

    Judged again = running.at("2026-05-21T00:00:00Z").clockGoesOn();
    assertThat(again.kinds()).containsExactly("GOAL_ENDED");
    assertThat(again.event().crossing()).isEqualTo(2);
    assertThat(again.event().id()).isNotEqualTo(ended.decision().events().getLast().id());
  }

  @Test
  void aPeriodThatIsExtendedByADayDoesNotAnnounceThatItEndsSoonAgain() {
    Judged ended =
        given(quiet())
            .at("2026-05-10T00:00:00Z")
            .hears("0")
            .at("2026-05-11T00:00:00Z")
            .clockGoesOn();

    Judged extended =
        ended
            .redefined(
                quiet().period(period("2026-05-01", "2026-05-12", Examples.UTC)).revision(2), 9)
            .hears(0, partial("0", 9, A_DEAL));

    assertThat(extended.progress().life().phase()).isEqualTo(Phase.ENDING_SOON);
    assertThat(extended.kinds()).isEmpty();
    Judged again = extended.at("2026-05-12T00:00:00Z").clockGoesOn();
    assertThat(again.kinds()).containsExactly("GOAL_ENDED");
    assertThat(again.event().crossing()).isEqualTo(3);
  }

  @Test
  void aNumberThatIsOnlyPartlyComputedDoesNotBecomeFinal() {
    Judged judged = given(quiet(), 2).hears(0, partial("100", Judged.DEFINED, A_DEAL));

    Judged waiting = judged.at("2026-06-01T00:00:00Z").clockGoesOn();

    assertThat(waiting.decision().progress()).isEmpty();
    assertThat(waiting.hears(1, partial("0", Judged.DEFINED, A_DEAL)).kinds())
        .contains("GOAL_FINAL");
  }

  // The result

  @ParameterizedTest
  @CsvSource({
    // without a level above the target, anything above it is more
    "'', 99.99, MISSED", "'', 100, ACHIEVED", "'', 100.01, EXCEEDED",
    // with one, the highest counts
    "STRETCH, 99.99, MISSED", "STRETCH, 100, ACHIEVED", "STRETCH, 119.99, ACHIEVED",
    "STRETCH, 120, EXCEEDED"
  })
  void theResultSaysHowTheGoalWent(String level, String value, Outcome outcome) {
    GoalOf goal = quiet().thresholds("0.5", "1").graceDays(0);

    Judged judged =
        given(level.isEmpty() ? goal : goal.thresholds("0.5", "1", "1.1").level(level, "120"))
            .at("2026-05-11T00:00:00Z")
            .hears(PartialOf.sum(value).parked(3));

    assertThat(judged.last().life().result())
        .contains(
            new FinalResult(
                Optional.of(number(value).setScale(6)),
                judged.last().attainment(),
                outcome,
                3,
                Instant.parse("2026-05-11T00:00:00Z")));
    assertThat(judged.kinds()).contains("GOAL_FINAL").doesNotContain("GOAL_ENDED");
  }

  @ParameterizedTest
  @CsvSource({"10, 10, ACHIEVED", "10, 9, MISSED", "0, 0, MISSED"})
  void aGoalThatIsKeptIsAchievedIfEveryPeriodMetIt(String first, String second, Outcome outcome) {
    GoalOf goal = quiet().direction(Direction.MAINTAIN).observation(Observation.WEEK).target("10");

    Judged judged =
        given(goal)
            .at("2026-06-01T00:00:00Z")
            .hears(PartialOf.nothing().bucket("2026-05-01", first).bucket("2026-05-08", second));

    assertThat(judged.last().life().result().map(FinalResult::outcome)).contains(outcome);
  }

  @Test
  void withoutANumberTheResultIsNoData() {
    Metric average =
        Examples.metric(
            Metric.Aggregation.AVERAGE, Metric.Unit.SCORE, Examples.activities("score"));

    Judged judged = given(goal(ANN, average).period(MAY)).at("2026-06-01T00:00:00Z").hears("0");

    assertThat(judged.last().life().result())
        .hasValueSatisfying(
            result -> {
              assertThat(result.outcome()).isEqualTo(Outcome.NO_DATA);
              assertThat(result.value()).isEmpty();
              assertThat(result.attainment()).isEmpty();
            });
  }

  @Test
  void whatChangesAfterTheResultStandsBesideIt() {
    Judged fixed = given(quiet().thresholds("0.5", "1")).at("2026-05-16T00:00:00Z").hears("90");
    Progress result = fixed.progress();

    Judged more = fixed.at("2026-05-20T00:00:00Z").hears("110");

    assertThat(more.kinds()).containsExactly("ADJUSTED 1");
    Progress adjusted = more.progress();
    assertThat(adjusted.figures()).isEqualTo(result.figures());
    assertThat(adjusted.levels()).isEqualTo(result.levels());
    assertThat(adjusted.life().result()).isEqualTo(result.life().result());
    assertThat(adjusted.life().adjustment())
        .contains(
            new PriorPeriodAdjustment(
                1,
                some("110.000000"),
                some("1.100000"),
                number("20.000000"),
                A_DEAL,
                Instant.parse("2026-05-20T00:00:00Z")));
    assertThat(more.event().before().value()).isEqualTo(some("90.000000"));
    assertThat(more.event().after().value()).isEqualTo(some("110.000000"));
  }

  @Test
  void everyOtherNumberAfterTheResultIsToldOnce() {
    Judged judged = given(quiet()).at("2026-05-16T00:00:00Z").hears("90");
    List<String> story = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String value : List.of("90", "95", "95", "90", "0", "100")) {
      judged = judged.hears(value);
      for (AttainmentEvent event : judged.decision().events()) {
        story.add(event.crossing() + ": " + event.after().value().orElseThrow());
        ids.add(event.id());
      }
    }

    assertThat(story)
        .containsExactly("1: 95.000000", "2: 90.000000", "3: 0.000000", "4: 100.000000");
    assertThat(ids).hasSize(4);
  }

  /** Attainment is rounded down; the value tells more. */
  @Test
  void aNumberThatChangesBelowTheRoundingOfAttainmentIsToldToo() {
    Judged fixed = given(quiet().target("30000000")).at("2026-05-16T00:00:00Z").hears("10");

    Judged more = fixed.hears("10.01");

    assertThat(more.kinds()).containsExactly("ADJUSTED 1");
    assertThat(more.event().after().attainment()).isEqualTo(more.event().before().attainment());
  }

  @Test
  void aFinalGoalTakesANewNameAndKeepsItsTerms() {
    Judged fixed = given(quiet()).at("2026-05-16T00:00:00Z").hears("90");

    GoalOf other =
        quiet()
            .period(period("2026-05-01", "2026-08-01", Examples.UTC))
            .target("45")
            .thresholds("0.1", "2")
            .revision(2);
    Judged revised = fixed.redefined(other, 9).hears(0, partial("90", 9, A_DEAL));

    assertThat(revised.kinds()).containsExactly("ADJUSTED 1");
    Progress progress = revised.progress();
    assertThat(progress.goal().revision()).isEqualTo(2);
    assertThat(progress.goal().target()).isEqualByComparingTo("100");
    assertThat(progress.goal().period()).isEqualTo(MAY);
    assertThat(progress.life().phase()).isEqualTo(Phase.FINAL);
    assertThat(progress.life().result()).isEqualTo(fixed.progress().life().result());
    assertThat(progress.levels()).isEqualTo(fixed.progress().levels());
    assertThat(progress.life().adjustment().orElseThrow().attainment()).isEqualTo(some("2.000000"));
    assertThat(progress.life().adjustment().orElseThrow().difference()).isEqualByComparingTo("0");
  }

  // Silence

  @ParameterizedTest
  @CsvSource({
    // three whole days without a credit
    ", 2026-05-03T23:59:59Z, ",
    ", 2026-05-04T00:00:00Z, SILENT SINCE 2026-05-01",
    "2026-05-02, 2026-05-05T23:59:59Z, ",
    "2026-05-02, 2026-05-06T00:00:00Z, SILENT SINCE 2026-05-03",
    // a date to come is as good as today
    "2026-05-09, 2026-05-06T00:00:00Z, ",
    // nobody is silent before the start; after the end nothing is expected
    "2026-04-01, 2026-05-03T23:59:59Z, ",
    "2026-04-01, 2026-05-04T00:00:00Z, SILENT SINCE 2026-05-01",
    "2026-05-02, 2026-05-11T00:00:00Z, ",
    "2026-05-02, 2026-05-10T23:59:59Z, SILENT SINCE 2026-05-03"
  })
  void silenceIsWholeDaysWithoutACredit(
      @Nullable String credited, String now, @Nullable String told) {
    PartialOf partial = PartialOf.sum("1");

    Judged judged =
        given(quiet().silenceDays(3))
            .at(now)
            .hears(credited == null ? partial : partial.lastCreditedOn(credited));

    assertThat(judged.kinds().stream().filter(kind -> kind.startsWith("SILENT")))
        .isEqualTo(told == null ? List.of() : List.of(told));
    assertThat(judged.last().silence().silent()).isEqualTo(told != null);
  }

  @Test
  void eachSilenceIsToldOnceAndEndsWithACredit() {
    Judged silent = given(quiet().silenceDays(2)).at("2026-05-03T00:00:00Z").hears("0");
    assertThat(silent.kinds()).contains("SILENT SINCE 2026-05-01");
    assertThat(silent.at("2026-05-04T00:00:00Z").clockGoesOn().kinds()).isEmpty();

    Judged credited =
        silent.at("2026-05-04T09:00:00Z").hears(PartialOf.sum("1").lastCreditedOn("2026-05-04"));
    assertThat(credited.kinds()).isEmpty();
    assertThat(credited.last().silence().silent()).isFalse();

    Judged again = credited.at("2026-05-07T00:00:00Z").clockGoesOn();
    assertThat(again.kinds()).containsExactly("SILENT SINCE 2026-05-05");
    assertThat(again.event().crossing()).isEqualTo(2);
    assertThat(again.progress().silence())
        .isEqualTo(new Progress.Silence(Optional.of(Examples.day("2026-05-04")), true, 2));
  }

  @Test
  void theLatestCreditOfAllPartitionsCounts() {
    Judged judged =
        given(quiet().silenceDays(2), 2)
            .at("2026-05-05T00:00:00Z")
            .hears(0, PartialOf.sum("1").basis(9).lastCreditedOn("2026-05-03").build())
            .hears(1, PartialOf.sum("1").basis(9).lastCreditedOn("2026-05-01").build());

    assertThat(judged.last().silence().silent()).isFalse();
    assertThat(judged.last().silence().lastCreditedOn()).contains(Examples.day("2026-05-03"));
  }

  // Checkpoints

  @ParameterizedTest
  @CsvSource({"1.99, true", "2, false", "2.01, false"})
  void aCheckpointIsToldIfItsNumberIsNotThere(String value, boolean told) {
    Judged judged = given(meetings()).at("2026-05-06T10:59:59Z").hears(value);
    assertThat(judged.kinds()).doesNotContain("NOT REACHED two by Wednesday");
    assertThat(judged.last().checkpoints()).isEmpty();
    assertThat(judged.nextWakeUp()).contains(Instant.parse("2026-05-06T11:00:00Z"));

    Judged passed = judged.at("2026-05-06T11:00:00Z").clockGoesOn();

    assertThat(passed.kinds())
        .isEqualTo(told ? List.of("NOT REACHED two by Wednesday") : List.of());
    assertThat(passed.progress().checkpoints())
        .containsExactly(
            new Progress.CheckpointState(
                "two by Wednesday",
                Instant.parse("2026-05-06T11:00:00Z"),
                number("2"),
                Optional.of(number(value).setScale(6)),
                !told));
    assertThat(passed.hears("1").kinds()).doesNotContain("NOT REACHED two by Wednesday");
    assertThat(passed.hears("1").last().checkpoints()).isEqualTo(passed.progress().checkpoints());
  }

  @ParameterizedTest
  @CsvSource({"40.01, true", "40, false", "39.99, false"})
  void aCheckpointOfADecreaseIsAnUpperLimit(String value, boolean told) {
    GoalOf goal =
        quiet()
            .baseline("45")
            .target("30")
            .direction(Direction.DECREASE)
            .checkpoint("at most forty", "2026-05-06T00:00:00Z", "40");

    Judged passed =
        given(goal)
            .at("2026-05-05T00:00:00Z")
            .hears(value)
            .at("2026-05-06T00:00:00Z")
            .clockGoesOn();

    assertThat(passed.kinds().contains("NOT REACHED at most forty")).isEqualTo(told);
  }

  @Test
  void aCheckpointOfThePastIsNotedInSilence() {
    Judged late = given(meetings()).at("2026-05-06T11:00:00Z").hears("0");

    assertThat(late.kinds()).doesNotContain("NOT REACHED two by Wednesday");
    assertThat(late.last().checkpoints())
        .singleElement()
        .satisfies(state -> assertThat(state.reached()).isFalse());
  }

  @Test
  void aCheckpointThatARevisionSetsForThePastIsNotedInSilence() {
    Judged judged = given(quiet()).at("2026-05-05T00:00:00Z").hears("0");

    Judged revised =
        judged
            .redefined(meetings().revision(2), 9)
            .at("2026-05-07T00:00:00Z")
            .hears(0, partial("0", 9, A_DEAL));

    assertThat(revised.kinds()).isEmpty();
    assertThat(revised.last().checkpoints()).hasSize(1);
  }

  /** As it is with progress of an engine that knew no checkpoints. */
  @Test
  void aCheckpointThatWasPublishedOverIsNotedInSilence() {
    Judged judged = given(quiet()).at("2026-05-06T12:00:00Z").hears("0");

    Judged known = judged.redefined(meetings(), Judged.DEFINED);

    assertThat(known.kinds()).isEmpty();
    assertThat(known.progress().checkpoints()).hasSize(1);
  }

  @Test
  void aCheckpointThatIsMovedIsAnother() {
    Judged missed =
        given(meetings())
            .at("2026-05-05T00:00:00Z")
            .hears("0")
            .at("2026-05-06T11:00:00Z")
            .clockGoesOn();
    GoalOf moved = quiet().checkpoint("two by Wednesday", "2026-05-07T11:00:00Z", "2").revision(2);

    Judged again =
        missed
            .redefined(moved, 9)
            .hears(0, partial("0", 9, A_DEAL))
            .at("2026-05-07T11:00:00Z")
            .clockGoesOn();

    assertThat(again.kinds()).containsExactly("NOT REACHED two by Wednesday");
    assertThat(again.event().id()).isNotEqualTo(missed.event().id());
    assertThat(again.progress().checkpoints()).hasSize(1);
  }

  // Waking up

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T00:00:00Z, 2026-05-01T00:00:00Z",
    "2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
    "2026-05-10T12:00:00Z, 2026-05-11T00:00:00Z",
    "2026-05-11T00:00:00Z, 2026-05-16T00:00:00Z",
    "2026-05-16T00:00:00Z, "
  })
  void theNextMomentIsADayOrTheEnd(Instant now, @Nullable Instant next) {
    assertThat(Judge.nextWakeUp(quiet().build(), Optional.empty(), now))
        .isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void aRollingNumberChangesBeforeItsPeriodToo() {
    assertThat(
            Judge.nextWakeUp(
                quiet().rollingDays(7).build(),
                Optional.empty(),
                Instant.parse("2026-04-20T10:00:00Z")))
        .contains(Instant.parse("2026-04-21T00:00:00Z"));
  }

  @Test
  void aFinalGoalSleeps() {
    Judged judged =
        given(quiet().checkpoint("late", "2030-01-01T00:00:00Z", "1"))
            .at("2026-05-16T00:00:00Z")
            .hears("0");

    assertThat(judged.nextWakeUp()).isEmpty();
    assertThat(judged.at("2030-01-01T00:00:00Z").clockGoesOn().decision().progress()).isEmpty();
  }

  /** Waking up at the foretold moments finds everything that looking every hour finds. */
  @Test
  void nothingHappensBetweenTheForetoldMoments() {
    GoalOf goal =
        quiet()
            .thresholds("0.5")
            .silenceDays(2)
            .checkpoint("first", "2026-05-03T15:00:00Z", "50")
            .checkpoint("second", "2026-05-12T15:00:00Z", "50");
    Judged start = given(goal).at("2026-04-29T00:00:00Z").hears("30");
    List<Object> foretold = new ArrayList<>();
    Judged judged = start;
    Optional<Instant> next = judged.nextWakeUp();
    while (next.isPresent()) {
      judged = judged.at(next.get().toString()).clockGoesOn();
      foretold.addAll(judged.decision().events());
      next = judged.nextWakeUp();
    }
    List<Object> everyHour = new ArrayList<>();
    judged = start;
    for (int hour = 1; hour < 24 * 20; hour++) {
      judged = judged.at(start.now().plusSeconds(3600L * hour).toString()).clockGoesOn();
      everyHour.addAll(judged.decision().events());
    }

    assertThat(foretold).hasSizeGreaterThan(6).isEqualTo(everyHour);
  }

  private static final Goal.Period MAY = period("2026-05-01", "2026-05-11", Examples.UTC);

  private static GoalOf quiet() {
    return goal(ANN, revenue()).period(MAY).thresholds();
  }

  private static GoalOf meetings() {
    return quiet().checkpoint("two by Wednesday", "2026-05-06T11:00:00Z", "2");
  }
}
