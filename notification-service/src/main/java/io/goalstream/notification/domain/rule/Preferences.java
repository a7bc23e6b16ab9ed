package io.goalstream.notification.domain.rule;

import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.Subject;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a person wants to be told. What is empty is as the organization and the rules say.
 *
 * @param language BCP 47 language tag
 * @param email where e-mail goes; without it there is none
 * @param version raised by one at every change
 */
public record Preferences(
    String personId,
    Optional<String> language,
    Optional<ZoneId> zone,
    Optional<String> email,
    Quiet quiet,
    LocalTime digestAt,
    DayOfWeek digestDay,
    Map<Subject, Choice> choices,
    long version) {
  public Preferences {
    choices = Map.copyOf(choices);
  }

  /**
   * What a person wants of a subject.
   *
   * @param when instead of what the rules say; OFF for nothing new of it, not even in the inbox
   * @param ways instead of what the rules say
   */
  public record Choice(Optional<Timing> when, Optional<Set<Way>> ways) {
    public static final Choice AS_THE_RULES_SAY = new Choice(Optional.empty(), Optional.empty());

    public Choice {
      ways = ways.map(Set::copyOf);
    }
  }

  /** Those of somebody who has said nothing. */
  public static Preferences unsaid(String personId) {
    return new Preferences(
        personId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Quiet.NEVER,
        Rhythm.MORNING,
        DayOfWeek.MONDAY,
        Map.of(),
        0);
  }

  public Choice choice(Subject subject) {
    return choices.getOrDefault(subject, Choice.AS_THE_RULES_SAY);
  }
}
