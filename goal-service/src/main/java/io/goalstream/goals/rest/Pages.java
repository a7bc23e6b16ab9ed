package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Violation;
import java.util.List;
import java.util.Objects;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses of further pages. */
final class Pages {
  private static final int MOST_AT_ONCE = 1_000;

  private Pages() {}

  /** Refuses pages that are too small or too large. */
  static void check(int limit) {
    check(limit, MOST_AT_ONCE);
  }

  /** Refuses pages of which each entry takes long. */
  static void check(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new RefusedException(
          List.of(new Violation("limit", String.valueOf(limit), "1 to %d".formatted(most))));
    }
  }

  /** The present address, going on after that id. */
  static String next(String after) {
    var here =
        ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("after", after).build();
    return Objects.requireNonNull(here.getPath()) + "?" + here.getQuery();
  }
}
