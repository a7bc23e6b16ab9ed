package io.goalstream.dashboard.application;

/** Knows whether the board shows what stands on the topics now. */
public interface Freshness {
  /** True while everything on the topics was read and the broker and the registry answer. */
  boolean isCurrent();
}
