package io.goalstream.goals.rest;

import java.util.Objects;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses of further pages. */
final class Pages {
  private Pages() {}

  /** The present address, going on after that id. */
  static String next(String after) {
    var here =
        ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("after", after).build();
    return Objects.requireNonNull(here.getPath()) + "?" + here.getQuery();
  }
}
