package io.goalstream.dashboard.domain;

import java.util.List;

/** A person who sells or leads. */
public record Rep(String id, String name, List<Stay> memberships) {
  public Rep {
    memberships = List.copyOf(memberships);
  }
}
