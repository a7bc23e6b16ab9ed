package io.goalstream.goals.application;

import io.goalstream.goals.application.Publisher.Receipt;
import io.goalstream.goals.domain.ExchangeRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what documents still have to be published, many documents at a time, but each
 * document's things one after the other: a later state never overtakes an earlier one. A document
 * that cannot be put into a record is passed over, so that it holds nothing else up. What was
 * published is published again if the note of it was lost; readers take the latest state and know
 * events by their ids.
 */
public final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BATCH = 500;

  private final GoalDocuments goals;
  private final Documents<Member> members;
  private final Documents<ExchangeRate> rates;
  private final Publisher publisher;

  public Relay(
      GoalDocuments goals,
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

  private <T> void drain(Documents<T> documents, Function<Stored<T>, Receipt> publishState) {
    Set<String> stuck = new HashSet<>();
    List<Pending<T>> waiting = waiting(documents, stuck);
    while (!waiting.isEmpty()) {
      publish(documents, waiting, publishState, stuck);
      waiting = waiting(documents, stuck);
    }
  }

  private static <T> List<Pending<T>> waiting(Documents<T> documents, Set<String> stuck) {
    return documents.pending(BATCH + stuck.size()).stream()
        .filter(pending -> !stuck.contains(pending.stored().id()))
        .toList();
  }

  /** First the first thing of every document, then the second one, and so on. */
  private <T> void publish(
      Documents<T> documents,
      List<Pending<T>> waiting,
      Function<Stored<T>, Receipt> publishState,
      Set<String> stuck) {
    Map<String, Set<String>> published = new HashMap<>();
    int most = waiting.stream().mapToInt(pending -> pending.items().size()).max().orElse(0);
    Optional<PartAwayException> away = Optional.empty();
    for (int turn = 0; turn < most && away.isEmpty(); turn++) {
      away = publish(waiting, turn, publishState, published, stuck);
    }
    documents.published(published);
    if (away.isPresent()) {
      throw away.get();
    }
  }

  private <T> Optional<PartAwayException> publish(
      List<Pending<T>> waiting,
      int turn,
      Function<Stored<T>, Receipt> publishState,
      Map<String, Set<String>> published,
      Set<String> stuck) {
    List<HandedIn> handedIn = new ArrayList<>();
    Optional<PartAwayException> away = Optional.empty();
    for (Pending<T> pending : waiting) {
      boolean moves = !stuck.contains(pending.stored().id());
      if (turn < pending.items().size() && moves && away.isEmpty()) {
        Pending.Item item = pending.items().get(turn);
        try {
          Receipt receipt =
              item.event()
                  .map(publisher::event)
                  .orElseGet(() -> publishState.apply(pending.stored()));
          handedIn.add(new HandedIn(pending.stored().id(), item.itemId(), receipt));
        } catch (PartAwayException e) {
          away = Optional.of(e);
        } catch (RuntimeException e) {
          LOG.error("{} cannot be published and is passed over", pending.stored().id(), e);
          stuck.add(pending.stored().id());
        }
      }
    }
    for (HandedIn one : handedIn) {
      try {
        one.receipt().await();
        published.computeIfAbsent(one.documentId(), id -> new HashSet<>()).add(one.itemId());
      } catch (PartAwayException e) {
        away = Optional.of(e);
      } catch (RuntimeException e) {
        LOG.error("{} cannot be published and is passed over", one.documentId(), e);
        stuck.add(one.documentId());
      }
    }
    return away;
  }

  private record HandedIn(String documentId, String itemId, Receipt receipt) {}
}
