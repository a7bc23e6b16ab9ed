package io.goalstream.goals.application;

import io.goalstream.goals.domain.GoalEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Documents in memory; a test can step in before a write, and lose notes of publication. */
public class FakeDocuments<T> implements Documents<T> {
  private final Map<String, Pending<T>> documents = new TreeMap<>();
  private final Deque<Runnable> beforeReplace = new ArrayDeque<>();
  private int writes = Integer.MAX_VALUE;
  private boolean lastWriteArrives;
  private int lostNotes;
  private int items;

  /** Does this once, between somebody's reading and writing. */
  public void beforeNextReplace(Runnable action) {
    beforeReplace.add(action);
  }

  /** Writes that many more times and is away then, before or after the write. */
  public void goAwayAfter(int count, boolean written) {
    writes = count;
    lastWriteArrives = written;
  }

  public void comeBack() {
    writes = Integer.MAX_VALUE;
  }

  /** True if the write shall be made; throws before it or after it if the database is away. */
  private boolean write(BooleanSupplier write) {
    if (writes > 0) {
      writes--;
      return write.getAsBoolean();
    }
    boolean arrived = writes == 0 && lastWriteArrives && write.getAsBoolean();
    writes = -1;
    throw new PartAwayException(
        "The database does not answer", new IllegalStateException("written: " + arrived));
  }

  /** Fails that many times to take note of a publication. */
  public void loseNotes(int count) {
    lostNotes = count;
  }

  @Override
  public Optional<Stored<T>> find(String id) {
    return Optional.ofNullable(documents.get(id)).map(Pending::stored);
  }

  @Override
  public List<Stored<T>> findAll(Set<String> ids) {
    return all().stream().filter(stored -> ids.contains(stored.id())).toList();
  }

  @Override
  public List<Stored<T>> all() {
    return documents.values().stream().map(Pending::stored).toList();
  }

  @Override
  public boolean insert(String id, T value, boolean publish, List<GoalEvent> events) {
    Pending<T> document =
        new Pending<>(new Stored<>(id, 1, value), added(List.of(), publish, events));
    return write(() -> documents.putIfAbsent(id, document) == null);
  }

  @Override
  public int insertAll(List<Fresh<T>> fresh) {
    int kept = 0;
    for (Fresh<T> one : fresh) {
      if (!insert(one.id(), one.value(), one.publish(), one.events())) {
        return kept;
      }
      kept++;
    }
    return kept;
  }

  @Override
  public boolean replace(Stored<T> former, T value, boolean publish, List<GoalEvent> events) {
    Optional.ofNullable(beforeReplace.poll()).ifPresent(Runnable::run);
    return write(() -> replaced(former, value, publish, events));
  }

  @Override
  public Optional<String> replaceAll(List<Renewed<T>> renewed) {
    List<String> lost = new ArrayList<>();
    for (Renewed<T> one : renewed) {
      if (!replace(one.former(), one.value(), one.publish(), one.events())) {
        lost.add(one.former().id());
      }
    }
    return lost.stream().findFirst();
  }

  private boolean replaced(Stored<T> former, T value, boolean publish, List<GoalEvent> events) {
    Pending<T> present = documents.get(former.id());
    if (present == null || present.stored().version() != former.version()) {
      return false;
    }
    documents.put(
        former.id(),
        new Pending<>(
            new Stored<>(former.id(), former.version() + 1, value),
            added(present.items(), publish, events)));
    return true;
  }

  @Override
  public List<Pending<T>> pending(int limit) {
    return documents.values().stream()
        .filter(document -> !document.items().isEmpty())
        .limit(limit)
        .toList();
  }

  @Override
  public void published(Map<String, Set<String>> done) {
    done.forEach(this::published);
  }

  private void published(String id, Set<String> itemIds) {
    if (lostNotes > 0) {
      lostNotes--;
      throw new IllegalStateException("The database does not answer");
    }
    documents.computeIfPresent(
        id,
        (key, document) ->
            new Pending<>(
                document.stored(),
                document.items().stream()
                    .filter(item -> !itemIds.contains(item.itemId()))
                    .toList()));
  }

  private List<Pending.Item> added(
      List<Pending.Item> former, boolean publish, List<GoalEvent> events) {
    List<Pending.Item> all = new ArrayList<>(former);
    if (publish) {
      all.add(new Pending.Item("item-" + ++items, Optional.empty()));
    }
    events.forEach(event -> all.add(new Pending.Item("item-" + ++items, Optional.of(event))));
    return all;
  }
}
