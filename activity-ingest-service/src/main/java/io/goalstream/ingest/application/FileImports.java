package io.goalstream.ingest.application;

import io.goalstream.ingest.application.FileImport.State;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.application.Table.UnreadableException;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DecimalMark;
import io.goalstream.ingest.domain.table.Evidence;
import io.goalstream.ingest.domain.table.Headings;
import io.goalstream.ingest.domain.table.Mapping;
import io.goalstream.ingest.domain.table.Row;
import io.goalstream.ingest.domain.table.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files in, a thousand rows at a time, while people can look how far it is. A file is read
 * twice: first all rows are looked at, so that dates and numbers are understood the same way in all
 * of them, then they are handed in. An import that was cut off goes on where it was.
 */
public final class FileImports {
  private static final Logger LOG = LoggerFactory.getLogger(FileImports.class);
  private static final int TOGETHER = 1_000;
  private static final long MOST_TOGETHER = 2_000_000;
  private static final int LONGEST_SHOWN = 32_767;
  private static final int MOST_STARTS = 3;

  /** More rows than that are mended at their source, and not one by one. */
  private static final int MOST_WRONG = 50_000;

  private static final int MOST_ROWS = 10_000_000;
  private static final long MOST_BYTES = 1L << 30;
  private static final int BUFFER = 1 << 16;
  private static final int ID_BYTES = 16;

