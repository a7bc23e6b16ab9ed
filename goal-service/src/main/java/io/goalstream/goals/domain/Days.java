package io.goalstream.goals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The days that topics and databases carry without loss. */
public final class Days {
  public static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  /** The day after the last one. */
  public static final LocalDate END = LocalDate.of(2200, 1, 1);

  public static final String EXPECTED = "a day from %s on and before %s".formatted(FIRST, END);

  private Days() {}

  public static boolean contain(LocalDate day) {
    return !day.isBefore(FIRST) && day.isBefore(END);
  }

  static boolean contain(Instant moment) {
    return !moment.isBefore(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC))
        && moment.isBefore(END.atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
