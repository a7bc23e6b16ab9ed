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
  private final Map<DateField, Integer> uses = new EnumMap<>(DateField.class);

  /** What belongs to the goals of one owner. */
  static final class Owned<T> {
    private final Map<DateField, Dated<T>> byField = new EnumMap<>(DateField.class);

    /** Everything that may belong to a goal for which a fact on that date counts. */
    void visit(DateField field, LocalDate date, Consumer<T> visitor) {
      Dated<T> dated = byField.get(field);
      if (dated != null) {
        dated.inMonth(monthOf(date)).forEach(visitor);
        dated.always.forEach(visitor);
      }
    }
  }

  /** Months without a gap, from the first to the last that has anything. */
  private static final class Dated<T> {
    private final List<T> always = new ArrayList<>();
    private final List<List<T>> months = new ArrayList<>();
    private int first;

    List<T> inMonth(int month) {
      int place = month - first;
      return place >= 0 && place < months.size() ? months.get(place) : List.of();
    }

    void change(int month, Consumer<List<T>> action) {
      if (months.isEmpty()) {
        first = month;
      }
      while (month < first) {
        months.addFirst(new ArrayList<>());
        first--;
      }
      while (month - first >= months.size()) {
        months.add(new ArrayList<>());
      }
      action.accept(months.get(month - first));
    }
  }

  void add(Goal goal, Set<DateField> fields, T entry) {
    Owned<T> owned =
        ofKind(goal.owner().kind()).computeIfAbsent(goal.owner().id(), id -> new Owned<>());
    for (DateField field : fields) {
      uses.merge(field, 1, Integer::sum);
      Dated<T> dated = owned.byField.computeIfAbsent(field, key -> new Dated<>());
      forEachPlace(goal, dated, list -> list.add(entry));
    }
  }

  void remove(Goal goal, Set<DateField> fields, T entry) {
    Owned<T> owned = ofKind(goal.owner().kind()).get(goal.owner().id());
    if (owned == null) {
      return;
    }
    for (DateField field : fields) {
      uses.merge(field, -1, Integer::sum);
      Dated<T> dated = owned.byField.get(field);
      if (dated != null) {
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

  private static <T> void forEachPlace(Goal goal, Dated<T> dated, Consumer<List<T>> action) {
    Goal.Period period = goal.creditedPeriod();
    int first = monthOf(period.start());
    int last = monthOf(period.end().minusDays(1));
    if (last - first >= MOST_MONTHS) {
      action.accept(dated.always);
      return;
    }
    for (int month = first; month <= last; month++) {
      dated.change(month, action);
    }
  }

  private static int monthOf(LocalDate date) {
    return date.getYear() * MONTHS_OF_YEAR + date.getMonthValue();
  }

  /** True if any goal at all goes by that date. */
  boolean uses(DateField field) {
    return uses.getOrDefault(field, 0) > 0;
  }

  /** What belongs to the goals of the rep, if there ever were any. */
  @Nullable Owned<T> ofRep(String repId) {
    return ofReps.get(repId);
  }

  /** What belongs to the goals of the unit, if there ever were any. */
  @Nullable Owned<T> ofUnit(String unitId) {
    return ofUnits.get(unitId);
  }
}
