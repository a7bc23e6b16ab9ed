package io.goalstream.notification.application;

import java.time.LocalDate;
import java.util.Set;

/** Knows who there is. */
public interface People {
  /**
   * True if there is a rep of that id.
   *
   * @throws NotReadyException if that cannot be told yet
   */
  boolean exists(String repId);

  /**
   * Who leads the unit on the date; where nobody does, who leads the nearest unit above it.
   *
   * @throws NotReadyException if the organization has not been read yet
   */
  Set<String> managersOf(String unitId, LocalDate date);

  /** The organization has not been read from the broker yet. */
  final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException() {
      super("The organization has not been read from the broker yet");
    }
  }
}
