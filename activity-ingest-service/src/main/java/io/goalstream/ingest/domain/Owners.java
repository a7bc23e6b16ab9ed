package io.goalstream.ingest.domain;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Tells which reps the users of other systems are. */
@FunctionalInterface
public interface Owners {
  /** The id of the rep who the user is; empty if nobody has said that yet. */
  Optional<String> repOf(SourceUser user);

  /** Another than before once somebody has said anew who the user is, be it the same. */
  default Object saidOf(SourceUser user) {
    return repOf(user);
  }

  /** Waits until it is known what was said before now. */
  default void awaitKnown() {}

  /** The users whom the fact names, in its order. */
  static SequencedSet<SourceUser> usersOf(Fact fact) {
    SequencedSet<SourceUser> users = new LinkedHashSet<>();
    fact.reps().forEach(repId -> SourceUser.of(repId).ifPresent(users::add));
    return users;
  }

  /**
   * The fact with reps in the place of those users who are known. Who is still named is not: asking
   * twice may have two answers.
   */
  default Fact resolved(Fact fact) {
    return namesUsers(fact)
        ? fact.withReps(repId -> SourceUser.of(repId).flatMap(this::repOf).orElse(repId))
        : fact;
  }

  /** True if not only reps are named. */
  static boolean namesUsers(Fact fact) {
    return !usersOf(fact).isEmpty();
  }
}
