package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Telling;
import io.goalstream.notification.domain.Told;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every inbox keeps to; run on the fake and on the real one. */
public abstract class InboxContract {
  /** An empty inbox. */
  protected abstract Inbox inbox();

  private static Alert alert(String id, String personId, long second, String title) {
    return alert(id, personId, second, 2, title);
  }

  private static Alert alert(String id, String personId, long second, long crossing, String title) {
    return new Alert(
        id,
        personId,
        Telling.Kind.LEVEL_LOST,
        "g-1",
        "Revenue",
        new BigDecimal("0.5"),
        crossing,
        title,
        "text",
        NOW.plusSeconds(second),
        false,
        Optional.of("corrected"));
  }

  @Test
  void alertsComeNewestFirstToTheirPersonOnly() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana", 1, "first"));
    inbox.add(alert("b", "ana", 2, "second"));
    inbox.add(alert("c", "ben", 3, "other"));

    assertThat(inbox.of("ana"))
        .containsExactly(alert("b", "ana", 2, "second"), alert("a", "ana", 1, "first"));
    assertThat(inbox.of("zoe")).isEmpty();
  }

  @Test
  void alertsOfOneMomentComeInTheOrderOfTheirCrossings() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana", 1, 3, "third"));
    inbox.add(alert("z", "ana", 1, 2, "second"));

    assertThat(inbox.of("ana")).extracting(Alert::title).containsExactly("third", "second");
  }

  @Test
  void anAlertThatIsKeptStaysAsItIs() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana", 1, "first"));
    inbox.read("ana", "a");
    inbox.add(alert("a", "ana", 1, "again"));

    assertThat(inbox.of("ana")).hasSize(1);
    assertThat(inbox.of("ana").getFirst().title()).isEqualTo("first");
    assertThat(inbox.of("ana").getFirst().read()).isTrue();
  }

  @Test
  void onlyItsPersonCanReadAnAlert() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana", 1, "first"));

    assertThat(inbox.read("ben", "a")).isFalse();
    assertThat(inbox.of("ana").getFirst().read()).isFalse();
    assertThat(inbox.read("ana", "a")).isTrue();
    assertThat(inbox.read("ana", "a")).isTrue();
  }

  @Test
  void whatSomebodyWasToldIsRememberedByLevel() {
    Inbox inbox = inbox();
    Told first = new Told("ana", "g-1", "0.5", 1, true, "a");
    Told other = new Told("ben", "g-1", "0.5", 1, true, "c");
    inbox.remember(first);
    inbox.remember(new Told("ana", "g-1", "0.8", 1, true, "b"));
    inbox.remember(other);

    assertThat(inbox.told("ana", "g-1", "0.5")).contains(first);
    assertThat(inbox.told("ana", "g-2", "0.5")).isEmpty();
    assertThat(inbox.toldAbout("g-1", "0.5")).containsExactlyInAnyOrder(first, other);

    Told second = new Told("ana", "g-1", "0.5", 2, false, "d");
    inbox.remember(second);
    assertThat(inbox.told("ana", "g-1", "0.5")).contains(second);
    assertThat(inbox.toldAbout("g-1", "0.5")).containsExactlyInAnyOrder(second, other);
  }
}
