package io.goalstream.notification.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides what a person is told when a level is crossed. Nobody is told the same twice; whoever was
 * told of a level hears when it is lost; a level that comes back is not celebrated as new.
 */
public final class Telling {
  private Telling() {}

  /** What is told. */
  public enum Kind {
    LEVEL_REACHED,
    LEVEL_LOST,
    LEVEL_REGAINED
  }

  /**
   * Something to tell.
   *
   * @param alertId derived from person and event, so that telling it again is the same alert
   * @param corrects the alert that is no longer true
   */
  public record Word(Kind kind, String alertId, Optional<String> corrects) {}

  /** What the person is told now, if anything. */
  public static Optional<Word> decide(String personId, Optional<Told> told, LevelCrossed event) {
    if (told.isPresent() && event.crossing() <= told.get().crossing()) {
      return Optional.empty();
    }
    boolean believed = told.map(Told::reached).orElse(false);
    if (event.reached() == believed) {
      return Optional.empty();
    }
    if (!event.reached()) {
      return Optional.of(word(Kind.LEVEL_LOST, personId, event, told.map(Told::alertId)));
    }
    Kind kind = told.isPresent() ? Kind.LEVEL_REGAINED : Kind.LEVEL_REACHED;
    return Optional.of(word(kind, personId, event, told.map(Told::alertId)));
  }

  private static Word word(
      Kind kind, String personId, LevelCrossed event, Optional<String> corrects) {
    String name = personId + '\n' + event.eventId();
    String alertId = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new Word(kind, alertId, corrects);
  }
}
