package io.goalstream.goals.application;

import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoalsTest {
  private final FakeGoalDocuments documents = new FakeGoalDocuments();
  private final Members members =
      new Members(new FakeDocuments<>(), () -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
  private final AtomicInteger relayed = new AtomicInteger();
  private final Goals goals =
      new Goals(
          documents,
          new KnownThings(
              documents,
              members,
              new MetricCatalogue(List.of(Examples.REVENUE, Examples.CALLS), new FakeDocuments<>()),
              new Catalogue<>("working calendar", List.of(), new FakeDocuments<>()),
              new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), new FakeDocuments<>())),
          Examples.POLICY,
          relayed::incrementAndGet,
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> "fresh");

  @BeforeEach
  void hire() {
    members.put(new Unit("north", "North", List.of(), List.of()));
    members.put(new Rep("ana", "Ana", "en", "UTC", List.of()));
  }

  @Test
  void aDraftIsKeptAndAnnouncedButNotDefinedYet() {
    Goal goal = create("g-1");

    assertThat(goals.find("g-1")).contains(new Stored<>("g-1", 1, goal));
    assertThat(waiting()).containsExactly("GOAL_CREATED");
    assertThat(relayed).hasValue(1);
  }

  @Test
  void anIdIsTakenOnce() {
    create("g-1");

    assertThat(goals.create(Examples.request(r -> {}), MIA))
        .isEqualTo(Outcome.refused(new Refusal.Conflict("goal g-1 exists already")));
  }

  @Test
  void aGoalMayHaveAKnownGoalAsItsParent() {
    create("g-1");

    assertThat(
            goals.create(
                Examples.request(
                    r -> {
                      r.id = Optional.empty();
                      r.parentId = Optional.of("g-1");
                    }),
                MIA))
        .isInstanceOf(Outcome.Done.class);
    assertThat(goals.find("fresh")).isPresent();
  }

  @Test
  void anActivatedGoalIsDefinedBeforeItIsAnnounced() {
    create("g-1");

    assertThat(goals.activate(Guarded.any("g-1"), MIA)).isInstanceOf(Outcome.Done.class);
    assertThat(waiting()).containsExactly("GOAL_CREATED", "state", "GOAL_ACTIVATED");
  }

  @Test
  void aCancelledGoalIsDefinedAnew() {
    create("g-1");
    goals.activate(Guarded.any("g-1"), MIA);

    assertThat(goals.cancel(Guarded.any("g-1"), "sold out", MIA)).isInstanceOf(Outcome.Done.class);
    assertThat(waiting())
        .containsExactly("GOAL_CREATED", "state", "GOAL_ACTIVATED", "state", "GOAL_CANCELLED");
  }

  @Test
  void aDraftThatIsCancelledWasNeverAGoalToOthers() {
    create("g-1");

    goals.cancel(Guarded.any("g-1"), "a slip of the pen", MIA);

    assertThat(waiting()).containsExactly("GOAL_CREATED", "GOAL_CANCELLED");
  }

  @Test
  void whatDoesNotExistCannotBeChanged() {
    assertThat(goals.activate(Guarded.any("g-9"), MIA))
        .isEqualTo(Outcome.refused(new Refusal.Unknown("goal", "g-9")));
  }

  /** Such as what progress says of it: it is nobody's fault, and read again. */
  @Test
  void whoNamesNoVersionIsNotTurnedAwayByWhoIsAMomentFaster() {
    create("g-1");
    documents.beforeNextReplace(() -> touch("g-1"));

    assertThat(goals.activate(Guarded.any("g-1"), MIA)).isInstanceOf(Outcome.Done.class);
    assertThat(goals.find("g-1").orElseThrow().value().state()).isEqualTo(Goal.State.ACTIVE);
  }

  @Test
  void whoIsOutrunAgainAndAgainIsTold() {
    create("g-1");
    outrun(5);

    assertThat(goals.activate(Guarded.any("g-1"), MIA))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Conflict.class));
    assertThat(goals.find("g-1").orElseThrow().value().state()).isEqualTo(Goal.State.DRAFT);
  }

  @Test
  void aCrossingTakenInTwiceIsAnnouncedOnce() {
    create("g-1");

    goals.takeIn(List.of(crossed("g-1", true, 1, "e-1")));
    goals.takeIn(List.of(crossed("g-1", true, 1, "e-1")));

    assertThat(goals.find("g-1").orElseThrow().value().reaching().reached()).isTrue();
    assertThat(waiting()).containsExactly("GOAL_CREATED", "GOAL_REACHED");
  }

  @Test
  void aBatchIsTakenInInItsOrderEachGoalWithOneWrite() {
    create("g-1");
    create("g-2");
    documents.beforeNextReplace(() -> touch("g-2"));

    goals.takeIn(
        List.of(
            crossed("g-1", true, 1, "e-1"),
            crossed("g-2", true, 1, "e-2"),
            crossed("g-1", false, 2, "e-3"),
            crossed("g-9", true, 1, "e-4"),
            crossed("g-1", true, 1, "e-1")));

    assertThat(goals.find("g-1").orElseThrow().value().reaching().crossing()).isEqualTo(2);
    assertThat(goals.find("g-1").orElseThrow().version()).isEqualTo(2);
    assertThat(goals.find("g-2").orElseThrow().value().reaching().reached()).isTrue();
    assertThat(waiting())
        .containsExactly(
            "GOAL_CREATED",
            "GOAL_REACHED",
            "GOAL_NO_LONGER_REACHED",
            "GOAL_CREATED",
            "GOAL_REACHED");
  }

  private static Heard crossed(String goalId, boolean reached, long crossing, String eventId) {
    return new Heard.LevelCrossed(
        goalId,
        new Rewards.Level(BigDecimal.ONE, Optional.empty(), reached, crossing),
        eventId,
        NOW);
  }

  @Test
  void anOldCrossingChangesNothing() {
    create("g-1");
    goals.takeIn(List.of(crossed("g-1", true, 1, "e-1")));
    goals.takeIn(List.of(crossed("g-1", false, 2, "e-2")));

    goals.takeIn(List.of(crossed("g-1", true, 1, "e-1")));

    assertThat(goals.find("g-1").orElseThrow().value().reaching().reached()).isFalse();
    assertThat(waiting()).containsExactly("GOAL_CREATED", "GOAL_REACHED", "GOAL_NO_LONGER_REACHED");
  }

  @Test
  void aCrossingDuringAnotherChangeIsTakenInOnTopOfIt() {
    create("g-1");
    documents.beforeNextReplace(() -> goals.activate(Guarded.any("g-1"), MIA));

    goals.takeIn(List.of(crossed("g-1", true, 1, "e-1")));

    Goal goal = goals.find("g-1").orElseThrow().value();
    assertThat(goal.state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(goal.reaching().reached()).isTrue();
    assertThat(waiting())
        .containsExactly("GOAL_CREATED", "state", "GOAL_ACTIVATED", "GOAL_REACHED");
  }

  @Test
  void aCrossingOfAnUnknownGoalChangesNothing() {
    goals.takeIn(List.of(crossed("g-9", true, 1, "e-1")));

    assertThat(documents.all()).isEmpty();
  }

  @Test
  void goalsOfAllOwnersAreFound() {
    create("g-1");
    goals.create(
        Examples.request(
            r -> {
              r.id = Optional.of("g-2");
              r.ownerKind = Optional.of("UNIT");
              r.ownerId = Optional.of("north");
              r.metricId = Optional.of("calls");
            }),
        MIA);
    goals.activate(Guarded.any("g-2"), MIA);

    assertThat(goals.search(GoalQuery.EVERYTHING))
        .extracting(Stored::id)
        .containsExactly("g-1", "g-2");
  }

  private Goal create(String id) {
    return switch (goals.create(Examples.request(r -> r.id = Optional.of(id)), MIA)) {
      case Outcome.Done<Stored<Goal>>(Stored<Goal> goal) -> goal.value();
      case Outcome.Refused<Stored<Goal>> refused -> throw new AssertionError(refused.toString());
    };
  }

  private void outrun(int times) {
    documents.beforeNextReplace(
        () -> {
          touch("g-1");
          if (times > 1) {
            outrun(times - 1);
          }
        });
  }

  private void touch(String id) {
    Stored<Goal> known = documents.find(id).orElseThrow();
    documents.replace(known, known.value(), false, List.of());
  }

  private List<String> waiting() {
    return documents.pending(10).stream()
        .flatMap(pending -> pending.items().stream())
        .map(item -> item.event().map(GoalEvent::kind).map(Enum::name).orElse("state"))
        .toList();
  }
}
