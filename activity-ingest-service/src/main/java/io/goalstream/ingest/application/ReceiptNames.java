package io.goalstream.ingest.application;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Names of hand-ins, as version 7 of RFC 9562 makes them: the moment stands in the name, so that
 * what became of a hand-in can be looked up where it was written, and nothing else has to be kept.
 */
public final class ReceiptNames {
  private static final int VERSION = 7;
  private static final int MOMENT_SHIFT = 16;
  private static final long RANDOM_BITS = 0xFFF;

  private ReceiptNames() {}

  /**
   * A name for a hand-in of that moment.
   *
   * @param random makes it unlike all others
   */
  public static String name(Instant moment, UUID random) {
    long high =
        (moment.toEpochMilli() << MOMENT_SHIFT)
            | ((long) VERSION << 12)
            | (random.getMostSignificantBits() & RANDOM_BITS);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }

  /** The moment of the hand-in, to the millisecond; empty if the name is none of these. */
  public static Optional<Instant> momentOf(String receipt) {
    try {
      UUID name = UUID.fromString(receipt);
      return name.version() == VERSION && name.toString().equals(receipt)
          ? Optional.of(Instant.ofEpochMilli(name.getMostSignificantBits() >>> MOMENT_SHIFT))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
