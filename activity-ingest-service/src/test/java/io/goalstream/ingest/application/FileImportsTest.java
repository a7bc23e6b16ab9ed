package io.goalstream.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.ingest.application.FileImport.State;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DateOrder;
import io.goalstream.ingest.domain.table.Mapping;
import io.goalstream.ingest.sheets.SheetFiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportsTest {
  private static final String HEADINGS = "Deal ID,Stage,Amount,Currency,Close date,Owner\n";

  private final Path room;

  private final FakeImportDocuments documents = new FakeImportDocuments();
  private final FakeSubmissions submissions = new FakeSubmissions();
  private final List<Runnable> waiting = new ArrayList<>();
  private Instant now = Instant.parse("2026-07-01T08:00:00Z");
  private FileImports.Pause pause = () -> submissions.goAwayAfter(Integer.MAX_VALUE);

  FileImportsTest(@TempDir Path room) {
    this.room = room.resolve("files");
  }

  private FileImports imports() {
    Clock ticking = new Ticking();
    return new FileImports(
        documents,
        new SheetFiles(),
        new Intake(new FakeKnownReps("rep-1"), submissions, ticking, moment -> "receipt"),
        ticking,
        waiting::add,
        () -> pause.await(),
        room);
  }

  /** Time goes on by a second whenever somebody looks. */
  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static FileImports.Request request(boolean dryRun, boolean again) {
    return new FileImports.Request("deals.csv", mapping(Optional.empty()), dryRun, again);
  }

  private static Mapping mapping(Optional<DateOrder> order) {
    return new Mapping(
        FactKind.DEALS,
        Map.of(),
        Map.of(),
        Map.of(),
        order,
        Optional.empty(),
        Optional.empty(),
        ZoneOffset.UTC);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String deal(int number) {
    return "D-%d,Won,%d.50,EUR,2026-03-31,rep-1%n".formatted(number, number);
  }

  private static String deals(int count) {
    return HEADINGS
        + IntStream.rangeClosed(1, count)
            .mapToObj(FileImportsTest::deal)
            .collect(Collectors.joining());
  }

  private void work() {
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
  }

  private FileImport through(FileImports imports, String text) throws Exception {
    return through(imports, text, request(false, false));
  }

  private FileImport through(FileImports imports, String text, FileImports.Request request)
      throws Exception {
    String id = imports.begin(request, bytes(text)).id();
    work();
    return imports.find(id).orElseThrow();
  }

  private List<Long> versions() {
    return submissions.kept().stream().map(Submission::fact).map(Fact::version).distinct().toList();
  }

  private List<String> ids() {
    return submissions.kept().stream().map(Submission::fact).map(Fact::id).toList();
  }

  @Test
  void ofFiveHundredRowsWithTenBrokenOnesTheOthersAreTakenIn() throws Exception {
    List<String> broken =
        List.of(
            "B-1,Won,12x,EUR,2026-03-31,rep-1",
            "B-2,Won,1,EUR,31.02.2026,rep-1",
            "B-3,Invoiced,1,EUR,2026-03-31,rep-1",
            "B-4,Won,1,,2026-03-31,rep-1",
            "B-5,Won,1,XXY,2026-03-31,rep-1",
            "B-6,Won,1,EUR,,rep-1",
            "B-7,Won,1,EUR,2026-03-31,nobody",
            ",Won,1,EUR,2026-03-31,rep-1",
            "B-9,Won,1,EUR,2026-03-31,",
            "B-10,Won,1.1234567,EUR,2026-03-31,rep-1");
    StringBuilder text = new StringBuilder(HEADINGS);
    for (int i = 1; i <= 490; i++) {
      text.append(deal(i));
      if (i % 49 == 0) {
        text.append(broken.get(i / 49 - 1)).append('\n');
      }
    }

    FileImports imports = imports();
    FileImport done = through(imports, text.toString());

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(List.of(done.rows(), done.done(), done.received(), done.refused()))
        .containsExactly(500L, 500L, 490L, 10L);
    assertThat(submissions.kept()).hasSize(490);
    assertThat(imports.wrong(done.id(), 0, 100))
        .extracting(WrongRow::row, row -> row.errors().getFirst().field())
        .containsExactly(
            tuple(51L, "Amount (column C)"),
            tuple(101L, "Close date (column E)"),
            tuple(151L, "Stage (column B)"),
            tuple(201L, "Currency (column D)"),
            tuple(251L, "Currency (column D)"),
            tuple(301L, "Close date (column E)"),
            tuple(351L, "Owner (column F)"),
            tuple(401L, "Deal ID (column A)"),
            tuple(451L, "Owner (column F)"),
            tuple(501L, "Amount (column C)"));
    assertThat(imports.wrong(done.id(), 451, 100)).hasSize(1);
    assertThat(documents.history())
        .containsExactly(State.WAITING, State.LOOKING, State.TAKING_IN, State.DONE);
    assertThat(room).isEmptyDirectory();
  }

  @Test
  void theSameFileIsTakenInOnce() throws Exception {
    FileImports imports = imports();
    FileImport first = through(imports, deals(3));
    FileImport second = through(imports, deals(3));

    assertThat(second).isEqualTo(first);
    assertThat(submissions.kept()).hasSize(3);
  }

  @Test
  void takenInAgainItsFactsHaveTheVersionsThatTheyHad() throws Exception {
    FileImports imports = imports();
    through(imports, deals(3));
    FileImport again = through(imports, deals(3), request(false, true));

    assertThat(again.received()).isEqualTo(3);
    assertThat(submissions.kept()).hasSize(6);
    assertThat(versions()).hasSize(1);
  }

  @Test
  void aLaterFileHasHigherVersions() throws Exception {
    FileImports imports = imports();
    through(imports, deals(3));
    through(imports, deals(2));

    assertThat(versions()).hasSize(2).isSorted();
  }

  @Test
  void aDryRunOnlySaysWhatWouldBe() throws Exception {
    FileImports imports = imports();
    FileImport tried =
        through(imports, deals(3) + "D-4,Won,1,EUR,2026-03-31,nobody\n", request(true, false));

    assertThat(List.of(tried.received(), tried.refused())).containsExactly(3L, 1L);
    assertThat(submissions.kept()).isEmpty();
    assertThat(through(imports, deals(3)).received()).isEqualTo(3);
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor() throws Exception {
    submissions.goAwayAfter(1_500);
    List<String> told = new ArrayList<>();
    FileImports imports = imports();
    pause =
        () -> {
          documents.latest(1).getFirst().problems().forEach(one -> told.add(one.found()));
          submissions.goAwayAfter(Integer.MAX_VALUE);
        };

    FileImport done = through(imports, deals(2_500));

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.problems()).isEmpty();
    assertThat(told).containsExactly("The broker does not answer");
    assertThat(ids()).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
    FileImports imports = imports();
    String id = imports.begin(request(false, false), bytes(deals(1_500))).id();
    documents.away(7);
    work();

    assertThat(imports.find(id).map(FileImport::state)).contains(State.DONE);
    assertThat(ids()).hasSize(1_500).doesNotHaveDuplicates();
  }

  @Test
  void whatWasCutOffGoesOnWhereItWasWithTheSameVersions() throws Exception {
    submissions.goAwayAfter(2_500);
    pause =
        () -> {
          throw new InterruptedException("The process ends");
        };
    FileImports before = imports();
    FileImport cutOff = through(before, deals(4_000));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(cutOff.state()).isEqualTo(State.TAKING_IN);
    assertThat(cutOff.done()).isEqualTo(2_000);

    submissions.goAwayAfter(Integer.MAX_VALUE);
    FileImports after = imports();
    after.resume();
    work();

    assertThat(after.find(cutOff.id()).map(FileImport::state)).contains(State.DONE);
    assertThat(after.find(cutOff.id()).map(FileImport::received)).contains(4_000L);
    assertThat(ids()).hasSize(4_000).doesNotHaveDuplicates();
    assertThat(versions()).hasSize(1);
    assertThat(room).isEmptyDirectory();
  }

  @Test
  void anImportOfWhichNothingIsHeardIsStoppedAndGoesOnWhenItsFileComesAgain() throws Exception {
    submissions.goAwayAfter(1_000);
    pause =
        () -> {
          throw new InterruptedException("The process ends");
        };
    FileImport cutOff = through(imports(), deals(2_000));
    assertThat(Thread.interrupted()).isTrue();
    now = now.plusSeconds(100);
    submissions.goAwayAfter(Integer.MAX_VALUE);

    FileImports elsewhere = imports();
    assertThat(elsewhere.find(cutOff.id()).map(FileImport::state)).contains(State.STOPPED);
    FileImport done = through(elsewhere, deals(2_000));

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.received()).isEqualTo(2_000);
    assertThat(ids()).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(versions()).hasSize(1);
  }

  @Test
  void whatCouldBeMeantInTwoWaysIsAskedAndNothingIsTakenIn() throws Exception {
    String text = HEADINGS + "D-1,Won,1,EUR,03/04/2026,rep-1\n";
    FileImports imports = imports();
    FileImport refused = through(imports, text);

    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(refused.problems()).extracting(Violation::field).containsExactly("dateOrder");
    assertThat(submissions.kept()).isEmpty();

    FileImports.Request said =
        new FileImports.Request("x", mapping(Optional.of(DateOrder.MDY)), false, false);
    assertThat(through(imports, text, said).received()).isEqualTo(1);
  }

  @Test
  void anIdInSeveralRowsIsInNoneOfThemTakenIn() throws Exception {
    FileImports imports = imports();
    FileImport done = through(imports, deals(3) + deal(2));

    assertThat(List.of(done.received(), done.refused())).containsExactly(2L, 2L);
    assertThat(ids()).containsExactly("D-1", "D-3");
    assertThat(imports.wrong(done.id(), 0, 9))
        .extracting(WrongRow::row, row -> row.errors().getFirst().toString())
        .containsExactly(
            tuple(3L, "Deal ID (column A): found D-2 in several rows, expected one row for each"),
            tuple(5L, "Deal ID (column A): found D-2 in several rows, expected one row for each"));
  }

  @Test
  void whatEndsTheServiceAgainAndAgainIsGivenUp() throws Exception {
    submissions.goAwayAfter(0);
    pause =
        () -> {
          throw new InterruptedException("The process ends");
        };
    FileImport cutOff = through(imports(), deals(2_000));
    for (int start = 0; start < 4; start++) {
      assertThat(Thread.interrupted()).isEqualTo(start < 4);
      imports().resume();
      work();
    }

    assertThat(Thread.interrupted()).as("the last start has nothing to do").isFalse();
    assertThat(imports().find(cutOff.id()).map(FileImport::state)).contains(State.STOPPED);
    assertThat(room).isEmptyDirectory();
  }

  @Test
  void anImportThatWaitsForOthersIsNotToldAsStopped() throws Exception {
    FileImports imports = imports();
    String id = imports.begin(request(false, false), bytes(deals(3))).id();
    now = now.plusSeconds(3_600);

    assertThat(imports.find(id).map(FileImport::state)).contains(State.WAITING);
    assertThat(imports.begin(request(false, false), bytes(deals(3))).state())
        .isEqualTo(State.WAITING);
    work();
    assertThat(ids()).containsExactly("D-1", "D-2", "D-3");
  }

  @Test
  void anAnswerOfTheDatabaseThatGetsLostDoesNotStopAnImport() throws Exception {
    FileImports imports = imports();
    String id = imports.begin(request(false, false), bytes(deals(1_500))).id();
    documents.loseAnswers(2);
    work();

    assertThat(imports.find(id).map(FileImport::state)).contains(State.DONE);
    assertThat(imports.find(id).map(FileImport::received)).contains(1_500L);
  }

  @Test
  void aCellBehindTheLastHeadingMakesARowWrong() throws Exception {
    FileImports imports = imports();
    FileImport done =
        through(imports, "id,stage,close date,rep,amount\nD-1,won,2026-03-01,rep-1,1,234\n");

    assertThat(done.refused()).isEqualTo(1);
    assertThat(imports.wrong(done.id(), 0, 9).getFirst().errors().getFirst().toString())
        .startsWith("(row): found 234 in column F, expected nothing behind the last heading");
    assertThat(submissions.kept()).isEmpty();
  }

  @Test
  void aQuoteThatDoesNotEndIsRefusedAndTakesNoRowsWithIt() throws Exception {
    assertThat(through(imports(), "id,name\nD-1,\"12\"\" monitor\nD-2,x\n").problems())
        .extracting(Violation::toString)
        .containsExactly("(file): found a quote that begins in line 2, expected that it ends");
  }

  @Test
  void aFileThatIsNoTableIsRefused() throws Exception {
    assertThat(through(imports(), "").problems())
        .extracting(Violation::found)
        .containsExactly("nothing");
    assertThat(through(imports(), "a,b\n1,2\n").problems())
        .extracting(Violation::field)
        .containsExactly("columns");
  }
}
