package io.goalstream.system;

import static io.goalstream.system.SalesOps.CHIEF;

import io.goalstream.system.Crossing.Level;
import io.goalstream.system.SalesOps.Alert;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Organization.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What the people of a world were told of levels. */
final class Inboxes {
  private final SalesOps salesOps;
  private final World world;

  Inboxes(SalesOps salesOps, World world) {
    this.salesOps = salesOps;
    this.world = world;
  }

  /** Every inbox by its person, the newest alert first. */
  Map<String, List<Alert>> all() {
    List<String> people =
        new ArrayList<>(world.organization().reps().stream().map(Rep::id).toList());
    people.add(CHIEF);
    return people.stream().collect(Collectors.toMap(person -> person, salesOps::inbox));
  }

  /**
   * Fails unless a rep has heard of every level of an own goal, by turns that it is reached and
   * lost, and the newest alert says what the last crossing says.
   */
  void assertAgree(List<Crossing> crossings) {
    Map<String, List<Alert>> inboxes = all();
    SoftAssertions all = new SoftAssertions();
    Map<String, Goal> goals =
        world.goals().stream().collect(Collectors.toMap(Goal::id, goal -> goal));
    Crossing.byLevel(crossings)
        .forEach(
            (level, events) -> {
              Goal goal = goals.get(level.goalId());
              if (goal != null && goal.owner() == Goal.Owner.REP) {
                List<String> kinds = kinds(inboxes.getOrDefault(goal.ownerId(), List.of()), level);
                all.assertThat(kinds).as("alerts on %s", level).isNotEmpty();
                if (!kinds.isEmpty()) {
                  all.assertThat(kinds.getFirst().equals("LEVEL_LOST"))
                      .as("the newest of %s on %s is a loss", kinds, level)
                      .isEqualTo(!events.getLast().reached());
                  all.assertThat(kinds).as("alerts on %s", level).isEqualTo(toAndFro(kinds.size()));
                }
              }
            });
    all.assertAll();
  }

  private static List<String> kinds(List<Alert> alerts, Level level) {
    return alerts.stream()
        .filter(alert -> alert.goalId().equals(level.goalId()))
        .filter(alert -> alert.level().equals(level.threshold().toPlainString()))
        .map(Alert::kind)
        .toList();
  }

  /** What a person hears of a level that is crossed that many times, newest first. */
  private static List<String> toAndFro(int crossings) {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < crossings; i++) {
      kinds.addFirst(i == 0 ? "LEVEL_REACHED" : i % 2 == 1 ? "LEVEL_LOST" : "LEVEL_REGAINED");
    }
    return kinds;
  }
}
