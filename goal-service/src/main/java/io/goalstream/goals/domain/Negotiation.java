package io.goalstream.goals.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a goal comes to be agreed on: the manager proposes, the owner accepts or counters with a
 * reason, the manager decides. Every step is kept.
 */
public final class Negotiation {
  private Negotiation() {}

  /**
   * How somebody agrees to a counter-proposal.
   *
   * @param lock whether breaking the goal above down anew leaves alone what was agreed on
   */
  public record Agreement(Optional<String> reason, boolean lock) {}

  /** Hands a draft to its owner. */
  public static Outcome<Change> propose(Goal goal, Optional<String> note, Actor by, Instant now) {
    if (goal.state() != Goal.State.DRAFT) {
      return GoalRules.expected(goal, "DRAFT");
    }
    Optional<Violation> wrong = Texts.optional("note", note);
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    return Change.announced(
        goal.edit()
            .state(Goal.State.PROPOSED)
            .by(Step.of(Step.Kind.PROPOSED, by, now).because(note)),
        GoalEvent.Kind.GOAL_PROPOSED);
  }

  /** The owner agrees with what is proposed, and takes back what was asked for instead. */
  public static Outcome<Change> accept(Goal goal, Actor by, Instant now) {
    if (goal.state() != Goal.State.PROPOSED) {
      return GoalRules.expected(goal, "PROPOSED");
    }
    return Change.announced(
        goal.edit()
            .state(Goal.State.ACTIVE)
            .counter(Optional.empty())
            .by(Step.of(Step.Kind.ACCEPTED, by, now)),
        GoalEvent.Kind.GOAL_ACTIVATED);
  }

  /** The owner asks for other numbers, another period or another filter. */
  public static Outcome<Change> counter(
      Goal goal, Terms terms, String reason, Actor by, Instant now) {
    if (goal.state() != Goal.State.PROPOSED) {
      return GoalRules.expected(goal, "PROPOSED");
    }
    Optional<Violation> wrong = Texts.required("reason", reason, "why other terms are asked for");
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    Optional<Violation> stranded = Rewards.stranded(goal, terms);
    if (stranded.isPresent()) {
      return GoalRules.invalid(stranded.get());
    }
    List<Step.Edit> edits = Edits.between(goal.terms(), terms);
    if (edits.isEmpty()) {
      return Outcome.refused(
          new Refusal.Invalid(
              List.of(
                  new Violation(
                      "changes", "the terms as they are proposed", "at least one other value"))));
    }
    if (!isNegotiable(goal.terms(), terms)) {
      return Outcome.refused(
          new Refusal.Invalid(
              List.of(
                  new Violation(
                      "changes",
                      String.join(", ", edits.stream().map(Step.Edit::field).toList()),
                      "numbers, period or filter; the rest is the manager's to propose"))));
    }
    Goal countered =
        goal.edit()
            .counter(Optional.of(new Goal.Counter(terms, reason.strip(), by.id(), now)))
            .by(
                Step.of(Step.Kind.COUNTERED, by, now)
                    .because(Optional.of(reason.strip()))
                    .changing(edits));
    return Change.announced(countered, GoalEvent.Kind.GOAL_COUNTERED);
  }

  private static boolean isNegotiable(Terms proposed, Terms countered) {
    return proposed.name().equals(countered.name())
        && proposed.owner().equals(countered.owner())
        && proposed.metric().equals(countered.metric())
        && proposed.watch().equals(countered.watch())
        && proposed.place().equals(countered.place());
  }

  /** The manager takes what the owner asks for: from now on the goal counts with it. */
  public static Outcome<Change> acceptCounter(
      Goal goal, Agreement agreement, Actor by, Instant now) {
    Optional<String> reason = agreement.reason();
    if (goal.counter().isEmpty()) {
      return GoalRules.conflict("there is no counter-proposal to decide");
    }
    Optional<Violation> wrong = Texts.optional("reason", reason);
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    Terms asked = goal.counter().orElseThrow().terms();
    Terms agreed = agreement.lock() ? asked.locked() : asked;
    Optional<Violation> stranded = Rewards.stranded(goal, agreed);
    if (stranded.isPresent()) {
      return GoalRules.invalid(stranded.get());
    }
    return Change.announced(
        goal.edit()
            .state(Goal.State.ACTIVE)
            .terms(agreed)
            .counter(Optional.empty())
            .by(
                Step.of(Step.Kind.COUNTER_ACCEPTED, by, now)
                    .because(reason)
                    .changing(Edits.between(goal.terms(), agreed))),
        GoalEvent.Kind.GOAL_ACTIVATED);
  }

  /** The manager stays with the proposal; the owner may accept it, or counter once more. */
  public static Outcome<Change> declineCounter(Goal goal, String reason, Actor by, Instant now) {
    if (goal.counter().isEmpty()) {
      return GoalRules.conflict("there is no counter-proposal to decide");
    }
    Optional<Violation> wrong = Texts.required("reason", reason, "why the proposal stays as it is");
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    return Change.announced(
        goal.edit()
            .counter(Optional.empty())
            .by(Step.of(Step.Kind.COUNTER_DECLINED, by, now).because(Optional.of(reason.strip()))),
        GoalEvent.Kind.GOAL_COUNTER_DECLINED);
  }
}
