package io.goalstream.attainment.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The latest record of every goal on the progress topic, which this instance reads whole, and those
 * who follow it. Records are held as they came, since their bytes are the smallest form.
 */
public final class LiveProgress {
  private final Map<String, Entry> latest = new HashMap<>();
  private final TreeMap<Integer, Long> position = new TreeMap<>();
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Function<byte[], Optional<ProgressView>> reader;

  private record Entry(int partition, long offset, Optional<byte[]> content) {}

  /**
   * What a follower hears of one goal.
   *
   * @param progress empty if the goal is no longer counted
   * @param position by partition, the last offset that is told with this one
   */
  public record Change(
      String goalId, Optional<ProgressView> progress, Map<Integer, Long> position) {}

  /**
   * What there is at the beginning.
   *
   * @param changes all goals, or those that have changed since the position that was asked for
   * @param complete true for all goals
   */
  public record Beginning(
      List<Change> changes, Map<Integer, Long> position, boolean complete, Follower follower) {}

  /**
   * @param reader reads a record; empty if it cannot be read
   */
  public LiveProgress(Function<byte[], Optional<ProgressView>> reader) {
    this.reader = reader;
  }

  /** Takes a record in and tells those who follow. */
  public void put(int partition, long offset, String goalId, Optional<byte[]> content) {
    Optional<ProgressView> progress = content.flatMap(reader);
    if (content.isPresent() && progress.isEmpty()) {
      return;
    }
    Map<Integer, Long> now;
    List<Follower> told;
    synchronized (latest) {
      latest.put(goalId, new Entry(partition, offset, content));
      position.put(partition, offset);
      now = new TreeMap<>(position);
      told = List.copyOf(followers);
    }
    told.forEach(follower -> follower.tell(new Change(goalId, progress, now)));
  }

  /**
   * Starts following: nothing is missing between the beginning and the first change. Close the
   * follower to stop.
   *
   * @param since the position that was told last; empty for everything
   */
  public Beginning follow(
      Predicate<ProgressView> wanted, Optional<Map<Integer, Long>> since, int backlog) {
    Follower follower = new Follower(wanted, backlog, followers::remove);
    Map<String, Entry> records;
    Map<Integer, Long> now;
    boolean resumes;
    synchronized (latest) {
      // A position that this topic has not reached yet is of another topic.
      resumes = since.filter(this::isPast).isPresent();
      Map<Integer, Long> from = resumes ? since.orElseThrow() : Map.of();
      records = new TreeMap<>();
      latest.forEach(
          (goalId, record) -> {
            if (record.offset() > from.getOrDefault(record.partition(), -1L)) {
              records.put(goalId, record);
            }
          });
      now = new TreeMap<>(position);
      followers.add(follower);
    }
    if (ended.get()) {
      follower.end();
    }
    return new Beginning(changes(records, wanted, resumes, now), now, !resumes, follower);
  }

  private boolean isPast(Map<Integer, Long> since) {
    return since.entrySet().stream()
        .allMatch(e -> e.getValue() <= position.getOrDefault(e.getKey(), -1L));
  }

  private List<Change> changes(
      Map<String, Entry> records,
      Predicate<ProgressView> wanted,
      boolean resumes,
      Map<Integer, Long> now) {
    List<Change> changes = new ArrayList<>();
    records.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().offset()))
        .forEach(
            entry -> {
              Optional<ProgressView> progress = entry.getValue().content().flatMap(reader);
              boolean gone = entry.getValue().content().isEmpty();
              if (progress.filter(wanted).isPresent() || (gone && resumes)) {
                changes.add(new Change(entry.getKey(), progress, now));
              }
            });
    return changes;
  }

  public int followers() {
    return followers.size();
  }

  /** Sends everybody who follows home, for good. */
  public void end() {
    ended.set(true);
    followers.forEach(Follower::end);
  }
}
