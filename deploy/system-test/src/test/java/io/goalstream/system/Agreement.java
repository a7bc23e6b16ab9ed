package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.Crossing.Level;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Oracle;
import io.goalstream.system.oracle.Standing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.SoftAssertions;

/** Holds what the system says of a world's goals against what the oracle says. */
final class Agreement {
  private final RunningSystem system;
  private final SalesOps salesOps;
  private final World world;
  private final Duration limit;

  /**
   * @param limit how long the system may take to get there
   */
  Agreement(RunningSystem system, SalesOps salesOps, World world, Duration limit) {
    this.system = system;
    this.salesOps = salesOps;
    this.world = world;
    this.limit = limit;
  }

  /** Waits until every goal stands where the oracle says, on the topic and over REST. */
  void await() {
    Oracle oracle = world.oracle();
    Map<Goal, Standing> expected = new LinkedHashMap<>();
    world.goals().forEach(goal -> expected.put(goal, oracle.standing(goal)));
    Eventually.within(limit, () -> assertOnTopic(expected));
    Eventually.within(limit, () -> assertOverRest(expected));
  }

  private void assertOnTopic(Map<Goal, Standing> expected) {
    Map<String, GenericRecord> progress = system.topics().latest("attainment.progress.v1");
    SoftAssertions all = new SoftAssertions();
    expected.forEach(
        (goal, standing) -> {
          GenericRecord found = progress.get(goal.id());
          all.assertThat(found).as("progress of %s on the topic", goal.id()).isNotNull();
          if (found != null) {
            all.assertThat(Standings.of(goal, found)).as(goal.toString()).isEqualTo(standing);
          }
        });
    all.assertAll();
  }

  private void assertOverRest(Map<Goal, Standing> expected) {
    SoftAssertions all = new SoftAssertions();
    expected.forEach(
        (goal, standing) ->
            all.assertThat(salesOps.standing(goal)).as(goal.toString()).isEqualTo(standing));
    all.assertAll();
  }

  /** Fails unless REACHED and LOST alternate at every level and end where the oracle says. */
  void assertCrossingsAgree() {
    Map<Level, List<Crossing>> byLevel = Crossing.byLevel(crossings());
    Oracle oracle = world.oracle();
    SoftAssertions all = new SoftAssertions();
    byLevel.forEach(
        (level, crossings) -> all.check(() -> Crossing.assertAlternating(level, crossings)));
    for (Goal goal : world.goals()) {
      oracle
          .standing(goal)
          .levels()
          .forEach(
              (threshold, reached) -> {
                List<Crossing> crossings =
                    byLevel.getOrDefault(new Level(goal.id(), threshold), List.of());
                all.assertThat(!crossings.isEmpty() && crossings.getLast().reached())
                    .as("the last word on level %s of %s", threshold, goal.id())
                    .isEqualTo(reached);
              });
    }
    all.assertAll();
  }

  /** Fails if an event of the world's goals stands on the topic twice, or none does. */
  void assertNoEventTwice() {
    // Other tests put garbage onto the topic.
    List<String> eventIds =
        system.topics().read("attainment.events.v1").stream()
            .filter(event -> world.owns(event.key()))
            .flatMap(event -> event.tryValue().stream())
            .map(event -> event.get("eventId").toString())
            .toList();
    assertThat(eventIds).isNotEmpty().doesNotHaveDuplicates();
  }

  /** The crossings of the world's goals, in the order in which they stand on the topic. */
  List<Crossing> crossings() {
    return Crossing.in(system.topics().read("attainment.events.v1")).stream()
        .filter(crossing -> world.owns(crossing.goalId()))
        .toList();
  }
}
