package io.goalstream.notification.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides what somebody is told of an event. Nobody is told the same twice; whoever was told of a
 * level or a pace hears when it is no longer true; a level that comes back is not celebrated as
 * new.
 */
public final class Telling {
  private static final String REACHED = "REACHED";

  private Telling() {}

  /**
   * Something to tell.
   *
   * @param alertId derived from recipient and event, so that telling it again is the same alert
   * @param corrects the alert that is no longer true, or that this one comes back to
   */
  public record Word(AlertKind kind, String alertId, Optional<String> corrects) {
    /** Whether what the recipient was told would be untrue without it. */
    public boolean setsRight() {
      return isCorrection() || kind == AlertKind.LEVEL_REGAINED;
    }

    /** Whether it takes something back that the recipient was told. */
    public boolean isCorrection() {
      return kind == AlertKind.LEVEL_LOST
          || kind == AlertKind.BACK_ON_TRACK
          || kind == AlertKind.REWARD_TAKEN_BACK;
    }
  }

  /** What the recipient is told now, if anything. */
  public static Optional<Word> decide(Recipient recipient, Optional<Told> told, Event event) {
    if (told.isPresent() && event.crossing() <= told.get().crossing()) {
      return Optional.empty();
    }
    Optional<String> corrected = told.map(Told::alertId);
    return switch (event.kind()) {
      case LEVEL_REACHED, LEVEL_LOST ->
          level(told, event).map(kind -> word(kind, recipient, event, corrected));
      case PACE_CHANGED -> pace(told, event).map(kind -> word(kind, recipient, event, corrected));
      case REWARD_EARNED, REWARD_TAKEN_BACK ->
          reward(told, event).map(kind -> word(kind, recipient, event, corrected));
      default ->
          Optional.of(
              word(AlertKind.valueOf(event.kind().name()), recipient, event, Optional.empty()));
    };
  }

  /** What somebody believes who has heard of the event. */
  public static String belief(Event event) {
    return switch (event.kind()) {
      case LEVEL_REACHED -> REACHED;
      case PACE_CHANGED -> event.after().pace().orElse("");
      default -> event.kind().name();
    };
  }

  private static Optional<AlertKind> level(Optional<Told> told, Event event) {
    boolean believed = told.map(it -> it.belief().equals(REACHED)).orElse(false);
    boolean reached = event.kind() == EventKind.LEVEL_REACHED;
    if (reached == believed) {
      return Optional.empty();
    }
    if (!reached) {
      return Optional.of(AlertKind.LEVEL_LOST);
    }
    return Optional.of(told.isPresent() ? AlertKind.LEVEL_REGAINED : AlertKind.LEVEL_REACHED);
  }

  private static Optional<AlertKind> pace(Optional<Told> told, Event event) {
    String believed = told.map(Told::belief).orElse("ON_TRACK");
    String pace = belief(event);
    if (pace.equals(believed)) {
      return Optional.empty();
    }
    return switch (pace) {
      case "AT_RISK" -> Optional.of(AlertKind.AT_RISK);
      case "OFF_TRACK" -> Optional.of(AlertKind.OFF_TRACK);
      default ->
          believed.equals("AT_RISK") || believed.equals("OFF_TRACK")
              ? Optional.of(AlertKind.BACK_ON_TRACK)
              : Optional.empty();
    };
  }

  private static Optional<AlertKind> reward(Optional<Told> told, Event event) {
    boolean believed =
        told.map(it -> it.belief().equals(EventKind.REWARD_EARNED.name())).orElse(false);
    boolean earned = event.kind() == EventKind.REWARD_EARNED;
    return earned == believed
        ? Optional.empty()
        : Optional.of(earned ? AlertKind.REWARD_EARNED : AlertKind.REWARD_TAKEN_BACK);
  }

  private static Word word(
      AlertKind kind, Recipient recipient, Event event, Optional<String> corrects) {
    return new Word(kind, alertId(recipient, event.eventId()), corrects);
  }

  /** The id of what that recipient is told of that event. */
  public static String alertId(Recipient recipient, String eventId) {
    String name = recipient.id() + '\n' + eventId;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
