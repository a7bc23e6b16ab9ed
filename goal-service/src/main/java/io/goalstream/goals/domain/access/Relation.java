package io.goalstream.goals.domain.access;

/** How a person stands to the owner of a goal. */
public enum Relation {
  /** The person is the rep who owns it. */
  SELF("the owner"),
  /** The person leads the unit that owns it, and other units are above that one. */
  HEAD("the manager of the unit that owns it"),
  /** The person leads a unit above the owner, or the company itself. */
  ABOVE("a manager above the owner"),
  /** The person is in the unit that owns it, or in one below. */
  BELOW("a member of the unit that owns it"),
  /** Nothing of these. */
  OTHER("anybody");

  private final String title;

  Relation(String title) {
    this.title = title;
  }

  /** As people say it. */
  public String title() {
    return title;
  }
}
