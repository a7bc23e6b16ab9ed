package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Beliefs;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Matter;
import io.goalstream.notification.domain.Told;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every inbox keeps to; run on the fake and on the real one. */
public abstract class InboxContract {
  /** An empty inbox. */
  protected abstract Inbox inbox();

  private static Alert alert(String id, String personId) {
    return new Alert(
        id,
        personId,
        AlertKind.LEVEL_LOST,
        Optional.of("g-1"),
        Optional.of(new BigDecimal("0.5")),
        "moment",
        Examples.message("about " + id),
        NOW,
        false,
        Optional.of("corrected"),
        Optional.empty());
  }

  private static List<String> ids(List<Inbox.Entry> entries) {
    return entries.stream().map(entry -> entry.alert().id()).toList();
  }

  private static List<Inbox.Entry> all(Inbox inbox, String personId) {
    return inbox.before(personId, Long.MAX_VALUE, false, 100);
  }

  @Test
  void alertsComeNewestFirstToTheirPersonOnly() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana"));
    inbox.add(alert("c", "ben"));
    inbox.add(alert("b", "ana"));

    assertThat(all(inbox, "ana"))
        .containsExactly(
            new Inbox.Entry(2, alert("b", "ana")), new Inbox.Entry(1, alert("a", "ana")));
    assertThat(all(inbox, "zoe")).isEmpty();
    assertThat(ids(inbox.before("ana", 2, false, 100))).containsExactly("a");
    assertThat(ids(inbox.before("ana", 3, false, 1))).containsExactly("b");
  }

  @Test
  void whatCameBehindAPlaceComesInItsOrder() {
    Inbox inbox = inbox();
    List.of("a", "b", "c").forEach(id -> inbox.add(alert(id, "ana")));

    assertThat(ids(inbox.after("ana", 1, 100))).containsExactly("b", "c");
    assertThat(ids(inbox.after("ana", 0, 2))).containsExactly("a", "b");
    assertThat(inbox.after("ana", 3, 100)).isEmpty();
  }

  @Test
  void placesHaveNoGapsHoweverManyComeAtOnce() {
    Inbox inbox = inbox();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        String id = "alert-" + i / 2;
        many.execute(() -> inbox.add(alert(id, "ana")));
      }
    }

    assertThat(inbox.after("ana", 0, 100))
        .extracting(Inbox.Entry::place)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void anAlertThatIsKeptStaysAsItIs() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana"));
    inbox.read("ana", "a");
    inbox.add(alert("a", "ana"));

    assertThat(all(inbox, "ana")).hasSize(1);
    assertThat(all(inbox, "ana").getFirst().alert().read()).isTrue();
  }

  @Test
  void onlyItsPersonCanReadAnAlert() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana"));

    assertThat(inbox.read("ben", "a")).isFalse();
    assertThat(inbox.unread("ana")).isEqualTo(1);
    assertThat(inbox.read("ana", "a")).isTrue();
    assertThat(inbox.read("ana", "a")).isTrue();
    assertThat(inbox.unread("ana")).isZero();
  }

  @Test
  void whatCameAfterAPlaceStaysUnread() {
    Inbox inbox = inbox();
    List.of("a", "b", "c").forEach(id -> inbox.add(alert(id, "ana")));
    inbox.add(alert("d", "ben"));

    inbox.readUpTo("ana", 2);

    assertThat(ids(inbox.before("ana", Long.MAX_VALUE, true, 100))).containsExactly("c");
    assertThat(inbox.unread("ben")).isEqualTo(1);
  }

  @Test
  void aSupersededAlertCountsAsReadAndNamesTheOther() {
    Inbox inbox = inbox();
    inbox.add(alert("a", "ana"));

    inbox.supersede("a", "b");

    assertThat(inbox.unread("ana")).isZero();
    assertThat(all(inbox, "ana").getFirst().alert().supersededBy()).contains("b");
  }

  @Test
  void whatSomebodyWasToldIsRememberedByThreadAndMatter() {
    Inbox inbox = inbox();
    Told first = told("person:ana", "0.5", 1, "a");
    Told other = told("channel:c-1", "0.5", 1, "c");
    Told higher = told("person:ana", "0.8", 1, "b");
    Beliefs nothing = inbox.beliefs("g-1", "levels");
    assertThat(nothing).isEqualTo(Beliefs.none("g-1", "levels"));
    inbox.remember(nothing, List.of(first, other));
    inbox.remember(inbox.beliefs("g-1", "levels"), List.of(higher));

    assertThat(told(inbox)).containsExactlyInAnyOrder(first, other, higher);
    assertThat(inbox.beliefs("g-1", "pace").told()).isEmpty();
    assertThat(inbox.beliefs("g-2", "levels").told()).isEmpty();

    Beliefs seen = inbox.beliefs("g-1", "levels");
    Told second = told("person:ana", "0.5", 2, "d");
    inbox.remember(seen, List.of(second));
    inbox.remember(seen, List.of(first, other));
    assertThat(told(inbox))
        .as("an older memory does not come back")
        .containsExactlyInAnyOrder(second, other, higher);
  }

  @Test
  void whatManyRememberAtOnceIsAllKept() {
    Inbox inbox = inbox();
    Beliefs nothing = inbox.beliefs("g-1", "levels");
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 24; i++) {
        Told told = told("person:p-" + i, "0.5", 1, "alert-" + i);
        many.execute(() -> inbox.remember(nothing, List.of(told)));
      }
    }

    assertThat(told(inbox)).hasSize(24);
  }

  private static List<Told> told(Inbox inbox) {
    return inbox.beliefs("g-1", "levels").told();
  }

  private static Told told(String recipient, String matter, long crossing, String alertId) {
    Matter level = Matter.of(new BigDecimal(matter), Optional.of("level of " + matter));
    return new Told(recipient, "g-1", level, crossing, "REACHED", alertId, "moment");
  }
}
