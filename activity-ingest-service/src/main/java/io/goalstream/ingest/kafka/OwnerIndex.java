package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Owners;
import io.goalstream.ingest.domain.SourceUser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * Which facts of a partition name which users of sources, so that they are found again when
 * somebody says who a user is. A fact that names somebody else meanwhile is found as well, and
 * stays as it is.
 */
final class OwnerIndex {
  private final Owners owners;
  private final Map<SourceUser, Named> users = new HashMap<>();
  private final Deque<Bytes> due = new ArrayDeque<>();

  /** The facts that name a user, and what was said of the user when they were last looked at. */
  private static final class Named {
    private final Set<Bytes> facts = new LinkedHashSet<>();
    private Object said = "";
  }

  OwnerIndex(Owners owners) {
    this.owners = owners;
  }

  /**
   * Notes a fact. A user who was not named before counts as unknown: somebody may have said who it
   * is since the fact was decided about.
   */
  void add(byte[] key, Fact fact) {
    for (SourceUser user : Owners.usersOf(fact)) {
      users.computeIfAbsent(user, one -> new Named()).facts.add(Bytes.wrap(key));
    }
  }

  /** Looks for users who are others than before. */
  void look() {
    users.forEach(
        (user, named) -> {
          Object said = owners.saidOf(user);
          // When it is forgotten who somebody is, what was decided stands.
          if (!said.equals(named.said) && owners.repOf(user).isPresent()) {
            due.addAll(named.facts);
          }
          named.said = said;
        });
  }

  /** The next fact that has to be decided about again. */
  Optional<byte[]> next() {
    return Optional.ofNullable(due.poll()).map(Bytes::get);
  }
}
