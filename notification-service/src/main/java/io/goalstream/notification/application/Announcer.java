package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Beliefs;
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
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

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
    Beliefs seen = inbox.beliefs(event.goalId(), event.thread());
    List<Told> news = new ArrayList<>();
    for (Planned planned : plan(event, named, seen)) {
      news.add(tell(planned, event, seen));
    }
    if (!news.isEmpty()) {
      inbox.remember(seen, news);
    }
    for (Channel channel : channels.all()) {
      boolean hears =
          channel.hears(event.kind().type()) || named.containsKey(Recipient.channel(channel.id()));
      if (channel.kind() == Channel.Kind.WEBHOOK
          && hears
          && !channel.isOff()
          && !event.occurredAt().isBefore(channel.createdAt())) {
        deliveries.add(forSystem(channel, event));
      }
    }
  }

  /** Who would be told what, and when, without telling it. */
  public List<Planned> plan(Event event) {
    return plan(event, audience.of(event), inbox.beliefs(event.goalId(), event.thread()));
  }

  /** Those whom rules name, and those who were told something that is no longer true. */
  private List<Planned> plan(Event event, Map<Recipient, List<Rule>> named, Beliefs seen) {
    Set<Recipient> concerned = new HashSet<>(named.keySet());
    seen.about(event.matter()).stream()
        .filter(each -> !each.belief().equals(Telling.belief(event)))
        .forEach(each -> concerned.add(Recipient.of(each.recipient())));
    List<Planned> planned = new ArrayList<>();
    for (Recipient recipient : concerned) {
      readers
          .of(recipient)
          .flatMap(reader -> plan(reader, event, named.getOrDefault(recipient, List.of()), seen))
          .ifPresent(planned::add);
    }
    return planned;
  }

  private Optional<Planned> plan(Reader reader, Event event, List<Rule> rules, Beliefs seen) {
    Recipient recipient = reader.recipient();
    Plan plan = Plan.of(reader, event.kind().subject(), rules);
    return Telling.decide(recipient, seen.last(recipient, event.matter()), event)
        .filter(word -> !plan.silent() || word.setsRight())
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
        recipient.isPerson() && (plan.ways().contains(Way.INBOX) || word.setsRight()),
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
    // A digest is its own cooldown.
    boolean atOnce = plan.when() == Timing.REAL_TIME;
    if (atOnce && !word.isCorrection() && plan.cooldown().isPositive()) {
      Instant rested =
          deliveries
              .last(destination, event.goalId(), event.kind().subject())
              .map(last -> last.plus(plan.cooldown()))
              .orElse(earliest);
      earliest = rested.isAfter(earliest) ? rested : earliest;
    }
    Timing when = word.isCorrection() ? Timing.REAL_TIME : plan.when();
    return when.due(earliest, reader.rhythm());
  }

  private Told tell(Planned planned, Event event, Beliefs seen) {
    Recipient recipient = planned.reader().recipient();
    String alertId = planned.word().alertId();
    Optional<Told> higher = Optional.empty();
    List<Told> lower = List.of();
    if (event.kind() == EventKind.LEVEL_REACHED && planned.plan().pick() == Rule.Pick.HIGHEST) {
      List<Told> together = reachedTogether(recipient, event, alertId, seen);
      higher =
          together.stream()
              .filter(each -> each.matter().compareLevel(event.matter()) > 0)
              .findFirst();
      lower =
          together.stream().filter(each -> each.matter().compareLevel(event.matter()) < 0).toList();
    }
    if (planned.inbox()) {
      inbox.add(alert(planned, event));
      higher.ifPresent(each -> inbox.supersede(alertId, each.alertId()));
      lower.forEach(each -> inbox.supersede(each.alertId(), alertId));
    }
    Optional<String> by = higher.map(Told::alertId);
    List<Told> superseded = lower;
    planned
        .destination()
        .ifPresent(
            destination -> {
              send(destination, planned, event, by);
              superseded.forEach(each -> supersede(destination, each.alertId(), alertId));
            });
    return new Told(
        recipient.key(),
        event.goalId(),
        event.matter(),
        event.crossing(),
        Telling.belief(event),
        alertId,
        event.moment());
  }

  private static List<Told> reachedTogether(
      Recipient recipient, Event event, String alertId, Beliefs seen) {
    return seen.told().stream()
        .filter(each -> each.recipient().equals(recipient.key()))
        .filter(each -> each.moment().equals(event.moment()) && !each.alertId().equals(alertId))
        .toList();
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

  /**
   * Puts a message on its way, unless the destination knows it: what was not sent yet of the same
   * matter is not sent any more, and then the last thing that was heard there counts.
   */
  private void send(String destination, Planned planned, Event event, Optional<String> higher) {
    Delivery delivery = forPeople(destination, planned, event);
    former(delivery).forEach(each -> takeBack(each, delivery.alertId()));
    boolean old = event.occurredAt().plus(patience.tooOld()).isBefore(clock.instant());
    if (old && !planned.word().isCorrection()) {
      deliveries.add(delivery.suppressed(Delivery.Reason.TOO_OLD, Optional.empty()));
    } else if (isKnown(delivery) || (planned.plan().ruleIds().isEmpty() && !wasTold(delivery))) {
      deliveries.add(delivery.suppressed(Delivery.Reason.UNDONE, planned.word().corrects()));
    } else if (higher.isPresent()) {
      deliveries.add(delivery.suppressed(Delivery.Reason.SUPERSEDED, higher));
    } else {
      deliveries.add(delivery);
      if (planned.plan().pick() == Rule.Pick.HIGHEST) {
        standFor(delivery);
      }
    }
  }

  /** Lower levels that still wait, from whatever change, have nothing to add. */
  private void standFor(Delivery delivery) {
    before(delivery).stream()
        .filter(each -> isReached(delivery) && isReached(each))
        .filter(each -> each.state() == Delivery.State.PENDING)
        .filter(each -> each.at().isBefore(delivery.at()) && speaksOf(delivery, each))
        .map(each -> each.suppressed(Delivery.Reason.SUPERSEDED, Optional.of(delivery.alertId())))
        .forEach(deliveries::suppress);
  }

  /** What came before it of the same subject of the goal, the newest first. */
  private List<Delivery> before(Delivery delivery) {
    return deliveries
        .about(
            delivery.destination(),
            delivery.goalId().orElse(""),
            delivery.subject().orElse(Subject.SERVICE))
        .stream()
        .filter(each -> !each.id().equals(delivery.id()))
        .toList();
  }

  /**
   * What came before it and is no longer the last word: of the same matter, and levels of which it
   * says the opposite. Those that another one stands for come first.
   */
  private List<Delivery> former(Delivery delivery) {
    return before(delivery).stream()
        .filter(
            each ->
                each.matter().isSame(delivery.matter())
                    ? each.crossing() < delivery.crossing()
                    : isContradicted(each, delivery))
        .sorted(Comparator.comparing(each -> each.supersededBy().isEmpty()))
        .toList();
  }

  private static boolean isContradicted(Delivery former, Delivery delivery) {
    return delivery.subject().equals(Optional.of(Subject.LEVELS))
        && former.at().isBefore(delivery.at())
        && isLost(former) != isLost(delivery)
        && speaksOf(delivery, former);
  }

  private static boolean isReached(Delivery delivery) {
    return believes(delivery.type()).equals(AlertKind.LEVEL_REACHED.name());
  }

  private static boolean isLost(Delivery delivery) {
    return delivery.type().equals(AlertKind.LEVEL_LOST.name());
  }

  /** A lower level that it stood for is then told instead. */
  private void takeBack(Delivery former, String by) {
    Delivery undone = former.suppressed(Delivery.Reason.UNDONE, Optional.of(by));
    boolean waits =
        former.state() == Delivery.State.PENDING
            || (former.supersededBy().isPresent() && !isHeardThroughAnother(former));
    // What this alert has taken back before a stop may not have been revived.
    boolean again = former.suppression().equals(undone.suppression());
    if ((waits && deliveries.suppress(undone)) || again) {
      deliveries.revive(former.destination(), former.alertId());
    }
  }

  /** Whether the highest of the levels that were reached with it was sent. */
  private boolean isHeardThroughAnother(Delivery superseded) {
    Optional<Delivery> highest = Optional.of(superseded);
    while (highest.flatMap(Delivery::supersededBy).isPresent()) {
      highest =
          highest
              .flatMap(Delivery::supersededBy)
              .flatMap(by -> deliveries.find(id(superseded.destination(), by)));
    }
    return highest.map(Delivery::handedOver).orElse(false);
  }

  /** Whether anything about the subject was ever sent there. */
  private boolean wasTold(Delivery delivery) {
    return before(delivery).stream().anyMatch(Delivery::handedOver);
  }

  /** Whether the last thing that was heard of a level, a pace or a reward says the same. */
  private boolean isKnown(Delivery delivery) {
    return switch (delivery.subject().orElse(Subject.SERVICE)) {
      case LEVELS -> isKnown(delivery, each -> speaksOf(each, delivery), AlertKind.LEVEL_LOST);
      case PACE -> isKnown(delivery, each -> true, AlertKind.BACK_ON_TRACK);
      case RECOGNITION ->
          isKnown(
              delivery,
              each -> each.matter().isSame(delivery.matter()),
              AlertKind.REWARD_TAKEN_BACK);
      case WATCH, RESULTS, AGREEMENT, REVIEWS, SERVICE -> false;
    };
  }

  /**
   * @param unsaid what somebody believes who has heard nothing
   */
  private boolean isKnown(Delivery delivery, Predicate<Delivery> speaks, AlertKind unsaid) {
    String heard =
        before(delivery).stream()
            .filter(Delivery::handedOver)
            .filter(speaks)
            .findFirst()
            .map(Delivery::type)
            .orElse(unsaid.name());
    return believes(heard).equals(believes(delivery.type()));
  }

  /** A level that is reached says the same of all below it, a lost one of all above. */
  private static boolean speaksOf(Delivery heard, Delivery delivery) {
    if (heard.matter().isSame(delivery.matter())) {
      return true; // It may have moved since.
    }
    int compared = heard.matter().compareLevel(delivery.matter());
    return isLost(heard) ? compared <= 0 : compared >= 0;
  }

  private static String believes(String type) {
    return type.equals(AlertKind.LEVEL_REGAINED.name()) ? AlertKind.LEVEL_REACHED.name() : type;
  }

  private void supersede(String destination, String alertId, String by) {
    deliveries
        .find(id(destination, alertId))
        .filter(it -> it.state() == Delivery.State.PENDING)
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
        event.matter(),
        event.crossing(),
        planned.word().kind().name(),
        "msg_" + planned.word().alertId(),
        new Delivery.Content.Words(planned.message()),
        planned.catchUp(),
        Delivery.State.PENDING,
        0,
        false,
        event.occurredAt(),
        clock.instant(),
        planned.due(),
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
        event.matter(),
        event.crossing(),
        event.kind().type(),
        "msg_" + event.eventId(),
        new Delivery.Content.Body(body.apply(event)),
        false,
        Delivery.State.PENDING,
        0,
        false,
        event.occurredAt(),
        clock.instant(),
        clock.instant(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private static String id(String destination, String alertId) {
    String name = destination + '\n' + alertId;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
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
