package io.goalstream.attainment.rest;

/** Nothing is known of the goal that was asked for. */
final class UnknownGoalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String goalId;

  UnknownGoalException(String goalId) {
    super("No progress is known of goal " + goalId);
    this.goalId = goalId;
  }

  String goalId() {
    return goalId;
  }
}
