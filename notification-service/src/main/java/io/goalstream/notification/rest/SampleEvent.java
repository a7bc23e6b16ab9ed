package io.goalstream.notification.rest;

import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that might happen, to see who would be told what. What is missing is made up.
 *
 * @param ownerKind REP or UNIT
 * @param pace of a change of pace: the new one
 */
record SampleEvent(
    @Nullable EventKind kind,
    @Nullable String goalId,
    @Nullable String goalName,
    @Nullable String ownerKind,
    @Nullable String ownerId,
    @Nullable String metricId,
    @Nullable String unit,
    @Nullable String currency,
    @Nullable BigDecimal target,
    @Nullable BigDecimal value,
    @Nullable BigDecimal level,
    @Nullable String pace,
    @Nullable String dealId) {
  private static final BigDecimal TARGET = new BigDecimal("10000");
  private static final int SILENT_DAYS = 5;

  /** Every kind as it might be, to be read in every language. */
  static SampleEvent of(EventKind kind) {
    return new SampleEvent(
        kind, null, null, "REP", "ana", null, null, null, null, null, null, null, null);
  }

  Event event(Instant now) {
    EventKind what = required(kind, "kind", "what happens, such as LEVEL_REACHED");
    String whose = Optional.ofNullable(ownerKind).orElse("REP");
    if (!Set.of("REP", "UNIT").contains(whose)) {
      throw RefusedException.invalid("ownerKind", whose, "REP or UNIT");
    }
    String code = Optional.ofNullable(currency).orElse("EUR");
    if (!code.matches("[A-Z]{3}")) {
      throw RefusedException.invalid("currency", code, "a code of ISO 4217, such as EUR");
    }
    BigDecimal aim = Optional.ofNullable(RuleBody.number(target, "target")).orElse(TARGET);
    BigDecimal reached =
        Optional.ofNullable(RuleBody.number(level, "level")).orElse(BigDecimal.ONE);
    BigDecimal number =
        Optional.ofNullable(RuleBody.number(value, "value")).orElse(aim.multiply(reached));
    return new Event(
        "preview " + now,
        what,
        Optional.ofNullable(goalId).orElse("preview"),
        Optional.ofNullable(goalName).orElse("Revenue"),
        new Event.Owner(whose, required(ownerId, "ownerId", "the id of a rep or unit")),
        Optional.of(
            new Event.Metric(
                Optional.ofNullable(metricId).orElse("revenue"),
                "Revenue",
                Optional.ofNullable(unit).orElse("MONEY"))),
        Optional.of(code),
        Optional.of(aim),
        what.isLevel() ? Optional.of(reached) : Optional.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        Event.Standing.UNKNOWN,
        new Event.Standing(
            Optional.of(number),
            aim.signum() == 0
                ? Optional.empty()
                : Optional.of(number.divide(aim, 6, RoundingMode.HALF_EVEN)),
            Optional.of(Optional.ofNullable(pace).orElse("OFF_TRACK"))),
        new Event.Cause(
            "DEAL",
            Optional.of(Optional.ofNullable(dealId).orElse("D-1")),
            Optional.of(BigDecimal.ZERO),
            Optional.of(number)),
        details(what, aim, number, now),
        now);
  }

  private static Event.Details details(
      EventKind what, BigDecimal aim, BigDecimal number, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return new Event.Details(
        Optional.of(today.plusDays(1)),
        what == EventKind.NO_ACTIVITY
            ? Optional.of(today.minusDays(SILENT_DAYS))
            : Optional.empty(),
        what == EventKind.NOT_REACHED_BY
            ? Optional.of(new Event.Checkpoint("Wednesday", now, aim, Optional.of(number)))
            : Optional.empty(),
        what == EventKind.RESULT_ADJUSTED ? Optional.of(number.negate()) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static <T> T required(@Nullable T value, String field, String expected) {
    if (value == null) {
      throw RefusedException.invalid(field, "nothing", expected);
    }
    return value;
  }
}
