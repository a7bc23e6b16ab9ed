package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertText;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.LevelCrossed;
import io.goalstream.notification.domain.Telling;
import io.goalstream.notification.domain.Told;
import io.goalstream.notification.domain.Webhook;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tells the right people when a level is crossed. Doing it again for the same event changes
 * nothing.
 */
public final class Announcer {
  private final People people;
  private final Inbox inbox;
  private final Webhooks webhooks;
  private final Function<LevelCrossed, String> payload;

  /**
   * @param payload writes the body of a webhook
   */
  public Announcer(
      People people, Inbox inbox, Webhooks webhooks, Function<LevelCrossed, String> payload) {
    this.people = people;
    this.inbox = inbox;
    this.webhooks = webhooks;
    this.payload = payload;
  }

  /** Tells everybody who is to know. */
  public void announce(LevelCrossed event) {
    for (String personId : concerned(event)) {
      tell(personId, event);
    }
    for (Webhook webhook : webhooks.all()) {
      if (!event.occurredAt().isBefore(webhook.createdAt())) {
        webhooks.add(delivery(webhook, event));
      }
    }
  }

  /**
   * Those who lead or own now, and those who were told something that is no longer true, whoever
   * leads now.
   */
  private Set<String> concerned(LevelCrossed event) {
    Set<String> concerned = new TreeSet<>(recipients(event));
    for (Told told : inbox.toldAbout(event.goalId(), plain(event.level()))) {
      if (told.reached() != event.reached()) {
        concerned.add(told.personId());
      }
    }
    return concerned;
  }

  private Set<String> recipients(LevelCrossed event) {
    return event.owner().kind().equals("REP")
        ? Set.of(event.owner().id())
        : people.managersOf(
            event.owner().id(), event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate());
  }

  /**
   * The alert is kept before the memory of it, so that a stop in between repeats the alert under
   * the same id.
   */
  private void tell(String personId, LevelCrossed event) {
    String level = plain(event.level());
    Optional<Told> told = inbox.told(personId, event.goalId(), level);
    Optional<Telling.Word> word = Telling.decide(personId, told, event);
    word.ifPresent(
        said -> {
          AlertText text = AlertText.of(said.kind(), event);
          inbox.add(
              new Alert(
                  said.alertId(),
                  personId,
                  said.kind(),
                  event.goalId(),
                  event.goalName(),
                  event.level(),
                  event.crossing(),
                  text.title(),
                  text.text(),
                  event.occurredAt(),
                  false,
                  said.corrects()));
          inbox.remember(
              new Told(
                  personId,
                  event.goalId(),
                  level,
                  event.crossing(),
                  event.reached(),
                  said.alertId()));
        });
  }

  private Delivery delivery(Webhook webhook, LevelCrossed event) {
    return new Delivery(
        webhook.id() + ":" + event.eventId(),
        webhook.id(),
        "msg_" + event.eventId(),
        event.reached() ? "goal.level.reached" : "goal.level.lost",
        payload.apply(event),
        Delivery.State.PENDING,
        0,
        event.occurredAt(),
        Optional.empty());
  }

  private static String plain(BigDecimal level) {
    return level.stripTrailingZeros().toPlainString();
  }
}
