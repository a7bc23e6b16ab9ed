package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Recipient;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.Telling;
import io.goalstream.notification.domain.Told;
import io.goalstream.notification.domain.rule.Plan;
import io.goalstream.notification.domain.rule.Reader;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Way;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells the right people what happened. Doing it again for the same event changes nothing: alert
 * and delivery are kept under ids that are derived from the event, and the memory of having told
 * comes last.
 */
public final class Announcer {
  private final Audience audience;
  private final Readers readers;
  private final People people;
  private final Inbox inbox;
  private final Deliveries deliveries;
  private final Channels channels;
  private final Wording wording;
  private final Function<Event, String> body;
  private final Patience patience;
  private final Clock clock;

  /**
   * How long things are waited for.
   *
   * @param settle how long a level waits for a higher one of the same change
   * @param late what is heard of later than this goes into one digest with all else that is late
   * @param gather how long such a digest waits for more
   * @param tooOld what is heard of later than this is not sent any more; an inbox still has it
   */
  public record Patience(Duration settle, Duration late, Duration gather, Duration tooOld) {
    public static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(15),
            Duration.ofDays(7));
  }

  /**
   * @param body writes what webhooks hear
   */
  public Announcer(
      Audience audience,
      Readers readers,
      People people,
      Inbox inbox,
      Deliveries deliveries,
      Channels channels,
      Wording wording,
      Function<Event, String> body,
      Patience patience,
      Clock clock) {
    this.audience = audience;
    this.readers = readers;
    this.people = people;
    this.inbox = inbox;
    this.deliveries = deliveries;
    this.channels = channels;
    this.wording = wording;
    this.body = body;
    this.patience = patience;
    this.clock = clock;
  }

  /** Tells everybody who is to know. */
  public void announce(Event event) {
    Map<Recipient, List<Rule>> named = audience.of(event);
    for (Planned planned : plan(event, named)) {
      tell(planned, event);
    }
    for (Channel channel : channels.all()) {
      boolean hears =
          channel.hears(event.kind().type()) || named.containsKey(Recipient.channel(channel.id()));
      if (channel.kind() == Channel.Kind.WEBHOOK
          && hears
          && channel.disabled().isEmpty()
          && !event.occurredAt().isBefore(channel.createdAt())) {
        deliveries.add(forSystem(channel, event));
      }
    }
  }

  /** Who would be told what, and when, without telling it. */
  public List<Planned> plan(Event event) {
    return plan(event, audience.of(event));
  }

  /** Those whom rules name, and those who were told something that is no longer true. */
  private List<Planned> plan(Event event, Map<Recipient, List<Rule>> named) {
    Set<Recipient> concerned = new HashSet<>(named.keySet());
    for (Told told : inbox.toldAbout(event.goalId(), event.matter())) {
      if (!told.belief().equals(Telling.belief(event))) {
        concerned.add(Recipient.of(told.recipient()));
      }
    }
    List<Planned> planned = new ArrayList<>();
    for (Recipient recipient : concerned) {
      readers
          .of(recipient)
          .flatMap(reader -> plan(reader, event, named.getOrDefault(recipient, List.of())))
          .ifPresent(planned::add);
    }
    return planned;
  }

  private Optional<Planned> plan(Reader reader, Event event, List<Rule> rules) {
    Recipient recipient = reader.recipient();
    Plan plan = Plan.of(reader, event.kind().subject(), rules);
    return Telling.decide(
            recipient, inbox.told(recipient.key(), event.goalId(), event.matter()), event)
        .filter(word -> !plan.silent() || word.isCorrection())
        .map(word -> planned(reader, plan, word, event));
  }

  private Planned planned(Reader reader, Plan plan, Telling.Word word, Event event) {
    Instant now = clock.instant();
    boolean late = event.occurredAt().plus(patience.late()).isBefore(now);
    Optional<String> destination = plan.destination(reader);
    Recipient recipient = reader.recipient();
    return new Planned(
        reader,
        plan,
        word,
        wording.say(word.kind(), event, ear(reader, event)),
        recipient.isPerson() && (plan.ways().contains(Way.INBOX) || word.isCorrection()),
        destination,
        destination.map(to -> due(to, reader, plan, word, event, now, late)).orElse(now),
        late);
  }

  private Wording.Ear ear(Reader reader, Event event) {
    boolean own = event.owner().isRep() && reader.recipient().id().equals(event.owner().id());
    return new Wording.Ear(
        reader.language(),
        reader.zone(),
        own ? Optional.empty() : Optional.of(people.name(event.owner())),
        event.details().by().map(id -> people.name(new Event.Owner("REP", id))));
  }

  /** Corrections leave at once; the rest when rules, quiet hours and cooldown allow it. */
  private Instant due(
      String destination,
      Reader reader,
      Plan plan,
      Telling.Word word,
      Event event,
      Instant now,
      boolean late) {
    Instant earliest = now;
    if (late) {
      earliest = now.plus(patience.gather());
    } else if (event.kind() == EventKind.LEVEL_REACHED && plan.pick() == Rule.Pick.HIGHEST) {
      earliest = now.plus(patience.settle());
    }
    if (!word.isCorrection() && plan.cooldown().isPositive()) {
      Instant rested =
          deliveries
              .last(destination, event.goalId(), event.kind().subject())
              .map(last -> last.plus(plan.cooldown()))
              .orElse(earliest);
      earliest = rested.isAfter(earliest) ? rested : earliest;
    }
    return plan.when().due(earliest, reader.rhythm());
  }

  private void tell(Planned planned, Event event) {
    Recipient recipient = planned.reader().recipient();
    String alertId = planned.word().alertId();
    Optional<Told> higher = Optional.empty();
    List<Told> lower = List.of();
    if (event.kind() == EventKind.LEVEL_REACHED && planned.plan().pick() == Rule.Pick.HIGHEST) {
      List<Told> together = reachedTogether(recipient, event, alertId);
      higher =
          together.stream().filter(told -> level(told).compareTo(level(event)) > 0).findFirst();
      lower = together.stream().filter(told -> level(told).compareTo(level(event)) < 0).toList();
    }
    if (planned.inbox()) {
      inbox.add(alert(planned, event));
      higher.ifPresent(told -> inbox.supersede(alertId, told.alertId()));
      lower.forEach(told -> inbox.supersede(told.alertId(), alertId));
    }
    Optional<String> by = higher.map(Told::alertId);
    List<Told> superseded = lower;
    planned
        .destination()
        .ifPresent(
            destination -> {
              send(destination, planned, event, by);
              superseded.forEach(told -> supersede(destination, told.alertId(), alertId));
            });
    inbox.remember(
        new Told(
            recipient.key(),
            event.goalId(),
            event.matter(),
            event.crossing(),
            Telling.belief(event),
            alertId,
            event.moment()));
  }

  private List<Told> reachedTogether(Recipient recipient, Event event, String alertId) {
    return inbox.toldTo(recipient.key(), event.goalId()).stream()
        .filter(told -> told.moment().equals(event.moment()) && !told.alertId().equals(alertId))
        .toList();
  }

  private static BigDecimal level(Told told) {
    return new BigDecimal(told.matter());
  }

  private static BigDecimal level(Event event) {
    return event.level().orElse(BigDecimal.ZERO);
  }

  private static Alert alert(Planned planned, Event event) {
    return new Alert(
        planned.word().alertId(),
        planned.reader().recipient().id(),
        planned.word().kind(),
        Optional.of(event.goalId()),
        event.level(),
        event.moment(),
        planned.message(),
        event.occurredAt(),
        false,
        planned.word().corrects(),
        Optional.empty());
  }

  private void send(String destination, Planned planned, Event event, Optional<String> higher) {
    Delivery delivery = forPeople(destination, planned, event);
    if (event.occurredAt().plus(patience.tooOld()).isBefore(clock.instant())) {
      deliveries.add(delivery.suppressed(Delivery.Reason.TOO_OLD, Optional.empty()));
    } else if (higher.isPresent()) {
      deliveries.add(delivery.suppressed(Delivery.Reason.SUPERSEDED, higher));
    } else {
      switch (heard(destination, planned.word(), event)) {
        case YES -> deliveries.add(delivery);
        case NO ->
            deliveries.add(delivery.suppressed(Delivery.Reason.UNDONE, planned.word().corrects()));
        case NEVER_MEANT_TO -> {
          if (!planned.word().isCorrection()) {
            deliveries.add(delivery);
          }
        }
      }
    }
  }

  /** Whether a destination has heard what is taken back. */
  private enum Heard {
    YES,
    NO,
    NEVER_MEANT_TO
  }

  /**
   * What was not sent yet is not sent at all, nor is its correction; a lower level that it stood
   * for is then told instead.
   */
  private Heard heard(String destination, Telling.Word word, Event event) {
    if (word.corrects().isEmpty()) {
      return Heard.YES;
    }
    String corrected = word.corrects().get();
    Optional<Delivery> kept = deliveries.find(id(destination, corrected));
    if (kept.isEmpty()) {
      return Heard.NEVER_MEANT_TO;
    }
    Delivery former = kept.get();
    Delivery undone = former.suppressed(Delivery.Reason.UNDONE, Optional.of(word.alertId()));
    return switch (former.state()) {
      case SENT, FAILED -> Heard.YES;
      case PENDING -> {
        if (!deliveries.suppress(undone)) {
          yield Heard.YES;
        }
        deliveries.revive(destination, corrected);
        yield event.kind() == EventKind.PACE_CHANGED
            ? heardOfAnotherPace(destination, word, event)
            : Heard.NO;
      }
      case SUPPRESSED ->
          event.kind() == EventKind.PACE_CHANGED
              ? heardOfAnotherPace(destination, word, event)
              : heardThroughAnother(destination, former, undone);
    };
  }

  /** A pace has more than two values: what counts is the last one that a destination has heard. */
  private Heard heardOfAnotherPace(String destination, Telling.Word word, Event event) {
    String last =
        deliveries
            .lastHeard(destination, event.goalId(), Subject.PACE)
            .map(Delivery::type)
            .orElse(AlertKind.BACK_ON_TRACK.name());
    return last.equals(word.kind().name()) ? Heard.NO : Heard.YES;
  }

  private Heard heardThroughAnother(String destination, Delivery former, Delivery undone) {
    Delivery.Reason reason =
        former.suppression().map(Delivery.Suppression::reason).orElse(Delivery.Reason.UNDONE);
    if (reason != Delivery.Reason.SUPERSEDED) {
      deliveries.revive(destination, former.alertId());
      return Heard.NO;
    }
    boolean untold =
        former
            .suppression()
            .flatMap(Delivery.Suppression::by)
            .flatMap(by -> deliveries.find(id(destination, by)))
            .map(it -> it.attempts() == 0 && it.state() != Delivery.State.SENT)
            .orElse(false);
    if (untold) {
      deliveries.update(undone);
      return Heard.NO;
    }
    return Heard.YES;
  }

  private void supersede(String destination, String alertId, String by) {
    deliveries
        .find(id(destination, alertId))
        .map(it -> it.suppressed(Delivery.Reason.SUPERSEDED, Optional.of(by)))
        .ifPresent(deliveries::suppress);
  }

  private Delivery forPeople(String destination, Planned planned, Event event) {
    return new Delivery(
        id(destination, planned.word().alertId()),
        destination,
        planned.word().alertId(),
        Optional.of(event.goalId()),
        Optional.of(event.kind().subject()),
        planned.word().kind().name(),
        "msg_" + planned.word().alertId(),
        new Delivery.Content.Words(planned.message()),
        planned.catchUp(),
        Delivery.State.PENDING,
        0,
        clock.instant(),
        planned.due(),
        Optional.empty(),
        Optional.empty());
  }

  private Delivery forSystem(Channel channel, Event event) {
    String destination = Destination.channel(channel.id());
    return new Delivery(
        id(destination, event.eventId()),
        destination,
        event.eventId(),
        Optional.of(event.goalId()),
        Optional.of(event.kind().subject()),
        event.kind().type(),
        "msg_" + event.eventId(),
        new Delivery.Content.Body(body.apply(event)),
        false,
        Delivery.State.PENDING,
        0,
        clock.instant(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private static String id(String destination, String alertId) {
    return destination + " " + alertId;
  }

  /** Tells who made a channel that it was switched off. */
  public void channelDisabled(Channel channel, String reason, Instant now) {
    if (channel.createdBy().isEmpty()) {
      return;
    }
    Recipient recipient = Recipient.person(channel.createdBy().get());
    String what = "channel " + channel.id() + " " + now;
    inbox.add(
        new Alert(
            Telling.alertId(recipient, what),
            recipient.id(),
            AlertKind.CHANNEL_DISABLED,
            Optional.empty(),
            Optional.empty(),
            what,
            wording.channelDisabled(channel.name(), reason, readers.language(recipient.id())),
            now,
            false,
            Optional.empty(),
            Optional.empty()));
  }
}
