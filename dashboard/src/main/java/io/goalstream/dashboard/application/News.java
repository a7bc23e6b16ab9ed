package io.goalstream.dashboard.application;

import java.util.Set;

/** What a watcher has not been told yet. */
public sealed interface News {
  /** Nothing has changed. */
  record Nothing() implements News {}

  /** The numbers of these goals have changed. */
  record Rows(Set<String> goalIds) implements News {}

  /** So much has changed that the whole board must be told anew. */
  record Everything() implements News {}

  /** The dashboard stops. */
  record TheEnd() implements News {}
}
