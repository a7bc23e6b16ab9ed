package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reaching a level earns its rewards; losing it again takes the earnings back, visibly. */
public final class Rewards {
  private static final int MOST_REWARDS = 20;

  private Rewards() {}

  /**
   * Where a level of a goal is.
   *
   * @param name if it has one
   * @param crossing how many times it was crossed, up or down
   */
  public record Level(
      BigDecimal threshold, Optional<String> name, boolean reached, long crossing) {}

  /**
   * Says what can be earned. What was earned so far is kept, and what is reached already is earned
   * at once.
   *
   * @param levels as far as they are known
   */
  public static Outcome<Change> set(
      Goal goal, List<Reward> rewards, List<Level> levels, Actor by, Instant now) {
    List<Violation> violations = new ArrayList<>();
    if (rewards.size() > MOST_REWARDS) {
      violations.add(
          new Violation(
              "rewards", rewards.size() + " rewards", "at most %d".formatted(MOST_REWARDS)));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rewards.size(); i++) {
      check(goal, rewards.get(i), "rewards[%d].".formatted(i), names, violations);
    }
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    Step.Edit edit = new Step.Edit("rewards", shown(goal.rewards()), shown(rewards));
    Goal set =
        goal.edit()
            .rewards(List.copyOf(rewards))
            .by(Step.of(Step.Kind.REWARDS_SET, by, now).changing(List.of(edit)));
    Change change = new Change(set, List.of());
    for (Level level : latest(goal, levels)) {
      change = change.and(next -> crossed(next, level, "rewards", now));
    }
    return new Outcome.Done<>(change);
  }

  /** Of 100 % the goal itself knows the last crossing that was taken in; the later word counts. */
  private static List<Level> latest(Goal goal, List<Level> levels) {
    Goal.Reaching reaching = goal.reaching();
    List<Level> latest = new ArrayList<>();
    latest.add(
        new Level(BigDecimal.ONE, Optional.empty(), reaching.reached(), reaching.crossing()));
    for (Level level : levels) {
      boolean whole = level.threshold().compareTo(BigDecimal.ONE) == 0;
      if (!whole) {
        latest.add(level);
      } else if (level.crossing() >= reaching.crossing()) {
        latest.set(0, level);
      } else {
        latest.set(
            0, new Level(BigDecimal.ONE, level.name(), reaching.reached(), reaching.crossing()));
      }
    }
    return latest;
  }

  private static void check(
      Goal goal, Reward reward, String field, Set<String> names, List<Violation> violations) {
    if (reward.name().isBlank() || !names.add(reward.name())) {
      violations.add(
          new Violation(
              field + "name",
              reward.name().isBlank() ? "nothing" : reward.name(),
              "a name that no other reward of the goal has"));
    }
    Texts.line(field + "name", reward.name()).ifPresent(violations::add);
    checkLevel(goal.terms(), reward, field, violations);
    reward
        .amount()
        .filter(amount -> !Numbers.fits(amount, Numbers.DIGITS))
        .ifPresent(
            amount ->
                violations.add(
                    new Violation(
                        field + "amount",
                        Numbers.shown(amount),
                        "at most 18 digits before the point and 6 after it")));
    boolean paid =
        reward
                .amount()
                .filter(amount -> amount.signum() > 0 && Numbers.fits(amount, Numbers.DIGITS))
                .isPresent()
            && reward.currency().filter(Currencies::isKnown).isPresent();
    if (reward.kind() == Reward.Kind.BONUS && !paid) {
      violations.add(
          new Violation(
              field + "amount",
              reward.amount().map(Numbers::shown).orElse("nothing"),
              "an amount above 0 with an ISO 4217 currency, because it is a BONUS"));
    }
  }

  private static void checkLevel(
      Terms terms, Reward reward, String field, List<Violation> violations) {
    if (reward.threshold().isPresent() == reward.level().isPresent()) {
      violations.add(
          new Violation(
              field + "threshold",
              reward.threshold().isPresent() ? "a threshold and a level" : "nothing",
              "a threshold, or the name of a level, and not both"));
    } else if (!reward.hasLevelIn(terms)) {
      List<String> thresholds = terms.watch().thresholds().stream().map(Numbers::shown).toList();
      List<String> levels = terms.aim().levels().stream().map(Terms.Level::name).toList();
      violations.add(
          reward.level().isPresent()
              ? new Violation(
                  field + "level",
                  reward.earnedBy(),
                  "one of the goal's levels: " + String.join(", ", levels))
              : new Violation(
                  field + "threshold",
                  reward.earnedBy(),
                  "one of the goal's thresholds: " + String.join(", ", thresholds)));
    } else {
      reward
          .level()
          .flatMap(name -> sameAs(terms, name))
          .ifPresent(
              later ->
                  violations.add(
                      new Violation(
                          field + "level",
                          reward.earnedBy(),
                          later + ", which has the same value and is the one that is told of")));
    }
  }

  /** Of levels in one place the last one is told of. */
  private static Optional<String> sameAs(Terms terms, String name) {
    List<Terms.Level> levels = terms.aim().levels();
    return levels.stream()
        .filter(level -> level.name().equals(name))
        .findFirst()
        .flatMap(
            own ->
                levels.stream()
                    .filter(level -> level.value().compareTo(own.value()) == 0)
                    .map(Terms.Level::name)
                    .reduce((earlier, later) -> later))
        .filter(last -> !last.equals(name));
  }

