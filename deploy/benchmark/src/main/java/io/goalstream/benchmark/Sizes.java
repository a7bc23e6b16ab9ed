package io.goalstream.benchmark;

/**
 * How large everything is at a fraction of the full size.
 *
 * @param reps people who are credited
 * @param units teams of the company
 * @param goals active goals, probes included
 * @param probes goals that a single deal takes across 100 % and back
 * @param facts different deals; corrections and duplicates come on top
 * @param prefix deals for the textbook application and for the comparison of goal counts
 * @param batch deals changed at once where throughput is compared by stored facts
 */
record Sizes(int reps, int units, int goals, int probes, int facts, int prefix, int batch) {
  static Sizes of(double size) {
    int reps = Math.max(5, scaled(5_000, size));
    int units = Math.max(2, scaled(200, size));
    int probes = Math.max(10, scaled(1_000, size));
    int facts = Math.max(2_000, scaled(2_000_000, size));
    return new Sizes(
        reps,
        units,
        Math.max(Company.fewestGoals(reps, units, probes), scaled(75_000, size)),
        probes,
        facts,
        Math.min(facts, Math.max(200_000, scaled(500_000, size))),
        Math.max(1_000, scaled(400_000, size)));
  }

  private static int scaled(int full, double size) {
    return (int) Math.round(full * size);
  }
}
