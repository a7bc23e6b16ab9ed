package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Told;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox in memory that can forget to remember once. */
public final class FakeInbox implements Inbox {
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final Map<List<String>, Told> told = new LinkedHashMap<>();
  private boolean stopping;

  /** Stops between the next alert and its memory. */
  public void stopBeforeRemembering() {
    stopping = true;
  }

  @Override
  public void add(Alert alert) {
    alerts.putIfAbsent(alert.id(), alert);
  }

  @Override
  public List<Alert> of(String personId) {
    return alerts.values().stream()
        .filter(alert -> alert.personId().equals(personId))
        .sorted(
            Comparator.comparing(Alert::at)
                .thenComparingLong(Alert::crossing)
                .thenComparing(Alert::id)
                .reversed())
        .toList();
  }

  @Override
  public boolean read(String personId, String alertId) {
    Alert alert = alerts.get(alertId);
    if (alert == null || !alert.personId().equals(personId)) {
      return false;
    }
    alerts.put(
        alertId,
        new Alert(
            alertId,
            personId,
            alert.kind(),
            alert.goalId(),
            alert.goalName(),
            alert.level(),
            alert.crossing(),
            alert.title(),
            alert.text(),
            alert.at(),
            true,
            alert.corrects()));
    return true;
  }

  @Override
  public Optional<Told> told(String personId, String goalId, String level) {
    return Optional.ofNullable(told.get(List.of(personId, goalId, level)));
  }

  @Override
  public List<Told> toldAbout(String goalId, String level) {
    return told.values().stream()
        .filter(each -> each.goalId().equals(goalId) && each.level().equals(level))
        .toList();
  }

  @Override
  public void remember(Told memory) {
    if (stopping) {
      stopping = false;
      throw new IllegalStateException("The service was stopped");
    }
    told.put(List.of(memory.personId(), memory.goalId(), memory.level()), memory);
  }
}
