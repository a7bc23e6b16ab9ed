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

  /** The facts that name a user, and who that was when they were last looked at. */
  private static final class Named {
    private final Set<Bytes> facts = new LinkedHashSet<>();
    private Optional<String> rep;

    private Named(Optional<String> rep) {
      this.rep = rep;
    }
  }

  OwnerIndex(Owners owners) {
    this.owners = owners;
  }

  /** Notes a fact that was decided about just now. */
  void add(byte[] key, Fact fact) {
    note(key, fact, false);
  }

  /** Notes a fact that was decided about before a start, when users may have been others. */
  void restored(byte[] key, Fact fact) {
    note(key, fact, true);
  }

  private void note(byte[] key, Fact fact, boolean unsure) {
    for (String repId : fact.reps()) {
      SourceUser.of(repId)
          .ifPresent(
              user ->
                  users
                      .computeIfAbsent(
                          user, one -> new Named(unsure ? Optional.of("") : owners.repOf(one)))
                      .facts
                      .add(Bytes.wrap(key)));
    }
  }

  /** Looks for users who are others than before. */
  void look() {
    users.forEach(
        (user, named) -> {
          Optional<String> rep = owners.repOf(user);
          if (!rep.equals(named.rep)) {
            named.rep = rep;
            due.addAll(named.facts);
          }
        });
  }

  /** The next fact that has to be decided about again. */
  Optional<byte[]> next() {
    return Optional.ofNullable(due.poll()).map(Bytes::get);
  }
}
