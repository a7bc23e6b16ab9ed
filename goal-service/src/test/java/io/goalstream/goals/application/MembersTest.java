package io.goalstream.goals.application;

import static io.goalstream.goals.domain.Examples.startingOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final Unit AURORA = new Unit("aurora", "Aurora", List.of(), List.of());
  private static final Rep ANA =
      new Rep("ana", "Ana", "en", "UTC", List.of(startingOn("aurora", "2020-01-01")));

  private final FakeDocuments<Member> documents = new FakeDocuments<>();
  private final AtomicInteger relayed = new AtomicInteger();
  private final Members members =
      new Members(documents, relayed::incrementAndGet, Clock.fixed(Examples.NOW, ZoneOffset.UTC));

  @BeforeEach
  void found() {
    assertThat(members.put(AURORA)).isEqualTo(new Outcome.Done<>(true));
  }

  @Test
  void whatIsPutIsKnownAndWaitsForPublication() {
    assertThat(members.put(ANA)).isEqualTo(new Outcome.Done<>(true));

    assertThat(members.hasRep("ana")).isTrue();
    assertThat(members.hasUnit("ana")).isFalse();
    assertThat(members.hasUnit("aurora")).isTrue();
    assertThat(members.organization().reps()).containsOnlyKeys("ana");
    assertThat(documents.pending(10))
        .extracting(pending -> pending.stored().id())
        .containsExactly("rep/ana", "unit/aurora");
    assertThat(relayed).hasValue(2);
  }

  @Test
  void theSameAgainIsNoChangeAndIsNotPublishedAgain() {
    assertThat(members.put(AURORA)).isEqualTo(new Outcome.Done<>(false));

    assertThat(documents.find("unit/aurora").orElseThrow().version()).isEqualTo(1);
    assertThat(documents.pending(1).getFirst().items()).hasSize(1);
  }

  @Test
  void aChangeReplacesAndIsPublishedUnderAHigherVersion() {
    assertThat(members.put(new Unit("aurora", "Aurora Ltd", List.of(), List.of())))
        .isEqualTo(new Outcome.Done<>(false));

    assertThat(documents.find("unit/aurora").orElseThrow().version()).isEqualTo(2);
    assertThat(documents.pending(1).getFirst().items()).hasSize(2);
  }

  @Test
  void whatBreaksARuleIsNotKept() {
    assertThat(
            members.put(
                new Rep("ben", "Ben", "en", "UTC", List.of(startingOn("west", "2020-01-01")))))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Invalid(
                    List.of(
                        new Violation(
                            "memberships[0].unitId", "west", "the id of a known unit")))));
    assertThat(members.hasRep("ben")).isFalse();
  }

  @Test
  void aChangeAtTheSameTimeIsAConflict() {
    Stored<Member> known = documents.find("unit/aurora").orElseThrow();
    documents.beforeNextReplace(() -> documents.replace(known, known.value(), false, List.of()));

    assertThat(members.put(new Unit("aurora", "Aurora Ltd", List.of(), List.of())))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Conflict.class));
  }
}
