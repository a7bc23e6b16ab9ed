package io.goalstream.dashboard.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.dashboard.domain.Change;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveBoardTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final LiveBoard board = new LiveBoard();

  @Test
  void tellsANewWatcherEverythingAndThenOnlyWhatChanged() throws Exception {
    try (Watcher watcher = board.watch()) {
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Everything());
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Nothing());
      change("a");
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Rows(Set.of("a")));
    }
  }

  @Test
  void tellsManyChangesOfOneGoalOnce() throws Exception {
    try (Watcher watcher = board.watch()) {
      watcher.await(NO_TIME);
      for (int i = 0; i < 1000; i++) {
        change("a");
      }
      change("b");
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Rows(Set.of("a", "b")));
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Nothing());
    }
  }

  @Test
  void tellsEverythingWhenTheLayoutChangedAmongRows() throws Exception {
    try (Watcher watcher = board.watch()) {
      watcher.await(NO_TIME);
      change("a");
      board.apply(b -> new Change.OfLayout());
      change("a");
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Everything());
      assertThat(watcher.await(NO_TIME)).isEqualTo(new News.Nothing());
    }
  }

  @Test
  void sendsWatchersHomeAtTheEnd() throws Exception {
    try (Watcher early = board.watch()) {
      board.end();
      assertThat(early.await(NO_TIME)).isEqualTo(new News.TheEnd());
      try (Watcher late = board.watch()) {
        assertThat(late.await(NO_TIME)).isEqualTo(new News.TheEnd());
      }
    }
    assertThat(board.watchers()).isZero();
  }

  private void change(String goalId) {
    board.apply(b -> new Change.OfRow(goalId));
  }
}
