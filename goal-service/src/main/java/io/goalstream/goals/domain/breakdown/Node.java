package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Candidates.Candidate;

/**
 * A goal that is cut.
 *
 * @param path the way to it from the top; empty for the top
 * @param member the part of its name that says whose it is; empty for the top's own owner
 * @param time the part of its name that says when it is; empty for the top's own period
 */
record Node(
    String path,
    String goalId,
    String name,
    String member,
    String time,
    Terms.Owner owner,
    Terms.Period period,
    Terms.Aim aim) {

  static Node top(Goal goal) {
    Terms terms = goal.terms();
    return new Node(
        "", goal.id(), terms.name(), "", "", terms.owner(), terms.period(), terms.aim());
  }

  Node child(Candidate candidate, Row row) {
    boolean overTime = row.owner().equals(owner);
    return new Node(
        row.path(),
        row.goalId(),
        row.name(),
        overTime ? member : candidate.label(),
        overTime ? candidate.label() : time,
        row.owner(),
        row.period(),
        row.aim());
  }
}
