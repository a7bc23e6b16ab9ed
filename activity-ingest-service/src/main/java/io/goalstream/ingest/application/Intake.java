package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.ingest.domain.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes facts in: looks at each, hands on those that can be admitted, and says what is wrong with
 * the others.
 */
public final class Intake {
  private final KnownReps knownReps;
  private final Submissions submissions;
  private final Clock clock;
  private final Function<Instant, String> receipts;

  /**
   * @param receipts names hand-ins of a moment, each time another name
   */
  public Intake(
      KnownReps knownReps,
      Submissions submissions,
      Clock clock,
      Function<Instant, String> receipts) {
    this.knownReps = knownReps;
    this.submissions = submissions;
    this.clock = clock;
    this.receipts = receipts;
  }

  /** What came of one fact. */
  public sealed interface Result {
    /** It was handed on. */
    record Received(String receipt, Fact fact) implements Result {}

    /** It was not. */
    record Refused(List<Violation> violations) implements Result {}
  }

  /**
   * Takes facts in; the results have their order.
   *
   * @throws PartAwayException if a part is away; then the same can be handed in again
   */
  public List<Result> receive(List<? extends Fact> facts) {
    Instant now = clock.instant();
    List<List<Violation>> violations = check(facts, now);
    List<Result> results = new ArrayList<>(facts.size());
    List<Submission> accepted = new ArrayList<>(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      if (violations.get(i).isEmpty()) {
        Submission submission =
            new Submission(receipts.apply(now), now, facts.get(i), Optional.empty());
        accepted.add(submission);
        results.add(new Result.Received(submission.receipt(), facts.get(i)));
      } else {
        results.add(new Result.Refused(violations.get(i)));
      }
    }
    submissions.submit(accepted);
    return results;
  }

  /**
   * Takes a change of single fields in.
   *
   * @throws PartAwayException if a part is away; then the same can be handed in again
   */
  public Result receive(Change change) {
    Instant now = clock.instant();
    List<Violation> violations = new ArrayList<>(change.violations(now));
    violations.addAll(
        unknownReps(change.values(), knownReps.unknownAmong(repsOf(List.of(change.values())))));
    if (!violations.isEmpty()) {
      return new Result.Refused(List.copyOf(violations));
    }
    Submission submission =
        new Submission(receipts.apply(now), now, change.values(), Optional.of(change));
    submissions.submit(List.of(submission));
    return new Result.Received(submission.receipt(), change.values());
  }

  /**
   * Takes in what another system says has changed, and sets aside what nobody can tell the meaning
   * of. It is not there to hear what is wrong, so that is found out by admission.
   *
   * @return the receipts of the changes, in their order
   * @throws PartAwayException if a part is away; then the same can be handed in again
   */
  public List<String> receive(List<Change> changes, List<Unclear> unclear) {
    Instant now = clock.instant();
    List<Submission> all = new ArrayList<>(changes.size());
    for (Change change : changes) {
      all.add(new Submission(receipts.apply(now), now, change.values(), Optional.of(change)));
    }
    submissions.submit(all);
    submissions.setAside(unclear);
    return all.stream().map(Submission::receipt).toList();
  }

  /**
   * What is wrong with facts, in their order, and nothing more.
   *
   * @throws PartAwayException if the reps cannot be asked for
   */
  public List<List<Violation>> check(List<? extends Fact> facts) {
    return check(facts, clock.instant());
  }

  private List<List<Violation>> check(List<? extends Fact> facts, Instant now) {
    Set<String> unknown = knownReps.unknownAmong(repsOf(facts));
    List<List<Violation>> all = new ArrayList<>(facts.size());
    for (Fact fact : facts) {
      List<Violation> violations = fact.violations(now);
      if (!unknown.isEmpty()) {
        violations = new ArrayList<>(violations);
        violations.addAll(unknownReps(fact, unknown));
      }
      all.add(List.copyOf(violations));
    }
    return all;
  }

  /** Those who are named as users of a source are found out later. */
  private static Set<String> repsOf(List<? extends Fact> facts) {
    Set<String> reps = new HashSet<>();
    for (Fact fact : facts) {
      for (String repId : fact.reps()) {
        if (SourceUser.of(repId).isEmpty()) {
          reps.add(repId);
        }
      }
    }
    return reps;
  }

  private static List<Violation> unknownReps(Fact fact, Set<String> unknown) {
    List<Violation> violations = new ArrayList<>();
    switch (fact) {
      case Deal deal -> {
        for (int i = 0; i < deal.credits().size(); i++) {
          checkRep(
              deal.credits().get(i).repId(), "credits[%d].repId".formatted(i), unknown, violations);
        }
      }
      case Activity activity ->
          activity.repId().ifPresent(rep -> checkRep(rep, "repId", unknown, violations));
    }
    return violations;
  }

  private static void checkRep(
      String repId, String field, Set<String> unknown, List<Violation> violations) {
    if (unknown.contains(repId)) {
      violations.add(new Violation(field, repId, "the id of a known rep"));
    }
  }
}
