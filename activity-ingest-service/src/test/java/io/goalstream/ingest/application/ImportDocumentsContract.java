package io.goalstream.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FileImport.State;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DateOrder;
import io.goalstream.ingest.domain.table.DecimalMark;
import io.goalstream.ingest.domain.table.Mapping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every keeper of imports does. */
public abstract class ImportDocumentsContract {
  private static final Instant EARLY = Instant.parse("2026-07-01T08:00:00.123Z");
  private static final Instant LATE = EARLY.plusMillis(1);

  protected abstract ImportDocuments documents();

  private static FileImport one(String id, Instant at, State state) {
    Mapping mapping =
        new Mapping(
            FactKind.DEALS,
            Map.of("Deal No.", "id", "Сумма", "amount"),
            Map.of("currency", "EUR"),
            Map.of("stage", Map.of("Closed.Won", "WON")),
            Optional.of(DateOrder.MDY),
            Optional.of(DecimalMark.COMMA),
            Optional.of("windows-1251"),
            ZoneId.of("Asia/Shanghai"));
    return new FileImport(
        id,
        "deals.csv",
        false,
        EARLY,
        mapping,
        Optional.of("CSV, windows-1251"),
        List.of("Deal No.", "Сумма", ""),
        state,
        10,
        9,
        8,
        1,
        List.of(new Violation("dateOrder", "03/04/2026", "DMY or MDY")),
        1,
        at);
  }

  private static WrongRow wrong(long row) {
    return new WrongRow(
        row, List.of("D-" + row, "", "12x"), List.of(new Violation("Amount", "12x", "a number")));
  }

  @Test
  void whatIsKeptIsFoundAsItWas() {
    ImportDocuments documents = documents();
    FileImport kept = one("a", EARLY, State.TAKING_IN);

    assertThat(documents.save(kept, Optional.empty())).isTrue();
    assertThat(documents.find("a")).contains(kept);
    assertThat(documents.find("b")).isEmpty();
  }

  @Test
  void onlyWhoKnowsTheLatestStateReplacesIt() {
    ImportDocuments documents = documents();
    documents.save(one("a", EARLY, State.LOOKING), Optional.empty());

    assertThat(documents.save(one("a", LATE, State.DONE), Optional.empty())).isFalse();
    assertThat(documents.save(one("a", LATE, State.DONE), Optional.of(LATE))).isFalse();
    assertThat(documents.save(one("a", LATE, State.DONE), Optional.of(EARLY))).isTrue();
    assertThat(documents.find("a").map(FileImport::state)).contains(State.DONE);
  }

  @Test
  void theLatestComeFirstAndTheOldAreForgotten() {
    ImportDocuments documents = documents();
    documents.save(one("a", EARLY, State.DONE), Optional.empty());
    documents.save(one("b", LATE, State.DONE), Optional.empty());
    documents.addWrong("a", List.of(wrong(1)));

    assertThat(documents.latest(9)).extracting(FileImport::id).containsExactly("b", "a");
    assertThat(documents.latest(1)).extracting(FileImport::id).containsExactly("b");

    documents.forgetBefore(LATE);
    assertThat(documents.latest(9)).extracting(FileImport::id).containsExactly("b");
  }

  @Test
  void wrongRowsAreKeptInTheirOrderAndOnce() {
    ImportDocuments documents = documents();
    documents.addWrong("a", LongStream.rangeClosed(9, 12).mapToObj(one -> wrong(one)).toList());
    documents.addWrong("a", List.of(wrong(10), wrong(2)));
    documents.addWrong("ab", List.of(wrong(3)));

    assertThat(documents.wrong("a", 0, 100))
        .containsExactly(wrong(2), wrong(9), wrong(10), wrong(11), wrong(12));
    assertThat(documents.wrong("a", 9, 2)).containsExactly(wrong(10), wrong(11));

    documents.clearWrong("a");
    assertThat(documents.wrong("a", 0, 100)).isEmpty();
    assertThat(documents.wrong("ab", 0, 100)).containsExactly(wrong(3));
  }
}
