package io.goalstream.notification.domain.rule;

import io.goalstream.notification.domain.Recipient;
import io.goalstream.notification.domain.Subject;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who is told, with everything that decides how.
 *
 * @param language BCP 47 language tag
 * @param destination where messages are brought to besides the inbox; empty for persons without
 *     e-mail
 */
public record Reader(
    Recipient recipient,
    String language,
    Rhythm rhythm,
    Optional<String> destination,
    Map<Subject, Preferences.Choice> choices) {
  public Reader {
    choices = Map.copyOf(choices);
  }

  public ZoneId zone() {
    return rhythm.zone();
  }

  Preferences.Choice choice(Subject subject) {
    return choices.getOrDefault(subject, Preferences.Choice.AS_THE_RULES_SAY);
  }
}
