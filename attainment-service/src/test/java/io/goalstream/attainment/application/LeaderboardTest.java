package io.goalstream.attainment.application;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Leaderboard.By;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
  private final InMemoryProgressStore store = new InMemoryProgressStore();
  private final Leaderboard leaderboard = new Leaderboard(store);

  @BeforeEach
  void sixReps() {
    store.save(
        List.of(
            ProgressExamples.of("a", "ann", "0.9"),
            ProgressExamples.of("b", "bob", "0.7"),
            ProgressExamples.of("c", "eve", "0.70"),
            ProgressExamples.of("d", "dan", "0.5"),
            ProgressExamples.of("e", "kim", null),
            ProgressExamples.of("f", "lee", null)));
  }

  @Test
  void whoIsEqualSharesARankAndTheNextOneFollowsAfterAll() {
    assertThat(page(0, 10)).isEqualTo("1a 2b 2c 4d nulle nullf");
  }

  @Test
  void aTieGoesOnAcrossPages() {
    assertThat(page(0, 2)).isEqualTo("1a 2b");
    assertThat(page(2, 2)).isEqualTo("2c 4d");
    assertThat(page(3, 2)).isEqualTo("4d nulle");
    assertThat(page(5, 2)).isEqualTo("nullf");
    assertThat(page(6, 2)).isEmpty();
  }

  @Test
  void theLowestIsFirstWhereLessIsBetter() {
    Leaderboard.Page page = leaderboard.page(ProgressQuery.ALL, By.VALUE, true, 0, 10);

    assertThat(text(page)).isEqualTo("1d 2b 2c 4a nulle nullf");
    assertThat(page.ranked()).isEqualTo(4);
    assertThat(page.total()).isEqualTo(6);
  }

  @Test
  void aGoalThatIsFinalStandsWithItsResult() {
    ProgressView half = ProgressExamples.of("d", "dan", "0.5");
    store.save(
        List.of(ProgressExamples.finished(half, ProgressExamples.adjustment("99", "99", "98.5"))));

    assertThat(page(0, 10)).isEqualTo("1a 2b 2c 4d nulle nullf");
  }

  private String page(int skip, int limit) {
    return text(leaderboard.page(ProgressQuery.ALL, By.ATTAINMENT, false, skip, limit));
  }

  private static String text(Leaderboard.Page page) {
    return page.places().stream()
        .map(place -> place.rank() + place.progress().goalId())
        .collect(joining(" "));
  }
}
