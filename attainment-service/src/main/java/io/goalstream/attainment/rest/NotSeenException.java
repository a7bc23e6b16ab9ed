package io.goalstream.attainment.rest;

/** The goal is there, but is none of those that the caller sees. */
final class NotSeenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String goalId;

  NotSeenException(String goalId, String caller) {
    super("Goal %s is not one that %s sees".formatted(goalId, caller));
    this.goalId = goalId;
  }

  Violation violation() {
    return new Violation(
        "goalId",
        goalId,
        "a goal of your own, or with the role MANAGER one of a unit that you lead or below, or with"
            + " the role ADMIN any");
  }
}
