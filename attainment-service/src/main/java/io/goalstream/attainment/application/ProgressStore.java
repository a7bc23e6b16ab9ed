package io.goalstream.attainment.application;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the read model is kept. */
public interface ProgressStore {
  /** Keeps these as the current progress of their goals. */
  void save(Collection<ProgressView> progress);

  /** Forgets these goals. */
  void forget(Collection<String> goalIds);

  Optional<ProgressView> find(String goalId);

  /** A part of the progress that is asked for, in that order. */
  List<ProgressView> find(ProgressQuery query, ProgressQuery.Order order, int skip, int limit);

  /** How much progress is asked for. */
  long count(ProgressQuery query);

  /** The currencies of it; progress without one adds none. */
  Set<String> currencies(ProgressQuery query);

  /** Forgets everything, before the read model is built anew. */
  void clear();
}
