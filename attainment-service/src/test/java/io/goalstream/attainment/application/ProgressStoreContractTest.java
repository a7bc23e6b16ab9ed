package io.goalstream.attainment.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of the read model does. */
public abstract class ProgressStoreContractTest {
  private static final Optional<String> ANY = Optional.empty();

  private ProgressStore store = new InMemoryProgressStore();

  /** A store with nothing in it. */
  protected abstract ProgressStore empty();

  @BeforeEach
  void anEmptyStore() {
    store = empty();
  }

  @Test
  void whatIsSavedIsFoundAsItWasToTheLastDigit() {
    ProgressView full = progress("g", "ann", "revenue", "12345678901234567890.123456");
    ProgressView bare = withoutNumbers("h");

    store.save(List.of(full, bare));

    assertThat(store.find("g")).contains(full);
    assertThat(store.find("h")).contains(bare);
  }

  @Test
  void aDateIsTheSameDayInEveryZone() {
    store.save(List.of(progress("g", "ann", "revenue", "1")));

    ProgressView.PeriodView period = store.find("g").orElseThrow().period();
    assertThat(period.start()).isEqualTo("2026-01-01");
    assertThat(period.end()).isEqualTo("2027-01-01");
  }

  @Test
  void whatWasNeverSavedIsNotFound() {
    assertThat(store.find("g")).isEmpty();
    assertThat(store.find(ANY, ANY)).isEmpty();
  }

  @Test
  void savingAgainReplaces() {
    store.save(List.of(progress("g", "ann", "revenue", "1")));
    store.save(List.of(progress("g", "bob", "calls", "2")));
    store.save(List.of(progress("g", "bob", "calls", "2")));

    assertThat(store.find(ANY, ANY)).containsExactly(progress("g", "bob", "calls", "2"));
  }

  @Test
  void isAskedByOwnerAndMetricAndAnswersInTheOrderOfTheIds() {
    ProgressView first = progress("a", "ann", "revenue", "1");
    ProgressView second = progress("b", "bob", "revenue", "2");
    ProgressView third = progress("c", "ann", "calls", "3");
    store.save(List.of(third, first, second));

    assertThat(store.find(ANY, ANY)).containsExactly(first, second, third);
    assertThat(store.find(Optional.of("ann"), ANY)).containsExactly(first, third);
    assertThat(store.find(ANY, Optional.of("revenue"))).containsExactly(first, second);
    assertThat(store.find(Optional.of("ann"), Optional.of("calls"))).containsExactly(third);
    assertThat(store.find(Optional.of("eve"), ANY)).isEmpty();
  }

  @Test
  void whatIsForgottenIsGoneAndNothingElse() {
    store.save(List.of(progress("a", "ann", "revenue", "1"), progress("b", "ann", "calls", "2")));

    store.forget(List.of("a", "unknown"));
    store.forget(List.of());

    assertThat(store.find("a")).isEmpty();
    assertThat(store.find("b")).isPresent();
  }

  @Test
  void savingNothingIsFine() {
    store.save(List.of());

    assertThat(store.find(ANY, ANY)).isEmpty();
  }

  @Test
  void isClearedOfEverything() {
    store.save(
        IntStream.range(0, 50).mapToObj(i -> progress("g" + i, "ann", "revenue", "1")).toList());
    assertThat(store.find(ANY, ANY)).hasSize(50);

    store.clear();

    assertThat(store.find(ANY, ANY)).isEmpty();
  }

  private static ProgressView withoutNumbers(String goalId) {
    return progress(
        goalId,
        "ann",
        "revenue",
        null,
        List.of(),
        new ProgressView.CauseView("TIME", null, null, null, null));
  }

  private static ProgressView progress(
      String goalId, String ownerId, String metricId, String value) {
    Instant crossedAt = Instant.parse("2026-05-06T12:00:00.123Z");
    return progress(
        goalId,
        ownerId,
        metricId,
        new BigDecimal(value),
        List.of(
            new ProgressView.LevelView(new BigDecimal("0.5"), true, 3, crossedAt),
            new ProgressView.LevelView(new BigDecimal("1"), false, 0, null)),
        new ProgressView.CauseView(
            "DEAL", "d-1", 4L, new BigDecimal("0"), new BigDecimal("60.25")));
  }

  private static ProgressView progress(
      String goalId,
      String ownerId,
      String metricId,
      @Nullable BigDecimal number,
      List<ProgressView.LevelView> levels,
      ProgressView.CauseView cause) {
    return new ProgressView(
        goalId,
        2,
        7,
        "Goal " + goalId,
        new ProgressView.OwnerView("REP", ownerId),
        new ProgressView.MetricView(metricId, "Metric", "MONEY"),
        number == null ? null : "EUR",
        new ProgressView.PeriodView(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), "Asia/Shanghai"),
        "INCREASE",
        new BigDecimal("100"),
        number,
        "OK",
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        "ON_TRACK",
        number == null ? null : Instant.parse("2026-06-01T00:00:00Z"),
        12,
        1,
        levels,
        cause,
        Instant.parse("2026-05-06T12:00:00.123Z"));
  }
}
