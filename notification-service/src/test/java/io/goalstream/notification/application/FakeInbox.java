package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Beliefs;
import io.goalstream.notification.domain.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An inbox in memory that can forget to remember once. */
public final class FakeInbox implements Inbox {
  private Runnable hazard = () -> {};

  private final Map<String, Entry> alerts = new LinkedHashMap<>();
  private final Map<List<String>, Beliefs> threads = new LinkedHashMap<>();
  private boolean stopping;

  /** Runs before everything that is kept, and may stop it. */
  public void endanger(Runnable with) {
    hazard = with;
  }

  /** Stops between the next alert and its memory. */
  public void stopBeforeRemembering() {
    stopping = true;
  }

  /** Everything of a person, newest first. */
  public List<Alert> of(String personId) {
    return before(personId, Long.MAX_VALUE, false, Integer.MAX_VALUE).stream()
        .map(Entry::alert)
        .toList();
  }

  @Override
  public synchronized void add(Alert alert) {
    hazard.run();
    long place = 1 + alerts.values().stream().filter(it -> is(it, alert.personId())).count();
    alerts.putIfAbsent(alert.id(), new Entry(place, alert));
  }

  private static boolean is(Entry entry, String personId) {
    return entry.alert().personId().equals(personId);
  }

  @Override
  public synchronized List<Entry> before(
      String personId, long before, boolean unreadOnly, int limit) {
    return alerts.values().stream()
        .filter(it -> is(it, personId) && it.place() < before)
        .filter(it -> !unreadOnly || !it.alert().read())
        .sorted(Comparator.comparingLong(Entry::place).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Entry> after(String personId, long place, int limit) {
    return alerts.values().stream()
        .filter(it -> is(it, personId) && it.place() > place)
        .sorted(Comparator.comparingLong(Entry::place))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long unread(String personId) {
    return alerts.values().stream().filter(it -> is(it, personId) && !it.alert().read()).count();
  }

  @Override
  public synchronized boolean read(String personId, String alertId) {
    Entry entry = alerts.get(alertId);
    if (entry == null || !is(entry, personId)) {
      return false;
    }
    change(entry, alert -> with(alert, true, alert.supersededBy()));
    return true;
  }

  @Override
  public synchronized void readUpTo(String personId, long place) {
    for (Entry entry : new ArrayList<>(alerts.values())) {
      if (is(entry, personId) && entry.place() <= place) {
        change(entry, alert -> with(alert, true, alert.supersededBy()));
      }
    }
  }

  @Override
  public synchronized void supersede(String alertId, String by) {
    hazard.run();
    Optional.ofNullable(alerts.get(alertId))
        .ifPresent(entry -> change(entry, alert -> with(alert, true, Optional.of(by))));
  }

  private void change(Entry entry, UnaryOperator<Alert> change) {
    alerts.put(entry.alert().id(), new Entry(entry.place(), change.apply(entry.alert())));
  }

  private static Alert with(Alert alert, boolean read, Optional<String> supersededBy) {
    return new Alert(
        alert.id(),
        alert.personId(),
        alert.kind(),
        alert.goalId(),
        alert.level(),
        alert.moment(),
        alert.message(),
        alert.at(),
        read,
        alert.corrects(),
        supersededBy);
  }

  @Override
  public synchronized Beliefs beliefs(String goalId, String thread) {
    return threads.getOrDefault(List.of(goalId, thread), Beliefs.none(goalId, thread));
  }

  @Override
  public synchronized void remember(Beliefs seen, List<Told> news) {
    hazard.run();
    if (stopping) {
      stopping = false;
      throw new IllegalStateException("The service was stopped");
    }
    threads.put(
        List.of(seen.goalId(), seen.thread()), beliefs(seen.goalId(), seen.thread()).with(news));
  }
}
