package io.goalstream.dashboard.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * For how long somebody or something belongs to a unit.
 *
 * @param until the first day on which it no longer does; empty while it lasts
 */
public record Stay(String unitId, LocalDate since, Optional<LocalDate> until) {

  boolean covers(LocalDate day) {
    return !day.isBefore(since) && until.map(day::isBefore).orElse(true);
  }

  /** The unit that holds on the day; of several the one that began last. */
  static Optional<String> on(LocalDate day, List<Stay> stays) {
    return stays.stream()
        .filter(stay -> stay.covers(day))
        .max(Comparator.comparing(Stay::since))
        .map(Stay::unitId);
  }

  /** The unit that holds on the day, or else the one that held last or will hold. */
  static Optional<String> nearest(LocalDate day, List<Stay> stays) {
    return on(day, stays)
        .or(() -> stays.stream().max(Comparator.comparing(Stay::since)).map(Stay::unitId));
  }
}
