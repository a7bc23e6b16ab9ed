package io.goalstream.attainment.application;

import io.goalstream.attainment.application.ProgressQuery.Order;
import io.goalstream.attainment.application.ReconciliationRun.State;
import io.goalstream.attainment.domain.Goal.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles many goals in the background, a page of goals at a time. */
public final class Reconciliations {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);
  private static final int PAGE = 100;
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Reconciler reconciler;
  private final ProgressStore store;
  private final LedgerReading ledger;
  private final ReconciliationRuns runs;
  private final ExecutorService executor;
  private final Clock clock;
  private final Supplier<String> ids;

  /**
   * @param executor takes a bounded number of runs
   */
  public Reconciliations(
      Reconciler reconciler,
      ProgressStore store,
      LedgerReading ledger,
      ReconciliationRuns runs,
      ExecutorService executor,
      Clock clock,
      Supplier<String> ids) {
    this.reconciler = reconciler;
    this.store = store;
    this.ledger = ledger;
    this.runs = runs;
    this.executor = executor;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Starts a run over the unit's subtree as it is today, or over all goals; empty if too many runs
   * wait already.
   */
  public Optional<ReconciliationRun> start(@Nullable String unitId) {
    Instant now = clock.instant();
    ReconciliationRun run =
        new ReconciliationRun(
            ids.get(), State.RUNNING, unitId, 0, 0, 0, 0, 0, 0, List.of(), now, now, null);
    runs.save(run);
    try {
      executor.execute(() -> run(run));
      return Optional.of(run);
    } catch (RejectedExecutionException e) {
      runs.save(run.in(State.FAILED, now, "Too many runs wait already"));
      return Optional.empty();
    }
  }

  /** How far a run is. */
  public Optional<ReconciliationRun> find(String id) {
    return runs.find(id)
        .map(
            run ->
                run.state() == State.RUNNING
                        && run.updatedAt().plus(SILENCE).isBefore(clock.instant())
                    ? run.in(State.INTERRUPTED, run.updatedAt(), "It stopped in the middle")
                    : run);
  }

  private void run(ReconciliationRun started) {
    ReconciliationRun run = started;
    try {
      ProgressQuery query = query(started.unitId());
      run = withTotal(run, store.count(query));
      for (int skip = 0; !Thread.currentThread().isInterrupted(); skip += PAGE) {
        List<ProgressView> page = store.find(query, Order.BY_ID, skip, PAGE);
        if (page.isEmpty()) {
          runs.save(run.in(State.DONE, clock.instant(), null));
          return;
        }
        for (ProgressView progress : page) {
          run = reconciler.reconcile(progress.goalId()).map(withResult(run)).orElse(run);
          if (run.updatedAt().plusSeconds(1).isBefore(clock.instant())) {
            run = run.in(State.RUNNING, clock.instant(), null);
            runs.save(run);
          }
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Reconciliation {} failed", started.id(), e);
      runs.save(run.in(State.FAILED, clock.instant(), String.valueOf(e.getMessage())));
    }
  }

  private ProgressQuery query(@Nullable String unitId) {
    if (unitId == null) {
      return ProgressQuery.ALL;
    }
    Set<Owner> owners = ledger.world().subtree(unitId, LocalDate.now(clock));
    return ProgressQuery.ALL.of(owners);
  }

  private static ReconciliationRun withTotal(ReconciliationRun run, long total) {
    return new ReconciliationRun(
        run.id(),
        run.state(),
        run.unitId(),
        total,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        run.startedAt(),
        run.updatedAt(),
        null);
  }

  private static Function<Reconciliation, ReconciliationRun> withResult(ReconciliationRun run) {
    return result -> {
      List<Reconciliation> findings = run.findings();
      if (!result.agrees() && findings.size() < ReconciliationRun.FINDINGS_NAMED) {
        findings = new ArrayList<>(findings);
        findings.add(result);
      }
      return new ReconciliationRun(
          run.id(),
          run.state(),
          run.unitId(),
          run.total(),
          run.checked() + 1,
          run.agreed() + (result.verdict() == Reconciliation.Verdict.AGREES ? 1 : 0),
          run.differing() + (result.verdict() == Reconciliation.Verdict.DIFFERS ? 1 : 0),
          run.behind() + (result.verdict() == Reconciliation.Verdict.BEHIND ? 1 : 0),
          run.sweeping() + (result.verdict() == Reconciliation.Verdict.SWEEPING ? 1 : 0),
          List.copyOf(findings),
          run.startedAt(),
          run.updatedAt(),
          null);
    };
  }
}
