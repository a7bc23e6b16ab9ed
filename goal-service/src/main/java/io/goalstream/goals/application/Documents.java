package io.goalstream.goals.application;

import io.goalstream.goals.domain.GoalEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps things of one kind, each in one document together with what is still to be published of it:
 * one write changes both, so neither is ever there without the other.
 */
public interface Documents<T> {
  Optional<Stored<T>> find(String id);

  /** Those that are there, in the order of the ids. */
  List<Stored<T>> findAll(Set<String> ids);

  /** Everything of the kind, in the order of the ids. */
  List<Stored<T>> all();

  /**
   * Keeps something new.
   *
   * @param publish whether its state is to be published
   * @return false if the id is taken
   */
  boolean insert(String id, T value, boolean publish, List<GoalEvent> events);

  /**
   * Something new that is to be kept.
   *
   * @param publish whether its state is to be published
   */
  record Fresh<T>(String id, T value, boolean publish, List<GoalEvent> events) {}

  /**
   * Keeps much that is new, one after the other, until an id is taken.
   *
   * @return how many are kept: those before the first one whose id is taken
   */
  int insertAll(List<Fresh<T>> fresh);

  /**
   * Keeps a change.
   *
   * @return false if somebody else has changed it meanwhile
   */
  boolean replace(Stored<T> former, T value, boolean publish, List<GoalEvent> events);

  /**
   * A change that is to be kept.
   *
   * @param publish whether its state is to be published
   */
  record Renewed<T>(Stored<T> former, T value, boolean publish, List<GoalEvent> events) {}

  /**
   * Keeps changes of different things, each by itself: those that somebody else has changed
   * meanwhile are not kept, the others are.
   *
   * @return one that is not kept; empty if all are
   */
  Optional<String> replaceAll(List<Renewed<T>> renewed);

  /** What is to be published, at most that many documents. */
  List<Pending<T>> pending(int limit);

  /** Takes note of the items that have been published, by the id of their document. */
  void published(Map<String, Set<String>> itemIds);
}
