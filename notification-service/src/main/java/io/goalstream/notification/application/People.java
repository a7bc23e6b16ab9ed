package io.goalstream.notification.application;

import io.goalstream.notification.domain.Event;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who there is. Every question may be answered with a {@link NotReadyException}.
 *
 * <p>A date is needed wherever the organization changes over time.
 */
public interface People {

  /**
   * A rep, as far as telling needs it.
   *
   * @param language BCP 47 language tag
   */
  record Member(String id, String name, String language, ZoneId zone) {}

  Optional<Member> member(String repId);

  /** The name of a rep or unit; its id where there is none. */
  String name(Event.Owner owner);

  /** Who leads the unit; where nobody does, who leads the nearest unit above it. */
  Set<String> managersOf(String unitId, LocalDate date);

  /**
   * Who leads the units above, from the nearest up; neither the rep nor who leads the unit itself.
   *
   * @param levels of how many units, those that nobody else leads not counted
   */
  Set<String> managersAbove(Event.Owner owner, LocalDate date, int levels);

  /** Whether the person leads the unit or one above it. */
  boolean leads(String personId, String unitId, LocalDate date);

  /** Whether there is such a rep or unit. */
  boolean exists(Event.Owner owner);

  /** Whether the rep or unit is in the unit, or in one below it, or is the unit. */
  boolean isWithin(Event.Owner owner, String unitId, LocalDate date);

  /** The organization has not been read from the broker yet. */
  final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException() {
      super("The organization has not been read from the broker yet");
    }
  }
}
