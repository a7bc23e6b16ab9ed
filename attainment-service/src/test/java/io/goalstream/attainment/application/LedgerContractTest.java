package io.goalstream.attainment.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.application.Ledger.Version;
import io.goalstream.attainment.application.LedgerEntry.Shelf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does. */
public abstract class LedgerContractTest {
  private static final Set<Shelf> BOTH = Set.of(Shelf.DEAL, Shelf.ACTIVITY);

  private Ledger ledger = new InMemoryLedger();

  /** A ledger with nothing in it. */
  protected abstract Ledger empty();

  @BeforeEach
  void anEmptyLedger() {
    ledger = empty();
  }

  @Test
  void everyVersionIsKeptWithTheMomentAtWhichItBecameKnown() {
    ledger.keep(List.of(deal("d", 3, "one", "ann", "2026-05-15")));
    ledger.keep(List.of(deal("d", 7, "two", "bob", "2026-07-01"), deal("d", 9, null, null)));

    History history = only("ann", "2026-01-01", "2026-12-31");
    assertThat(texts(history)).containsExactly("3=one", "7=two", "9=-");
    assertThat(history.at(at(2))).isEmpty();
    assertThat(history.at(at(3)).orElseThrow().offset()).isEqualTo(3);
    assertThat(history.at(at(8)).orElseThrow().offset()).isEqualTo(7);
    assertThat(history.at(Instant.MAX).orElseThrow().content()).isEmpty();
  }

  @Test
  void theSameRecordAgainChangesNothing() {
    List<LedgerEntry> batch =
        List.of(deal("d", 3, "one", "ann", "2026-05-15"), deal("d", 7, "two", "ann", "2026-05-16"));
    ledger.keep(batch);
    ledger.keep(batch);

    assertThat(texts(only("ann", "2026-01-01", "2026-12-31"))).containsExactly("3=one", "7=two");
  }

  @Test
  void aLowerOffsetNeverReplacesAHigherOneAndWhatFollowsItIsTakenIn() {
    ledger.keep(List.of(deal("d", 7, "two", "ann", "2026-05-16")));
    ledger.keep(
        List.of(
            deal("d", 3, "one", "ann", "2026-05-15"),
            deal("d", 7, "two", "ann", "2026-05-16"),
            deal("d", 8, "three", "ann", "2026-05-17"),
            deal("e", 2, "other", "ann", "2026-05-17")));

    assertThat(texts(found("ann", "2026-01-01", "2026-12-31").getFirst()))
        .containsExactly("7=two", "8=three");
    assertThat(found("ann", "2026-01-01", "2026-12-31")).hasSize(2);
  }

  @Test
  void factsAreFoundByWhomAnyVersionCreditsAndByItsDays() {
    ledger.keep(
        List.of(
            deal("b", 1, "x", "ann", "2026-05-15"),
            deal("a", 2, "x", "bob", "2026-05-15", "2026-08-01"),
            activity("c", 3, "x", "ann", "2026-05-15"),
            deal("n", 4, "x", "ann")));

    assertThat(
            keys(Set.of(Shelf.DEAL, Shelf.ACTIVITY), Optional.empty(), "2026-05-15", "2026-05-15"))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(keys(Set.of(Shelf.DEAL), Optional.empty(), "2026-05-15", "2026-05-15"))
        .containsExactly("a", "b");
    assertThat(keys(BOTH, Optional.of(Set.of("ann", "eve")), "2026-01-01", "2026-12-31"))
        .containsExactlyInAnyOrder("b", "c");
    assertThat(keys(BOTH, Optional.of(Set.of("bob")), "2026-08-01", "2026-08-31"))
        .containsExactly("a");
    assertThat(keys(BOTH, Optional.empty(), "2026-08-02", "2026-08-31")).isEmpty();
    assertThat(keys(BOTH, Optional.empty(), "2026-01-01", "2026-05-14")).isEmpty();
  }

