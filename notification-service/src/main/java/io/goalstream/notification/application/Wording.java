package io.goalstream.notification.application;

import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.Message;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts things into words. */
public interface Wording {

  /**
   * Who reads it.
   *
   * @param language BCP 47 language tag; words of the nearest language that there is are taken
   * @param ownerName whose goal it is, for those who would not know
   * @param byName who did it
   */
  record Ear(String language, ZoneId zone, Optional<String> ownerName, Optional<String> byName) {}

  /** What is told of an event. */
  Message say(AlertKind kind, Event event, Ear ear);

  /** That a channel was switched off, and why. */
  Message channelDisabled(String channel, String reason, String language);

  /** Words around messages, such as the greeting of a digest, with their arguments by name. */
  String phrase(String key, String language, Map<String, Object> arguments);

  /** The languages that there are, as BCP 47 language tags. */
  Set<String> languages();
}
