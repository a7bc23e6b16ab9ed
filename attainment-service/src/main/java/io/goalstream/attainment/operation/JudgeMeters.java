package io.goalstream.attainment.operation;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.streams.EngineWatch.JudgeWatch;
import io.goalstream.attainment.streams.EngineWatch.Parked;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of a judge task. */
final class JudgeMeters extends TaskMeters implements JudgeWatch {
  private volatile Parked parked = Parked.NOTHING;

  JudgeMeters(EngineMeters all, int partition) {
    super(all, new Place("judge", partition));
  }

  @Override
  public void stands(Parked next, long now) {
    parked = next;
    ticked(now);
  }

  @Override
  public void judged() {
    all().judged();
  }

  @Override
  public void progressPublished() {
    all().progressPublished();
  }

  @Override
  public void eventPublished(AttainmentEvent.Kind kind) {
    all().eventPublished(kind);
  }

  @Override
  long sweepingGoals() {
    return 0;
  }

  @Override
  void addGaugesTo(MeterRegistry registry) {
    gauge(
        registry,
        "goals.parked",
        "Goals whose number lacks facts that wait for an exchange rate",
        this,
        task -> task.parked.goals());
    gauge(
        registry,
        "goals.parked.facts",
        "Facts that wait for an exchange rate, once for each goal",
        this,
        task -> task.parked.facts());
  }
}
