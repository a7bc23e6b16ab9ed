package io.goalstream.ingest.domain;

/** What facts there are. */
public enum FactKind {
  DEALS,
  ACTIVITIES
}
