package io.goalstream.goals.application;

import java.util.Optional;

/** Where goals stand; as far as it was heard of. */
public interface Standings {
  Optional<Standing> find(String goalId);
}
