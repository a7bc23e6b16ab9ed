package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the goals that a fact can count for: by owner, then by the field that has
 * the crediting date, then by month. So a fact never meets goals of others, or of other times.
 *
 * @param <T> what belongs to a goal
 */
final class GoalIndex<T> {
  private static final int MONTHS_OF_YEAR = 12;

  /** Goals of longer periods are asked about every date. */
  private static final long MOST_MONTHS = 10L * MONTHS_OF_YEAR;

  private final Map<String, Owned<T>> ofReps = new HashMap<>();
  private final Map<String, Owned<T>> ofUnits = new HashMap<>();

  private static final class Owned<T> {
    final Map<DateField, Dated<T>> byField = new EnumMap<>(DateField.class);
  }

  private static final class Dated<T> {
    final Map<Integer, List<T>> byMonth = new HashMap<>();
    final List<T> always = new ArrayList<>();
  }

  void add(Goal goal, Set<DateField> fields, T entry) {
    Owned<T> owned =
        ofKind(goal.owner().kind()).computeIfAbsent(goal.owner().id(), id -> new Owned<>());
    for (DateField field : fields) {
      Dated<T> dated = owned.byField.computeIfAbsent(field, key -> new Dated<>());
      forEachPlace(goal, dated, list -> list.add(entry));
    }
  }

  void remove(Goal goal, T entry) {
    Owned<T> owned = ofKind(goal.owner().kind()).get(goal.owner().id());
    if (owned != null) {
      for (Dated<T> dated : owned.byField.values()) {
        forEachPlace(goal, dated, list -> list.remove(entry));
      }
    }
  }

  private Map<String, Owned<T>> ofKind(Goal.Owner.Kind kind) {
    return switch (kind) {
      case REP -> ofReps;
      case UNIT -> ofUnits;
    };
  }

  private void forEachPlace(Goal goal, Dated<T> dated, Consumer<List<T>> action) {
    Goal.Period period = goal.creditedPeriod();
    int first = monthOf(period.start());
    int last = monthOf(period.end().minusDays(1));
    if (last - first >= MOST_MONTHS) {
      action.accept(dated.always);
      return;
    }
    for (int month = first; month <= last; month++) {
      action.accept(dated.byMonth.computeIfAbsent(month, key -> new ArrayList<>()));
    }
  }

  private static int monthOf(LocalDate date) {
    return date.getYear() * MONTHS_OF_YEAR + date.getMonthValue();
  }

  /**
   * Visits everything that may belong to a goal of the rep for which a fact on that date counts.
   */
  void visitRep(String repId, DateField field, LocalDate date, Consumer<T> visitor) {
    visit(ofReps.get(repId), field, date, visitor);
  }

  /**
   * Visits everything that may belong to a goal of the unit for which a fact on that date counts.
   */
  void visitUnit(String unitId, DateField field, LocalDate date, Consumer<T> visitor) {
    visit(ofUnits.get(unitId), field, date, visitor);
  }

  private void visit(
      @Nullable Owned<T> owned, DateField field, LocalDate date, Consumer<T> visitor) {
    if (owned == null) {
      return;
    }
    Dated<T> dated = owned.byField.get(field);
    if (dated == null) {
      return;
    }
    List<T> ofMonth = dated.byMonth.get(monthOf(date));
    if (ofMonth != null) {
      ofMonth.forEach(visitor);
    }
    dated.always.forEach(visitor);
  }
}
