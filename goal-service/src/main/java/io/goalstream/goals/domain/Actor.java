package io.goalstream.goals.domain;

/**
 * Who does something.
 *
 * @param id of the rep, or the name of the account where it is no rep
 */
public record Actor(String id) {
  /** What the service does by itself: taking in results, applying what became due. */
  public static final Actor SERVICE = new Actor("goalstream");
}
