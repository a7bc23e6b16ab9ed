package io.goalstream.attainment.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.LiveProgress.Beginning;
import io.goalstream.attainment.application.LiveProgress.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
  /** A record is {@code <goal>:<rep>:<number>}. */
  private final LiveProgress live =
      new LiveProgress(
          content -> {
            String[] parts = new String(content, StandardCharsets.UTF_8).split(":", -1);
            return parts.length == 3
                ? Optional.of(ProgressExamples.of(parts[0], parts[1], parts[2]))
                : Optional.empty();
          });

  @Test
  void aNewFollowerGetsWhatIsAndThenEachChange() throws InterruptedException {
    put(0, 0, "a:ann:1");
    put(1, 5, "b:bob:2");
    put(0, 1, "a:ann:3");

    Beginning beginning = live.follow(view -> true, Optional.empty(), 10);
    assertThat(beginning.complete()).isTrue();
    assertThat(beginning.changes())
        .extracting(LiveProgressTest::text)
        .containsExactly("a=3", "b=2");
    assertThat(beginning.position()).isEqualTo(Map.of(0, 1L, 1, 5L));

    put(1, 6, "b:bob:4");
    put(1, 7, "b:bob:5");
    assertThat(next(beginning)).isEqualTo("b=4 {0=1, 1=6}");
    assertThat(next(beginning)).isEqualTo("b=5 {0=1, 1=7}");
    assertThat(beginning.follower().next(Duration.ZERO)).isEmpty();
  }

  @Test
  void whoComesBackGetsWhatChangedSinceWithoutAGap() {
    put(0, 0, "a:ann:1");
    put(1, 5, "b:bob:2");
    put(0, 1, "c:eve:3");
    live.put(1, 6, "b", Optional.empty());

    Beginning beginning = live.follow(view -> true, Optional.of(Map.of(0, 0L, 1, 5L)), 10);

    assertThat(beginning.complete()).isFalse();
    assertThat(beginning.changes())
        .extracting(LiveProgressTest::text)
        .containsExactly("c=3", "b=gone");
  }

  @Test
  void aPositionThatWasNeverReachedIsAnsweredWithEverything() {
    put(0, 0, "a:ann:1");

    Beginning beginning = live.follow(view -> true, Optional.of(Map.of(0, 99L)), 10);

    assertThat(beginning.complete()).isTrue();
    assertThat(beginning.changes()).hasSize(1);
  }

  @Test
  void onlyWhatIsWantedIsTold() throws InterruptedException {
    put(0, 0, "a:ann:1");
    put(0, 1, "b:bob:1");
    live.put(0, 2, "x", Optional.of("rubbish".getBytes(StandardCharsets.UTF_8)));

    Beginning beginning =
        live.follow(view -> view.owner().id().equals("bob"), Optional.empty(), 10);
    assertThat(beginning.changes()).extracting(LiveProgressTest::text).containsExactly("b=1");

    put(0, 3, "a:ann:2");
    put(0, 4, "b:bob:2");
    assertThat(next(beginning)).isEqualTo("b=2 {0=4}");
  }

  @Test
  void whoIsTooSlowIsDroppedAndTheBacklogDoesNotGrow() {
    Beginning beginning = live.follow(view -> true, Optional.empty(), 2);
    for (int i = 0; i < 100; i++) {
      put(0, i, "a:ann:" + i);
    }

    assertThat(beginning.follower().state()).isEqualTo(Follower.State.TOO_SLOW);
    assertThat(live.followers()).isZero();
  }

  @Test
  void atTheEndEverybodyIsSentHome() {
    Beginning early = live.follow(view -> true, Optional.empty(), 2);
    live.end();
    Beginning late = live.follow(view -> true, Optional.empty(), 2);

    assertThat(early.follower().state()).isEqualTo(Follower.State.ENDED);
    assertThat(late.follower().state()).isEqualTo(Follower.State.ENDED);
  }

  private void put(int partition, long offset, String content) {
    live.put(
        partition,
        offset,
        content.substring(0, content.indexOf(':')),
        Optional.of(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static String next(Beginning beginning) throws InterruptedException {
    Change change = beginning.follower().next(Duration.ZERO).orElseThrow();
    return text(change) + " " + change.position();
  }

  private static String text(Change change) {
    return change.goalId()
        + "="
        + change.progress().map(view -> String.valueOf(view.value())).orElse("gone");
  }
}
