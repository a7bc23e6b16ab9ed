package io.goalstream.sample.application;

import java.util.UUID;

/** Breaks a rule: a use case that makes up ids. */
public final class RandomBooking {
  private RandomBooking() {}

  public static UUID book() {
    return UUID.randomUUID();
  }
}
