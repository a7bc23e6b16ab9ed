package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a fact would count for, before it is asked whose it is and whether it falls into the period.
 * Remembers the last answer, since most owners of a fact have the same share.
 *
 * <p>Not safe for several threads.
 */
final class Weighed {
  /** Counts for nobody, ever. */
  static final Weighed NOTHING = new Weighed(Optional.empty(), BigDecimal.ZERO, 0, Credit.NONE);

  private final Optional<LocalDate> date;
  private final long day;
  private final long month;
  private final BigDecimal amount;
  private final int places;
  private final @Nullable Credit whole;
  private BigDecimal lastShare = BigDecimal.ZERO;
  private Credit lastCredit = Credit.NONE;

  private Weighed(Optional<LocalDate> date, BigDecimal amount, int places, @Nullable Credit whole) {
    this.date = date;
    this.day = date.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
    this.month = date.map(Weighed::monthOf).orElse(Long.MIN_VALUE);
    this.amount = amount;
    this.places = places;
    this.whole = whole;
  }

  /** Counts the same for everybody who has any share. */
  static Weighed whole(Optional<LocalDate> date, Credit credit) {
    return new Weighed(date, BigDecimal.ZERO, 0, credit);
  }

  /** Counts by the share; rounded once, then. */
  static Weighed shared(Optional<LocalDate> date, BigDecimal amount, int places) {
    return new Weighed(date, amount, places, null);
  }

  /** The crediting date; none if the fact counts for nobody. */
  Optional<LocalDate> date() {
    return date;
  }

  /**
   * True if the crediting date is one of these days; never if there is none.
   *
   * @param first the first day, since the epoch
   * @param end the day after the last
   */
  boolean isWithin(long first, long end) {
    return first <= day && day < end;
  }

  /**
   * The month of the crediting date, as {@link #monthOf} counts; far in the past if there is none.
   */
  long month() {
    return month;
  }

  /** Months since the year 0. */
  static long monthOf(LocalDate date) {
    return date.getLong(ChronoField.PROLEPTIC_MONTH);
  }

  /**
   * The credit of an owner.
   *
   * @param share 0 or more; nothing counts for who has none
   */
  Credit credit(BigDecimal share) {
    if (share.signum() <= 0) {
      return Credit.NONE;
    }
    if (whole != null) {
      return whole;
    }
    if (lastShare.compareTo(share) != 0) {
      lastShare = share;
      lastCredit = Credit.of(rounded(times(amount, share), places), BigDecimal.ZERO, date);
    }
    return lastCredit;
  }

  /** Most factors are 1. */
  static BigDecimal times(BigDecimal number, BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) == 0 ? number : number.multiply(factor);
  }

  static BigDecimal rounded(BigDecimal number, int places) {
    return number.setScale(places, RoundingMode.HALF_UP);
  }
}
