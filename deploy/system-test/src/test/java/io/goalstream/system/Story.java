package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.oracle.Admission;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Oracle;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Goals and what happens to them, told to the system and to the oracle alike. After each step every
 * goal must stand where the oracle says, over REST and on the topic.
 */
final class Story implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String PROGRESS = "attainment.progress.v1";
  private static final String OUTCOMES = "intake.outcomes.v1";

  private final SalesOps salesOps;
  private final Topics.Following progress;
  private final Topics.Following outcomes;
  private final Latencies latencies;
  private final Admission admission = new Admission();
  private final List<Goal> goals = new ArrayList<>();
  private Organization organization;

  Story(RunningSystem system, SalesOps salesOps, Organization organization, Latencies latencies) {
    this.salesOps = salesOps;
    this.organization = organization;
    this.latencies = latencies;
    this.progress = system.topics().follow(PROGRESS);
    this.outcomes = system.topics().follow(OUTCOMES);
    salesOps.tell(organization);
  }

  /** Activates the goals and waits for their first number. */
  Story aim(Goal... newGoals) {
    for (Goal goal : newGoals) {
      salesOps.activate(goal);
      goals.add(goal);
    }
    awaitAgreement();
    return this;
  }

  /** Hands the fact in and waits until every goal that it changes has changed. */
  Story happens(Fact fact) {
    List<Standing> before = standings();
    Admission.Outcome outcome = admission.receive(fact);
    List<Standing> after = standings();
    Rest.Answer answer = salesOps.handIn(fact).expect(202);
    long accepted = System.nanoTime();
    for (int i = 0; i < goals.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        measure(goals.get(i), after.get(i), accepted);
      }
    }
    if (outcome != Admission.Outcome.ACCEPTED) {
      awaitOutcome(answer.json().path("receipt").asText(), outcome);
    }
    awaitAgreement();
    return this;
  }

  private void awaitOutcome(String receipt, Admission.Outcome expected) {
    Eventually.within(
        LIMIT,
        () ->
            assertThat(outcomes.messages())
                .extracting(Message::value)
                .filteredOn(outcome -> outcome.get("receipt").toString().equals(receipt))
                .extracting(outcome -> outcome.get("outcome").toString())
                .containsExactly(
                    expected == Admission.Outcome.CONFLICT ? "REJECTED" : expected.name()));
  }

  /** Changes the organization as it always was, and waits until every goal has followed. */
  Story isReorganized(Organization changed) {
    organization = changed;
    salesOps.tell(changed);
    awaitAgreement();
    return this;
  }

  private void measure(Goal goal, Standing expected, long accepted) {
    Eventually.within(LIMIT, () -> assertThat(salesOps.standing(goal)).isEqualTo(expected));
    latencies.overRest(System.nanoTime() - accepted);
    long seen = Eventually.get(LIMIT, () -> seenOnTopic(goal, expected));
    latencies.onTopic(Math.max(0, seen - accepted));
  }

  private long seenOnTopic(Goal goal, Standing expected) {
    List<Message> messages =
        progress.messages().stream().filter(message -> message.key().equals(goal.id())).toList();
    assertThat(messages).as("progress of %s on the topic", goal.id()).isNotEmpty();
    Message last = messages.getLast();
    assertThat(Standings.of(goal, last.value())).isEqualTo(expected);
    return last.seenAt();
  }

  /** Waits until REST and topic agree with the oracle on all goals. */
  void awaitAgreement() {
    List<Standing> expected = standings();
    for (int i = 0; i < goals.size(); i++) {
      Goal goal = goals.get(i);
      Standing standing = expected.get(i);
      Eventually.within(
          LIMIT,
          () -> {
            assertThat(salesOps.standing(goal)).as(goal.id()).isEqualTo(standing);
            seenOnTopic(goal, standing);
          });
    }
  }

  private List<Standing> standings() {
    Oracle oracle = new Oracle(organization, admission.facts());
    return goals.stream().map(oracle::standing).toList();
  }

  @Override
  public void close() {
    progress.close();
    outcomes.close();
  }
}
