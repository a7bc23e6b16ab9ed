package io.goalstream.notification.domain.rule;

import static io.goalstream.notification.domain.EventKind.ADJUSTED;
import static io.goalstream.notification.domain.EventKind.ADJUSTMENT_DECLINED;
import static io.goalstream.notification.domain.EventKind.ADJUSTMENT_REQUESTED;
import static io.goalstream.notification.domain.EventKind.CANCELLED;
import static io.goalstream.notification.domain.EventKind.CHILDREN_DIFFER;
import static io.goalstream.notification.domain.EventKind.COUNTERED;
import static io.goalstream.notification.domain.EventKind.COUNTER_DECLINED;
import static io.goalstream.notification.domain.EventKind.ENDED;
import static io.goalstream.notification.domain.EventKind.ENDING_SOON;
import static io.goalstream.notification.domain.EventKind.FINAL;
import static io.goalstream.notification.domain.EventKind.LEVEL_LOST;
import static io.goalstream.notification.domain.EventKind.LEVEL_REACHED;
import static io.goalstream.notification.domain.EventKind.NOT_REACHED_BY;
import static io.goalstream.notification.domain.EventKind.NO_ACTIVITY;
import static io.goalstream.notification.domain.EventKind.PACE_CHANGED;
import static io.goalstream.notification.domain.EventKind.PRAISED;
import static io.goalstream.notification.domain.EventKind.PROPOSED;
import static io.goalstream.notification.domain.EventKind.RESULT_ADJUSTED;
import static io.goalstream.notification.domain.EventKind.REVIEW_OVERDUE;
import static io.goalstream.notification.domain.EventKind.REWARD_EARNED;
import static io.goalstream.notification.domain.EventKind.REWARD_TAKEN_BACK;

import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.rule.Rule.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules that a company starts with. A rule that is kept under one of their ids stands in for
 * it.
 */
public final class DefaultRules {
  private static final Set<Way> BOTH = Set.of(Way.INBOX, Way.EMAIL);

  private DefaultRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return Stream.concat(forOwners().stream(), forManagers().stream()).toList();
  }

  private static List<Rule> forOwners() {
    return List.of(
        owner("own-levels", "Own levels", Set.of(LEVEL_REACHED, LEVEL_LOST), Timing.REAL_TIME),
        rule(
            "own-pace",
            "Own pace",
            paces(Set.of("AT_RISK", "OFF_TRACK")),
            new Who.Owner(),
            Timing.DAILY,
            Duration.ZERO),
        owner(
            "own-watch",
            "Silence and checkpoints of own goals",
            Set.of(NO_ACTIVITY, NOT_REACHED_BY),
            Timing.REAL_TIME),
        owner(
            "own-results",
            "Ends and results of own goals",
            Set.of(ENDING_SOON, ENDED, FINAL, RESULT_ADJUSTED),
            Timing.DAILY),
        owner(
            "own-agreement",
            "What is asked of, or decided for, the owner",
            Set.of(
                PROPOSED,
                COUNTER_DECLINED,
                ADJUSTED,
                ADJUSTMENT_DECLINED,
                CANCELLED,
                CHILDREN_DIFFER),
            Timing.REAL_TIME),
        owner(
            "own-recognition",
            "Praise and rewards",
            Set.of(PRAISED, REWARD_EARNED, REWARD_TAKEN_BACK),
            Timing.REAL_TIME));
  }

  private static List<Rule> forManagers() {
    return List.of(
        managers(
            "team-targets",
            "Goals of the team that reach their target",
            new Condition(
                Set.of(LEVEL_REACHED, LEVEL_LOST),
                Optional.of(BigDecimal.ONE),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.of("REP")),
            Timing.DAILY,
            Duration.ZERO),
        managers(
            "team-trouble",
            "Goals of the team that are in trouble",
            new Condition(
                Set.of(PACE_CHANGED, NO_ACTIVITY, NOT_REACHED_BY),
                Optional.empty(),
                Set.of("OFF_TRACK"),
                Set.of(),
                Set.of(),
                Optional.of("REP")),
            Timing.DAILY,
            Duration.ZERO),
        managers(
            "team-asks",
            "What the team asks for",
            Condition.of(Set.of(COUNTERED, ADJUSTMENT_REQUESTED, REVIEW_OVERDUE)),
            Timing.REAL_TIME,
            Duration.ZERO));
  }

  private static Condition paces(Set<String> paces) {
    return new Condition(
        Set.of(PACE_CHANGED), Optional.empty(), paces, Set.of(), Set.of(), Optional.empty());
  }

  private static Rule owner(String id, String name, Set<EventKind> kinds, Timing when) {
    return rule(id, name, Condition.of(kinds), new Who.Owner(), when, Duration.ZERO);
  }

  private static Rule managers(
      String id, String name, Condition what, Timing when, Duration cooldown) {
    return rule(id, name, what, new Who.Managers(1), when, cooldown);
  }

  private static Rule rule(
      String id, String name, Condition what, Who who, Timing when, Duration cooldown) {
    return new Rule(
        id,
        name,
        true,
        Optional.empty(),
        what,
        List.of(who),
        when,
        BOTH,
        cooldown,
        Rule.Pick.HIGHEST,
        0);
  }
}
