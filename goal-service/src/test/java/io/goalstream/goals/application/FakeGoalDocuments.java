package io.goalstream.goals.application;

import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Goal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Goals in memory. */
public final class FakeGoalDocuments extends FakeDocuments<Goal> implements GoalDocuments {
  @Override
  public List<Stored<Goal>> search(GoalQuery query) {
    return all().stream()
        .filter(stored -> query.matches(stored.value()))
        .limit(query.limit())
        .toList();
  }

  @Override
  public Set<String> idsStartingWith(String prefix) {
    return all().stream()
        .map(Stored::id)
        .filter(id -> id.startsWith(prefix))
        .collect(Collectors.toSet());
  }

  @Override
  public List<Stored<Goal>> withReviews() {
    return all().stream()
        .filter(
            stored ->
                stored.value().terms().watch().reviewEvery().isPresent()
                    || stored.value().chasedFor().isPresent())
        .filter(
            stored ->
                stored.value().state() == Goal.State.ACTIVE
                    || stored.value().state() == Goal.State.ENDED)
        .toList();
  }

  @Override
  public Set<String> idsOfWholes() {
    Set<String> ids = new HashSet<>();
    for (Stored<Goal> stored : all()) {
      stored.value().terms().place().parentId().ifPresent(ids::add);
      if (!stored.value().distributions().isEmpty()) {
        ids.add(stored.id());
      }
    }
    return ids;
  }

  @Override
  public List<Stored<Goal>> withApprovedAdjustments() {
    return all().stream()
        .filter(
            stored ->
                stored.value().adjustments().stream()
                    .anyMatch(one -> one.state() == Adjustment.State.APPROVED))
        .toList();
  }
}
