package io.goalstream.system;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes of this machine. */
final class Signals {
  private Signals() {}

  /**
   * Sends a signal.
   *
   * @param name such as STOP
   * @param target the id of a process, or that of a group behind a minus
   */
  static void send(String name, String target) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "--", target).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("The signal %s could not be sent to %s".formatted(name, target));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