  /** An import of which nothing was heard for so long was stopped with its process. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final Violation HOPELESS =
      new Violation(
          "(import)",
          "a service that ended %d times in the same place".formatted(MOST_STARTS),
          "a look at its log, and the file in parts");

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(90);

  private final ImportDocuments documents;
  private final Table.Files tables;
  private final Intake intake;
  private final Clock clock;
  private final Executor executor;
  private final Pause pause;
  private final Path room;
  private final Set<String> here = ConcurrentHashMap.newKeySet();
  private final Object files = new Object();

  /** Waits a moment before a part that is away is asked again. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedException if the service is being stopped
     */
    void await() throws InterruptedException;
  }

  /**
   * @param executor works on some imports at once, the others wait
   * @param room where files are until they are through
   */
  public FileImports(
      ImportDocuments documents,
      Table.Files tables,
      Intake intake,
      Clock clock,
      Executor executor,
      Pause pause,
      Path room) {
    this.documents = documents;
    this.tables = tables;
    this.intake = intake;
    this.clock = clock;
    this.executor = executor;
    this.pause = pause;
    this.room = room;
  }

  /**
   * What is to be done with a file.
   *
   * @param again whether one that is through is taken in once more, because what its rows lacked is
   *     there now
   */
  public record Request(String file, Mapping mapping, boolean dryRun, boolean again) {}

  /** Another process or an earlier request has the import. */
  private static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A file that was received, with the hash of its bytes. */
  private record Received(Path file, String hash) {}

  /**
   * Begins, goes on, or tells how far it is already.
   *
   * @throws UnreadableException if the file is too long
   * @throws IOException if it does not come to its end
   */
  public FileImport begin(Request request, InputStream bytes)
      throws IOException, UnreadableException {
    Received received = receive(bytes);
    try {
      return begin(request, received);
    } finally {
      Files.deleteIfExists(received.file());
    }
  }

  private Received receive(InputStream bytes) throws IOException, UnreadableException {
    Path file = Files.createTempFile(Files.createDirectories(incoming()), "import-", ".part");
    MessageDigest digest = sha256();
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] some = new byte[BUFFER];
      long length = 0;
      for (int read = bytes.read(some); read >= 0; read = bytes.read(some)) {
        out.write(some, 0, read);
        digest.update(some, 0, read);
        length += read;
        if (length > MOST_BYTES) {
          throw new UnreadableException("(file)", "more than 1 GiB", "a smaller file, or several");
        }
      }
      return new Received(file, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | UnreadableException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private FileImport begin(Request request, Received received) throws IOException {
    synchronized (files) {
      return begun(request, received);
    }
  }

  private FileImport begun(Request request, Received received) throws IOException {
    String id = id(request, received.hash());
    Optional<FileImport> known = documents.find(id);
    boolean through = known.filter(found -> found.state() == State.DONE).isPresent();
    if (known.filter(this::isAlive).isPresent() || (through && !request.again())) {
      return known.orElseThrow();
    }
    FileImport next =
        known
            .filter(found -> found.state() == State.STOPPED || !found.state().isOver())
            .map(found -> found.saying(List.of()).in(State.WAITING).heardOf(after(found)))
            .orElseGet(() -> fresh(id, request, known));
    if (next.done() == 0) {
      documents.clearWrong(id);
    }
    Files.createDirectories(room);
    Files.move(received.file(), place(id), StandardCopyOption.ATOMIC_MOVE);
    if (!documents.save(next, known.map(FileImport::at))) {
      return documents.find(id).orElse(next);
    }
    execute(next);
    forgetOld();
    return next;
  }

  private void execute(FileImport next) {
    here.add(next.id());
    executor.execute(() -> run(next));
  }

  private void forgetOld() {
    try {
      documents.forgetBefore(clock.instant().minus(KEPT));
    } catch (PartAwayException e) {
      LOG.debug("Old imports are forgotten another time", e);
    }
  }

  private FileImport fresh(String id, Request request, Optional<FileImport> known) {
    Instant now = known.map(this::after).orElseGet(clock::instant);
    return new FileImport(
        id,
        request.file(),
        request.dryRun(),
        known.map(FileImport::moment).orElse(now),
        request.mapping(),
        Optional.empty(),
        List.of(),
        State.WAITING,
        0,
        0,
        0,
        0,
        List.of(),
        0,
        now);
  }

  /** Goes on with the imports whose files are here; they were cut off when the process ended. */
  public void resume() {
    executor.execute(
        () -> {
          try {
            Files.createDirectories(room);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(room)) {
              for (Path file : files) {
                resume(file);
              }
            }
          } catch (IOException e) {
            LOG.error("Imports that were cut off cannot be gone on with", e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void resume(Path file) throws InterruptedException {
    while (true) {
      try {
        synchronized (files) {
          resumed(file);
        }
        return;
      } catch (PartAwayException e) {
        pause.await();
      }
    }
  }

  private void resumed(Path file) {
    Optional<FileImport> known = documents.find(String.valueOf(file.getFileName()));
    if (known.isEmpty() || known.get().state().isOver()) {
      delete(file);
      return;
    }
    FileImport cutOff = known.get();
    if (here.contains(cutOff.id())) {
      return;
    }
    boolean hopeless = cutOff.starts() >= MOST_STARTS;
    FileImport next =
        hopeless
            ? cutOff.in(State.STOPPED).saying(List.of(HOPELESS)).heardOf(after(cutOff))
            : cutOff.startedAgain().in(State.WAITING).heardOf(after(cutOff));
    if (documents.save(next, Optional.of(cutOff.at()))) {
      if (hopeless) {
        delete(file);
      } else {
        execute(next);
      }
    }
  }

  /** One import; one whose process ended is told as stopped. */
  public Optional<FileImport> find(String id) {
    return documents.find(id).map(this::told);
  }

  /** The latest ones. */
  public List<FileImport> latest(int limit) {
    return documents.latest(limit).stream().map(this::told).toList();
  }

  /** Rows that were not taken in. */
  public List<WrongRow> wrong(String id, long afterRow, int limit) {
    return documents.wrong(id, afterRow, limit);
  }

  private FileImport told(FileImport found) {
    return found.state().isOver() || isAlive(found) ? found : found.in(State.STOPPED);
  }

  private boolean isAlive(FileImport found) {
    return !found.state().isOver()
        && (here.contains(found.id()) || found.at().isAfter(clock.instant().minus(SILENCE)));
  }

  /** Never the same moment twice, so that it tells one state from the next. */
  private Instant after(FileImport found) {
    Instant now = clock.instant();
    return now.isAfter(found.at()) ? now : found.at().plusMillis(1);
  }

  private static String id(Request request, String hash) {
    String all = "%s %s %s".formatted(hash, request.dryRun(), request.mapping());
    byte[] digest = sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** On the same disk, so that a file is there whole or not at all. */
  private Path incoming() {
    return room.resolveSibling(room.getFileName() + "-incoming");
  }

  private Path place(String id) {
    return room.resolve(id);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted", file.getFileName(), e);
    }
  }

  private void run(FileImport begun) {
    Run run = new Run(begun);
    try {
      run.go();
      deleteAfter(run);
    } catch (OvertakenException e) {
      LOG.info("Import {} is gone on with elsewhere", begun.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The service is stopped; the file waits for its start.
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.error("Import {} stopped", begun.id(), e);
        run.stop(String.valueOf(e.getMessage()));
        deleteAfter(run);
      }
    } finally {
      here.remove(begun.id());
    }
  }

  /** The file of an import that is over, unless it came once more by now. */
  private void deleteAfter(Run run) {
    synchronized (files) {
      try {
        Optional<FileImport> known = documents.find(run.now.id());
        if (known.filter(found -> !found.at().equals(run.now.at())).isEmpty()) {
          delete(place(run.now.id()));
        }
      } catch (PartAwayException e) {
        LOG.debug("The file is deleted at the next start", e);
      }
    }
  }

  /** One import on its way. */
  private final class Run {
    private FileImport now;
    private Optional<FileImport> lost = Optional.empty();
    private long wrong;

    Run(FileImport begun) {
      this.now = begun;
      this.wrong = begun.refused();
    }

    void go() throws InterruptedException {
      try {
        keep(now.in(State.LOOKING));
        Optional<Evidence> evidence = look();
        if (evidence.isPresent()) {
          keep(now.in(State.TAKING_IN));
          takeIn(evidence.get());
          keep(now.in(State.DONE));
        }
      } catch (UnreadableException e) {
        refuse(List.of(e.violation()));
      }
    }

    private void keep(FileImport next) throws InterruptedException {
      patiently(
          () -> {
            save(next);
            return true;
          });
    }

    private void save(FileImport next) {
      FileImport said =
          lost.filter(tried -> tried.equals(next.heardOf(tried.at())))
              .orElseGet(() -> next.heardOf(after(now)));
      lost = Optional.of(said);
      if (!documents.save(said, Optional.of(now.at())) && !isSaved(said)) {
        throw new OvertakenException();
      }
      now = said;
    }

    /** The answer to an earlier try may have got lost. */
    private boolean isSaved(FileImport said) {
      return documents.find(said.id()).filter(said::equals).isPresent();
    }

    private void refuse(List<Violation> problems) throws InterruptedException {
      keep(now.saying(problems).in(State.REFUSED));
    }

    void stop(String why) {
      Violation problem = new Violation("(import)", why, "the same file once more, to go on");
      try {
        save(now.saying(List.of(problem)).in(State.STOPPED));
      } catch (PartAwayException | OvertakenException e) {
        LOG.warn("That import {} stopped cannot be said", now.id(), e);
      }
    }

    /** Looks at all rows; nothing if they cannot be read. */
    private Optional<Evidence> look() throws UnreadableException, InterruptedException {
      try (Table table = tables.open(place(now.id()), now.mapping().encoding())) {
        Headings.Fitted fitted = Headings.fit(now.mapping(), table.headings());
        now = now.fitted(table.format(), fitted.mapping(), table.headings());
        if (!fitted.violations().isEmpty()) {
          refuse(fitted.violations());
          return Optional.empty();
        }
        Evidence evidence = new Evidence(fitted.mapping(), table.headings());
        for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
          evidence.take(row.get());
          if (evidence.rows() % (50 * TOGETHER) == 0) {
            keep(now.seen(evidence.rows()));
          }
          if (evidence.rows() > MOST_ROWS) {
            throw new UnreadableException(
                "(file)", "more than %d rows".formatted(MOST_ROWS), "fewer rows, in several files");
          }
        }
        List<Violation> questions = evidence.questions(fitted.mapping());
        if (!questions.isEmpty()) {
          refuse(questions);
          return Optional.empty();
        }
        now =
            now.fitted(table.format(), evidence.complete(fitted.mapping()), table.headings())
                .seen(evidence.rows());
        return Optional.of(evidence);
      }
    }

    private void takeIn(Evidence evidence) throws UnreadableException, InterruptedException {
      Evidence.Repeated repeated = evidence.repeated();
      try (Table table = tables.open(place(now.id()), now.mapping().encoding())) {
        RowReader reader = new RowReader(now.mapping(), table.headings(), now.moment());
        long through = now.done();
        for (long i = 0; i < through; i++) {
          table.next();
        }
        List<Row> rows = some(table);
        while (!rows.isEmpty()) {
          takeIn(rows, reader, repeated);
          rows = some(table);
        }
      }
    }

    private static List<Row> some(Table table) throws UnreadableException {
      List<Row> rows = new ArrayList<>(TOGETHER);
      long length = 0;
      while (rows.size() < TOGETHER && length < MOST_TOGETHER) {
        Optional<Row> row = table.next();
        if (row.isEmpty()) {
          break;
        }
        rows.add(row.get());
        length += row.get().cells().stream().mapToLong(cell -> cell.text().length()).sum();
      }
      return rows;
    }

    private void takeIn(List<Row> rows, RowReader reader, Evidence.Repeated repeated)
        throws InterruptedException {
      List<Fact> facts = new ArrayList<>(rows.size());
      List<Row> theirs = new ArrayList<>(rows.size());
      List<WrongRow> errors = new ArrayList<>();
      for (Row row : rows) {
        RowReader.Read read = reader.read(row);
        List<Violation> violations = new ArrayList<>(read.violations());
        read.fact()
            .map(Fact::id)
            .filter(fact -> !fact.isEmpty() && repeated.has(fact))
            .ifPresent(
                fact ->
                    violations.add(
                        reader.inColumn(
                            new Violation("id", fact + " in several rows", "one row for each"))));
        if (violations.isEmpty()) {
          facts.add(read.fact().orElseThrow());
          theirs.add(row);
        } else {
          errors.add(wrongRow(row, violations));
        }
      }
      List<List<Violation>> found =
          patiently(() -> now.dryRun() ? intake.check(facts) : refusals(intake.receive(facts)));
      for (int i = 0; i < found.size(); i++) {
        if (!found.get(i).isEmpty()) {
          List<Violation> inColumns = found.get(i).stream().map(reader::inColumn).toList();
          errors.add(wrongRow(theirs.get(i), inColumns));
        }
      }
      note(errors);
      keep(now.further(rows.size(), rows.size() - errors.size()));
    }

    private void note(List<WrongRow> errors) throws InterruptedException {
      if (errors.isEmpty() || wrong >= MOST_WRONG) {
        return;
      }
      wrong += errors.size();
      errors.sort(Comparator.comparingLong(WrongRow::row));
      patiently(
          () -> {
            documents.addWrong(now.id(), errors);
            return true;
          });
    }

    /** Numbers of a workbook are written so that the same mapping reads them as they are. */
    private WrongRow wrongRow(Row row, List<Violation> violations) {
      DecimalMark mark = now.mapping().decimalMark().orElse(DecimalMark.POINT);
      return new WrongRow(
          row.number(),
          row.cells().stream().map(cell -> cell.written(mark, LONGEST_SHOWN)).toList(),
          violations);
    }

    private static List<List<Violation>> refusals(List<Intake.Result> results) {
      return results.stream()
          .map(
              result ->
                  switch (result) {
                    case Intake.Result.Received any -> List.<Violation>of();
                    case Intake.Result.Refused(List<Violation> violations) -> violations;
                  })
          .toList();
    }

    /** Does it again while a part is away, and says meanwhile what it waits for. */
    private <T> T patiently(Supplier<T> work) throws InterruptedException {
      Instant begun = clock.instant();
      while (true) {
        try {
          return work.get();
        } catch (PartAwayException e) {
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("The service is being stopped");
          }
          if (clock.instant().isAfter(begun.plus(PATIENCE))) {
            throw e;
          }
          say(String.valueOf(e.getMessage()));
          pause.await();
        }
      }
    }

    private void say(String why) {
      Violation waits = new Violation("(import)", why, "that it answers; it is asked again");
      Optional<FileImport> tried = lost;
      try {
        save(now.saying(List.of(waits)));
      } catch (PartAwayException | OvertakenException e) {
        lost = tried; // What it was at is tried again, and may have been kept already.
        LOG.debug("That import {} waits cannot be said", now.id(), e);
      }
    }
  }
}
