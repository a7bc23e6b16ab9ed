package io.goalstream.sample.domain;

import java.time.Instant;
import java.util.function.Supplier;

/** Breaks a rule: a domain that asks for the time, once by a call and once by a reference. */
public final class ImpatientRule {
  private ImpatientRule() {}

  public static Instant decidedAt() {
    return Instant.now();
  }

  public static Supplier<Instant> deciding() {
    return Instant::now;
  }
}
