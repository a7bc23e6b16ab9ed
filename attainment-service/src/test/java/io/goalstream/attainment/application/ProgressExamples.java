package io.goalstream.attainment.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Progress of which a test says only what matters to it. */
public final class ProgressExamples {
  private ProgressExamples() {}

  /** A rep's revenue of the first half of 2026; value and attainment are the number. */
  public static ProgressView of(String goalId, String repId, @Nullable String number) {
    return of(goalId, repId, number, 1);
  }

  /** The same as it was published later. */
  public static ProgressView of(
      String goalId, String repId, @Nullable String number, long sequence) {
    BigDecimal value = number == null ? null : new BigDecimal(number);
    return new ProgressView(
        goalId,
        1,
        sequence,
        "Goal " + goalId,
        new ProgressView.OwnerView("REP", repId),
        new ProgressView.MetricView("revenue", "Revenue", "MONEY"),
        "EUR",
        new ProgressView.PeriodView(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2026-07-01"), "UTC"),
        "INCREASE",
        new BigDecimal("1000"),
        null,
        value == null ? "NO_DATA" : "OK",
        value,
        null,
        null,
        value,
        value,
        value,
        value,
        "ON_TRACK",
        null,
        1,
        0,
        List.of(),
        new ProgressView.CauseView("TIME", null, null, null, null),
        Instant.parse("2026-05-06T12:00:00Z"));
  }
}
