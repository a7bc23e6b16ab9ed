package io.goalstream.local;

import java.nio.file.Path;

/** What the user of ./run asks for. */
record Options(boolean help, boolean fresh, boolean demo, boolean rebuild, int port, Path data) {
  private static final int DEFAULT_PORT = 8080;
  private static final Path DEFAULT_DATA = Path.of(".goalstream");

  static final String HELP =
      """
      Runs a whole Goalstream on this machine, bound to 127.0.0.1: an Apache Kafka broker, a schema
      registry, a database and the services, each in a process of its own, and feeds a demo company.

      Usage: ./run [options]

        --fresh        start over: forget all data of earlier runs first
        --no-demo      start empty: no demo company, no demo deals
        --rebuild      compute all progress anew from the topics first; nobody is told anything twice
        --port N       use the ports N to N+9 (default 8080): N is the dashboard
        --data DIR     keep data and logs there (default .goalstream)
        --help         print this

      Stop it with Ctrl-C. Starting again keeps all data.
      """;

  /** Prints the help; for when nothing is built yet. */
  public static void main(String[] args) {
    System.out.print(HELP);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options parse(String[] arguments) {
    Options options = new Options(false, false, true, false, DEFAULT_PORT, DEFAULT_DATA);
    int at = 0;
    while (at < arguments.length) {
      String argument = arguments[at];
      options =
          switch (argument) {
            case "--help", "-h" ->
                new Options(
                    true, options.fresh, options.demo, options.rebuild, options.port, options.data);
            case "--fresh" ->
                new Options(
                    options.help, true, options.demo, options.rebuild, options.port, options.data);
            case "--no-demo" ->
                new Options(
                    options.help,
                    options.fresh,
                    false,
                    options.rebuild,
                    options.port,
                    options.data);
            case "--rebuild" ->
                new Options(
                    options.help, options.fresh, options.demo, true, options.port, options.data);
            case "--port" -> {
              at++;
              yield new Options(
                  options.help,
                  options.fresh,
                  options.demo,
                  options.rebuild,
                  port(arguments, at),
                  options.data);
            }
            case "--data" -> {
              at++;
              yield new Options(
                  options.help,
                  options.fresh,
                  options.demo,
                  options.rebuild,
                  options.port,
                  Path.of(value(arguments, at, "--data")));
            }
            default ->
                throw new IllegalArgumentException(
                    "Found %s, which ./run does not know; see ./run --help".formatted(argument));
          };
      at++;
    }
    return options;
  }

  private static int port(String[] arguments, int at) {
    String value = value(arguments, at, "--port");
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Found --port %s, expected a number".formatted(value), e);
    }
  }

  private static String value(String[] arguments, int at, String option) {
    if (at >= arguments.length || arguments[at].startsWith("--")) {
      throw new IllegalArgumentException(
          "Found %s without a value; see ./run --help".formatted(option));
    }
    return arguments[at];
  }
}
