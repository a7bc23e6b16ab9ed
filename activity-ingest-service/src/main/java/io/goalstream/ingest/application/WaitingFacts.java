package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.SourceUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Knows the facts of which something is known, but not enough to admit them. */
public interface WaitingFacts {
  /**
   * A fact that waits.
   *
   * @param kind DEAL or ACTIVITY
   * @param reason INCOMPLETE, or UNKNOWN_OWNER if it is whole but for them
   * @param detail what it lacks: what was found and what was expected
   * @param receipt of its latest change
   * @param owners users of whom nobody has said which reps they are
   */
  record Waiting(
      String kind,
      String id,
      String reason,
      String detail,
      String receipt,
      Instant since,
      List<SourceUser> owners) {
    public Waiting {
      owners = List.copyOf(owners);
    }

    /** Its place in the order of all. */
    public String key() {
      return kind + "/" + id;
    }
  }

  /**
   * Some of them, in the order of their kinds and ids.
   *
   * @param after the key of the last one before; all from the first if empty
   * @throws PartAwayException if not all of them are known yet
   */
  List<Waiting> list(Optional<String> after, int limit);

  /**
   * One of them; empty if the fact does not wait.
   *
   * @throws PartAwayException if not all of them are known yet
   */
  Optional<Waiting> find(String kind, String id);

  /**
   * The users for whom facts wait, and for how many they do.
   *
   * @throws PartAwayException if not all of them are known yet
   */
  SortedMap<SourceUser, Long> unknownOwners();
}
