package io.goalstream.ingest.domain;

import java.util.Comparator;
import java.util.Optional;

/**
 * A user of a source, such as the owner of a deal in a CRM, who stands where a rep is expected
 * until somebody says which rep that is. In a fact: {@code owner:<source>:<user>}.
 *
 * @param source without a colon
 * @param user as the source names the user
 */
public record SourceUser(String source, String user) implements Comparable<SourceUser> {
  private static final String PREFIX = "owner:";
  private static final Comparator<SourceUser> ORDER =
      Comparator.comparing(SourceUser::source).thenComparing(SourceUser::user);

  /** The user whom the id of a rep names; empty if it names a rep. */
  public static Optional<SourceUser> of(String repId) {
    if (!repId.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String key = repId.substring(PREFIX.length());
    int colon = key.indexOf(':');
    return colon < 1 || colon == key.length() - 1
        ? Optional.empty()
        : Optional.of(new SourceUser(key.substring(0, colon), key.substring(colon + 1)));
  }

  /** Unique among all users of all sources. */
  public String key() {
    return source + ":" + user;
  }

  @Override
  public int compareTo(SourceUser other) {
    return ORDER.compare(this, other);
  }

  /** As it stands in a fact. */
  @Override
  public String toString() {
    return PREFIX + key();
  }
}
