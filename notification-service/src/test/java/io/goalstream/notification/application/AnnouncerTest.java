package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.LevelCrossed;
import io.goalstream.notification.domain.Telling.Kind;
import io.goalstream.notification.domain.Webhook;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private final FakeInbox inbox = new FakeInbox();
  private final FakeWebhooks webhooks = new FakeWebhooks();
  private final Leaders leaders = new Leaders();
  private final Announcer announcer = announcer();

  /** Leads whom a test says. */
  private static final class Leaders implements People {
    private Set<String> managers = Set.of("hugo");

    @Override
    public boolean exists(String repId) {
      return true;
    }

    @Override
    public Set<String> managersOf(String unitId, LocalDate date) {
      assertThat(unitId).isEqualTo("north");
      assertThat(date).isEqualTo(LocalDate.of(2026, 3, 31));
      return managers;
    }
  }

  private Announcer announcer() {
    return new Announcer(leaders, inbox, webhooks, event -> "body of " + event.eventId());
  }

  private static LevelCrossed ofAna(long crossing, boolean reached) {
    return Examples.crossing(crossing, reached, c -> {});
  }

  private static LevelCrossed ofNorth(long crossing, boolean reached) {
    return Examples.crossing(
        crossing,
        reached,
        c -> {
          c.ownerKind = "UNIT";
          c.ownerId = "north";
        });
  }

  private List<Kind> heard(String personId) {
    return inbox.of(personId).stream().map(Alert::kind).toList();
  }

  @Test
  void aRepHearsOfTheOwnGoalAndAManagerOfTheUnits() {
    announcer.announce(ofAna(1, true));
    announcer.announce(ofNorth(2, true));

    assertThat(heard("ana")).containsExactly(Kind.LEVEL_REACHED);
    assertThat(heard("hugo")).containsExactly(Kind.LEVEL_REACHED);
  }

  @Test
  void theSameEventTwiceTellsNothingTwice() {
    webhooks.add(Examples.webhook("w-1", "https://example.com"));

    announcer.announce(ofAna(1, true));
    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).hasSize(1);
    assertThat(webhooks.of("w-1", 10)).hasSize(1);
  }

  @Test
  void aStopBetweenAlertAndMemoryTellsNothingTwice() {
    inbox.stopBeforeRemembering();

    assertThatIllegalStateException().isThrownBy(() -> announcer.announce(ofAna(1, true)));
    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).hasSize(1);
  }

  @Test
  void whatSomebodyWasToldOutlivesTheProgram() {
    announcer.announce(ofAna(1, true));
    announcer().announce(ofAna(2, false));
    announcer().announce(ofAna(1, true));

    List<Alert> alerts = inbox.of("ana");
    assertThat(alerts)
        .extracting(Alert::kind)
        .containsExactlyInAnyOrder(Kind.LEVEL_REACHED, Kind.LEVEL_LOST);
    Alert reached =
        alerts.stream().filter(a -> a.kind() == Kind.LEVEL_REACHED).findFirst().orElseThrow();
    assertThat(alerts)
        .filteredOn(a -> a.kind() == Kind.LEVEL_LOST)
        .first()
        .satisfies(lost -> assertThat(lost.corrects()).contains(reached.id()));
  }

  @Test
  void whoWasToldHearsOfTheLossAlsoWhenSomebodyElseLeadsByThen() {
    announcer.announce(ofNorth(1, true));
    leaders.managers = Set.of("iris");

    announcer.announce(ofNorth(2, false));

    assertThat(heard("hugo")).containsExactlyInAnyOrder(Kind.LEVEL_REACHED, Kind.LEVEL_LOST);
    assertThat(heard("iris")).as("she was never told").isEmpty();
  }

  @Test
  void aLevelIsTheSameHoweverItsNumberIsWritten() {
    announcer.announce(ofAna(1, true));
    announcer.announce(Examples.crossing(2, false, c -> c.level = "0.500000"));

    assertThat(heard("ana")).hasSize(2);
  }

  @Test
  void aWebhookHearsOfWhatHappensFromItsBeginning() {
    webhooks.add(Examples.webhook("old", "https://example.com"));
    webhooks.add(new Webhook("now", "https://example.com", "", "whsec_", NOW));
    webhooks.add(new Webhook("late", "https://example.com", "", "whsec_", NOW.plusMillis(1)));

    announcer.announce(ofAna(1, false));

    assertThat(webhooks.of("late", 10)).isEmpty();
    assertThat(webhooks.of("now", 10)).hasSize(1);
    Delivery delivery = webhooks.of("old", 10).getFirst();
    assertThat(delivery.type()).isEqualTo("goal.level.lost");
    assertThat(delivery.payload()).isEqualTo("body of event-1");
    assertThat(delivery.messageId()).isEqualTo("msg_event-1");
  }
}
