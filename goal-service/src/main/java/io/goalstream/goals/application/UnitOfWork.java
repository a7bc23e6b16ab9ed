package io.goalstream.goals.application;

import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Goals as they would be: what is kept here is remembered, and written only on request, each goal
 * once, however often it changed.
 *
 * @see <a href="https://martinfowler.com/eaaCatalog/unitOfWork.html">Unit of Work</a>
 */
final class UnitOfWork implements GoalDocuments {
  /** So many goals go to the database at once. */
  private static final int TOGETHER = 200;

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

  /**
   * Takes steps with goals that are read and written in one go. Where somebody else changed one
   * meanwhile, the steps are taken anew: they must do nothing where they are done already.
   */
  static void together(GoalDocuments kept, Set<String> goalIds, Consumer<UnitOfWork> steps) {
    boolean settled = false;
    while (!settled) {
      UnitOfWork work = new UnitOfWork(kept);
      work.read(goalIds);
      steps.accept(work);
      settled = work.write(written -> {}).isEmpty();
    }
  }

  /** Takes in a step of a goal's life; its definition is published if it counts. */
  void change(Stored<Goal> former, Change change) {
    boolean redefined = change.goal().revision() != former.value().revision();
    boolean counts = change.goal().state().isCounted() || former.value().state().isCounted();
    replace(former, change.goal(), redefined && counts, change.events());
  }

  /** Reads these goals in one go; what is not there is known to be missing. */
  void read(Set<String> ids) {
    ids.forEach(id -> known.put(id, Optional.empty()));
    kept.findAll(ids).forEach(goal -> known.put(goal.id(), Optional.of(goal)));
  }

  /** The goal as it is known here; as it was just read if it is not. */
  Stored<Goal> known(Stored<Goal> read) {
    return known.computeIfAbsent(read.id(), id -> Optional.of(read)).orElse(read);
  }

  /** How many goals are to be written. */
  int size() {
    return works.size();
  }

  /**
   * Writes all goals: first the changed ones, then the new ones, in their order.
   *
   * @param through told after each step how many are written
   * @return a goal that somebody else has changed, or whose id somebody has taken, meanwhile; some
   *     others may not be written then
   */
  Optional<String> write(IntConsumer through) {
    int written = 0;
    List<Renewed<Goal>> renewed = new ArrayList<>();
    List<Fresh<Goal>> fresh = new ArrayList<>();
    for (Work work : works.values()) {
      Goal goal = work.now().value();
      work.former()
          .ifPresentOrElse(
              former -> renewed.add(new Renewed<>(former, goal, work.publish(), work.events())),
              () -> fresh.add(new Fresh<>(goal.id(), goal, work.publish(), work.events())));
    }
    for (int from = 0; from < renewed.size(); from += TOGETHER) {
      List<Renewed<Goal>> some = renewed.subList(from, Math.min(from + TOGETHER, renewed.size()));
      Optional<String> changed = kept.replaceAll(some);
      if (changed.isPresent()) {
        return changed;
      }
      written += some.size();
      through.accept(written);
    }
    for (int from = 0; from < fresh.size(); from += TOGETHER) {
      List<Fresh<Goal>> some = fresh.subList(from, Math.min(from + TOGETHER, fresh.size()));
      int made = kept.insertAll(some);
      if (made < some.size()) {
        return Optional.of(some.get(made).id());
      }
      written += made;
      through.accept(written);
    }
    return Optional.empty();
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

  @Override
  public int insertAll(List<Fresh<Goal>> fresh) {
    throw new UnsupportedOperationException("Rules make one goal at a time");
  }

  @Override
  public Optional<String> replaceAll(List<Renewed<Goal>> renewed) {
    throw new UnsupportedOperationException("Rules change one goal at a time");
  }

  private void keep(Work work) {
    works.put(work.now().id(), work);
    known.put(work.now().id(), Optional.of(work.now()));
  }

  @Override
  public List<Stored<Goal>> findAll(Set<String> ids) {
    return ids.stream().sorted().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public Set<String> idsStartingWith(String prefix) {
    throw new UnsupportedOperationException("Nobody asks a unit of work for ids");
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
  public Set<String> idsOfWholes() {
    throw new UnsupportedOperationException("Nobody asks a unit of work for all wholes");
  }

  @Override
  public List<Pending<Goal>> pending(int limit) {
    return List.of();
  }

  @Override
  public void published(Map<String, Set<String>> itemIds) {
    throw new UnsupportedOperationException("Nothing is published from a unit of work");
  }
}
