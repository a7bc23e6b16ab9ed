package io.goalstream.goals.application;

import java.util.OptionalLong;

/**
 * A goal that somebody wants to change.
 *
 * @param version the version that was read; if it is given and another one is there, nothing is
 *     done
 */
public record Guarded(String id, OptionalLong version) {
  /** A goal to be changed whatever its version. */
  public static Guarded any(String id) {
    return new Guarded(id, OptionalLong.empty());
  }
}
