package io.goalstream.goals.application;

import io.goalstream.goals.application.GoalImport.Settings;
import io.goalstream.goals.application.GoalImport.State;
import io.goalstream.goals.application.GoalImport.Tally;
import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes sheets of goals in, one after the other, while people can look how far it is.
 *
 * <p>All rows are tried in memory first; only if none is wrong, the goals are written, each with
 * all that happened to it in one write.
 */
public final class GoalImports {
  private static final Logger LOG = LoggerFactory.getLogger(GoalImports.class);

  /** Who has more to mend starts with these. */
  private static final int MOST_ERRORS = 1_000;

  /** So many goals are asked for at once. */
  private static final int TOGETHER = 500;

  private static final Duration TELL_EVERY = Duration.ofMillis(500);

  /** An import of which nothing was heard for so long was stopped with its process. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Documents<GoalImport> imports;
  private final GoalDocuments goals;
  private final References references;
  private final Members members;
  private final Access access;
  private final AdjustmentPolicy policy;
  private final Runnable relay;
  private final Clock clock;
  private final Supplier<String> freshIds;
  private final Executor executor;

  /**
   * @param executor works on one import after the other
   */
  public GoalImports(
      Documents<GoalImport> imports,
      GoalDocuments goals,
      References references,
      Members members,
      Access access,
      AdjustmentPolicy policy,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds,
      Executor executor) {
    this.imports = imports;
    this.goals = goals;
    this.references = references;
    this.members = members;
    this.access = access;
    this.policy = policy;
    this.relay = relay;
    this.clock = clock;
    this.freshIds = freshIds;
    this.executor = executor;
  }

  /** Begins; what comes of it is found under its id. */
  public GoalImport begin(List<GoalRow> rows, Settings settings, Person by) {
    Instant now = clock.instant();
    GoalImport fresh =
        new GoalImport(
            freshIds.get(),
            by.id(),
            now,
            settings,
            State.CHECKING,
            rows.size(),
            0,
            Tally.NOTHING,
            0,
            List.of(),
            now,
            Optional.empty());
    imports.insert(fresh.id(), fresh, false, List.of());
    executor.execute(() -> new Run(fresh, by).take(rows));
    return fresh;
  }

  /** The import; one of which nothing is heard any more has failed. */
  public Optional<GoalImport> find(String id) {
    return imports.find(id).map(Stored::value).map(this::heard);
  }

  private GoalImport heard(GoalImport found) {
    boolean silent = found.at().plus(SILENCE).isBefore(clock.instant());
    return silent && !found.state().isOver()
        ? found.failed("It was stopped; hand the same sheet in again", found.at())
        : found;
  }

  /** One import on its way. */
  private final class Run {
    private final Person by;
    private GoalImport now;
    private Instant told;

    Run(GoalImport fresh, Person by) {
      this.now = fresh;
      this.by = by;
      this.told = fresh.at();
    }

