package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.in;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.attainment.application.Preview.Announcement;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Owner;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann has 800 in a half-year from January on; it is early May. */
class PreviewsTest {
  private static final Instant NOW = Instant.parse("2026-05-06T12:00:00Z");

  private final TestLedger ledger = new TestLedger();
  private final InMemoryProgressStore store = new InMemoryProgressStore();
  private final Previews previews =
      new Previews(
          ledger, new Contributions(ledger.reading()), store, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aTeam() {
    ledger.unit("team");
    ledger.rep("ann", in("team", "2020-01-01"));
    ledger.fact(deal("d1", 1, "500", "2026-03-10", "ann"));
    ledger.fact(deal("d2", 1, "300", "2026-04-10", "ann"));
  }

  @Test
  void aGoalThatNobodyHasPublishedIsCounted() {
    Preview preview = preview(goal(1, Owner.unit("team"), revenue(), "1000"));

    assertThat(preview.present()).isNull();
    assertThat(preview.then().counted().value()).isEqualByComparingTo("800");
    assertThat(preview.then().counted().attainment()).isEqualByComparingTo("0.8");
    assertThat(preview.then().gap()).isEqualByComparingTo("200");
    assertThat(preview.then().phase()).isEqualTo("RUNNING");
  }

  @Test
  void aLowerTargetWouldReachALevelAndTurnThePace() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "2000"));

    Preview preview = preview(goal(2, Owner.rep("ann"), revenue(), "800"));

    Preview.Stand present = Objects.requireNonNull(preview.present());
    assertThat(present.counted().attainment()).isEqualByComparingTo("0.4");
    assertThat(present.paceStatus()).isEqualTo("OFF_TRACK");
    assertThat(preview.then().paceStatus()).isEqualTo("ON_TRACK");
    assertThat(preview.events())
        .extracting(Announcement::kind, Announcement::threshold)
        .containsExactly(tuple("THRESHOLD_REACHED", BigDecimal.ONE), tuple("PACE_CHANGED", null));
  }

  @Test
  void aHigherTargetWouldTakeALevelBack() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "800"));

    Preview preview = preview(goal(2, Owner.rep("ann"), revenue(), "801"));

    assertThat(preview.events()).extracting(Announcement::kind).containsExactly("THRESHOLD_LOST");
  }

  @Test
  void thePaceThatWasAnnouncedIsTheOneThatWouldChange() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "2000"));
    store.save(List.of(ProgressExamples.revenue("g", "800")));
    assertThat(store.find("g").orElseThrow().announcedPaceStatus()).isEqualTo("ON_TRACK");

    Preview preview = preview(goal(2, Owner.rep("ann"), revenue(), "1000"));

    assertThat(Objects.requireNonNull(preview.present()).paceStatus()).isEqualTo("OFF_TRACK");
    assertThat(preview.then().paceStatus()).isEqualTo("ON_TRACK");
    assertThat(preview.events()).as("ON_TRACK is what people were told last").isEmpty();
  }

  @Test
  void theSameTermsWouldSayNothing() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));

    Preview preview = preview(goal(1, Owner.rep("ann"), revenue(), "1000"));

    assertThat(preview.events()).isEmpty();
    assertThat(preview.then()).isEqualTo(preview.present());
  }

  @Test
  void whatIsNoDefinitionIsNotCounted() {
    assertThat(previews.of("g", ledger.untold(goal(1, Owner.rep("ann"), revenue(), "1"))))
        .isNotEmpty();
    assertThat(previews.of("g", new byte[] {0, 0, 0, 99})).isEmpty();
  }

  private Preview preview(Goal untold) {
    Optional<Preview> preview = previews.of("g", ledger.untold(untold));
    return preview.orElseThrow();
  }
}
