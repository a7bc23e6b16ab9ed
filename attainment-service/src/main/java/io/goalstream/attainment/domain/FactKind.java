package io.goalstream.attainment.domain;

/** The two kinds of facts. */
public enum FactKind {
  DEAL,
  ACTIVITY
}
