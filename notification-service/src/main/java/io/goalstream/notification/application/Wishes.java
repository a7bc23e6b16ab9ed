package io.goalstream.notification.application;

import io.goalstream.notification.domain.rule.Preferences;
import java.util.Optional;

/** Keeps the preferences of those who have said how they want to be told. */
public interface Wishes {
  Optional<Preferences> find(String personId);

  /**
   * Keeps preferences if those that are kept have the version before; false if they have not. The
   * first version is 1.
   */
  boolean save(Preferences preferences);
}
