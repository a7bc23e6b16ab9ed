package io.goalstream.notification.domain;

/**
 * What somebody was last told about a matter of a goal, such as a level.
 *
 * @param recipient who was told, see {@link Recipient#key}
 * @param crossing the number of the last crossing that was heard of
 * @param belief what the recipient holds to be true since
 * @param alertId the last alert about it
 * @param moment what one change brings at once has the same moment, see {@link Event#moment}
 */
public record Told(
    String recipient,
    String goalId,
    Matter matter,
    long crossing,
    String belief,
    String alertId,
    String moment) {

  /** The same, counted anew: crossings of another matter say nothing of this one's. */
  Told uncounted() {
    return new Told(recipient, goalId, matter, 0, belief, alertId, moment);
  }

  /** The one of two on the same matter that was heard of later. */
  public Told later(Told other) {
    return other.crossing > crossing ? other : this;
  }
}
