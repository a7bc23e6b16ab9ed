package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Course.Season;
import io.goalstream.attainment.domain.Goal.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the way falls due by which day of a period. The share rises from 0 to 1 and never
 * falls; it is exact.
 */
final class Schedule {
  private static final Ratio NOTHING = Ratio.of(BigDecimal.ZERO);
  private static final Ratio ALL = Ratio.of(BigDecimal.ONE);

  /** A season as far as it lies in the period. */
  private record Part(LocalDate start, LocalDate end, BigDecimal weight) {}

  private final Period period;
  private final Course course;
  private final List<Part> parts;
  private final BigDecimal weight;

  Schedule(Period period, Course course) {
    this.period = period;
    this.course = course;
    List<Part> seasons = parts(period, course.seasons());
    BigDecimal sum = BigDecimal.ZERO;
    for (Part season : seasons) {
      sum = sum.add(season.weight());
    }
    boolean even = sum.signum() == 0;
    this.parts = even ? List.of(new Part(period.start(), period.end(), BigDecimal.ONE)) : seasons;
    this.weight = even ? BigDecimal.ONE : sum;
  }

  private static List<Part> parts(Period period, List<Season> seasons) {
    List<Part> parts = new ArrayList<>(seasons.size());
    for (int i = 0; i < seasons.size(); i++) {
      LocalDate start = later(seasons.get(i).start(), period.start());
      LocalDate end = i + 1 < seasons.size() ? seasons.get(i + 1).start() : period.end();
      end = end.isAfter(period.end()) ? period.end() : end;
      if (start.isBefore(end)) {
        parts.add(new Part(start, end, seasons.get(i).weight()));
      }
    }
    return parts;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  /** How many of the first days of the period count. */
  long countedDays(long elapsedDays) {
    return course.countedDays(period.start(), period.start().plusDays(elapsedDays));
  }

  /** How many days of the period count. */
  long countedDays() {
    return course.countedDays(period.start(), period.end());
  }

  /** The share of the way that is due after so many days, from 0 to 1. */
  Ratio share(long elapsedDays) {
    if (elapsedDays <= 0) {
      return NOTHING;
    }
    if (elapsedDays >= period.days()) {
      return ALL;
    }
    LocalDate today = period.start().plusDays(elapsedDays);
    BigDecimal past = BigDecimal.ZERO;
    for (Part part : parts) {
      if (today.isBefore(part.end())) {
        return part.start().isBefore(today) ? within(part, today, past) : share(past);
      }
      past = past.add(part.weight());
    }
    return share(past);
  }

  /** A season that has no day that counts falls due as a whole, when it is over. */
  private Ratio within(Part part, LocalDate today, BigDecimal past) {
    long days = course.countedDays(part.start(), part.end());
    if (days == 0) {
      return share(past);
    }
    BigDecimal all = BigDecimal.valueOf(days);
    BigDecimal over = BigDecimal.valueOf(course.countedDays(part.start(), today));
    return new Ratio(past.multiply(all).add(part.weight().multiply(over)), weight.multiply(all));
  }

  private Ratio share(BigDecimal past) {
    return new Ratio(past, weight);
  }
}
