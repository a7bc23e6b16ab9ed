package io.goalstream.benchmark;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up deals from a seed. Every version of every deal can be asked for by itself, so nothing
 * has to be kept to know what a correction replaces.
 */
final class Sales {
  private static final int PERCENT_WON = 85;
  private static final int PERCENT_OPEN = 10;
  private static final int PERCENT_SHARED = 30;
  private static final int DAYS = 365;
  private static final long LOWEST_TENTHS = 1_000;
  private static final int SPAN_OF_TENTHS = 90_000;

  /** What a probe deal is worth while its goal is reached, and while it is not. */
  private static final long PROBE_REACHED = 100_000;

  private static final long PROBE_SHORT = 50_000;

  private final Company company;
  private final long seed;

  Sales(Company company, long seed) {
    this.company = company;
    this.seed = seed;
  }

  /** A version of a deal; versions differ in the amount. */
  Sale sale(int number, long version) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    int percent = random.nextInt(100);
    Sale.Stage stage =
        percent < PERCENT_WON
            ? Sale.Stage.WON
            : percent < PERCENT_WON + PERCENT_OPEN ? Sale.Stage.OPEN : Sale.Stage.LOST;
    int day = random.nextInt(DAYS);
    List<Sale.Share> shares = shares(random);
    long tenths = 0;
    SplittableRandom amounts = random.split();
    for (long drawn = 0; drawn < version; drawn++) {
      tenths = LOWEST_TENTHS + amounts.nextInt(SPAN_OF_TENTHS);
    }
    return new Sale("deal-" + number, version, stage, tenths * 10, day, shares, -1);
  }

  private List<Sale.Share> shares(SplittableRandom random) {
    int rep = random.nextInt(company.reps());
    if (random.nextInt(100) >= PERCENT_SHARED) {
      return List.of(new Sale.Share(rep, 10));
    }
    // Half of the shared deals stay in the unit.
    int step = random.nextBoolean() ? company.units() : 1 + random.nextInt(company.reps() - 1);
    int other = (rep + step) % company.reps();
    int tenths = 5 + random.nextInt(3);
    return other == rep
        ? List.of(new Sale.Share(rep, 10))
        : List.of(new Sale.Share(rep, tenths), new Sale.Share(other, 10 - tenths));
  }

  /** The deal of a probe: odd versions take its goal across 100 %, even ones below it again. */
  Sale probe(int probe, long version) {
    long cents = version % 2 == 1 ? PROBE_REACHED : PROBE_SHORT;
    List<Sale.Share> shares = List.of(new Sale.Share(company.repOfProbe(probe), 10));
    String id = Company.probeId(probe);
    return new Sale(id, version, Sale.Stage.WON, cents, probe % DAYS, shares, probe);
  }
}
