package io.goalstream.attainment.rest;

/** Nothing of that id is known. */
final class UnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String field;
  private final String id;
  private final String expected;

  private UnknownException(String what, String field, String id, String expected, String message) {
    super(message);
    this.what = what;
    this.field = field;
    this.id = id;
    this.expected = expected;
  }

  static UnknownException goal(String goalId) {
    return new UnknownException(
        "goal",
        "goalId",
        goalId,
        "the id of an active goal",
        "No progress is known of goal %s; it appears once the goal was activated"
            .formatted(goalId));
  }

  static UnknownException unit(String unitId) {
    return new UnknownException(
        "unit",
        "unitId",
        unitId,
        "the id of a unit of the organization",
        "No unit %s is known; see GET /api/v1/organization/units of goal-service"
            .formatted(unitId));
  }

  static UnknownException reconciliation(String id) {
    return new UnknownException(
        "reconciliation",
        "id",
        id,
        "the id that POST /api/v1/reconciliations gave back",
        "No reconciliation %s is known; start one with POST /api/v1/reconciliations".formatted(id));
  }

  String what() {
    return what;
  }

  Violation violation() {
    return new Violation(field, id, expected);
  }
}
