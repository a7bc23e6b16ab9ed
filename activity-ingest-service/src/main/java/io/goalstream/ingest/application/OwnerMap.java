package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Owners;
import io.goalstream.ingest.domain.SourceUser;
import java.util.List;
import java.util.SortedMap;

/** Keeps which reps the users of other systems are. */
public interface OwnerMap extends Owners {
  /**
   * Who they are: ids of reps by users.
   *
   * @throws PartAwayException if they have not been read yet
   */
  SortedMap<SourceUser, String> all();

  /**
   * Says who users are; returns once it cannot be lost, and is known here.
   *
   * @throws PartAwayException if that cannot be said
   */
  void put(List<Owner> owners);

  /**
   * Forgets who a user is. What was admitted stands.
   *
   * @throws PartAwayException if that cannot be said
   */
  void remove(SourceUser user);

  /** A user, and the id of the rep that the user is. */
  record Owner(SourceUser user, String repId) {}
}
