package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Rhythm;
import io.goalstream.notification.words.Words;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The whole service with fakes behind its ports, and a clock that tests set. */
public final class Office {
  public final FakeInbox inbox = new FakeInbox();
  public final FakeDeliveries deliveries = new FakeDeliveries();
  public final FakeChannels channels = new FakeChannels();
  public final FakeRules rules = new FakeRules();
  public final FakeWishes wishes = new FakeWishes();
  public final SmallCompany people = new SmallCompany();
  public final Words words = new Words("https://goals.example.com");

  /** What arrived, one list of titles or bodies for each message. */
  public final List<List<String>> arrived = new ArrayList<>();

  private Instant now = Examples.NOW;
  private Courier.Persistence persistence =
      new Courier.Persistence(
          List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), Duration.ofDays(5));
  private Destination.Limit limit = new Destination.Limit(1000, Duration.ofMillis(1));

  public final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public void at(String moment) {
    now = Instant.parse(moment);
  }

  public void triesAfter(List<Duration> pauses) {
    persistence = new Courier.Persistence(pauses, Duration.ofDays(100));
  }

  public void limitedTo(int burst, Duration each) {
    limit = new Destination.Limit(burst, each);
  }

  public Audience audience() {
    return new Audience(rules, people);
  }

  public Readers readers() {
    return new Readers(people, wishes, channels, true);
  }

  public Announcer announcer() {
    return new Announcer(
        audience(),
        readers(),
        people,
        inbox,
        deliveries,
        channels,
        words,
        event -> "body of " + event.eventId(),
        Announcer.Patience.USUAL,
        clock);
  }

  /** Takes everything, and notes it. */
  public Carrier.Answer takes(Carrier.Target target, List<Delivery> together) {
    arrived.add(together.stream().map(Office::said).toList());
    return new Carrier.Answer.Arrived();
  }

  public static String said(Delivery delivery) {
    return switch (delivery.content()) {
      case Delivery.Content.Words(var message) -> message.title();
      case Delivery.Content.Body(String json) -> json;
    };
  }

  public Courier courier() {
    return courier(this::takes);
  }

  public Courier courier(BiFunction<Carrier.Target, List<Delivery>, Carrier.Answer> receiver) {
    return courier("one", receiver);
  }

  public Courier courier(
      String holder, BiFunction<Carrier.Target, List<Delivery>, Carrier.Answer> receiver) {
    return new Courier(
        deliveries,
        channels,
        personId ->
            readers()
                .preferences(personId)
                .email()
                .map(it -> new Carrier.Target.ToMailbox(personId, it, "en")),
        target -> Optional.of(carrier(receiver)),
        announcer(),
        persistence,
        UnaryOperator.identity(),
        holder,
        Runnable::run,
        clock);
  }

  private Carrier carrier(BiFunction<Carrier.Target, List<Delivery>, Carrier.Answer> receiver) {
    return new Carrier() {
      @Override
      public Destination.Limit limit() {
        return limit;
      }

      @Override
      public int together(Target target, List<Delivery> due) {
        boolean system =
            target instanceof Target.ToChannel(Channel channel)
                && channel.kind() == Channel.Kind.WEBHOOK;
        return system ? 1 : due.size();
      }

      @Override
      public Answer carry(Target target, List<Delivery> together, Instant moment) {
        return receiver.apply(target, together);
      }
    };
  }

  /** Wants e-mail, as the rules say. */
  public void mails(String personId) {
    wants(personId, Quiet.NEVER, Map.of());
  }

  public void wants(String personId, Quiet quiet, Map<Subject, Preferences.Choice> choices) {
    wishes.save(
        new Preferences(
            personId,
            Optional.empty(),
            Optional.empty(),
            Optional.of(personId + "@example.com"),
            quiet,
            Rhythm.MORNING,
            DayOfWeek.MONDAY,
            choices,
            readers().preferences(personId).version() + 1));
  }
}
