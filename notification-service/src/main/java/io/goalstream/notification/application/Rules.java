package io.goalstream.notification.application;

import io.goalstream.notification.domain.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Keeps the rules that somebody wrote. */
public interface Rules {
  /** All, by id. */
  List<Rule> all();

  Optional<Rule> find(String id);

  /**
   * Keeps a rule if the one that is kept has the version before; false if it has not. The first
   * version is 1.
   */
  boolean save(Rule rule);

  boolean remove(String id);
}
