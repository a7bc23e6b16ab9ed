package io.goalstream.goals.domain;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as requests name them. */
final class Zones {
  private Zones() {}

  static boolean isKnown(String zone) {
    try {
      return ZoneId.of(zone).getId().equals(zone);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
