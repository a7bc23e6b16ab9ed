package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goals as they would be: what is kept here is remembered, and written only on request, each goal
 * once, however often it changed.
 *
 * @see <a href="https://martinfowler.com/eaaCatalog/unitOfWork.html">Unit of Work</a>
 */
final class UnitOfWork implements GoalDocuments {
  private final GoalDocuments kept;
  private final Map<String, Optional<Stored<Goal>>> known = new HashMap<>();
  private final Map<String, Work> works = new LinkedHashMap<>();

  UnitOfWork(GoalDocuments kept) {
    this.kept = kept;
  }

  /**
   * What is to be written of one goal.
   *
   * @param former as it is kept; empty for a new one
   */
  private record Work(
      Optional<Stored<Goal>> former, Stored<Goal> now, boolean publish, List<GoalEvent> events) {}

  /** Reads goals in one go that are likely to be asked for. */
  void read(GoalQuery query) {
    kept.search(query).forEach(goal -> known.put(goal.id(), Optional.of(goal)));
  }

  /** The ids of goals that are to be written. */
  List<String> ids() {
    return List.copyOf(works.keySet());
  }

  /**
   * Writes one of the goals.
   *
   * @return false if somebody else has changed it, or taken its id, meanwhile
   */
  boolean write(String id) {
    Work work = Optional.ofNullable(works.get(id)).orElseThrow();
    Goal goal = work.now().value();
    return work.former()
        .map(former -> kept.replace(former, goal, work.publish(), work.events()))
        .orElseGet(() -> kept.insert(id, goal, work.publish(), work.events()));
  }

  @Override
  public Optional<Stored<Goal>> find(String id) {
    return known.computeIfAbsent(id, kept::find);
  }

  @Override
  public boolean insert(String id, Goal value, boolean publish, List<GoalEvent> events) {
    if (find(id).isPresent()) {
      return false;
    }
    keep(new Work(Optional.empty(), new Stored<>(id, 1, value), publish, events));
    return true;
  }

  @Override
  public boolean replace(Stored<Goal> former, Goal value, boolean publish, List<GoalEvent> events) {
    Stored<Goal> next = new Stored<>(former.id(), former.version() + 1, value);
    Work before = works.get(former.id());
    if (before == null) {
      keep(new Work(Optional.of(former), next, publish, events));
    } else {
      List<GoalEvent> all = new ArrayList<>(before.events());
      all.addAll(events);
      keep(new Work(before.former(), next, before.publish() || publish, List.copyOf(all)));
    }
    return true;
  }

  private void keep(Work work) {
    works.put(work.now().id(), work);
    known.put(work.now().id(), Optional.of(work.now()));
  }

  @Override
  public List<Stored<Goal>> all() {
    throw new UnsupportedOperationException("Nobody asks a unit of work for everything");
  }

  @Override
  public List<Stored<Goal>> search(GoalQuery query) {
    throw new UnsupportedOperationException("Nobody searches in a unit of work");
  }

  @Override
  public List<Stored<Goal>> withApprovedAdjustments() {
    return all();
  }

  @Override
  public List<Stored<Goal>> withReviews() {
    return all();
  }

  @Override
  public List<Stored<Goal>> brokenDown() {
    return all();
  }

  @Override
  public List<Pending<Goal>> pending(int limit) {
    return List.of();
  }

  @Override
  public void published(String id, Set<String> itemIds) {
    throw new UnsupportedOperationException("Nothing is published from a unit of work");
  }
}
