package io.goalstream.attainment.application;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the read model is kept. */
public interface ProgressStore {
  /** Keeps these as the current progress of their goals. */
  void save(Collection<ProgressView> progress);

  /** Forgets these goals. */
  void forget(Collection<String> goalIds);

  Optional<ProgressView> find(String goalId);

  /**
   * Progress by owner and metric, in the order of the goal ids.
   *
   * @param ownerId empty for any owner
   * @param metricId empty for any metric
   */
  List<ProgressView> find(Optional<String> ownerId, Optional<String> metricId);

  /** Forgets everything, before the read model is built anew. */
  void clear();
}
