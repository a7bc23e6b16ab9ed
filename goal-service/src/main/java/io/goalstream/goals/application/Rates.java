package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    String id = id(rate);
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

  public List<ExchangeRate> all() {
    return documents.all().stream().map(Stored::value).toList();
  }

  /**
   * Replaces or adds rates that keep the rules.
   *
   * @param write whether they are kept; otherwise it is only said what would be
   */
  public Outlook putAll(List<ExchangeRate> rates, boolean write) {
    Map<String, ExchangeRate> now =
        all().stream().collect(Collectors.toMap(Rates::id, rate -> rate));
    int added = 0;
    int changed = 0;
    for (ExchangeRate rate : rates) {
      ExchangeRate known = now.get(id(rate));
      boolean same = known != null && known.rate().compareTo(rate.rate()) == 0;
      if (!same) {
        added += known == null ? 1 : 0;
        changed += known == null ? 0 : 1;
        while (write && put(rate) instanceof Outcome.Refused<ExchangeRate>) {
          // Somebody else changed it at the same time; the last one wins, as it would a moment
          // later.
          Thread.onSpinWait();
        }
      }
    }
    return new Outlook(added, changed, rates.size() - added - changed);
  }

  /** What makes a rate one of its own: the pair and the day. */
  public static String id(ExchangeRate rate) {
    return rate.from() + "/" + rate.to() + "/" + rate.validFrom();
  }
}
