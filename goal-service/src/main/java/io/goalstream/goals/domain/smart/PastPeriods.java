package io.goalstream.goals.domain.smart;

import io.goalstream.goals.domain.Terms;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stretches of time whose numbers a goal's target can be held against: as long as its period,
 * as its rolling window, or as what is observed each time.
 */
public final class PastPeriods {
  private static final int FURTHEST = 400;

  private PastPeriods() {}

  /** The days from {@code start} on, without {@code end}. */
  public record Stretch(LocalDate start, LocalDate end) {}

  /** Either months or days. */
  private record Length(int months, int days) {
    LocalDate before(LocalDate day, int times) {
      return day.minusMonths((long) months * times).minusDays((long) days * times);
    }
  }

  /**
   * The last ones that are over and lie before the goal's first day, the latest first.
   *
   * @param most how many
   */
  public static List<Stretch> of(Terms terms, LocalDate today, int most) {
    Length length = length(terms);
    boolean rolling = terms.period().rollingDays().isPresent();
    LocalDate first = terms.period().start();
    // A rolling window has no place of its own, so the last ones are those until today.
    LocalDate anchor = rolling && today.isBefore(first) ? today : first;
    List<Stretch> past = new ArrayList<>();
    for (int back = 1; past.size() < most && back <= FURTHEST; back++) {
      LocalDate end = length.before(anchor, back - 1);
      if (!end.isAfter(today)) {
        past.add(new Stretch(length.before(anchor, back), end));
      }
    }
    return List.copyOf(past);
  }

  private static Length length(Terms terms) {
    Terms.Period period = terms.period();
    Optional<Integer> rolling = period.rollingDays();
    if (rolling.isPresent()) {
      return new Length(0, rolling.get());
    }
    return switch (observation(terms)) {
      case "DAY" -> new Length(0, 1);
      case "WEEK" -> new Length(0, 7);
      case "MONTH" -> new Length(1, 0);
      case "QUARTER" -> new Length(3, 0);
      default ->
          isOfMonths(period)
              ? new Length((int) ChronoUnit.MONTHS.between(period.start(), period.end()), 0)
              : new Length(0, (int) period.days());
    };
  }

  /** What is looked at each time; only goals that are met or not say so. */
  private static String observation(Terms terms) {
    return terms.aim().isKept() ? terms.aim().observation() : Terms.Aim.WHOLE_PERIOD;
  }

  private static boolean isOfMonths(Terms.Period period) {
    return period.start().getDayOfMonth() == 1 && period.end().getDayOfMonth() == 1;
  }

  /** What people call one of them, such as "quarter" or "30 days". */
  static String word(Terms terms) {
    Length length = length(terms);
    return switch (length.months()) {
      case 0 -> length.days() == 1 ? "day" : "%d days".formatted(length.days());
      case 1 -> "month";
      case 3 -> "quarter";
      case 12 -> "year";
      default -> "%d months".formatted(length.months());
    };
  }
}
