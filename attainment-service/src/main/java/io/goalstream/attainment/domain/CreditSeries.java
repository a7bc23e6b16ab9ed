package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What counts for goals of one owner that count alike, by time. Goals over whole months share a
 * cell for each month, so that a fact is counted once for the month, the quarter and the year, and
 * a goal over known months is known at once. Every other goal has a series, and a cell, of its own.
 */
final class CreditSeries implements CreditRule.Scales {
  /** Longer goals would be made of too many. */
  private static final long MOST_MONTHS = 60;

  /** Goals beyond these years, which nobody means, share nothing, so that months stay few. */
  private static final int FIRST_YEAR = 1900;

  private static final int END_YEAR = 2200;

  private final Goal sample;
  private final Goal.Owner.Kind ownerKind;
  private final @Nullable Key key;
  private final FactInHand hand;
  private final FactInHand.@Nullable Weighing above;
  private final FactInHand.@Nullable Weighing below;
  private final FactInHand.@Nullable Weighing pipeline;
  private final @Nullable DateField[] fieldByPart = new DateField[CreditRule.Part.values().length];
  private final long firstDay;
  private final long endDay;
  private final Set<DateField> dateFields;
  private @Nullable CreditCell[] cells = {};
  private long firstMonth;
  private int cellCount;
  private @Nullable CreditCell found;

  /** The last visit to it, so that a fact visits it once. */
  long visit;

  /** By which credits and dates of the fact with that number it was met. */
  private long marks;

  private long markedBy;

  /** The last walk in which one of its cells is walked. */
  long walk;

  /** What the fact counted for before it changed, and where. */
  Credit former = Credit.NONE;

  @Nullable CreditCell formerCell;

  /**
   * What the goals of a series have in common.
   *
   * @param datesMatter whether it is kept on which days credits are dated
   */
  record Key(Goal.Owner owner, Map<CreditRule.Part, CreditTerms> terms, boolean datesMatter) {
    /** None if what counts in the goal's time can't be put together from its months. */
    static Optional<Key> of(CreditRule rule) {
      Goal goal = rule.goal();
      boolean addsUp =
          !goal.isBucketed()
              && goal.metric().aggregation() != Metric.Aggregation.DISTINCT_COUNT
              && rule.isOnOneDay();
      return addsUp && isOfWholeMonths(goal.creditedPeriod())
          ? Optional.of(new Key(goal.owner(), rule.terms(), Accumulator.datesMatter(goal)))
          : Optional.empty();
    }

    private static boolean isOfWholeMonths(Goal.Period days) {
      return days.start().getDayOfMonth() == 1
          && days.end().getDayOfMonth() == 1
          && days.start().getYear() >= FIRST_YEAR
          && days.end().getYear() <= END_YEAR
          && Weighed.monthOf(days.end()) - Weighed.monthOf(days.start()) <= MOST_MONTHS;
    }
  }

  CreditSeries(CreditRule rule, Optional<Key> key, FactInHand hand) {
    this.sample = rule.goal();
    this.ownerKind = sample.owner().kind();
    this.key = key.orElse(null);
    this.hand = hand;
    this.above = weighing(rule, CreditRule.Part.ABOVE);
    this.below = weighing(rule, CreditRule.Part.BELOW);
    this.pipeline = weighing(rule, CreditRule.Part.PIPELINE);
    rule.terms()
        .forEach((part, terms) -> fieldByPart[part.place()] = terms.dateField().orElse(null));
    Goal.Period credited = sample.creditedPeriod();
    this.firstDay = credited.start().toEpochDay();
    this.endDay = credited.end().toEpochDay();
    this.dateFields = rule.dateFields();
  }

  private FactInHand.@Nullable Weighing weighing(CreditRule rule, CreditRule.Part part) {
    CreditTerms terms = rule.terms().get(part);
    return terms == null ? null : hand.weighing(terms);
  }

  Goal.Owner owner() {
    return sample.owner();
  }

  /** What its goals have in common; none if it is one goal's own. */
  Optional<Key> key() {
    return Optional.ofNullable(key);
  }

