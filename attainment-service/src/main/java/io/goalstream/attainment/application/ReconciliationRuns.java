package io.goalstream.attainment.application;

import java.util.Optional;

/** Where runs are kept, so that any instance can say how far one is. */
public interface ReconciliationRuns {
  void save(ReconciliationRun run);

  Optional<ReconciliationRun> find(String id);
}
