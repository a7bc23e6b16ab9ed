package io.goalstream.attainment.operation;

import io.goalstream.attainment.streams.EngineWatch.CreditStanding;
import io.goalstream.attainment.streams.EngineWatch.CreditWatch;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of a credit task. */
final class CreditMeters extends TaskMeters implements CreditWatch {
  private volatile CreditStanding standing = CreditStanding.NOTHING;

  CreditMeters(EngineMeters all, int partition) {
    super(all, new Place("credit", partition));
  }

  @Override
  public void stands(CreditStanding next, long now) {
    standing = next;
    ticked(now);
  }

  @Override
  public void partialSent() {
    all().partialSent();
  }

  @Override
  long sweepingGoals() {
    return standing.sweepingGoals();
  }

  @Override
  void addGaugesTo(MeterRegistry registry) {
    gauge(registry, "facts", "Facts that the task holds", this, task -> task.standing.facts());
    gauge(registry, "goals", "Goals that the task counts", this, task -> task.standing.goals());
    gauge(
        registry,
        "goals.sweeping",
        "Goals that are counted anew",
        this,
        CreditMeters::sweepingGoals);
    gauge(
        registry,
        "sweep.walked",
        "Facts that the walk under way has passed",
        this,
        task -> task.standing.walked());
    gauge(
        registry,
        "sweep.facts",
        "Facts that the walk under way has to pass",
        this,
        task -> task.standing.toWalk());
  }
}
