package io.goalstream.attainment.records;

import io.goalstream.attainment.domain.Course;
import io.goalstream.attainment.domain.Course.Season;
import io.goalstream.attainment.domain.Course.WorkingCalendar;
import io.goalstream.attainment.domain.Goal.Announcements;
import io.goalstream.attainment.domain.Goal.Bounds;
import io.goalstream.attainment.domain.Goal.Checkpoint;
import io.goalstream.attainment.domain.Goal.Level;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.GoalDefinition;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a goal's definition may say beyond owner, metric, period and target. Refuses
 * contradictions with a sentence that says what was found and what was expected.
 */
final class OptionReader {
  private OptionReader() {}

  static OptionalInt days(String field, @Nullable Integer days, int least) {
    if (days == null) {
      return OptionalInt.empty();
    }
    if (days < least) {
      throw new IllegalArgumentException(
          "found %s %d, expected %d or more".formatted(field, days, least));
    }
    return OptionalInt.of(days);
  }

  static Bounds bounds(GoalDefinition definition) {
    Bounds bounds =
        new Bounds(
            Optional.ofNullable(definition.getLowerBound()),
            Optional.ofNullable(definition.getUpperBound()));
    boolean none = bounds.lower().isEmpty() && bounds.upper().isEmpty();
    if (none && definition.getDirection() == Direction.RANGE) {
      throw new IllegalArgumentException(
          "a goal to keep a number in a range needs lowerBound, upperBound or both");
    }
    if (bounds.lower().isPresent()
        && bounds.upper().isPresent()
        && bounds.lower().get().compareTo(bounds.upper().get()) > 0) {
      throw new IllegalArgumentException(
          "found lowerBound %s above upperBound %s"
              .formatted(bounds.lower().get(), bounds.upper().get()));
    }
    return bounds;
  }

  /** Levels go the way from the baseline to the target. */
  static List<Level> levels(GoalDefinition definition) {
    BigDecimal baseline =
        definition.getBaseline() == null ? BigDecimal.ZERO : definition.getBaseline();
    int way = definition.getTarget().compareTo(baseline);
    List<Level> levels =
        definition.getLevels().stream()
            .map(level -> new Level(level.getName(), level.getValue()))
            .toList();
    for (int i = 1; i < levels.size(); i++) {
      Level former = levels.get(i - 1);
      Level level = levels.get(i);
      if (level.value().compareTo(former.value()) * way < 0) {
        throw new IllegalArgumentException(
            "found level %s at %s after %s at %s, expected each at least as far from the baseline"
                .formatted(level.name(), level.value(), former.name(), former.value()));
      }
    }
    return levels;
  }

  static Course course(GoalDefinition definition) {
    List<Season> seasons =
        definition.getSeasons().stream()
            .map(season -> new Season(season.getStart(), season.getWeight()))
            .toList();
    for (int i = 0; i < seasons.size(); i++) {
      if (seasons.get(i).weight().signum() < 0) {
        throw new IllegalArgumentException(
            "found weight %s of a season, expected 0 or more".formatted(seasons.get(i).weight()));
      }
      if (i > 0 && !seasons.get(i - 1).start().isBefore(seasons.get(i).start())) {
        throw new IllegalArgumentException(
            "found a season from %s after one from %s, expected them to ascend"
                .formatted(seasons.get(i).start(), seasons.get(i - 1).start()));
      }
    }
    return new Course(
        seasons,
        Optional.ofNullable(definition.getWorkingCalendar()).map(OptionReader::workingCalendar));
  }

  private static WorkingCalendar workingCalendar(io.goalstream.goals.v1.WorkingCalendar calendar) {
    Set<DayOfWeek> weekdays =
        calendar.getWeekdays().stream().map(DayOfWeek::valueOf).collect(Collectors.toSet());
    Set<LocalDate> holidays = new HashSet<>(calendar.getHolidays());
    if (weekdays.isEmpty()) {
      throw new IllegalArgumentException("a working calendar needs a day of the week to work on");
    }
    return new WorkingCalendar(Set.copyOf(weekdays), Set.copyOf(holidays));
  }

  static Pace.Bands paceBands(GoalDefinition definition) {
    return Optional.ofNullable(definition.getPaceBands())
        .map(
            bands ->
                new Pace.Bands(
                    bands.getOnTrackFrom(), bands.getAtRiskAbove(), bands.getHysteresis()))
        .orElse(Pace.Bands.USUAL);
  }

  static Announcements announcements(GoalDefinition definition) {
    if (definition.getGraceDays() < 0) {
      throw new IllegalArgumentException(
          "found graceDays %d, expected 0 or more".formatted(definition.getGraceDays()));
    }
    List<Checkpoint> checkpoints =
        definition.getCheckpoints().stream()
            .map(one -> new Checkpoint(one.getName(), one.getAt(), one.getValue()))
            .toList();
    if (checkpoints.stream().map(Checkpoint::name).distinct().count() < checkpoints.size()) {
      throw new IllegalArgumentException("found two checkpoints of one name, expected each once");
    }
    return new Announcements(
        definition.getGraceDays(),
        days("endingSoonDays", definition.getEndingSoonDays(), 0),
        days("silenceDays", definition.getSilenceDays(), 1),
        checkpoints);
  }
}
