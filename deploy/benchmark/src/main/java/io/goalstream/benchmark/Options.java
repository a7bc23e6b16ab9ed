package io.goalstream.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user of deploy/benchmark/run asks for.
 *
 * @param size 1 is the full size
 * @param seed what all facts follow from
 * @param only what to measure
 * @param factStore handed to the engine as goalstream.fact-store; empty leaves it to the engine
 */
record Options(boolean help, double size, long seed, Set<Section> only, String factStore) {
  private static final double QUICK = 0.1;
  private static final long SEED = 2026;

  static final String HELP =
      """
      Measures Goalstream's engine on this machine, beside a plain consumer and a textbook Kafka
      Streams application, on a real broker and schema registry. Prints one table and writes
      deploy/benchmark/target/benchmark.json. Leave the machine alone while it runs.

      Usage: deploy/benchmark/run [options]

        --quick              a tenth of the size
        --size F             another fraction of the size, such as 0.01
        --only A,B           some sections only: limit, peer, engine, latency, restart, creation,
                             stored (throughput by stored facts), goals (throughput by goals),
                             intake (lines over HTTP, and admission), alerts (levels told)
        --seed N             other facts (default 2026)
        --fact-store KIND    memory or rocksdb, handed to the engine as goalstream.fact-store
        --help               print this
      """;

  /** What can be measured alone. */
  enum Section {
    LIMIT,
    PEER,
    ENGINE,
    LATENCY,
    RESTART,
    CREATION,
    STORED,
    GOALS,
    INTAKE,
    ALERTS;

    static Section named(String name) {
      return Arrays.stream(values())
          .filter(section -> section.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "found section %s, expected some of %s".formatted(name, names())));
    }

    private static String names() {
      return Arrays.stream(values())
          .map(section -> section.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
  }

  /** Prints the help; for when nothing is built yet. */
  public static void main(String[] args) {
    System.out.print(HELP);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options parse(String... arguments) {
    Map<String, String> found = new HashMap<>();
    for (int at = 0; at < arguments.length; at++) {
      String argument = arguments[at];
      switch (argument) {
        case "--help", "-h", "--quick" -> found.put(argument, "");
        case "--size", "--only", "--seed", "--fact-store" -> {
          at++;
          if (at == arguments.length) {
            throw new IllegalArgumentException(argument + " needs a value; see --help");
          }
          found.put(argument, arguments[at]);
        }
        default ->
            throw new IllegalArgumentException(
                "found %s, which is no option; see --help".formatted(argument));
      }
    }
    return of(found);
  }

  private static Options of(Map<String, String> found) {
    double size = found.containsKey("--quick") ? QUICK : 1;
    long seed = SEED;
    try {
      size = Double.parseDouble(found.getOrDefault("--size", String.valueOf(size)));
      seed = Long.parseLong(found.getOrDefault("--seed", String.valueOf(seed)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--size and --seed need a number; see --help", e);
    }
    if (!(size >= 0.001 && size <= 10)) {
      throw new IllegalArgumentException("found size " + size + ", expected 0.001 to 10");
    }
    String store = found.getOrDefault("--fact-store", "");
    if (!List.of("", "memory", "rocksdb").contains(store)) {
      throw new IllegalArgumentException(
          "found fact store %s, expected memory or rocksdb".formatted(store));
    }
    boolean help = found.containsKey("--help") || found.containsKey("-h");
    return new Options(help, size, seed, sections(found.getOrDefault("--only", "")), store);
  }

  private static Set<Section> sections(String only) {
    if (only.isEmpty()) {
      return EnumSet.allOf(Section.class);
    }
    return Arrays.stream(only.split(",", -1))
        .map(Section::named)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class)));
  }

  boolean wants(Section... any) {
    return Arrays.stream(any).anyMatch(only::contains);
  }
}
