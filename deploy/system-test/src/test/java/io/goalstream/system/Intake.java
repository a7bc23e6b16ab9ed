package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the records of a world, by the topics of the intake. */
final class Intake {
  private final RunningSystem system;
  private final World world;

  Intake(RunningSystem system, World world) {
    this.system = system;
    this.world = world;
  }

  /** Those of the messages that are about the world's facts. */
  List<Message> ofWorld(List<Message> messages) {
    return messages.stream().filter(message -> world.owns(message.key())).toList();
  }

  /** Fails unless each receipt that was given out was admitted once or has one other outcome. */
  void assertEveryReceiptHasOneEnding() {
    assertAccounted("intake.deals.v1", "sales.deals.v1", "DEAL");
    assertAccounted("intake.activities.v1", "sales.activities.v1", "ACTIVITY");
  }

  private void assertAccounted(String intake, String admitted, String kind) {
    Map<String, Integer> endings = new HashMap<>();
    for (Message received : ofWorld(system.topics().read(intake))) {
      endings.put(String.valueOf(received.value().get("receipt")), 0);
    }
    assertThat(endings).as("receipts on %s", intake).isNotEmpty();
    ofWorld(system.topics().read(admitted))
        .forEach(
            fact -> endings.merge(String.valueOf(fact.value().get("receipt")), 1, Integer::sum));
    ofWorld(system.topics().read("intake.outcomes.v1")).stream()
        .map(Message::value)
        .filter(outcome -> String.valueOf(outcome.get("factKind")).equals(kind))
        .forEach(outcome -> endings.merge(String.valueOf(outcome.get("receipt")), 1, Integer::sum));
    assertThat(endings.entrySet().stream().filter(ending -> ending.getValue() != 1).toList())
        .as("receipts on %s without exactly one ending", intake)
        .isEmpty();
  }

  /** Fails unless the versions of each fact rise on the topics that attainment reads. */
  void assertVersionsRise() {
    assertVersionsRise("sales.deals.v1");
    assertVersionsRise("sales.activities.v1");
  }

  private void assertVersionsRise(String topic) {
    Map<String, Long> last = new HashMap<>();
    for (Message fact : ofWorld(system.topics().read(topic))) {
      long version = (Long) fact.value().get("version");
      Long before = last.put(fact.key(), version);
      assertThat(before == null || before < version)
          .as("version %d of %s comes after %s", version, fact.key(), before)
          .isTrue();
    }
  }
}
