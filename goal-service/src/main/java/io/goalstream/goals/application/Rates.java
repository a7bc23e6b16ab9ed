package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.util.List;

/** What admins do with exchange rates. */
public final class Rates {
  private final Documents<ExchangeRate> documents;
  private final Runnable relay;

  /**
   * @param relay asked to publish soon after each change
   */
  public Rates(Documents<ExchangeRate> documents, Runnable relay) {
    this.documents = documents;
    this.relay = relay;
  }

  /** Replaces or adds a dated rate. */
  public Outcome<ExchangeRate> put(ExchangeRate rate) {
    List<Violation> violations = rate.violations();
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    String id = rate.from() + "/" + rate.to() + "/" + rate.validFrom();
    boolean kept =
        documents
            .find(id)
            .map(stored -> documents.replace(stored, rate, true, List.of()))
            .orElseGet(() -> documents.insert(id, rate, true, List.of()));
    if (!kept) {
      return Outcome.refused(
          new Refusal.Conflict("somebody else changed the rate at the same time; send it again"));
    }
    relay.run();
    return new Outcome.Done<>(rate);
  }
}
