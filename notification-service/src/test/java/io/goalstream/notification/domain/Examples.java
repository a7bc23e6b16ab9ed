package io.goalstream.notification.domain;

import io.goalstream.notification.domain.rule.Rhythm;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Events, channels and deliveries, to be changed field by field. */
public final class Examples {
  /** A Tuesday. */
  public static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private Examples() {}

  /** An event in the making. */
  public static final class EventExample {
    public EventKind kind = EventKind.LEVEL_REACHED;
    public String goalId = "g-1";
    public String ownerKind = "REP";
    public String ownerId = "ana";
    public String unit = "MONEY";
    public String target = "2500";
    public Optional<String> value = Optional.of("1250.5");
    public String attainment = "0.5002";
    public String cause = "DEAL";
    public Optional<String> before = Optional.of("0");
    public Optional<String> after = Optional.of("1250.5");
    public String level = "0.5";
    public Optional<String> levelName = Optional.empty();
    public String pace = "ON_TRACK";
    public Event.Details details = Event.Details.NONE;
    public Instant at = NOW;

    Event event(String id, long crossing) {
      return new Event(
          id,
          kind,
          goalId,
          "Revenue Ana",
          new Event.Owner(ownerKind, ownerId),
          Optional.of(new Event.Metric("revenue", "Revenue", unit)),
          unit.equals("MONEY") ? Optional.of("EUR") : Optional.empty(),
          Optional.of(new BigDecimal(target)),
          kind.isLevel() ? Optional.of(new BigDecimal(level)) : Optional.empty(),
          levelName,
          crossing,
          Event.Standing.UNKNOWN,
          new Event.Standing(
              value.map(BigDecimal::new),
              value.map(number -> new BigDecimal(attainment)),
              Optional.of(pace)),
          new Event.Cause(
              cause, Optional.of("D-1"), before.map(BigDecimal::new), after.map(BigDecimal::new)),
          details,
          at);
    }
  }

  /** A level that is crossed. */
  public static Event crossing(long crossing, boolean reached, Consumer<EventExample> change) {
    return event(
        "event-" + crossing,
        crossing,
        example -> {
          example.kind = reached ? EventKind.LEVEL_REACHED : EventKind.LEVEL_LOST;
          change.accept(example);
        });
  }

  public static Event pace(long change, String pace) {
    return event(
        "pace-" + change,
        change,
        example -> {
          example.kind = EventKind.PACE_CHANGED;
          example.pace = pace;
        });
  }

  public static Event event(String id, long crossing, Consumer<EventExample> change) {
    EventExample example = new EventExample();
    change.accept(example);
    return example.event(id, crossing);
  }

  public static Channel channel(String id, Channel.Kind kind, String url) {
    return new Channel(
        id,
        kind,
        "Sales",
        url,
        List.of(new Channel.Secret(SECRET, Optional.empty())),
        "en",
        Rhythm.usual(ZoneOffset.UTC),
        kind == Channel.Kind.WEBHOOK ? Set.of("goal.level.reached", "goal.level.lost") : Set.of(),
        Optional.of("sam"),
        NOW.minusSeconds(60),
        Optional.empty());
  }

  public static Channel webhook(String id, String url) {
    return channel(id, Channel.Kind.WEBHOOK, url);
  }

  public static Message message(String title) {
    return new Message("en", title, "Revenue Ana", List.of("Deal D-1."), Optional.empty());
  }

  /** For a webhook. */
  public static Delivery delivery(String id, String channelId, Instant due) {
    return delivery(
        id,
        Destination.channel(channelId),
        due,
        new Delivery.Content.Body("{\"test\": 2432232314}"),
        "0.5",
        1);
  }

  /** For people. */
  public static Delivery words(String id, String destination, Instant due) {
    return words(id, destination, due, "0.5", 1);
  }

  /** For people, about a matter. */
  public static Delivery words(
      String id, String destination, Instant due, String matter, long crossing) {
    return delivery(
        id, destination, due, new Delivery.Content.Words(message(id)), matter, crossing);
  }

  private static Delivery delivery(
      String id,
      String destination,
      Instant due,
      Delivery.Content content,
      String matter,
      long crossing) {
    return new Delivery(
        id,
        destination,
        "alert of " + id,
        Optional.of("g-1"),
        Optional.of(Subject.LEVELS),
        Matter.of(new BigDecimal(matter), Optional.empty()),
        crossing,
        "goal.level.reached",
        "msg_" + id,
        content,
        false,
        Delivery.State.PENDING,
        0,
        false,
        NOW,
        NOW,
        due,
        due,
        Optional.empty(),
        Optional.empty());
  }
}
