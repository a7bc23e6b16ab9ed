package io.goalstream.attainment.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The read model in a map. */
public final class InMemoryProgressStore implements ProgressStore {
  private final Map<String, ProgressView> goals = new TreeMap<>();

  @Override
  public void save(Collection<ProgressView> progress) {
    progress.forEach(view -> goals.put(view.goalId(), view));
  }

  @Override
  public void forget(Collection<String> goalIds) {
    goalIds.forEach(goals::remove);
  }

  @Override
  public Optional<ProgressView> find(String goalId) {
    return Optional.ofNullable(goals.get(goalId));
  }

  @Override
  public List<ProgressView> find(Optional<String> ownerId, Optional<String> metricId) {
    return goals.values().stream()
        .filter(view -> ownerId.map(view.owner().id()::equals).orElse(true))
        .filter(view -> metricId.map(view.metric().id()::equals).orElse(true))
        .toList();
  }

  @Override
  public void clear() {
    goals.clear();
  }
}
