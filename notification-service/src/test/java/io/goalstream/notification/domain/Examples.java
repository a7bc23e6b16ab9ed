package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Crossings of a level, to be changed field by field. */
public final class Examples {
  public static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  private Examples() {}

  /** A crossing in the making. */
  public static final class CrossingExample {
    public String ownerKind = "REP";
    public String ownerId = "ana";
    public String unit = "MONEY";
    public String target = "2500";
    public Optional<String> value = Optional.of("1250.5");
    public String cause = "DEAL";
    public Optional<String> before = Optional.of("0");
    public Optional<String> after = Optional.of("1250.5");
    public String level = "0.5";

    LevelCrossed crossing(long crossing, boolean reached) {
      return new LevelCrossed(
          "event-" + crossing,
          "g-1",
          "Revenue Ana",
          new LevelCrossed.Owner(ownerKind, ownerId),
          new LevelCrossed.Metric("revenue", "Revenue", unit),
          unit.equals("MONEY") ? Optional.of("EUR") : Optional.empty(),
          new BigDecimal(target),
          new BigDecimal(level),
          crossing,
          reached,
          new LevelCrossed.Standing(Optional.empty(), Optional.empty()),
          new LevelCrossed.Standing(
              value.map(BigDecimal::new), value.map(number -> new BigDecimal("0.5002"))),
          new LevelCrossed.Cause(
              cause, Optional.of("D-1"), before.map(BigDecimal::new), after.map(BigDecimal::new)),
          NOW);
    }
  }

  public static LevelCrossed crossing(
      long crossing, boolean reached, Consumer<CrossingExample> change) {
    CrossingExample example = new CrossingExample();
    change.accept(example);
    return example.crossing(crossing, reached);
  }

  public static Webhook webhook(String id, String url) {
    return new Webhook(id, url, "", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", NOW.minusSeconds(60));
  }

  public static Delivery delivery(String id, String webhookId, Instant due) {
    return new Delivery(
        id,
        webhookId,
        "msg_" + id,
        "goal.level.reached",
        "{\"test\": 2432232314}",
        Delivery.State.PENDING,
        0,
        due,
        Optional.empty());
  }
}
