package io.goalstream.notification.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Versions as entity tags, so that nobody writes over what they have not read. */
final class Versioned {
  private Versioned() {}

  static <T> ResponseEntity<T> ok(T body, long version) {
    return ResponseEntity.ok().eTag(tag(version)).body(body);
  }

  /**
   * Refuses a change that does not rest on what is kept.
   *
   * @param ifMatch the version that the change rests on; may be missing for what is not kept yet
   * @param current the version that is kept; 0 for none
   */
  static void check(@Nullable String ifMatch, long current) {
    String found = ifMatch == null ? "" : ifMatch.strip();
    boolean fits =
        found.equals(tag(current)) || found.equals("*") || (found.isEmpty() && current == 0);
    if (!fits) {
      throw RefusedException.outdated(
          found.isEmpty() ? "nothing" : found,
          "%s, the version that is kept".formatted(tag(current)));
    }
  }

  /** Somebody was faster between reading and keeping. */
  static void kept(boolean kept) {
    if (!kept) {
      throw RefusedException.outdated(
          "an older version", "the version that is kept; read it again");
    }
  }

  static String tag(long version) {
    return "\"" + version + "\"";
  }
}
