package io.goalstream.dashboard.domain;

/** Whose goal it is. */
public record Owner(Kind kind, String id) {
  /** A person, or a part of the organization. */
  public enum Kind {
    UNIT,
    REP
  }
}
