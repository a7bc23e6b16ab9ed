package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RewardsTest {
  private static final BigDecimal EIGHTY = new BigDecimal("0.80");
  private static final Reward TRIP =
      Reward.at(
          BigDecimal.ONE, "Trip", Reward.Kind.RECOGNITION, Optional.empty(), Optional.empty());
  private static final Reward BONUS =
      Reward.at(
          BigDecimal.ONE,
          "Bonus",
          Reward.Kind.BONUS,
          Optional.of(new BigDecimal("500")),
          Optional.of("EUR"));
  private static final Reward BADGE =
      Reward.at(EIGHTY, "Badge", Reward.Kind.BADGE, Optional.empty(), Optional.empty());

  @Test
  void reachingALevelEarnsItsRewardsAndNoOthers() {
    Change reached = crossed(goal(), BigDecimal.ONE, true, 1);

    assertThat(reached.events())
        .extracting(GoalEvent::kind, event -> event.reason().orElseThrow())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(GoalEvent.Kind.GOAL_REWARD_EARNED, "Trip"),
            org.assertj.core.api.Assertions.tuple(GoalEvent.Kind.GOAL_REWARD_EARNED, "Bonus"));
    assertThat(Rewards.last(reached.goal(), BADGE)).isEmpty();
    assertThat(reached.events()).extracting(GoalEvent::eventId).doesNotHaveDuplicates();
  }

  @Test
  void losingTheLevelTakesTheEarningBackAndReachingItAgainEarnsAgain() {
    Goal reached = crossed(goal(), BigDecimal.ONE, true, 1).goal();
    Goal lost = crossed(reached, BigDecimal.ONE, false, 2).goal();
    Goal again = crossed(lost, BigDecimal.ONE, true, 3).goal();

    assertThat(Rewards.last(lost, TRIP).orElseThrow().earned()).isFalse();
    assertThat(again.earnings().stream().filter(one -> one.reward().equals("Trip")))
        .extracting(Reward.Earning::earned)
        .containsExactly(true, false, true);
  }

  /** Whoever hears of both goes by the times: attainment-service's clock may be behind. */
  @Test
  void whatIsSaidLaterOfARewardHasTheLaterTime() {
    Goal earned = crossed(goal(), BigDecimal.ONE, true, 1).goal();
    Instant before = NOW.minusSeconds(30);

    Change lost =
        Rewards.crossed(earned, level(BigDecimal.ONE, false, 2), "e-2", before).orElseThrow();

    assertThat(lost.goal().earnings())
        .extracting(Reward.Earning::at)
        .containsExactly(NOW, NOW, NOW.plusMillis(1), NOW.plusMillis(1));
    assertThat(lost.events())
        .extracting(GoalEvent::occurredAt)
        .containsExactly(NOW.plusMillis(1), NOW.plusMillis(1));
  }

  @Test
  void aCrossingTakenInTwiceOrTooLateChangesNothing() {
    Goal lost = crossed(crossed(goal(), EIGHTY, true, 1).goal(), EIGHTY, false, 2).goal();

    assertThat(Rewards.crossed(lost, level(EIGHTY, false, 2), "e-2", NOW)).isEmpty();
    assertThat(Rewards.crossed(lost, level(EIGHTY, true, 1), "e-1", NOW)).isEmpty();
    assertThat(Rewards.crossed(goal(), level(EIGHTY, false, 1), "e-1", NOW))
        .as("what was never earned is not taken back")
        .isEmpty();
  }

  @Test
  void aRewardNeedsANameALevelOfTheGoalAndABonusAnAmount() {
    Reward odd =
        Reward.at(
            new BigDecimal("0.9"),
            " ",
            Reward.Kind.BONUS,
            Optional.of(BigDecimal.ZERO),
            Optional.of("EUR"));

    assertThat(Rewards.set(active(), List.of(TRIP, TRIP, odd), List.of(), MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Invalid(
                    List.of(
                        new Violation(
                            "rewards[1].name",
                            "Trip",
                            "a name that no other reward of the goal has"),
                        new Violation(
                            "rewards[2].name",
                            "nothing",
                            "a name that no other reward of the goal has"),
                        new Violation(
                            "rewards[2].threshold",
                            "0.9",
                            "one of the goal's thresholds: 0.5, 0.8, 1"),
                        new Violation(
                            "rewards[2].amount",
                            "0",
                            "an amount above 0 with an ISO 4217 currency, because it is a"
                                + " BONUS")))));
  }

  @Test
  void aRewardForALevelThatIsReachedAlreadyIsEarnedAtOnce() {
    Goal reached = GoalRules.crossed(active(), true, 1, "e-1", NOW).orElseThrow().goal();

    Goal set = done(Rewards.set(reached, List.of(TRIP, BADGE), List.of(), MIA, NOW)).goal();

    assertThat(Rewards.last(set, TRIP).orElseThrow().earned()).isTrue();
    assertThat(Rewards.last(set, BADGE)).isEmpty();
    assertThat(Rewards.crossed(set, level(BigDecimal.ONE, true, 1), "e-1", NOW)).isEmpty();
  }

  @Test
  void whatIsKnownOfOtherLevelsCountsTooAndOnlyOnce() {
    List<Rewards.Level> levels =
        List.of(
            level(new BigDecimal("0.50"), false, 2),
            level(EIGHTY, true, 3),
            level(BigDecimal.ONE, true, 1));
    Goal reached = GoalRules.crossed(active(), true, 1, "e-1", NOW).orElseThrow().goal();

    Change set = done(Rewards.set(reached, List.of(TRIP, BADGE), levels, MIA, NOW));

    assertThat(set.events())
        .extracting(event -> event.kind() + " " + event.goalId())
        .containsExactly("GOAL_REWARD_EARNED g-1", "GOAL_REWARD_EARNED g-1");
    assertThat(Rewards.last(set.goal(), BADGE).orElseThrow().earned()).isTrue();
    assertThat(Rewards.crossed(set.goal(), level(EIGHTY, true, 3), "e-3", NOW)).isEmpty();
    assertThat(Rewards.crossed(set.goal(), level(EIGHTY, false, 4), "e-4", NOW)).isPresent();
  }

  /** What is known of the levels may be older than what the goal was told, or newer. */
  @Test
  void theLaterWordOnALevelCounts() {
    Goal lost =
        GoalRules.crossed(
                GoalRules.crossed(active(), true, 1, "e-1", NOW).orElseThrow().goal(),
                false,
                2,
                "e-2",
                NOW)
            .orElseThrow()
            .goal();

    Rewards.Level older = level(BigDecimal.ONE, true, 1);
    assertThat(done(Rewards.set(lost, List.of(TRIP), List.of(older), MIA, NOW)).events()).isEmpty();
    Rewards.Level newer = level(BigDecimal.ONE, true, 3);
    assertThat(done(Rewards.set(lost, List.of(TRIP), List.of(newer), MIA, NOW)).events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_REWARD_EARNED);
  }

  /** The level's place moves with the target; its name stays. */
  @Test
  void aLevelWithANameEarnsWhereverItIs() {
    Reward club =
        new Reward(
            "Club",
            Reward.Kind.RECOGNITION,
            Optional.empty(),
            Optional.of("STRETCH"),
            Optional.empty(),
            Optional.empty());
    Goal goal = done(Rewards.set(stretched(), List.of(club), List.of(), MIA, NOW)).goal();
    Rewards.Level at120 = new Rewards.Level(new BigDecimal("1.2"), Optional.of("STRETCH"), true, 1);
    Rewards.Level lostAt150 =
        new Rewards.Level(new BigDecimal("1.5"), Optional.of("STRETCH"), false, 2);

    assertThat(Rewards.crossed(goal, level(new BigDecimal("1.2"), true, 1), "e-0", NOW)).isEmpty();
    Goal earned = Rewards.crossed(goal, at120, "e-1", NOW).orElseThrow().goal();
    Goal lost = Rewards.crossed(earned, lostAt150, "e-2", NOW).orElseThrow().goal();

    assertThat(Rewards.last(earned, club).orElseThrow().earned()).isTrue();
    assertThat(Rewards.last(lost, club).orElseThrow().earned()).isFalse();
  }

  /** attainment-service tells of the level and of the threshold as one. */
  @Test
  void aLevelInThePlaceOfTheTargetThatIsReachedAlreadyEarnsAtOnce() {
    Goal goal =
        done(GoalRules.activate(
                Examples.draft(
                    r -> r.levels = List.of(new Terms.Level("TARGET", new BigDecimal("1000")))),
                MIA,
                NOW))
            .goal();
    Goal reached = GoalRules.crossed(goal, true, 1, "e-1", NOW).orElseThrow().goal();
    Reward reward =
        new Reward(
            "Dinner",
            Reward.Kind.RECOGNITION,
            Optional.empty(),
            Optional.of("TARGET"),
            Optional.empty(),
            Optional.empty());
    Rewards.Level known = new Rewards.Level(BigDecimal.ONE, Optional.of("TARGET"), true, 1);

    Goal set = done(Rewards.set(reached, List.of(reward), List.of(known), MIA, NOW)).goal();

    assertThat(Rewards.last(set, reward).orElseThrow().earned()).isTrue();
  }

  @Test
  void aRewardIsForAThresholdOrForALevelThatTheGoalHas() {
    Reward none =
        new Reward(
            "None",
            Reward.Kind.BADGE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Reward odd =
        new Reward(
            "Odd",
            Reward.Kind.BADGE,
            Optional.empty(),
            Optional.of("HOPE"),
            Optional.empty(),
            Optional.empty());

    assertThat(Rewards.set(stretched(), List.of(none, odd), List.of(), MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Invalid(
                    List.of(
                        new Violation(
                            "rewards[0].threshold",
                            "nothing",
                            "a threshold, or the name of a level, and not both"),
                        new Violation(
                            "rewards[1].level", "HOPE", "one of the goal's levels: STRETCH")))));
  }

  /** Else nobody would hear that the level is lost, and the reward would stay. */
  @Test
  void aLevelThatEarnsSomethingCannotBeDropped() {
    Terms without =
        Examples.draft(
                r -> r.thresholds = Optional.of(List.of(new BigDecimal("0.5"), BigDecimal.ONE)))
            .terms();

    assertThat(Rewards.stranded(goal(), without))
        .contains(
            new Violation(
                "thresholds",
                "nothing at 0.80",
                "0.80 too, because it earns Badge; set other rewards first"));
    assertThat(Rewards.stranded(active(), without)).isEmpty();
    Goal reached = GoalRules.crossed(active(), true, 1, "e-1", NOW).orElseThrow().goal();
    Terms half =
        Examples.draft(r -> r.thresholds = Optional.of(List.of(new BigDecimal("0.5")))).terms();
    assertThat(Rewards.stranded(reached, half)).isPresent();
    assertThat(Rewards.stranded(active(), half)).isEmpty();
  }

  private static Goal stretched() {
    return done(GoalRules.activate(
            Examples.draft(
                r -> r.levels = List.of(new Terms.Level("STRETCH", new BigDecimal("1200")))),
            MIA,
            NOW))
        .goal();
  }

  @Test
  void praiseIsKeptAndAnnounced() {
    Change praised = done(Rewards.praise(active(), " Well done ", Optional.empty(), MIA, NOW));

    assertThat(praised.goal().history().getLast().reason()).contains("Well done");
    assertThat(praised.events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_PRAISED);
    assertThat(Rewards.praise(active(), " ", Optional.empty(), MIA, NOW))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aBadgeComesWithPraise() {
    Goal praised =
        done(Rewards.praise(active(), "Well done", Optional.of(" Closer "), MIA, NOW)).goal();

    assertThat(Praise.of(praised))
        .containsExactly(new Praise("Well done", Optional.of("Closer"), MIA.id(), NOW));
    assertThat(Rewards.praise(active(), "Well done", Optional.of(" "), MIA, NOW))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aRewardOfTheSameNameAtAnotherLevelIsAnother() {
    Reward early =
        Reward.at(EIGHTY, "Bonus", Reward.Kind.BADGE, Optional.empty(), Optional.empty());
    Reward late =
        Reward.at(BigDecimal.ONE, "Bonus", Reward.Kind.BADGE, Optional.empty(), Optional.empty());
    Goal first = done(Rewards.set(active(), List.of(early), List.of(), MIA, NOW)).goal();
    Goal earned = crossed(first, EIGHTY, true, 1).goal();
    Goal second = done(Rewards.set(earned, List.of(late), List.of(), MIA, NOW)).goal();
    Goal both = crossed(second, BigDecimal.ONE, true, 2).goal();

    assertThat(Rewards.latest(crossed(both, BigDecimal.ONE, false, 3).goal()))
        .extracting(Reward.Earning::threshold, Reward.Earning::earned)
        .containsExactly(tuple(EIGHTY, true), tuple(BigDecimal.ONE, false));
  }

  /** A bonus that is worth more since: the 500 that were earned are gone, not 800. */
  @Test
  void whatIsTakenBackIsWhatWasEarned() {
    Goal earned = crossed(goal(), BigDecimal.ONE, true, 1).goal();
    Reward more =
        Reward.at(
            BigDecimal.ONE,
            BONUS.name(),
            Reward.Kind.BONUS,
            Optional.of(new BigDecimal("800")),
            Optional.of("EUR"));
    Goal raised = done(Rewards.set(earned, List.of(more), List.of(), MIA, NOW)).goal();

    Change lost = crossed(raised, BigDecimal.ONE, false, 2);

    assertThat(lost.events())
        .extracting(event -> event.earning().flatMap(Reward.Earning::amount))
        .containsExactly(BONUS.amount());
    assertThat(Rewards.latest(lost.goal()))
        .filteredOn(earning -> earning.reward().equals(BONUS.name()))
        .extracting(Reward.Earning::earned, Reward.Earning::amount)
        .containsExactly(tuple(false, BONUS.amount()));
    Change again = crossed(lost.goal(), BigDecimal.ONE, true, 3);
    assertThat(again.goal().earnings().getLast().amount()).contains(new BigDecimal("800"));
  }

  private static Change crossed(Goal goal, BigDecimal level, boolean reached, long crossing) {
    return Rewards.crossed(goal, level(level, reached, crossing), "e-" + crossing, NOW)
        .orElseThrow();
  }

  private static Rewards.Level level(BigDecimal threshold, boolean reached, long crossing) {
    return new Rewards.Level(threshold, Optional.empty(), reached, crossing);
  }

  private static Goal active() {
    return done(GoalRules.activate(Examples.draft(r -> {}), MIA, NOW)).goal();
  }

  private static Goal goal() {
    return done(Rewards.set(active(), List.of(TRIP, BONUS, BADGE), List.of(), MIA, NOW)).goal();
  }
}
