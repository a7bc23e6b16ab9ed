package io.goalstream.notification.application;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Deliveries in memory. */
public final class FakeDeliveries implements Deliveries {
  private Runnable hazard = () -> {};

  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private final Map<String, Held> destinations = new TreeMap<>();

  private record Held(Destination destination, Instant until, String holder) {}

  /** Runs before everything that is kept, and may stop it. */
  public void endanger(Runnable with) {
    hazard = with;
  }

  /** Everything for a destination, in the order of its due times. */
  public synchronized List<Delivery> of(String destination) {
    return to(destination)
        .sorted(Comparator.comparing(Delivery::nextAttemptAt).thenComparing(Delivery::id))
        .toList();
  }

  /** Everything. */
  public synchronized List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  private Stream<Delivery> to(String destination) {
    return deliveries.values().stream().filter(it -> it.destination().equals(destination));
  }

  private Stream<Delivery> pending(String destination) {
    return to(destination).filter(it -> it.state() == Delivery.State.PENDING);
  }

  @Override
  public synchronized void add(Delivery delivery) {
    hazard.run();
    deliveries.putIfAbsent(delivery.id(), delivery);
    if (delivery.state() == Delivery.State.PENDING) {
      wake(delivery.destination(), delivery.nextAttemptAt());
    }
  }

  private void wake(String id, Instant due) {
    Held held =
        destinations.getOrDefault(id, new Held(Destination.fresh(id, due), Instant.EPOCH, ""));
    Destination was = held.destination();
    Instant next = was.nextAt().isBefore(due) ? was.nextAt() : due;
    destinations.put(id, new Held(with(was, next, was.added() + 1), held.until(), held.holder()));
  }

  private static Destination with(Destination it, Instant nextAt, long added) {
    return new Destination(
        it.id(),
        nextAt,
        added,
        it.tokens(),
        it.filledAt(),
        it.blockedUntil(),
        it.failures(),
        it.failingSince());
  }

  @Override
  public synchronized Optional<Delivery> find(String id) {
    return Optional.ofNullable(deliveries.get(id));
  }

  @Override
  public synchronized List<Delivery> list(Filter filter, int limit) {
    return deliveries.values().stream()
        .filter(it -> filter.destination().map(it.destination()::equals).orElse(true))
        .filter(it -> filter.state().map(it.state()::equals).orElse(true))
        .filter(it -> filter.before().map(it.createdAt()::isBefore).orElse(true))
        .sorted(Comparator.comparing(Delivery::createdAt).thenComparing(Delivery::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Delivery> due(String destination, Instant now, int limit) {
    return pending(destination)
        .filter(it -> !it.nextAttemptAt().isAfter(now))
        .sorted(
            Comparator.comparing(Delivery::nextAttemptAt)
                .thenComparing(Delivery::createdAt)
                .thenComparing(Delivery::id))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Delivery> dueInOrder(String destination, Instant now, int limit) {
    return pending(destination)
        .filter(it -> !it.nextAttemptAt().isAfter(now) || it.attempts() > 0)
        .sorted(
            Comparator.comparing(Delivery::at)
                .thenComparing(Delivery::createdAt)
                .thenComparing(Delivery::id))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> nextDue(String destination) {
    return pending(destination).map(Delivery::nextAttemptAt).min(Comparator.naturalOrder());
  }

  @Override
  public synchronized boolean catchesUp(String destination, Instant after, Instant until) {
    return pending(destination)
        .filter(Delivery::catchUp)
        .anyMatch(it -> it.nextAttemptAt().isAfter(after) && !it.nextAttemptAt().isAfter(until));
  }

  @Override
  public synchronized Optional<Instant> last(String destination, String goalId, Subject subject) {
    return to(destination)
        .filter(Delivery::handedOver)
        .filter(it -> it.goalId().equals(Optional.of(goalId)))
        .filter(it -> it.subject().equals(Optional.of(subject)))
        .map(Delivery::nextAttemptAt)
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized List<Delivery> about(String destination, String goalId, Subject subject) {
    return to(destination)
        .filter(it -> it.goalId().equals(Optional.of(goalId)))
        .filter(it -> it.subject().equals(Optional.of(subject)))
        .sorted(Comparator.comparing(Delivery::at).thenComparingLong(Delivery::crossing).reversed())
        .toList();
  }

  @Override
  public synchronized boolean begin(Delivery begun) {
    hazard.run();
    return replace(begun, true, false);
  }

  @Override
  public synchronized void update(Delivery delivery) {
    hazard.run();
    replace(delivery, false, false);
  }

  @Override
  public synchronized boolean suppress(Delivery suppressed) {
    hazard.run();
    return replace(suppressed, true, true);
  }

  private boolean replace(Delivery next, boolean pendingOnly, boolean untriedOnly) {
    Delivery kept = deliveries.get(next.id());
    boolean may =
        kept != null
            && (!pendingOnly
                || kept.state() == Delivery.State.PENDING
                || (untriedOnly && kept.state() == Delivery.State.SUPPRESSED))
            && (!untriedOnly || !kept.handedOver());
    if (may) {
      deliveries.put(next.id(), next);
    }
    return may;
  }

  @Override
  public synchronized void revive(String destination, String supersededBy) {
    hazard.run();
    Delivery.Suppression wanted =
        new Delivery.Suppression(Delivery.Reason.SUPERSEDED, Optional.of(supersededBy));
    for (Delivery delivery : to(destination).toList()) {
      if (delivery.suppression().equals(Optional.of(wanted))) {
        again(delivery, delivery.nextAttemptAt());
      }
    }
  }

  @Override
  public synchronized void again(Delivery delivery, Instant now) {
    update(delivery.again(now));
    wake(delivery.destination(), now);
  }

  @Override
  public synchronized void forgive(String destination) {
    destinations.computeIfPresent(
        destination,
        (id, held) -> {
          Destination it = held.destination();
          return new Held(
              new Destination(
                  id,
                  it.nextAt(),
                  it.added(),
                  it.tokens(),
                  it.filledAt(),
                  Instant.EPOCH,
                  0,
                  Optional.empty()),
              held.until(),
              held.holder());
        });
  }

  @Override
  public synchronized void removeAll(String destination) {
    deliveries.values().removeIf(it -> it.destination().equals(destination));
    destinations.remove(destination);
  }

  @Override
  public synchronized List<String> ready(Instant now, int limit) {
    List<Held> ready = new ArrayList<>(destinations.values());
    ready.removeIf(
        it ->
            it.until().isAfter(now)
                || it.destination().nextAt().isAfter(now)
                || it.destination().blockedUntil().isAfter(now));
    return ready.stream()
        .map(Held::destination)
        .sorted(Comparator.comparing(Destination::nextAt))
        .map(Destination::id)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Destination> take(
      String id, String holder, Instant now, Instant until) {
    Held held = destinations.get(id);
    if (held == null || held.until().isAfter(now)) {
      return Optional.empty();
    }
    destinations.put(id, new Held(held.destination(), until, holder));
    return Optional.of(held.destination());
  }

  @Override
  public synchronized Optional<Destination> giveBack(
      Destination after, Destination seen, String holder) {
    Held held = destinations.get(after.id());
    if (held == null || !held.holder().equals(holder)) {
      return Optional.empty();
    }
    Destination kept = held.destination();
    if (kept.added() == seen.added()) {
      destinations.put(
          after.id(), new Held(with(after, after.nextAt(), kept.added()), Instant.EPOCH, ""));
      return Optional.empty();
    }
    return Optional.of(with(after, kept.nextAt(), kept.added()));
  }
}
