package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.ProgressQuery.ALL;
import static io.goalstream.attainment.application.ProgressQuery.Order.BY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.ProgressQuery.Comparison;
import io.goalstream.attainment.application.ProgressQuery.Field;
import io.goalstream.attainment.application.ProgressQuery.NumberIs;
import io.goalstream.attainment.application.ProgressQuery.Order;
import io.goalstream.attainment.domain.Goal.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of the read model does. */
public abstract class ProgressStoreContractTest {
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
    assertThat(all()).isEmpty();
  }

  @Test
  void savingAgainReplaces() {
    store.save(List.of(progress("g", "ann", "revenue", "1")));
    store.save(List.of(progress("g", "bob", "calls", "2")));
    store.save(List.of(progress("g", "bob", "calls", "2")));

    assertThat(all()).containsExactly(progress("g", "bob", "calls", "2"));
  }

  @Test
  void isAskedByOwnerAndMetricAndAnswersInTheOrderOfTheIds() {
    ProgressView first = progress("a", "ann", "revenue", "1");
    ProgressView second = progress("b", "bob", "revenue", "2");
    ProgressView third = progress("c", "ann", "calls", "3");
    store.save(List.of(third, first, second));

    assertThat(all()).containsExactly(first, second, third);
    assertThat(by("ann", null)).containsExactly(first, third);
    assertThat(by(null, "revenue")).containsExactly(first, second);
    assertThat(by("ann", "calls")).containsExactly(third);
    assertThat(by("eve", null)).isEmpty();
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

    assertThat(all()).isEmpty();
  }

  @Test
  void isClearedOfEverything() {
    store.save(
        IntStream.range(0, 50).mapToObj(i -> progress("g" + i, "ann", "revenue", "1")).toList());
    assertThat(all()).hasSize(50);

    store.clear();

    assertThat(all()).isEmpty();
  }

  private List<ProgressView> all() {
    return store.find(ALL, BY_ID, 0, 100);
  }

  private List<ProgressView> by(@Nullable String ownerId, @Nullable String metricId) {
    ProgressQuery query = asking(ownerId, metricId, null, null, null, null);
    List<ProgressView> found = store.find(query, BY_ID, 0, 100);
    assertThat(store.count(query)).isEqualTo(found.size());
    return found;
  }

  private static ProgressQuery asking(
      @Nullable String ownerId,
      @Nullable String metricId,
      @Nullable String dataState,
      @Nullable String paceStatus,
      @Nullable String on,
      @Nullable String name) {
    return new ProgressQuery(
        Optional.ofNullable(ownerId),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(metricId),
        Optional.ofNullable(dataState),
        Optional.ofNullable(paceStatus),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(on).map(LocalDate::parse),
        Optional.ofNullable(name),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void isAskedByOwnerKindsStateDayAndName() {
    ProgressView ann = progress("a", "ann", "revenue", "1");
    ProgressView bob = progress("b", "bob", "calls", "2");
    store.save(List.of(ann, bob));

    assertThat(store.find(ALL.of(Set.of(Owner.rep("bob"), Owner.unit("ann"))), BY_ID, 0, 9))
        .containsExactly(bob);
    assertThat(store.count(ALL.of(Set.of()))).isZero();
    assertThat(store.count(asking(null, null, "OK", "ON_TRACK", null, null))).isEqualTo(2);
    assertThat(store.count(asking(null, null, "NO_DATA", null, null, null))).isZero();
    assertThat(store.count(asking(null, null, null, "AT_RISK", null, null))).isZero();
    assertThat(store.count(asking(null, null, null, null, "2026-01-01", null))).isEqualTo(2);
    assertThat(store.count(asking(null, null, null, null, "2026-12-31", null))).isEqualTo(2);
    assertThat(store.count(asking(null, null, null, null, "2027-01-01", null))).isZero();
    assertThat(store.count(asking(null, null, null, null, "2025-12-31", null))).isZero();
    assertThat(store.find(asking(null, null, null, null, null, "goal B"), BY_ID, 0, 9))
        .containsExactly(bob);
    assertThat(store.count(asking(null, null, null, null, null, "go.l"))).isZero();
  }

  @Test
  void isOrderedByANumberWithTheMissingOnesLowestAndPaged() {
    ProgressView two = progress("a", "ann", "revenue", "2");
    ProgressView ten = progress("b", "bob", "revenue", "10");
    ProgressView same = progress("c", "eve", "revenue", "10.0");
    ProgressView none = withoutNumbers("d");
    store.save(List.of(two, ten, same, none));

    Order highest = new Order(Field.ATTAINMENT, true);
    assertThat(store.find(ALL, highest, 0, 9)).containsExactly(ten, same, two, none);
    assertThat(store.find(ALL, new Order(Field.VALUE, false), 0, 9))
        .containsExactly(none, two, ten, same);
    assertThat(store.find(ALL, highest, 1, 2)).containsExactly(same, two);
    assertThat(store.find(ALL, highest, 4, 2)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ATTAINMENT", "VALUE", "PACE", "GAP", "REMAINING", "PROJECTION", "COVERAGE"})
  void isOrderedByAnyNumber(Field field) {
    ProgressView two = progress("a", "ann", "revenue", "2");
    ProgressView ten = progress("b", "bob", "revenue", "10");
    ProgressView none = withoutNumbers("c");
    store.save(List.of(two, ten, none));

    assertThat(store.find(ALL, new Order(field, true), 0, 9)).containsExactly(ten, two, none);
  }

  @Test
  void isAskedByPhaseAndSilence() {
    ProgressView running = ProgressExamples.of("a", "ann", "1");
    ProgressView silent = ProgressExamples.silent(ProgressExamples.of("b", "ann", "1"));
    ProgressView finished = ProgressExamples.finished(ProgressExamples.of("c", "ann", "1"), null);
    store.save(List.of(running, silent, finished));

    assertThat(store.find(in("FINAL", null), BY_ID, 0, 9)).containsExactly(finished);
    assertThat(store.find(in("RUNNING", true), BY_ID, 0, 9)).containsExactly(silent);
    assertThat(store.find(in(null, false), BY_ID, 0, 9)).containsExactly(running, finished);
  }

  private static ProgressQuery in(@Nullable String phase, @Nullable Boolean silent) {
    return new ProgressQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(phase),
        Optional.ofNullable(silent),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void isAskedByANumber() {
    store.save(
        List.of(
            progress("a", "ann", "revenue", "2"),
            progress("b", "bob", "revenue", "10"),
            withoutNumbers("c")));

    assertThat(withNumber(Comparison.PRESENT, "0")).isEqualTo(2);
    assertThat(withNumber(Comparison.MISSING, "0")).isEqualTo(1);
    assertThat(withNumber(Comparison.ABOVE, "2")).isEqualTo(1);
    assertThat(withNumber(Comparison.BELOW, "10")).isEqualTo(1);
    assertThat(store.currencies(ALL)).containsExactly("EUR");
  }

  private long withNumber(Comparison comparison, String limit) {
    return store.count(
        ALL.where(new NumberIs(Field.ATTAINMENT, comparison, new BigDecimal(limit))));
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
            new ProgressView.LevelView(
                new BigDecimal("0.5"), true, 3, crossedAt, "COMMIT", new BigDecimal("50")),
            new ProgressView.LevelView(new BigDecimal("1"), false, 0, null, null, null)),
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
    ProgressView view = ProgressExamples.of(goalId, ownerId, null);
    return new ProgressView(
        goalId,
        2,
        7,
        "Goal " + goalId,
        view.owner(),
        new ProgressView.MetricView(metricId, "Metric", "MONEY"),
        number == null ? null : "EUR",
        new ProgressView.PeriodView(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), "Asia/Shanghai", 28),
        "RANGE",
        new BigDecimal("100"),
        number,
        new ProgressView.BoundsView(number, null),
        "OK",
        number,
        number,
        number,
        number,
        number,
        number == null ? null : new ProgressView.ComplianceView(3, 4),
        number,
        number,
        "ON_TRACK",
        "AT_RISK",
        3,
        number == null ? null : Instant.parse("2026-06-01T00:00:00Z"),
        12,
        4,
        1,
        new ProgressView.OutlookView(
            number, number, null, "REQUIRED", number, "RUN_RATE", number, number, number, "OPEN"),
        levels,
        number == null
            ? view.life()
            : ProgressExamples.finished(view, ProgressExamples.adjustment("7", null, "2")).life(),
        new ProgressView.SilenceView(
            number == null ? null : LocalDate.parse("2026-05-01"), number != null, 2),
        number == null
            ? List.of()
            : List.of(
                new ProgressView.CheckpointView(
                    "mid", Instant.parse("2026-05-06T12:00:00Z"), number, null, false)),
        number == null
            ? null
            : new ProgressView.CompletenessView(
                "COMPLETE", List.of(new ProgressView.PartitionView(3, 17))),
        cause,
        Instant.parse("2026-05-06T12:00:00.123Z"));
  }
}
