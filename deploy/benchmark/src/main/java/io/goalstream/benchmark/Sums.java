package io.goalstream.benchmark;

/**
 * The revenue of every rep, unit and the company in every period, in cents: what everybody's
 * numbers are held against.
 */
final class Sums {
  private static final int[] FIRST_DAYS = firstDays();

  private final Company company;
  private final long[][] reps;
  private final long[][] units;
  private final long[] whole = new long[Period.ALL.size()];

  Sums(Company company) {
    this.company = company;
    this.reps = new long[company.reps()][Period.ALL.size()];
    this.units = new long[company.units()][Period.ALL.size()];
  }

  void add(Sale sale) {
    book(sale, 1);
  }

  /** Takes back what {@link #add} has booked. */
  void remove(Sale sale) {
    book(sale, -1);
  }

  private void book(Sale sale, int sign) {
    if (sale.stage() != Sale.Stage.WON) {
      return;
    }
    int month = monthOf(sale.day());
    for (int period : new int[] {month, Period.quarterOf(month), Period.WHOLE_YEAR}) {
      for (Sale.Share share : sale.shares()) {
        long cents = sign * share.of(sale.cents());
        reps[share.rep()][period] += cents;
        units[company.unitOf(share.rep())][period] += cents;
        whole[period] += cents;
      }
    }
  }

  long ofRep(int rep, int period) {
    return reps[rep][period];
  }

  long ofUnit(int unit, int period) {
    return units[unit][period];
  }

  long ofCompany(int period) {
    return whole[period];
  }

  /** The month of a day of the year, both from 0. */
  static int monthOf(int day) {
    int month = Period.MONTHS - 1;
    while (FIRST_DAYS[month] > day) {
      month--;
    }
    return month;
  }

  private static int[] firstDays() {
    return Period.ALL.stream()
        .limit(Period.MONTHS)
        .mapToInt(period -> period.start().getDayOfYear() - 1)
        .toArray();
  }
}
