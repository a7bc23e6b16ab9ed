package io.goalstream.goals.application;

import io.goalstream.goals.domain.GoalEvent;
import java.util.List;
import java.util.Optional;

/** Something that is kept, with what is still to be published of it, in order. */
public record Pending<T>(Stored<T> stored, List<Item> items) {
  /**
   * One thing to publish.
   *
   * @param event an event; empty stands for the present state itself
   */
  public record Item(String itemId, Optional<GoalEvent> event) {}
}
