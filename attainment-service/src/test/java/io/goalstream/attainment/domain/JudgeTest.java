package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.revenue;
import static io.goalstream.attainment.domain.Examples.some;
import static io.goalstream.attainment.domain.Judged.A_DEAL;
import static io.goalstream.attainment.domain.Judged.BEFORE_THE_START;
import static io.goalstream.attainment.domain.Judged.DEFINED;
import static io.goalstream.attainment.domain.Judged.define;
import static io.goalstream.attainment.domain.Judged.given;
import static io.goalstream.attainment.domain.Judged.partial;
import static io.goalstream.attainment.domain.Judged.quotient;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Watermarks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  // Levels

  @ParameterizedTest
  @CsvSource({"49.99, false", "50, true", "50.01, true"})
  void reachingALevelExactlyCounts(String value, boolean reached) {
    Judged judged = given(aGoal().thresholds("0.5")).hears(value);

    assertThat(judged.kinds()).isEqualTo(reached ? List.of("REACHED 0.5") : List.of());
    assertThat(judged.progress().levels())
        .singleElement()
        .satisfies(level -> assertThat(level.reached()).isEqualTo(reached));
  }

  @ParameterizedTest
  @CsvSource({"50.01, false", "50, false", "49.99, true"})
  void aLevelIsLostOnlyBelowIt(String value, boolean lost) {
    Judged judged = given(aGoal().thresholds("0.5")).hears("60").hears(value);

    assertThat(judged.kinds()).isEqualTo(lost ? List.of("LOST 0.5") : List.of());
  }

  @Test
  void oneChangeMayCrossSeveralLevelsInTheirOrder() {
    Judged up = given(aGoal().thresholds("0.5", "0.8", "1", "1.2")).hears("100");
    Judged down = up.hears("55");

    assertThat(up.kinds()).containsExactly("REACHED 0.5", "REACHED 0.8", "REACHED 1");
    assertThat(down.kinds()).containsExactly("LOST 0.8", "LOST 1");
    assertThat(down.decision().events().getFirst().before().value()).isEqualTo(some("100.000000"));
    assertThat(down.decision().events().getFirst().after().value()).isEqualTo(some("55.000000"));
  }

  @Test
  void reachedAndLostAlternateAndCountTheirCrossings() {
    Judged judged = given(aGoal().thresholds("0.5"));
    List<String> story = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String value : List.of("50", "60", "40", "30", "50", "50", "0", "99")) {
      judged = judged.hears(value);
      for (AttainmentEvent event : judged.decision().events()) {
        story.add(event.kind() + " " + event.crossing());
        ids.add(event.id());
      }
    }

    assertThat(story)
        .containsExactly(
            "THRESHOLD_REACHED 1",
            "THRESHOLD_LOST 2",
            "THRESHOLD_REACHED 3",
            "THRESHOLD_LOST 4",
            "THRESHOLD_REACHED 5");
    assertThat(ids).hasSize(5);
    assertThat(judged.progress().levels())
        .singleElement()
        .satisfies(
            level -> {
              assertThat(level.crossings()).isEqualTo(5);
              assertThat(level.crossedAt()).contains(BEFORE_THE_START);
            });
  }

  @Test
  void anEventsIdIsMadeFromWhatItSaysSoThatItNeverChanges() {
    AttainmentEvent event =
        given(aGoal().thresholds("0.5")).hears("50").decision().events().getFirst();
    String name = event.goal().id() + "\n" + event.happening().key() + "\n1";

    assertThat(event.id())
        .isEqualTo(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  void aDecreaseReachesItsLevelsDownwards() {
    Judged judged =
        given(
                aGoal()
                    .baseline("45")
                    .target("30")
                    .direction(Goal.Direction.DECREASE)
                    .thresholds("0.5", "1"))
            .hears("45");

    assertThat(judged.hears("37.51").kinds()).isEmpty();
    assertThat(judged.hears("37.5").kinds()).containsExactly("REACHED 0.5");
    assertThat(judged.hears("30").kinds()).containsExactly("REACHED 0.5", "REACHED 1");
    assertThat(judged.hears("30").hears("44").kinds()).containsExactly("LOST 0.5", "LOST 1");
  }

  @Test
  void anAdjustmentCrossesLevelsWithoutADeal() {
    Judged judged = given(aGoal().thresholds("0.5")).hears("40");

    Judged lowered = judged.redefined(aGoal().thresholds("0.5").target("80").revision(2), 9);
    assertThat(lowered.decision().progress()).isEmpty();
    Judged heard = lowered.hears(0, partial("40", 9, Cause.of(Cause.Kind.GOAL_CHANGE, "goal")));

    assertThat(heard.kinds()).containsExactly("REACHED 0.5");
    assertThat(heard.decision().events().getFirst().cause().kind())
        .isEqualTo(Cause.Kind.GOAL_CHANGE);
    assertThat(heard.decision().events().getFirst().goal().revision()).isEqualTo(2);
  }

  @Test
  void aLevelThatIsAddedLaterIsJudgedFromThenOn() {
    Judged judged = given(aGoal().thresholds("0.5")).hears("90");

    Judged more =
        judged
            .redefined(aGoal().thresholds("0.5", "0.8").revision(2), 9)
            .hears(0, partial("90", 9, A_DEAL));

    assertThat(more.kinds()).containsExactly("REACHED 0.8");
  }

  // Levels with a name

  @ParameterizedTest
  @CsvSource({"79.99, ''", "80, REACHED COMMIT", "80.01, REACHED COMMIT"})
  void aLevelWithANameIsReachedByItsNumber(String value, String told) {
    Judged judged = given(aGoal().thresholds().target("120").level("COMMIT", "80")).hears(value);

    assertThat(judged.kinds()).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    assertThat(judged.progress().levels())
        .singleElement()
        .satisfies(
            level -> {
              assertThat(level.threshold()).isEqualTo(number("0.666666"));
              assertThat(level.name()).contains("COMMIT");
              assertThat(level.value()).isEqualTo(some("80"));
            });
  }

  @Test
  void aLevelOfADecreaseIsReachedDownwards() {
    GoalOf goal =
        aGoal()
            .thresholds()
            .baseline("45")
            .target("30")
            .level("COMMIT", "35")
            .level("STRETCH", "20");

    assertThat(given(goal).hears("35.01").kinds()).isEmpty();
    assertThat(given(goal).hears("35").kinds()).containsExactly("REACHED COMMIT");
    assertThat(given(goal).hears("20").kinds())
        .containsExactly("REACHED COMMIT", "REACHED STRETCH");
  }

  @Test
  void aLevelInThePlaceOfAThresholdGivesItItsName() {
    Judged judged =
        given(aGoal().thresholds("0.5", "1").level("TARGET", "100").level("STRETCH", "120"))
            .hears("120");

    assertThat(judged.kinds()).containsExactly("REACHED 0.5", "REACHED TARGET", "REACHED STRETCH");
    assertThat(judged.progress().levels())
        .extracting(level -> level.threshold().toPlainString())
        .containsExactly("0.5", "1", "1.200000");
    assertThat(judged.decision().events().get(1).id())
        .as("the id of the threshold, with the name or without it")
        .isEqualTo(given(aGoal().thresholds("1")).hears("100").event().id());
  }

  /** 1/3 is rounded to the threshold, and yet above it. */
  @Test
  void levelsThatOnlyLookAlikeAreTwo() {
    GoalOf goal = aGoal().target("3").thresholds("0.333333").level("COMMIT", "1");

    Judged between = given(goal).hears("0.9999995");
    Judged above = between.hears("1");

    assertThat(between.kinds()).containsExactly("REACHED 0.333333");
    assertThat(above.kinds()).containsExactly("REACHED COMMIT");
    assertThat(above.event().id()).isNotEqualTo(between.event().id());
    assertThat(above.hears("0.9999995").kinds()).containsExactly("LOST COMMIT");
  }

  @Test
  void anAdjustedTargetMovesALevelAndNobodyHearsOfItTwice() {
    Judged judged = given(aGoal().thresholds("0.8").level("COMMIT", "80")).hears("85");
    assertThat(judged.kinds()).containsExactly("REACHED COMMIT");

    Judged moved =
        judged
            .redefined(aGoal().thresholds("0.8").level("COMMIT", "80").target("90").revision(2), 9)
            .hears(0, partial("85", 9, A_DEAL));

    assertThat(moved.kinds()).isEmpty();
    assertThat(moved.progress().levels()).extracting(LevelState::reached).containsOnly(true);
    assertThat(moved.progress().levels()).hasSize(2);
    Judged lost = moved.hears(0, partial("79", 9, A_DEAL));
    assertThat(lost.kinds()).containsExactly("LOST COMMIT");
    assertThat(lost.event().crossing()).isEqualTo(2);
  }

  @Test
  void levelsThatBecomeOneRememberWhatWasAnnouncedOfEither() {
    Judged judged = given(aGoal().thresholds("0.8").level("COMMIT", "70")).hears("75");
    assertThat(judged.kinds()).containsExactly("REACHED COMMIT");

    Judged merged =
        judged
            .redefined(
                aGoal().thresholds("0.8").level("COMMIT", "70").target("87.5").revision(2), 9)
            .hears(0, partial("75", 9, A_DEAL));

    assertThat(merged.kinds()).isEmpty();
    assertThat(merged.progress().levels()).singleElement().matches(LevelState::reached);
    assertThat(merged.hears(0, partial("69.99", 9, A_DEAL)).kinds()).containsExactly("LOST COMMIT");
  }

  @Test
  void levelsOfAGoalThatIsKeptAreThoseOfItsCompliance() {
    GoalOf goal =
        aGoal()
            .direction(Goal.Direction.MAINTAIN)
            .target("10")
            .thresholds("1")
            .level("COMMIT", "5");

    Judged judged = given(goal).at("2026-05-02T00:00:00Z").hears("10");

    assertThat(judged.kinds()).containsExactly("REACHED 1");
    assertThat(judged.hears("9").kinds()).containsExactly("LOST 1");
  }

  // Only whole numbers are judged

  @Test
  void nothingIsJudgedBeforeEveryPartitionHasSpoken() {
    Judged judged = given(aGoal(), 3);

    Judged first = judged.hears(0, partial("60", DEFINED, A_DEAL));
    Judged second = first.hears(2, partial("60", DEFINED, A_DEAL));
    Judged third = second.hears(1, partial("0", DEFINED, A_DEAL));

    assertThat(first.decision().progress()).isEmpty();
    assertThat(first.decision().events()).isEmpty();
    assertThat(second.decision().progress()).isEmpty();
    assertThat(third.progress().value()).isEqualTo(some("120.000000"));
    assertThat(third.kinds()).contains("REACHED 1");
  }

  @Test
  void nothingIsJudgedWhileTheNumberOfPartitionsIsUnknown() {
    Case known = define(Case.NEW, aGoal().build(), DEFINED).heard(0, partial("60", 9, A_DEAL));

    assertThat(Judge.isWhole(known, Watermarks.UNKNOWN)).isFalse();
    assertThat(Judge.decide(known, Watermarks.UNKNOWN, A_DEAL, BEFORE_THE_START).progress())
        .isEmpty();
  }

  @Test
  void nothingIsJudgedWithoutADefinition() {
    Case known = Case.NEW.heard(0, partial("60", 9, A_DEAL));

    assertThat(Judge.isWhole(known, new Watermarks(1, Map.of(0, 99L)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"6, false", "7, true", "8, true"})
  void aPartitionThatSaysNothingOfTheGoalCountsWhenItHasComeAsFar(long watermark, boolean whole) {
    Case known =
        define(Case.NEW, aGoal().build(), DEFINED).heard(0, partial("60", DEFINED, A_DEAL));

    assertThat(Judge.isWhole(known, new Watermarks(2, Map.of(1, watermark)))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"8, 8, false", "8, 9, true", "9, 0, true", "10, 0, false"})
  void aPartitionBehindANewerChangeKeepsTheOthersWaiting(
      long basis, long watermark, boolean whole) {
    Case known =
        define(Case.NEW, aGoal().build(), DEFINED)
            .heard(0, partial("60", 9, A_DEAL))
            .heard(1, partial("60", basis, A_DEAL));

    assertThat(Judge.isWhole(known, new Watermarks(2, Map.of(0, 0L, 1, watermark))))
        .isEqualTo(whole);
  }

  @Test
  void theOldNumberStandsWhileANewDefinitionIsCounted() {
    Judged judged = given(aGoal().thresholds("0.5")).hears("60");

    Judged waiting = judged.redefined(aGoal().thresholds("0.5").target("1000").revision(2), 9);
    Judged late = waiting.hears(0, partial("70", DEFINED, A_DEAL));

    assertThat(waiting.decision().progress()).isEmpty();
    assertThat(late.decision().progress()).isEmpty();
    assertThat(late.decision().events()).isEmpty();
    assertThat(late.hears(0, partial("70", 9, A_DEAL)).kinds()).containsExactly("LOST 0.5");
  }

  // What is said

  @Test
  void nothingNewIsNotPublished() {
    Judged judged = given(aGoal()).hears("60");

    Judged again = judged.hears(0, partial("60", DEFINED, Cause.TIME));

    assertThat(judged.progress().sequence()).isEqualTo(1);
    assertThat(again.decision().progress()).isEmpty();
    assertThat(again.decision().events()).isEmpty();
    assertThat(again.known().published()).isEqualTo(judged.known().published());
  }

  @Test
  void aNewRevisionIsPublishedEvenIfTheNumbersAreTheSame() {
    Judged judged = given(aGoal()).hears("60");

    Judged again = judged.redefined(aGoal().revision(2), 9).hears(0, partial("60", 9, A_DEAL));

    assertThat(again.progress().sequence()).isEqualTo(2);
    assertThat(again.progress().goal().revision()).isEqualTo(2);
    assertThat(again.decision().events()).isEmpty();
  }

  @Test
  void aFactThatOnlyWaitsForItsRateIsNews() {
    Judged judged = given(aGoal()).hears("60");

    Partial parked = PartialOf.sum("60").basis(DEFINED).parked(1).cause(A_DEAL).build();

    assertThat(judged.hears(0, parked).progress().parkedFactCount()).isEqualTo(1);
  }

  @Test
  void howManyFactsWereSeenIsPublishedButNoNews() {
    Judged judged =
        given(aGoal()).hears(0, PartialOf.sum("60").basis(DEFINED).factsSeen(10).build());

    Judged again = judged.hears(0, PartialOf.sum("60").basis(DEFINED).factsSeen(11).build());
    Judged changed = again.hears(0, PartialOf.sum("61").basis(DEFINED).factsSeen(12).build());

    assertThat(judged.progress().completeness().factsSeen()).isEqualTo(Map.of(0, 10L));
    assertThat(again.decision().progress()).isEmpty();
    assertThat(changed.progress().completeness().factsSeen()).isEqualTo(Map.of(0, 12L));
  }

  @Test
  void whileAGoalIsCountedAnewItsOldNumbersAreMarkedOnce() {
    Judged judged = given(aGoal().thresholds("0.5")).hears("60");
    assertThat(Judge.sweeping(judged.known(), judged.watermarks(), judged.now())).isEmpty();

    Judged waiting = judged.redefined(aGoal().thresholds("0.5").target("80").revision(2), 9);
    Progress marked =
        Judge.sweeping(waiting.known(), waiting.watermarks(), waiting.now()).orElseThrow();
    Judged told =
        new Judged(
            waiting.known().published(marked),
            waiting.watermarks(),
            waiting.now(),
            waiting.decision());

    assertThat(marked.completeness().sweep()).isEqualTo(Progress.Sweep.SWEEPING);
    assertThat(marked.sequence()).isEqualTo(2);
    assertThat(marked.goal().target()).isEqualByComparingTo("100");
    assertThat(marked.figures()).isEqualTo(judged.progress().figures());
    assertThat(Judge.sweeping(told.known(), told.watermarks(), told.now())).isEmpty();

    Judged counted = told.hears(0, partial("60", 9, A_DEAL));
    assertThat(counted.kinds()).isEmpty();
    assertThat(counted.progress().completeness().sweep()).isEqualTo(Progress.Sweep.COMPLETE);
    assertThat(counted.progress().sequence()).isEqualTo(3);
  }

  @Test
  void anUnchangedNumberIsCompleteAgainAfterASweep() {
    Judged judged = given(aGoal()).hears("60");
    Case marked = judged.known().published(judged.progress().sweeping());

    Judged again = new Judged(marked, judged.watermarks(), judged.now(), judged.decision());

    assertThat(again.clockGoesOn().progress().completeness().sweep())
        .isEqualTo(Progress.Sweep.COMPLETE);
  }

  @Test
  void aGoalThatWasNeverPublishedIsNotMarked() {
    Judged judged = given(aGoal());

    assertThat(Judge.sweeping(judged.known(), judged.watermarks(), judged.now())).isEmpty();
  }

  @Test
  void everyChangeSaysWhy() {
    Judged judged = given(aGoal().thresholds("0.5")).hears(0, partial("60", DEFINED, A_DEAL));

    assertThat(judged.progress().cause()).isEqualTo(A_DEAL);
    assertThat(judged.decision().events())
        .allSatisfy(
            event -> {
              assertThat(event.cause().id()).contains("d-1");
              assertThat(event.cause().version()).hasValue(3);
              assertThat(event.cause().creditAfter()).isEqualTo(some("10"));
              assertThat(event.occurredAt()).isEqualTo(BEFORE_THE_START);
            });
  }

  @Test
  void idsOfEventsFollowFromGoalLevelAndCrossingAlone() {
    AttainmentEvent first = given(aGoal().thresholds("0.5")).hears("50").event();
    AttainmentEvent samePlace =
        given(aGoal().thresholds("0.500000")).hears("10").hears("99").event();
    AttainmentEvent otherGoal = given(aGoal().id("other").thresholds("0.5")).hears("50").event();
    AttainmentEvent otherLevel = given(aGoal().thresholds("0.4")).hears("50").event();
    AttainmentEvent lost = given(aGoal().thresholds("0.5")).hears("50").hears("0").event();
    AttainmentEvent pace =
        given(aGoal().thresholds()).at("2026-05-06T00:00:00Z").hears("0").event();

    assertThat(samePlace.id()).isEqualTo(first.id());
    assertThat(List.of(first.id(), otherGoal.id(), otherLevel.id(), lost.id(), pace.id()))
        .doesNotHaveDuplicates();
  }

  // Pace

  @Test
  void paceIsAnnouncedWhenTheFirstDayIsOver() {
    Judged judged = given(aGoal().thresholds()).hears("10");
    assertThat(judged.progress().announcedPace()).isEqualTo(Pace.NOT_STARTED);

    Judged started = judged.at("2026-05-02T00:00:00Z").clockGoesOn();

    assertThat(started.kinds()).containsExactly("PACE ON_TRACK");
    assertThat(started.event().crossing()).isEqualTo(1);
    assertThat(started.progress().cause()).isEqualTo(Cause.TIME);
  }

  @Test
  void timeAloneMakesPaceWorseExactlyWhenItWasForetold() {
    Judged judged = given(aGoal().thresholds()).at("2026-05-02T00:00:00Z").hears("30");
    Instant foretold = judged.progress().figures().nextDowngradeAt().orElseThrow();
    assertThat(foretold).isEqualTo("2026-05-05T00:00:00Z");

    assertThat(judged.at(foretold.minusMillis(1).toString()).clockGoesOn().kinds()).isEmpty();
    assertThat(judged.at(foretold.toString()).clockGoesOn().kinds())
        .containsExactly("PACE OFF_TRACK");
  }

  /** 50 are expected; the hysteresis is 0.02, so 51 is clear of 1 and 46 is clear of 0.9. */
  @Test
  void worseIsAnnouncedAtOnceAndBetterOnceItIsClearOfItsEdge() {
    Judged onTrack = given(aGoal().thresholds()).at("2026-05-06T00:00:00Z").hears("50");
    assertThat(onTrack.kinds()).containsExactly("PACE ON_TRACK");

    Judged atRisk = onTrack.hears("49.99");
    assertThat(atRisk.kinds()).containsExactly("PACE AT_RISK");
    assertThat(atRisk.hears("50").kinds()).isEmpty();
    assertThat(atRisk.hears("50").progress().paceStatus()).isEqualTo(Pace.ON_TRACK);
    assertThat(atRisk.hears("50").progress().announcedPace()).isEqualTo(Pace.AT_RISK);
    assertThat(atRisk.hears("50.99").kinds()).isEmpty();
    assertThat(atRisk.hears("51").kinds()).containsExactly("PACE ON_TRACK");

    Judged offTrack = atRisk.hears("45");
    assertThat(offTrack.kinds()).containsExactly("PACE OFF_TRACK");
    assertThat(offTrack.hears("45.01").kinds()).isEmpty();
    assertThat(offTrack.hears("46").kinds()).isEmpty();
    assertThat(offTrack.hears("46.01").kinds()).containsExactly("PACE AT_RISK");
    assertThat(offTrack.hears("50.5").kinds()).containsExactly("PACE AT_RISK");
    assertThat(offTrack.hears("51").kinds()).containsExactly("PACE ON_TRACK");
  }

  @Test
  void theBandsOfPaceAreThoseOfTheGoal() {
    Judged onTrack =
        given(aGoal().thresholds().paceBands("0.8", "0.5", "0.1"))
            .at("2026-05-06T00:00:00Z")
            .hears("40");
    assertThat(onTrack.kinds()).containsExactly("PACE ON_TRACK");

    Judged atRisk = onTrack.hears("39.99");
    assertThat(atRisk.kinds()).containsExactly("PACE AT_RISK");
    assertThat(atRisk.hears("44.99").kinds()).isEmpty();
    assertThat(atRisk.hears("45").kinds()).containsExactly("PACE ON_TRACK");
  }

  @Test
  void aChangeOfPaceTellsTheStatusThatWasAnnouncedAndNotTheOneAtTheEdge() {
    Judged atRisk =
        given(aGoal().thresholds()).at("2026-05-06T00:00:00Z").hears("50").hears("49").hears("50");
    assertThat(atRisk.progress().paceStatus()).isEqualTo(Pace.ON_TRACK);

    AttainmentEvent worse = atRisk.hears("30").event();

    assertThat(worse.before().paceStatus()).isEqualTo(Pace.AT_RISK);
    assertThat(worse.after().paceStatus()).isEqualTo(Pace.OFF_TRACK);
  }

  @Test
  void aNumberThatDisappearsLeavesTheLastWordOnPaceStanding() {
    Metric average =
        Examples.metric(
            Metric.Aggregation.AVERAGE, Metric.Unit.SCORE, Examples.activities("score"));
    Judged judged =
        given(goal(Owner.rep("ann"), average).target("5").period(MAY).thresholds("0.5"))
            .at("2026-05-06T00:00:00Z")
            .hears(0, quotient("8", "2"));
    assertThat(judged.kinds()).containsExactly("REACHED 0.5", "PACE ON_TRACK");

    Judged gone = judged.hears(0, quotient("0", "0"));

    assertThat(gone.progress().dataState()).isEqualTo(Figures.DataState.NO_DATA);
    assertThat(gone.progress().announcedPace()).isEqualTo(Pace.ON_TRACK);
    assertThat(gone.kinds()).containsExactly("LOST 0.5");
    assertThat(gone.hears(0, quotient("8", "2")).kinds()).containsExactly("REACHED 0.5");
  }

  private static final Goal.Period MAY = period("2026-05-01", "2026-05-11", Examples.UTC);

  private static GoalOf aGoal() {
    return goal(Owner.rep("ann"), revenue()).period(MAY);
  }
}
