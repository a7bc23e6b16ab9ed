package io.goalstream.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How a measured process speaks to the benchmark and listens to it; see {@link Contender}. */
final class Voice {
  private Voice() {}

  static void say(String event, long number) {
    synchronized (Voice.class) {
      System.out.println("@" + event + " " + number);
      System.out.flush();
    }
  }

  static void now(String event) {
    say(event, System.currentTimeMillis());
  }

  /** Listens until the benchmark is gone. */
  static void listen(Consumer<String> commands) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String setting(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("The setting " + name + " is missing");
    }
    return value;
  }
}
