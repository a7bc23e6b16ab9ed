package io.goalstream.ingest.domain;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Tells which reps the users of other systems are. */
@FunctionalInterface
public interface Owners {
  /** The id of the rep who the user is; empty if nobody has said that yet. */
  Optional<String> repOf(SourceUser user);

  /** The users whom the fact names and of whom nobody has said who they are, in its order. */
  default SequencedSet<SourceUser> unknownOf(Fact fact) {
    SequencedSet<SourceUser> unknown = new LinkedHashSet<>();
    for (String repId : fact.reps()) {
      SourceUser.of(repId).filter(user -> repOf(user).isEmpty()).ifPresent(unknown::add);
    }
    return unknown;
  }

  /** The fact with reps in the place of those users who are known. */
  default Fact resolved(Fact fact) {
    return namesUsers(fact)
        ? fact.withReps(repId -> SourceUser.of(repId).flatMap(this::repOf).orElse(repId))
        : fact;
  }

  /** True if not only reps are named. */
  static boolean namesUsers(Fact fact) {
    return fact.reps().stream().anyMatch(repId -> SourceUser.of(repId).isPresent());
  }
}
