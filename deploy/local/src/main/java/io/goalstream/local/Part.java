package io.goalstream.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the local Goalstream: how to start it and how to see that it is ready.
 *
 * @param name as users know it
 * @param command the program and its arguments
 * @param environment added to the environment
 * @param ready tells whether it does its work by now
 * @param patience how long it may take until it is ready
 */
public record Part(
    String name,
    List<String> command,
    Map<String, String> environment,
    Probe ready,
    Duration patience) {

  /** Asks a part whether it is ready; anything thrown means not yet. */
  @FunctionalInterface
  public interface Probe {
    boolean isReady() throws Exception;
  }
}
