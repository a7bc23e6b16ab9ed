package io.goalstream.attainment.domain.offending;

import java.time.Instant;

/** Turns the rule about time and chance red. */
public record RuleThatAsksForTheTime(Instant decidedAt) {
  public static RuleThatAsksForTheTime decided() {
    return new RuleThatAsksForTheTime(Instant.now());
  }
}
