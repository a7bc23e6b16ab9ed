package io.goalstream.goals.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of documents keeps to; run on the fake and on the real one. */
public abstract class DocumentsContract {
  /** An empty store. */
  protected abstract Documents<Goal> documents();

  @Test
  void whatIsKeptIsFoundAgainToTheLastDigit() {
    Documents<Goal> documents = documents();
    Goal goal =
        Examples.draft(
            r -> {
              r.target = Optional.of(new BigDecimal("123456789012345678.123450"));
              r.baseline = Optional.of(new BigDecimal("-0.000001"));
              r.filter =
                  List.of(
                      new Metric.Condition(
                          "attributes.区域", "IN", List.of("$set", "a.b", "{\"x\":1}")));
            });
    Goal reached =
        GoalRules.crossed(goal, true, Long.MAX_VALUE, "e", Examples.NOW).orElseThrow().goal();

    assertThat(documents.insert("g-1", reached, false, List.of())).isTrue();

    assertThat(documents.find("g-1")).contains(new Stored<>("g-1", 1, reached));
    assertThat(documents.find("g-2")).isEmpty();
  }

  @Test
  void anIdIsTakenOnce() {
    Documents<Goal> documents = documents();

    assertThat(documents.insert("g-1", goal("g-1"), false, List.of())).isTrue();
    assertThat(documents.insert("g-1", goal("g-2"), true, events("g-2"))).isFalse();
    assertThat(documents.find("g-1").orElseThrow().value().id()).isEqualTo("g-1");
    assertThat(documents.pending(10)).isEmpty();
  }

  @Test
  void allComeInTheOrderOfTheirIds() {
    Documents<Goal> documents = documents();
    for (String id : List.of("b", "c", "a")) {
      documents.insert(id, goal(id), false, List.of());
    }

    assertThat(documents.all()).extracting(Stored::id).containsExactly("a", "b", "c");
  }

  @Test
  void aWriteThatRestsOnAnOldVersionChangesNothing() {
    Documents<Goal> documents = documents();
    documents.insert("g-1", goal("g-1"), false, List.of());
    Stored<Goal> first = documents.find("g-1").orElseThrow();

    assertThat(documents.replace(first, goal("second"), false, List.of())).isTrue();
    assertThat(documents.replace(first, goal("third"), true, events("g-1"))).isFalse();
    assertThat(documents.find("g-1")).contains(new Stored<>("g-1", 2, goal("second")));
    assertThat(documents.pending(10)).isEmpty();
    assertThat(documents.replace(new Stored<>("g-9", 1, goal("g-9")), goal("g-9"), true, List.of()))
        .isFalse();
  }

  @Test
  void whatIsToBePublishedWaitsInOrderUntilItIsNoted() {
    Documents<Goal> documents = documents();
    documents.insert("g-1", goal("g-1"), true, events("created"));
    documents.replace(documents.find("g-1").orElseThrow(), goal("g-1"), true, events("activated"));

    Pending<Goal> pending = documents.pending(10).getFirst();
    assertThat(pending.stored().version()).isEqualTo(2);
    assertThat(pending.items())
        .extracting(item -> item.event().map(GoalEvent::goalName).orElse("state"))
        .containsExactly("state", "created", "state", "activated");
    assertThat(pending.items()).extracting(Pending.Item::itemId).doesNotHaveDuplicates();
    assertThat(pending.items().get(1).event()).isEqualTo(Optional.of(events("created").getFirst()));

    documents.published(
        "g-1", Set.of(pending.items().get(0).itemId(), pending.items().get(2).itemId()));
    assertThat(documents.pending(10).getFirst().items())
        .extracting(item -> item.event().map(GoalEvent::goalName).orElse("state"))
        .containsExactly("created", "activated");

    pending.items().forEach(item -> documents.published("g-1", Set.of(item.itemId())));
    assertThat(documents.pending(10)).isEmpty();
    documents.published("g-1", Set.of("never there"));
  }

  @Test
  void aNoteDoesNotRaiseTheVersionThatWritersRestOn() {
    Documents<Goal> documents = documents();
    documents.insert("g-1", goal("g-1"), true, List.of());
    Stored<Goal> read = documents.find("g-1").orElseThrow();
    documents.published("g-1", Set.of(documents.pending(1).getFirst().items().getFirst().itemId()));

    assertThat(documents.replace(read, goal("g-1"), false, List.of())).isTrue();
  }

  @Test
  void noMoreDocumentsWaitThanAreAskedFor() {
    Documents<Goal> documents = documents();
    for (int i = 0; i < 5; i++) {
      documents.insert("g-" + i, goal("g-" + i), true, List.of());
    }

    assertThat(documents.pending(3)).hasSize(3);
    assertThat(documents.pending(10)).hasSize(5);
  }

  private static Goal goal(String id) {
    return Examples.draft(r -> r.id = Optional.of(id));
  }

  private static List<GoalEvent> events(String name) {
    return List.of(
        new GoalEvent(
            "event-" + name,
            GoalEvent.Kind.GOAL_CREATED,
            "g-1",
            name,
            1,
            new Goal.Owner("REP", "ana"),
            Optional.of("cause"),
            Examples.NOW));
  }
}
