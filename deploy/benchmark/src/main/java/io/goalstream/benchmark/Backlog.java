package io.goalstream.benchmark;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The order in which a number of deals is written: each once, 5 % corrected and 2 % repeated some
 * time later. A deal that is corrected is not repeated, because the topic promises that versions
 * never go down.
 */
final class Backlog {
  private static final int CORRECTED = 5;
  private static final int REPEATED = 2;

  private final Sales sales;
  private final int deals;
  private final long seed;
  private final int window;

  /** Takes the records in their order. */
  @FunctionalInterface
  interface Writer {
    /**
     * Takes a record.
     *
     * @param number of the deal
     * @param change which kind it is
     */
    void write(int number, Sale sale, Change change);
  }

  /** What a record is to the one before it. */
  enum Change {
    NEW,
    CORRECTION,
    DUPLICATE
  }

  private record Later(long due, int number, Change change) {}

  Backlog(Sales sales, int deals, long seed) {
    this.sales = sales;
    this.deals = deals;
    this.seed = seed;
    this.window = Math.max(1, Math.min(50_000, deals / 10));
  }

  /**
   * Hands out all records.
   *
   * @return how many there were
   */
  int writeTo(Writer writer) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
    PriorityQueue<Later> later =
        new PriorityQueue<>(Comparator.comparingLong(Later::due).thenComparingInt(Later::number));
    int written = 0;
    for (int number = 0; number < deals; number++) {
      writer.write(number, sales.sale(number, 1), Change.NEW);
      written++;
      int percent = random.nextInt(100);
      long due = number + 1L + random.nextInt(window);
      if (percent < CORRECTED) {
        later.add(new Later(due, number, Change.CORRECTION));
      } else if (percent < CORRECTED + REPEATED) {
        later.add(new Later(due, number, Change.DUPLICATE));
      }
      written += writeDue(later, number, writer);
    }
    return written + writeDue(later, Long.MAX_VALUE, writer);
  }

  private int writeDue(PriorityQueue<Later> later, long now, Writer writer) {
    int written = 0;
    for (Later next = later.peek(); next != null && next.due <= now; next = later.peek()) {
      later.remove();
      long version = next.change == Change.CORRECTION ? 2 : 1;
      writer.write(next.number, sales.sale(next.number, version), next.change);
      written++;
    }
    return written;
  }

  /** Books what a record changes. */
  void book(Sums sums, int number, Sale sale, Change change) {
    switch (change) {
      case NEW -> sums.add(sale);
      case CORRECTION -> {
        sums.remove(sales.sale(number, 1));
        sums.add(sale);
      }
      case DUPLICATE -> {}
    }
  }
}