  Set<DateField> dateFields() {
    return dateFields;
  }

  /** The days on which facts can count, if they are always the same. */
  Optional<Goal.Period> days() {
    return key == null ? Optional.of(sample.creditedPeriod()) : Optional.empty();
  }

  /**
   * The cells of a goal, in order.
   *
   * @param made is told of those that are new
   */
  List<CreditCell> cellsOf(Goal goal, Consumer<CreditCell> made) {
    long first = key == null ? 0 : Weighed.monthOf(goal.creditedPeriod().start());
    long end = key == null ? 1 : Weighed.monthOf(goal.creditedPeriod().end());
    widen(first, end);
    List<CreditCell> all = new ArrayList<>((int) (end - first));
    for (long month = first; month < end; month++) {
      CreditCell cell = cells[(int) (month - firstMonth)];
      if (cell == null) {
        cell = new CreditCell(this, goal);
        cells[(int) (month - firstMonth)] = cell;
        cellCount++;
        made.accept(cell);
      }
      all.add(cell);
    }
    return List.copyOf(all);
  }

  private void widen(long first, long end) {
    if (cells.length == 0) {
      cells = new CreditCell[(int) (end - first)];
      firstMonth = first;
      return;
    }
    long from = Math.min(first, firstMonth);
    long to = Math.max(end, firstMonth + cells.length);
    if (to - from > cells.length) {
      @Nullable CreditCell[] wider = new CreditCell[(int) (to - from)];
      System.arraycopy(cells, 0, wider, (int) (firstMonth - from), cells.length);
      cells = wider;
      firstMonth = from;
    }
  }

  /** Returns whether any cell is left. */
  boolean remove(CreditCell cell) {
    int place = Arrays.asList(cells).indexOf(cell);
    if (place >= 0) {
      cells[place] = null;
      cellCount--;
    }
    return cellCount > 0;
  }

  @Override
  public boolean isOfHalves() {
    return below != null;
  }

  @Override
  public boolean isInTime(Weighed weighed) {
    CreditCell cell = cellAt(weighed);
    if (cell == null) {
      return false;
    }
    found = cell;
    return true;
  }

  private @Nullable CreditCell cellAt(Weighed weighed) {
    if (key == null) {
      return weighed.isWithin(firstDay, endDay) ? cells[0] : null;
    }
    long place = weighed.month() - firstMonth;
    return place >= 0 && place < cells.length ? cells[(int) place] : null;
  }

  @Override
  public Weighed weigh(CreditRule.Part part) {
    FactInHand.Weighing weighing =
        switch (part) {
          case ABOVE -> above;
          case BELOW -> below;
          case PIPELINE -> pipeline;
        };
    return weighing == null ? Weighed.NOTHING : weighing.weighed();
  }

  /** Says that the fact in hand leads here: see {@link FactInHand#mark}. */
  void meet(long mark) {
    if (markedBy != hand.number()) {
      markedBy = hand.number();
      marks = 0;
    }
    marks |= mark;
  }

  /** Whoever is credited and led here on the date belongs to the owner on that date. */
  @Override
  public BigDecimal share(CreditRule.Part part, LocalDate date) {
    DateField field = fieldByPart[part.place()];
    if (field == null || hand.doOwnersVary()) {
      return hand.share(sample.owner(), date);
    }
    Share share = new Share();
    List<Fact.Credited> credits = hand.fact().credits();
    for (int credit = 0; credit < credits.size(); credit++) {
      if ((marks & FactInHand.mark(credit, field)) != 0) {
        share.add(credits.get(credit));
      }
    }
    return share.of(ownerKind);
  }

  /** What the fact in hand counts for; {@link #found} says where. */
  Credit credit() {
    found = null;
    if (markedBy != hand.number()) {
      return Credit.NONE; // It was met by what the fact was before.
    }
    Credit credit = CreditRule.credit(hand.fact(), this);
    if (credit.isNothing()) {
      found = null;
    }
    return credit;
  }

  /** Where the fact in hand counts; nowhere if for nothing. */
  @Nullable CreditCell found() {
    return found;
  }
}
