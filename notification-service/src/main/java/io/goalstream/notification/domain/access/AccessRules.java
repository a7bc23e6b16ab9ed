package io.goalstream.notification.domain.access;

/**
 * Who may do what: everybody with a role sees the rules and their own things, who leads a unit
 * writes the rules of that unit, and admins may do everything.
 */
public final class AccessRules {
  private AccessRules() {}

  /** What may be done. */
  public enum Action {
    /** Reads and marks an inbox, reads and writes preferences. */
    OWN_THINGS,
    READ_RULES,
    /** Writes rules of a unit. */
    WRITE_UNIT_RULES,
    /** Writes rules of the whole company. */
    WRITE_COMPANY_RULES,
    /** Sees who would be told what. */
    PREVIEW,
    /** Sees and changes channels, webhooks and deliveries. */
    CHANNELS
  }

  /** What somebody has to do with the person or unit that it is about. */
  public enum Relation {
    SELF,
    LEADER,
    OTHER
  }

  /** Whether the person may do it. */
  public static boolean allow(Person person, Action action, Relation relation) {
    if (person.is(Role.ADMIN)) {
      return true;
    }
    return switch (action) {
      case OWN_THINGS -> !person.roles().isEmpty() && relation == Relation.SELF;
      case READ_RULES -> !person.roles().isEmpty();
      case WRITE_UNIT_RULES -> person.is(Role.MANAGER) && relation == Relation.LEADER;
      case PREVIEW -> person.is(Role.MANAGER);
      case WRITE_COMPANY_RULES, CHANNELS -> false;
    };
  }

  /** Who may, in words. */
  public static String expected(Action action) {
    return switch (action) {
      case OWN_THINGS -> "the person itself, or the role ADMIN";
      case READ_RULES -> "one of the roles REP, MANAGER and ADMIN";
      case WRITE_UNIT_RULES ->
          "somebody with the role MANAGER who leads the unit, or the role ADMIN";
      case PREVIEW -> "one of the roles MANAGER and ADMIN";
      case WRITE_COMPANY_RULES, CHANNELS -> "the role ADMIN";
    };
  }
}