    void take(List<GoalRow> rows) {
      try {
        Set<String> written = carriedOut(rows);
        // Afterwards, when the goals are out of memory. What is not looked at now for a part that
        // is away is looked at by and by.
        new Sums(goals, clock).check(written);
      } catch (PartAwayException e) {
        LOG.warn("Import {} ended early: {}", now.id(), e.getMessage());
        fail("%s; hand the same sheet in again in a moment".formatted(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("Import {} failed", now.id(), e);
        fail("It failed; hand the same sheet in again");
      }
    }

    /** The goals whose sums may be others now. */
    private Set<String> carriedOut(List<GoalRow> rows) {
      UnitOfWork work = new UnitOfWork(goals);
      readAhead(work, rows);
      RowReader reader =
          new RowReader(
              work,
              new Cached(references, members.organization(), work),
              policy,
              clock,
              freshIds,
              access,
              by,
              now.settings());
      check(rows, reader);
      if (now.errorCount() > 0) {
        tell(now.at(State.REFUSED, rows.size(), clock.instant()));
      } else if (now.settings().dryRun()) {
        tell(now.at(State.DONE, rows.size(), clock.instant()));
      } else {
        // Also after a write that stopped half-way.
        write(work);
        return reader.touched();
      }
      return Set.of();
    }

    private void fail(String why) {
      if (now.state().isOver()) {
        return;
      }
      try {
        tell(now.failed(why, clock.instant()));
      } catch (PartAwayException e) {
        LOG.warn("Nobody can be told that import {} ended: {}", now.id(), e.getMessage());
      }
    }

    private void check(List<GoalRow> rows, RowReader reader) {
      Map<RowReader.Result, Integer> results = new EnumMap<>(RowReader.Result.class);
      List<CellError> errors = new ArrayList<>();
      int wrong = 0;
      int through = 0;
      for (GoalRow row : parentsFirst(rows)) {
        List<CellError> found = row.errors();
        if (found.isEmpty()) {
          switch (reader.take(row)) {
            case Outcome.Done<RowReader.Result>(RowReader.Result result) ->
                results.merge(result, 1, Integer::sum);
            case Outcome.Refused<RowReader.Result>(Refusal refusal) ->
                found = RowReader.errors(row, refusal);
          }
        }
        wrong += found.size();
        errors.addAll(found);
        through++;
        tellNowAndThen(State.CHECKING, through);
      }
      Tally tally =
          new Tally(
              results.getOrDefault(RowReader.Result.CREATED, 0),
              results.getOrDefault(RowReader.Result.CHANGED, 0),
              results.getOrDefault(RowReader.Result.UNCHANGED, 0));
      now = now.found(tally, wrong, first(errors));
    }

    /** As they stand in the sheet. */
    private static List<CellError> first(List<CellError> errors) {
      return errors.stream()
          .sorted(Comparator.comparing(CellError::row))
          .limit(MOST_ERRORS)
          .toList();
    }

    /** People sort sheets by owner or day; a new goal may stand above the one it is part of. */
    private static List<GoalRow> parentsFirst(List<GoalRow> rows) {
      Map<String, GoalRow> byId = new HashMap<>();
      rows.forEach(row -> row.id().ifPresent(id -> byId.putIfAbsent(id, row)));
      Set<GoalRow> ordered = Collections.newSetFromMap(new LinkedHashMap<>());
      for (GoalRow row : rows) {
        Deque<GoalRow> line = new ArrayDeque<>();
        Optional<GoalRow> next = Optional.of(row);
        // A circle ends at a row that is in line already; the rules refuse it.
        while (next.isPresent() && !ordered.contains(next.get()) && !line.contains(next.get())) {
          line.push(next.get());
          next = next.get().terms().apply(TermsRequest.NOTHING).place().parentId().map(byId::get);
        }
        ordered.addAll(line);
      }
      return List.copyOf(ordered);
    }

    private void write(UnitOfWork work) {
      int before = now.rows() - work.size();
      Optional<String> taken =
          work.write(written -> tellNowAndThen(State.WRITING, before + written));
      relay.run();
      if (taken.isPresent()) {
        fail(
            "somebody else changed goal %s at the same time; some others are written, export again"
                .formatted(taken.get()));
        return;
      }
      tell(now.at(State.DONE, now.rows(), clock.instant()));
    }

    private void tellNowAndThen(State state, int through) {
      Instant moment = clock.instant();
      if (!moment.isBefore(told.plus(TELL_EVERY))) {
        tell(now.at(state, through, moment));
      }
    }

    private void tell(GoalImport next) {
      now = next;
      told = next.at();
      imports.find(next.id()).ifPresent(stored -> imports.replace(stored, next, false, List.of()));
    }
  }

  /** The goals that rows are about, and those above them, many at once. */
  private static void readAhead(UnitOfWork work, List<GoalRow> rows) {
    Set<String> ids = new LinkedHashSet<>();
    for (GoalRow row : rows) {
      row.id().ifPresent(ids::add);
      row.terms().apply(TermsRequest.NOTHING).place().parentId().ifPresent(ids::add);
    }
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += TOGETHER) {
      work.read(Set.copyOf(all.subList(from, Math.min(from + TOGETHER, all.size()))));
    }
  }

  /** What rows refer to, each asked for once. */
  private static final class Cached implements References {
    private final References references;
    private final Organization organization;
    private final UnitOfWork work;
    private final Map<String, Optional<Metric>> metrics = new HashMap<>();

    Cached(References references, Organization organization, UnitOfWork work) {
      this.references = references;
      this.organization = organization;
      this.work = work;
    }

    @Override
    public Optional<Metric> metric(String id) {
      return metrics.computeIfAbsent(id, references::metric);
    }

    @Override
    public boolean hasRep(String id) {
      return organization.reps().containsKey(id);
    }

    @Override
    public boolean hasUnit(String id) {
      return organization.units().containsKey(id);
    }

    @Override
    public Optional<Terms.WorkingCalendar> workingCalendar(String id) {
      return references.workingCalendar(id);
    }

    @Override
    public Optional<FiscalCalendar> fiscalCalendar(String id) {
      return references.fiscalCalendar(id);
    }

    @Override
    public Optional<Lineage> goal(String id) {
      return work.find(id)
          .map(stored -> new Lineage(id, stored.value().terms().place().parentId()));
    }
  }
}
