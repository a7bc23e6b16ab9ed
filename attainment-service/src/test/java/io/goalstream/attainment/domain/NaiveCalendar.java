package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Course.Season;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What the clock means to a goal, counted day by day. */
record NaiveCalendar(Goal goal, Instant now) {
  /** First days of the parts in which it is looked at a goal, and the first day after each. */
  record Part(LocalDate start, LocalDate end) {}

  /** The last day that has begun. */
  LocalDate today() {
    LocalDate day = now.atZone(goal.period().zone()).toLocalDate().plusDays(2);
    while (begin(day).isAfter(now)) {
      day = day.minusDays(1);
    }
    return day;
  }

  Instant begin(LocalDate day) {
    return day.atStartOfDay(goal.period().zone()).toInstant();
  }

  List<LocalDate> days() {
    return goal.period().start().datesUntil(goal.period().end()).toList();
  }

  int elapsedDays() {
    LocalDate today = today();
    return (int) days().stream().filter(day -> day.isBefore(today)).count();
  }

  /** How many of the days count. */
  long counted(List<LocalDate> days) {
    return days.stream()
        .filter(
            day ->
                goal.course()
                    .workingCalendar()
                    .filter(
                        calendar ->
                            !calendar.weekdays().contains(day.getDayOfWeek())
                                || calendar.holidays().contains(day))
                    .isEmpty())
        .count();
  }

  /** The share of the way that is due after each number of the first days. */
  List<NaiveFraction> dues() {
    List<LocalDate> days = days();
    List<Season> seasons = seasons(days);
    List<SeasonDays> within =
        seasons.stream()
            .map(season -> SeasonDays.of(season, this, days, seasons))
            .filter(season -> season.days() > 0)
            .toList();
    NaiveFraction all =
        NaiveFraction.of(
            within.stream().map(SeasonDays::weight).reduce(BigDecimal.ZERO, BigDecimal::add));
    List<NaiveFraction> dues = new ArrayList<>(List.of(NaiveFraction.of(0, 1)));
    for (int elapsed = 1; elapsed < days.size(); elapsed++) {
      LocalDate today = days.get(elapsed);
      NaiveFraction due = NaiveFraction.of(0, 1);
      for (SeasonDays season : within) {
        due = due.plus(season.over(today).times(NaiveFraction.of(season.weight())));
      }
      dues.add(due.over(all));
    }
    dues.add(NaiveFraction.ONE);
    return dues;
  }

  /** A season's days in the period; {@code counted} are those that count. */
  private record SeasonDays(
      BigDecimal weight, int days, LocalDate last, TreeSet<LocalDate> counted) {
    static SeasonDays of(
        Season season, NaiveCalendar calendar, List<LocalDate> all, List<Season> seasons) {
      List<LocalDate> its = all.stream().filter(day -> isIn(season, day, seasons)).toList();
      TreeSet<LocalDate> counted = new TreeSet<>(its);
      counted.removeIf(day -> calendar.counted(List.of(day)) == 0);
      LocalDate last = its.isEmpty() ? season.start() : its.getLast();
      return new SeasonDays(season.weight(), its.size(), last, counted);
    }

    /** How much of it is over; one without a day that counts is over as a whole. */
    NaiveFraction over(LocalDate today) {
      if (last.isBefore(today)) {
        return NaiveFraction.ONE;
      }
      return counted.isEmpty()
          ? NaiveFraction.of(0, 1)
          : NaiveFraction.of(counted.headSet(today).stream().count(), counted.size());
    }
  }

  private List<Season> seasons(List<LocalDate> days) {
    List<Season> seasons = goal.course().seasons();
    boolean weighs =
        seasons.stream()
            .filter(season -> season.weight().signum() > 0)
            .anyMatch(season -> days.stream().anyMatch(day -> isIn(season, day, seasons)));
    return weighs ? seasons : List.of(new Season(goal.period().start(), BigDecimal.ONE));
  }

  /** The season of a day is the last one that has started. */
  private static boolean isIn(Season season, LocalDate day, List<Season> seasons) {
    return !day.isBefore(season.start())
        && seasons.stream()
            .noneMatch(
                other -> other.start().isAfter(season.start()) && !day.isBefore(other.start()));
  }

  Phase phase() {
    Period period = goal.period();
    LocalDate today = today();
    int days = days().size();
    int soon =
        goal.announcements().endingSoonDays().orElse(Math.max(1, Math.min(7, (days + 9) / 10)));
    if (today.isBefore(period.start())) {
      return Phase.UPCOMING;
    }
    if (today.isBefore(period.end())) {
      return today.plusDays(soon).isBefore(period.end()) ? Phase.RUNNING : Phase.ENDING_SOON;
    }
    int grace = goal.announcements().graceDays();
    return today.minusDays(grace).isBefore(period.end()) ? Phase.ENDED : Phase.FINAL;
  }

  /** In which parts of the period it is looked whether the goal is met. */
  List<Part> parts(Observation observation) {
    Period period = goal.period();
    List<Part> parts = new ArrayList<>();
    LocalDate start = period.start();
    for (int number = 1; start.isBefore(period.end()); number++) {
      LocalDate end =
          switch (observation) {
            case PERIOD -> period.end();
            case DAY -> period.start().plusDays(number);
            case WEEK -> period.start().plusWeeks(number);
            case MONTH -> period.start().plusMonths(number);
            case QUARTER -> period.start().plusMonths(3L * number);
          };
      end = end.isAfter(period.end()) ? period.end() : end;
      parts.add(new Part(start, end));
      start = end;
    }
    return parts;
  }
}
