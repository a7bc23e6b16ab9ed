package io.goalstream.benchmark;

import io.goalstream.benchmark.Options.Section;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program behind deploy/benchmark/run: measures one after the other, and writes it down. */
public final class Benchmark {
  private static final int REFUSED = 2;
  private static final int FAILED = 1;
  private static final double BUSY_LOAD = 1.5;
  private static final int LATENCY_SECONDS = 30;
  private static final int SHORTEST_LATENCY_SECONDS = 10;

  private final Options options;
  private final Sizes sizes;
  private final Foundation foundation;
  private final Figures figures = new Figures();
  private final Console console;

  private Benchmark(Options options, Foundation foundation, Console console) {
    this.options = options;
    this.sizes = Sizes.of(options.size());
    this.foundation = foundation;
    this.console = console;
  }

  /** See {@link Options#HELP}. Ends with 1 when a number was wrong, 2 when it could not begin. */
  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(REFUSED);
      return;
    }
    if (options.help()) {
      System.out.print(Options.HELP);
      return;
    }
    Path root = Path.of(System.getProperty("goalstream.root", "")).toAbsolutePath();
    Console console = new Console();
    int code = 0;
    console.say("starting a broker and a registry");
    try (Foundation foundation = Foundation.start(root)) {
      new Benchmark(options, foundation, console).run(root);
    } catch (BenchmarkFailedException e) {
      System.err.println("FAILED: " + e.getMessage());
      code = FAILED;
    }
    System.exit(code);
  }

  private void run(Path root) throws IOException {
    long began = System.nanoTime();
    describe();
    console.say("seed %d, %s".formatted(options.seed(), sizes));
    List<String> stores = factStores();
    try {
      withAllFacts(stores.getFirst(), "");
      for (String store : stores.subList(1, stores.size())) {
        withAllFacts(store, store + ".");
      }
      growth();
      intake();
      alerts();
    } catch (BenchmarkFailedException e) {
      figures.note("run.failure", String.valueOf(e.getMessage()));
      throw e;
    } finally {
      if (Contender.failures() > 0) {
        figures.add(
            "run.failedThreads",
            "threads that failed",
            Contender.failures(),
            "",
            "see target/run/logs");
      }
      figures.note("run.seconds", Math.rint((System.nanoTime() - began) / 1e9));
      Path file = root.resolve("deploy/benchmark/target/benchmark.json");
      figures.write(file);
      System.out.println();
      System.out.print(figures.table());
      console.say("written to deploy/benchmark/target/benchmark.json");
    }
  }

  private void describe() {
    Runtime runtime = Runtime.getRuntime();
    figures.note("machine.processors", runtime.availableProcessors());
    figures.note("machine.memoryMegabytes", Machine.memoryMegabytes());
    figures.note("machine.loadBefore", Machine.load());
    if (Machine.load() > BUSY_LOAD) {
      console.say("the machine is busy with something else; the figures will not mean much");
    }
    figures.note("machine.jdk", Runtime.version().toString());
    figures.note(
        "machine.system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    figures.note("run.seed", options.seed());
    figures.note("run.size", options.size());
    figures.note("run.heapMegabytesOfEach", Contender.HEAP_MEGABYTES);
    figures.note("run.threadsOfEach", 2);
    figures.note("run.factStore", options.factStore().isEmpty() ? "default" : options.factStore());
    Map<String, Integer> all = new LinkedHashMap<>();
    for (RecordComponent part : Sizes.class.getRecordComponents()) {
      try {
        all.put(part.getName(), (Integer) part.getAccessor().invoke(sizes));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    figures.note("sizes", all);
  }

  /** Both, where nobody chose one. */
  private List<String> factStores() {
    return options.factStore().isEmpty()
        ? List.of("memory", "rocksdb")
        : List.of(options.factStore());
  }

  private void withAllFacts(String store, String prefix) {
    boolean engine =
        options.wants(
            Section.ENGINE, Section.LATENCY, Section.RESTART, Section.CREATION, Section.STORED);
    boolean rivals = prefix.isEmpty() && options.wants(Section.LIMIT, Section.PEER);
    if (!engine && !rivals) {
      return;
    }
    Company company =
        new Company(sizes.reps(), sizes.units(), sizes.goals(), sizes.probes(), sizes.facts());
    try (World world = new World(foundation, company, options, store, console)) {
      long heap = engine ? world.distribute() : 0;
      int records = engine || options.wants(Section.LIMIT) ? world.writeBacklog(sizes.facts()) : 0;
      if (rivals) {
        rivals(company, records);
      }
      if (engine) {
        engine(world, prefix, records, heap);
      }
    }
  }

  private void rivals(Company company, int records) {
    Rivals rivals = new Rivals(foundation, figures, console);
    if (options.wants(Section.LIMIT)) {
      rivals.limit(records);
    }
    if (options.wants(Section.PEER)) {
      rivals.peer(company, options.seed(), sizes.prefix());
    }
  }

  private void engine(World world, String prefix, int records, long heap) {
    Trial trial = new Trial(world, figures, console, prefix);
    trial.throughput(records, heap);
    if (options.wants(Section.LATENCY)) {
      trial.latency(
          Math.max(
              SHORTEST_LATENCY_SECONDS, (int) Math.min(LATENCY_SECONDS, 300 * options.size())));
    }
    if (options.wants(Section.RESTART)) {
      trial.restart();
    }
    if (options.wants(Section.STORED) && prefix.isEmpty()) {
      console.say("stored: throughput with all facts stored");
      double rate = trial.changes(sizes.batch());
      figures.add(
          "stored.manyFactsPerSecond",
          "throughput with %,d facts stored".formatted(world.deals()),
          rate,
          "facts/s",
          "changes of stored facts");
    }
    if (options.wants(Section.CREATION)) {
      trial.creation();
    }
  }

  private void intake() {
    if (options.wants(Section.INTAKE)) {
      Company company =
          new Company(sizes.reps(), sizes.units(), sizes.goals(), sizes.probes(), sizes.facts());
      new IntakeTrial(foundation, figures, console, company, options.seed(), sizes.facts() / 2)
          .run();
    }
  }

  private void alerts() {
    if (options.wants(Section.ALERTS)) {
      Company company =
          new Company(sizes.reps(), sizes.units(), sizes.goals(), sizes.probes(), sizes.facts());
      new AlertTrial(foundation, figures, console, company, sizes.facts() / 50).run();
    }
  }

  private void growth() {
    Growth growth =
        new Growth(foundation, options, sizes, figures, console, factStores().getFirst());
    if (options.wants(Section.STORED)) {
      growth.fewStored();
    }
    if (options.wants(Section.GOALS)) {
      growth.goals();
    }
  }
}
