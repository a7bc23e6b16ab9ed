package io.goalstream.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How throughput changes with the number of goals and with the number of stored facts. */
final class Growth {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int MANY_TO_FEW_FACTS = 20;
  private static final int PROBES = 1;

  private final Foundation foundation;
  private final Options options;
  private final Sizes sizes;
  private final Figures figures;
  private final Console console;
  private final String factStore;

  private record Point(int goals, double factsPerSecond, long heapWithoutFacts) {}

  Growth(
      Foundation foundation,
      Options options,
      Sizes sizes,
      Figures figures,
      Console console,
      String factStore) {
    this.foundation = foundation;
    this.options = options;
    this.sizes = sizes;
    this.figures = figures;
    this.console = console;
    this.factStore = factStore;
  }

  /** A twentieth of the facts, and the same changes as with all of them. */
  void fewStored() {
    int few = Math.max(100, sizes.facts() / MANY_TO_FEW_FACTS);
    console.say("stored: throughput with %,d facts stored".formatted(few));
    Company company = new Company(sizes.reps(), sizes.units(), sizes.goals(), sizes.probes(), few);
    try (World world = new World(foundation, company, options, factStore, console)) {
      world.distribute();
      world.writeBacklog(few);
      world.start(0).await("running", PATIENCE);
      world.awaitNumbers("");
      double rate = new Trial(world, figures, console, "").changes(sizes.batch());
      figures.add(
          "stored.fewFactsPerSecond",
          "throughput with %,d facts stored".formatted(few),
          rate,
          "facts/s",
          "the same changes");
      figures
          .find("stored.manyFactsPerSecond")
          .ifPresent(
              many ->
                  figures.add(
                      "stored.lossPercent",
                      "loss from few to many facts",
                      loss(rate, many),
                      "%",
                      ""));
    }
  }

  /**
   * The same facts, which touch the goals of a small company, with more and more goals of others
   * beside them.
   */
  void goals() {
    int few = Math.max(75, sizes.goals() / 100);
    List<Point> points = new ArrayList<>();
    for (int goals : new int[] {few, sizes.goals(), 4 * sizes.goals()}) {
      console.say("goals: throughput with %,d goals".formatted(goals));
      points.add(measure(few, goals));
    }
    Point least = points.getFirst();
    Point most = points.getLast();
    double loss = loss(least.factsPerSecond, most.factsPerSecond);
    figures.add("goals.lossPercent", "loss from few to many goals", loss, "%", "aim: under 20");
    double perGoal =
        (most.heapWithoutFacts - least.heapWithoutFacts) / (double) (most.goals - least.goals);
    figures.add("memory.bytesPerGoal", "heap per goal", perGoal, "bytes", "");
  }

  private Point measure(int touched, int goals) {
    int units = Math.max(1, touched / 375);
    int reps = Math.max(2, (touched - PROBES - Period.ALL.size() * (units + 1)) / 14);
    Company company = new Company(reps, units, goals, PROBES, sizes.prefix());
    try (World world = new World(foundation, company, options, factStore, console)) {
      long heap = world.distribute();
      int records = world.writeBacklog(sizes.prefix());
      Contender engine = world.start(records);
      long first = engine.await("first", PATIENCE);
      long done = world.awaitNumbers("");
      double rate = records / ((done - first) / 1e3);
      String name = "throughput with %,d goals".formatted(goals);
      figures.add(
          "goals.factsPerSecondWith" + goals,
          name,
          rate,
          "facts/s",
          "on %,d facts".formatted(records));
      return new Point(goals, rate, heap);
    }
  }

  private static double loss(double before, double after) {
    return (1 - after / before) * 100;
  }
}
