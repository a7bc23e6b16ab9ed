package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Publishes what documents still have to be published, in the order of each document, one at a
 * time: a later state never overtakes an earlier one. What was published is published again if the
 * note of it was lost; readers take the latest state and know events by their ids.
 */
public final class Relay {
  private static final int BATCH = 200;

  private final Documents<Goal> goals;
  private final Documents<Member> members;
  private final Documents<ExchangeRate> rates;
  private final Publisher publisher;

  public Relay(
      Documents<Goal> goals,
      Documents<Member> members,
      Documents<ExchangeRate> rates,
      Publisher publisher) {
    this.goals = goals;
    this.members = members;
    this.rates = rates;
    this.publisher = publisher;
  }

  /** Publishes everything that waits. */
  public synchronized void run() {
    drain(members, publisher::member);
    drain(rates, stored -> publisher.rate(stored.value()));
    drain(goals, stored -> publisher.goal(stored.value()));
  }

  private <T> void drain(Documents<T> documents, Consumer<Stored<T>> publishState) {
    List<Pending<T>> waiting = documents.pending(BATCH);
    while (!waiting.isEmpty()) {
      waiting.forEach(pending -> publish(documents, pending, publishState));
      waiting = documents.pending(BATCH);
    }
  }

  private <T> void publish(
      Documents<T> documents, Pending<T> pending, Consumer<Stored<T>> publishState) {
    for (Pending.Item item : pending.items()) {
      item.event().ifPresentOrElse(publisher::event, () -> publishState.accept(pending.stored()));
      documents.published(pending.stored().id(), Set.of(item.itemId()));
    }
  }
}
