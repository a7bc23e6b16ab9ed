package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

  /** So are goals beyond these years, which nobody means, so that months stay few. */
  private static final int FIRST_MONTH = 1900 * MONTHS_OF_YEAR;

  private static final int LAST_MONTH = 2200 * MONTHS_OF_YEAR;

  private final Map<String, Owned<T>> ofReps = new HashMap<>();
  private final Map<String, Owned<T>> ofUnits = new HashMap<>();
  private final int[] uses = new int[DateField.values().length];

  /** What belongs to some units together, by the object that names them. */
  private final IdentityHashMap<Set<String>, List<Owned<T>>> ofUnitsTogether =
      new IdentityHashMap<>();

  /**
   * What belongs to the goals of one owner. A fact comes by a few owners of thousands, whose lists
   * no processor's cache holds, so there are few steps from here to a goal.
   */
  static final class Owned<T> {
    private final @Nullable Dated[] byField = new Dated[DateField.values().length];

    private @Nullable Dated dated(DateField field) {
      return byField[field.place()];
    }

    private Dated datedToAddTo(DateField field) {
      Dated dated = byField[field.place()];
      if (dated == null) {
        dated = new Dated();
        byField[field.place()] = dated;
      }
      return dated;
    }

    /** Everything that may belong to a goal for which a fact on that date counts. */
    void visit(DateField field, LocalDate date, Consumer<T> visitor) {
      Dated dated = dated(field);
      if (dated != null) {
        Dated.visit(dated.inMonth(monthOf(date)), visitor);
        Dated.visit(dated.always, visitor);
      }
    }
  }

  /** Months without a gap, from the first to the last that has anything. */
  private static final class Dated {
    private static final Object[] NOTHING = {};

    private Object[] always = NOTHING;
    private Object[][] months = {};
    private int first;

    /** Only entries are put into the arrays. */
    @SuppressWarnings("unchecked")
    static <T> void visit(Object[] entries, Consumer<T> visitor) {
      for (Object entry : entries) {
        visitor.accept((T) entry);
      }
    }

    Object[] inMonth(int month) {
      int place = month - first;
      return place >= 0 && place < months.length ? months[place] : NOTHING;
    }

    void changeAlways(UnaryOperator<Object[]> change) {
      always = change.apply(always);
    }

    void change(int month, UnaryOperator<Object[]> change) {
      int from = months.length == 0 ? month : Math.min(first, month);
      int end = months.length == 0 ? month + 1 : Math.max(first + months.length, month + 1);
      if (end - from > months.length) {
        Object[][] wider = new Object[end - from][];
        Arrays.fill(wider, NOTHING);
        System.arraycopy(months, 0, wider, months.length == 0 ? 0 : first - from, months.length);
        months = wider;
        first = from;
      }
      months[month - first] = change.apply(months[month - first]);
    }

    static Object[] with(Object[] entries, Object entry) {
      Object[] longer = Arrays.copyOf(entries, entries.length + 1);
      longer[entries.length] = entry;
      return longer;
    }

    static Object[] without(Object[] entries, Object entry) {
      List<Object> rest = new ArrayList<>(Arrays.asList(entries));
      rest.remove(entry);
      return rest.toArray();
    }
  }

  /**
   * Adds what is to be found.
   *
   * @param days those on which facts can count; any, if there are none
   * @param fields that have the crediting date
   */
  void add(Goal.Owner owner, Optional<Goal.Period> days, Set<DateField> fields, T entry) {
    Owned<T> owned = ofKind(owner.kind()).computeIfAbsent(owner.id(), id -> newOwned());
    for (DateField field : fields) {
      uses[field.place()]++;
      change(days, owned.datedToAddTo(field), entries -> Dated.with(entries, entry));
    }
  }

  /** Removes what was added in the same way. */
  void remove(Goal.Owner owner, Optional<Goal.Period> days, Set<DateField> fields, T entry) {
    Owned<T> owned = ofKind(owner.kind()).get(owner.id());
    if (owned == null) {
      return;
    }
    for (DateField field : fields) {
      uses[field.place()]--;
      Dated dated = owned.dated(field);
      if (dated != null) {
        change(days, dated, entries -> Dated.without(entries, entry));
      }
    }
  }

  private Map<String, Owned<T>> ofKind(Goal.Owner.Kind kind) {
    return switch (kind) {
      case REP -> ofReps;
      case UNIT -> ofUnits;
    };
  }

  private static void change(
      Optional<Goal.Period> days, Dated dated, UnaryOperator<Object[]> change) {
    if (days.isEmpty()) {
      dated.changeAlways(change);
      return;
    }
    int first = monthOf(days.get().start());
    int last = monthOf(days.get().end().minusDays(1));
    if (last - first >= MOST_MONTHS || first < FIRST_MONTH || last > LAST_MONTH) {
      dated.changeAlways(change);
      return;
    }
    for (int month = first; month <= last; month++) {
      dated.change(month, change);
    }
  }

  private static int monthOf(LocalDate date) {
    return date.getYear() * MONTHS_OF_YEAR + date.getMonthValue();
  }

  /** True if any goal at all goes by that date. */
  boolean uses(DateField field) {
    return uses[field.place()] > 0;
  }

  /** What belongs to the goals of the rep, if there ever were any. */
  @Nullable Owned<T> ofRep(String repId) {
    return ofReps.get(repId);
  }

  /**
   * What belongs to the goals of each of the units that has any.
   *
   * @param units the same object for the same units, until {@link #forgetUnits}
   */
  List<Owned<T>> ofUnits(Set<String> units) {
    List<Owned<T>> found = ofUnitsTogether.get(units);
    if (found == null) {
      found = units.stream().filter(ofUnits::containsKey).map(this::ofUnit).toList();
      ofUnitsTogether.put(units, found);
    }
    return found;
  }

  private Owned<T> ofUnit(String unitId) {
    return Objects.requireNonNull(ofUnits.get(unitId));
  }

  /** Says that the same units may be named by other objects from now on. */
  void forgetUnits() {
    if (!ofUnitsTogether.isEmpty()) {
      ofUnitsTogether.clear();
    }
  }

  private Owned<T> newOwned() {
    forgetUnits();
    return new Owned<>();
  }
}
