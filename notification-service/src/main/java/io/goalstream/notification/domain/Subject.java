package io.goalstream.notification.domain;

/** What alerts are about, as people choose between them. */
public enum Subject {
  /** Levels reached and lost. */
  LEVELS,
  /** Whether a goal keeps up with its expected course. */
  PACE,
  /** Numbers that were to be there by a moment, and silence. */
  WATCH,
  /** Ends, results and what comes after them. */
  RESULTS,
  /** Proposals, counters and adjustments. */
  AGREEMENT,
  /** Reviews that are overdue. */
  REVIEWS,
  /** Praise and rewards. */
  RECOGNITION,
  /** What people who look after Goalstream have to know. */
  SERVICE
}