  /**
   * What of a goal's rewards other terms would leave behind: nobody would hear any more that the
   * level is reached, or lost.
   */
  static Optional<Violation> stranded(Goal goal, Terms terms) {
    Optional<Reward> lost =
        goal.rewards().stream().filter(reward -> !reward.hasLevelIn(terms)).findFirst();
    boolean reached =
        goal.reaching().reached()
            && !terms.watch().thresholds().isEmpty()
            && terms.watch().thresholds().stream()
                .noneMatch(one -> one.compareTo(BigDecimal.ONE) == 0);
    return lost.map(
            reward ->
                new Violation(
                    reward.level().isPresent() ? "levels" : "thresholds",
                    "nothing at " + reward.earnedBy(),
                    "%s too, because it earns %s; set other rewards first"
                        .formatted(reward.earnedBy(), reward.name())))
        .or(
            () ->
                reached
                    ? Optional.of(
                        new Violation("thresholds", "nothing at 1", "1 too, because it is reached"))
                    : Optional.empty());
  }

  private static String shown(List<Reward> rewards) {
    return rewards.isEmpty()
        ? "nothing"
        : String.join(", ", rewards.stream().map(Reward::name).toList());
  }

  /**
   * Takes in that a level was crossed. A crossing that was taken in before, or one before it,
   * changes nothing.
   *
   * @param level with the number of the crossing
   */
  public static Optional<Change> crossed(Goal goal, Level level, String eventId, Instant at) {
    boolean reached = level.reached();
    long crossing = level.crossing();
    Goal next = goal;
    List<GoalEvent> events = new ArrayList<>();
    for (Reward reward : goal.rewards()) {
      Optional<Reward.Earning> last = last(goal, reward);
      boolean news = crossing > last.map(Reward.Earning::crossing).orElse(0L);
      boolean changes = reached != last.map(Reward.Earning::earned).orElse(false);
      if (reward.isEarnedBy(level.threshold(), level.name()) && news && changes) {
        Step.Kind kind = reached ? Step.Kind.REWARD_EARNED : Step.Kind.REWARD_TAKEN_BACK;
        Instant moment = last.map(Reward.Earning::at).map(before -> after(before, at)).orElse(at);
        next =
            next.edit()
                .earning(earning(reward, level, reached ? Optional.empty() : last, moment, eventId))
                .by(
                    Step.of(kind, Actor.SERVICE, moment)
                        .because(Optional.of(reward.name()))
                        .about(eventId));
        events.add(
            GoalEvent.of(
                reached ? GoalEvent.Kind.GOAL_REWARD_EARNED : GoalEvent.Kind.GOAL_REWARD_TAKEN_BACK,
                next));
      }
    }
    return events.isEmpty() ? Optional.empty() : Optional.of(new Change(next, List.copyOf(events)));
  }

  private static Reward.Earning earning(
      Reward reward, Level level, Optional<Reward.Earning> undone, Instant at, String eventId) {
    Optional<Reward.Earning> noted = undone.filter(earning -> earning.kind().isPresent());
    return new Reward.Earning(
        reward.name(),
        noted.flatMap(Reward.Earning::kind).or(() -> Optional.of(reward.kind())),
        noted.map(Reward.Earning::amount).orElse(reward.amount()),
        noted.map(Reward.Earning::currency).orElse(reward.currency()),
        level.threshold(),
        reward.level(),
        level.reached(),
        level.crossing(),
        at,
        eventId);
  }

  /**
   * What happened later has the later millisecond, so that whoever hears of both knows the last
   * word: a reward on a level that is reached already is earned by the clock of this service, and
   * lost by another's.
   */
  private static Instant after(Instant before, Instant at) {
    return at.toEpochMilli() > before.toEpochMilli() ? at : before.plusMillis(1);
  }

  /**
   * What was last said of each reward, at each level, that was ever earned, in the order of the
   * first time.
   */
  public static List<Reward.Earning> latest(Goal goal) {
    Map<String, Reward.Earning> latest = new LinkedHashMap<>();
    goal.earnings()
        .forEach(
            earning ->
                latest.put(
                    "%s\n%s"
                        .formatted(
                            earning.reward(),
                            earning.level().orElse(Numbers.shown(earning.threshold()))),
                    earning));
    return List.copyOf(latest.values());
  }

  /** What was last said of a reward. */
  public static Optional<Reward.Earning> last(Goal goal, Reward reward) {
    return goal.earnings().stream()
        .filter(earning -> earning.reward().equals(reward.name()))
        .filter(earning -> reward.isEarnedBy(earning.threshold(), earning.level()))
        .reduce((earlier, later) -> later);
  }

  /**
   * Praises what the owner does for the goal.
   *
   * @param badge what comes with it, such as "Closer of the month"
   */
  public static Outcome<Change> praise(
      Goal goal, String text, Optional<String> badge, Actor by, Instant now) {
    Optional<Violation> wrong =
        Texts.required("text", text, "what is praised")
            .or(() -> badge.flatMap(name -> Texts.name("badge", name, "the name of a badge")));
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    List<Step.Edit> edits =
        badge.map(name -> new Step.Edit(Praise.BADGE, "nothing", name.strip())).stream().toList();
    return Change.announced(
        goal.edit()
            .by(
                Step.of(Step.Kind.PRAISED, by, now)
                    .because(Optional.of(text.strip()))
                    .changing(edits)),
        GoalEvent.Kind.GOAL_PRAISED);
  }
}
