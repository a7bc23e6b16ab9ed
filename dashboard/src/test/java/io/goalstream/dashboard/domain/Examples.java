package io.goalstream.dashboard.domain;

import io.goalstream.dashboard.domain.Progress.Cause;
import io.goalstream.dashboard.domain.Progress.DataState;
import io.goalstream.dashboard.domain.Progress.Level;
import io.goalstream.dashboard.domain.Progress.PaceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goals and progress to test with: revenue of 1000 € unless said otherwise. */
final class Examples {
  static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final Period PERIOD =
      new Period(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 7, 1), "UTC");

  private Examples() {}

  static Goal goal(String id, Owner owner) {
    return goal(id, owner, true, null, "1000");
  }

  static Goal goal(
      String id, Owner owner, boolean additive, @Nullable String baseline, String target) {
    return new Goal(
        id,
        1,
        "Goal " + id,
        "TEAM",
        owner,
        new Metric("revenue", "Revenue", MetricUnit.MONEY, additive),
        PERIOD,
        optional(baseline),
        new BigDecimal(target),
        "INCREASE",
        Optional.of("EUR"),
        List.of(new BigDecimal("0.5"), new BigDecimal("1")),
        Optional.empty());
  }

  static Progress progress(String goalId, @Nullable String attainment) {
    return progress(goalId, DataState.OK, PaceStatus.ON_TRACK, attainment, List.of());
  }

  static Progress progress(
      String goalId,
      DataState dataState,
      PaceStatus pace,
      @Nullable String attainment,
      List<Level> levels) {
    return new Progress(
        goalId,
        1,
        1,
        new BigDecimal("1000"),
        Optional.empty(),
        Optional.of("EUR"),
        dataState,
        optional(attainment).map(share -> share.multiply(new BigDecimal("1000"))),
        optional(attainment),
        Optional.of(new BigDecimal("500")),
        pace,
        0,
        levels,
        new Cause("DEAL", Optional.of("D-1"), number("100"), number("250.5")),
        Instant.EPOCH);
  }

  static Level level(String threshold, boolean reached) {
    return new Level(new BigDecimal(threshold), reached);
  }

  static Owner unit(String id) {
    return new Owner(Owner.Kind.UNIT, id);
  }

  static Owner rep(String id) {
    return new Owner(Owner.Kind.REP, id);
  }

  static Optional<BigDecimal> number(String number) {
    return Optional.of(new BigDecimal(number));
  }

  private static Optional<BigDecimal> optional(@Nullable String number) {
    return Optional.ofNullable(number).map(BigDecimal::new);
  }
}