  @Test
  void theWorldIsKeptApartFromTheFacts() {
    ledger.keep(
        List.of(
            entry(Shelf.UNIT, "emea", 1, "u"),
            entry(Shelf.REP, "ann", 2, "r"),
            entry(Shelf.RATE, "USD/EUR/2026-01-01", 1, "rate"),
            entry(Shelf.GOAL, "g", 1, "one"),
            entry(Shelf.GOAL, "g", 4, "two"),
            deal("d", 3, "one", "ann", "2026-05-15")));

    try (Stream<History> world = ledger.world()) {
      assertThat(world.map(History::key))
          .containsExactlyInAnyOrder("emea", "ann", "USD/EUR/2026-01-01");
    }
    assertThat(texts(ledger.goal("g").orElseThrow())).containsExactly("1=one", "4=two");
    assertThat(ledger.goal("unknown")).isEmpty();
  }

  @Test
  void thePositionIsThatAfterTheLastRecord() {
    ledger.keep(List.of(deal("d", 3, "one", "ann"), deal("e", 9, "one", "ann")));
    ledger.keep(List.of(deal("f", 5, "one", "ann")));

    assertThat(ledger.positions()).containsOnly(Map.entry("DEAL/0", 10L));
  }

  @Test
  void startingOverTakesEveryRecordInAnewAndKeepsTheVersions() {
    ledger.keep(
        List.of(
            deal("d", 3, "one", "ann", "2026-05-15"), deal("d", 7, "two", "ann", "2026-05-16")));
    ledger.startOver();
    assertThat(ledger.positions()).isEmpty();

    ledger.keep(List.of(deal("d", 7, "two", "ann", "2026-05-16")));
    assertThat(texts(only("ann", "2026-01-01", "2026-12-31"))).containsExactly("3=one", "7=two");
  }

  @Test
  void ofVeryManyVersionsTheOldestAreForgotten() {
    List<LedgerEntry> many = new ArrayList<>();
    for (int offset = 0; offset <= 640; offset++) {
      many.add(deal("d", offset, "v" + offset, "ann", "2026-05-15"));
    }
    ledger.keep(many);

    assertThat(texts(only("ann", "2026-01-01", "2026-12-31")))
        .hasSizeBetween(Ledger.VERSIONS_KEPT, Ledger.VERSIONS_KEPT + 64)
        .endsWith("640=v640");
  }

  @Test
  void nothingIsKeptOfNothing() {
    ledger.keep(List.of());

    assertThat(keys(BOTH, Optional.empty(), "2000-01-01", "2100-01-01")).isEmpty();
  }

  private History only(String repId, String first, String last) {
    List<History> found = found(repId, first, last);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<History> found(String repId, String first, String last) {
    try (Stream<History> facts =
        ledger.facts(wanted(BOTH, Optional.of(Set.of(repId)), first, last))) {
      return facts.toList();
    }
  }

  private List<String> keys(
      Set<Shelf> shelves, Optional<Set<String>> repIds, String first, String last) {
    try (Stream<History> facts = ledger.facts(wanted(shelves, repIds, first, last))) {
      return facts.map(History::key).toList();
    }
  }

  private static Ledger.Wanted wanted(
      Set<Shelf> shelves, Optional<Set<String>> repIds, String first, String last) {
    return new Ledger.Wanted(shelves, repIds, LocalDate.parse(first), LocalDate.parse(last));
  }

  private static List<String> texts(History history) {
    return history.versions().stream().map(LedgerContractTest::text).toList();
  }

  private static String text(Version version) {
    return version.offset()
        + "="
        + version.content().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("-");
  }

  private static Instant at(long offset) {
    return Instant.parse("2026-06-01T00:00:00.123Z").plusSeconds(offset);
  }

  private static LedgerEntry deal(
      String id, long offset, @Nullable String content, @Nullable String repId, String... days) {
    return fact(Shelf.DEAL, id, offset, content, repId, days);
  }

  private static LedgerEntry activity(
      String id, long offset, String content, String repId, String... days) {
    return fact(Shelf.ACTIVITY, id, offset, content, repId, days);
  }

  private static LedgerEntry entry(Shelf shelf, String key, long offset, String content) {
    return fact(shelf, key, offset, content, null);
  }

  private static LedgerEntry fact(
      Shelf shelf,
      String key,
      long offset,
      @Nullable String content,
      @Nullable String repId,
      String... days) {
    return new LedgerEntry(
        shelf,
        key,
        shelf.name(),
        0,
        offset,
        at(offset),
        Optional.ofNullable(content).map(text -> text.getBytes(StandardCharsets.UTF_8)),
        repId == null ? Set.of() : Set.of(repId),
        Stream.of(days).map(LocalDate::parse).toList());
  }
}
