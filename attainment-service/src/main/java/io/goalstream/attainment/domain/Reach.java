package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads from a rep to all that a fact can count for: the rep's own goals, and those of the
 * units above on the day. Found once for each month, since a fact comes by a few reps of thousands,
 * and every step on the way is a wait for memory. Good until the index or the organization changes.
 *
 * <p>Not safe for several threads.
 */
final class Reach {
  private static final CreditSeries[] NOTHING = {};
  private static final CreditSeries[] UNKNOWN = {};
  private static final int DATE_FIELDS = DateField.values().length;

  /** Beyond these years, which nobody means, nothing is remembered, so that months stay few. */
  private static final long FIRST_MONTH = 1900 * 12L;

  private static final long END_MONTH = 2200 * 12L;

  private final GoalIndex<CreditSeries> index;
  private final GoalIndex.@Nullable Owned<CreditSeries> own;
  private final Organization.History history;
  private CreditSeries[] latest = NOTHING;

  /**
   * What was found for whole months: for the month and the field at {@link #place}, or {@link
   * #UNKNOWN}.
   */
  private CreditSeries[][] known = {};

  private long firstMonth;

  Reach(GoalIndex<CreditSeries> index, Organization organization, String repId) {
    this.index = index;
    this.own = index.ofRep(repId);
    this.history = organization.historyOf(repId);
  }

  /** All that may belong to a goal for which a fact of the rep on that date counts. */
  CreditSeries[] on(DateField field, LocalDate date) {
    long month = Weighed.monthOf(date);
    if (month < FIRST_MONTH || month >= END_MONTH) {
      return find(field, date);
    }
    int place = place(month, field);
    CreditSeries[] found = place >= 0 && place < known.length ? known[place] : UNKNOWN;
    if (found == UNKNOWN) {
      found = find(field, date);
      if (staysAllMonth(date)) {
        remember(month, field, found);
      }
    }
    return found;
  }

  private int place(long month, DateField field) {
    return (int) (month - firstMonth) * DATE_FIELDS + field.place();
  }

  /** Whether the rep belongs to the same units on all days of the month. */
  private boolean staysAllMonth(LocalDate date) {
    return history.isSame(date.withDayOfMonth(1), date.withDayOfMonth(date.lengthOfMonth()));
  }

  private void remember(long month, DateField field, CreditSeries[] series) {
    long months = known.length / DATE_FIELDS;
    long from = months == 0 ? month : Math.min(firstMonth, month);
    long end = months == 0 ? month + 1 : Math.max(firstMonth + months, month + 1);
    if (end - from > months) {
      CreditSeries[][] wider = new CreditSeries[(int) (end - from) * DATE_FIELDS][];
      Arrays.fill(wider, UNKNOWN);
      int before = months == 0 ? 0 : (int) (firstMonth - from) * DATE_FIELDS;
      System.arraycopy(known, 0, wider, before, known.length);
      known = wider;
      firstMonth = from;
    }
    known[place(month, field)] = series;
  }

  private CreditSeries[] find(DateField field, LocalDate date) {
    List<CreditSeries> found = new ArrayList<>();
    if (own != null) {
      own.visit(field, date, found::add);
    }
    for (GoalIndex.Owned<CreditSeries> above : index.ofUnits(history.on(date))) {
      above.visit(field, date, found::add);
    }
    CreditSeries[] series = found.toArray(NOTHING);
    // Most months of most reps are alike.
    if (!Arrays.equals(series, latest)) {
      latest = series;
    }
    return latest;
  }

  /** Whether the rep belongs to the same units on both dates. */
  boolean isSameOn(LocalDate one, LocalDate other) {
    return history.on(one).equals(history.on(other));
  }
}
