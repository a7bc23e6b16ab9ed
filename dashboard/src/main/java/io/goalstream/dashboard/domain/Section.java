package io.goalstream.dashboard.domain;

import java.util.List;

/**
 * The goals of one unit and of its reps.
 *
 * @param unitId the unit; empty for owners that belong nowhere
 * @param path the units above, from the company down
 * @param rows the unit's own goals, then those of its reps
 */
public record Section(Kind kind, String unitId, String name, List<Above> path, List<Row> rows) {

  /** Where in the organization the section stands. */
  public enum Kind {
    COMPANY,
    UNIT,
    OTHER
  }

  /** A unit above. */
  public record Above(String unitId, String name) {}
}
