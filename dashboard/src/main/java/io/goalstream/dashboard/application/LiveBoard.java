package io.goalstream.dashboard.application;

import io.goalstream.dashboard.domain.Board;
import io.goalstream.dashboard.domain.Change;
import io.goalstream.dashboard.domain.Row;
import io.goalstream.dashboard.domain.Section;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The board that topics write and browsers watch, from many threads. */
public final class LiveBoard {
  private final Board board = new Board();
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Changes the board and lets those who watch know. */
  public void apply(Function<Board, Change> record) {
    Change change;
    synchronized (board) {
      change = record.apply(board);
    }
    watchers.forEach(watcher -> watcher.tell(change));
  }

  /** The whole board, in the order of the organization as it is on the day. */
  public List<Section> sections(LocalDate day) {
    synchronized (board) {
      return board.sections(day);
    }
  }

  public Optional<Row> row(String goalId) {
    synchronized (board) {
      return board.row(goalId);
    }
  }

  public int size() {
    synchronized (board) {
      return board.size();
    }
  }

  public int watchers() {
    return watchers.size();
  }

  /** Starts watching; close the watcher to stop. */
  public Watcher watch() {
    Watcher watcher = new Watcher(watchers::remove);
    watchers.add(watcher);
    if (ended.get()) {
      watcher.end();
    }
    return watcher;
  }

  /** Sends everybody who watches home, for good. */
  public void end() {
    ended.set(true);
    watchers.forEach(Watcher::end);
  }
}
