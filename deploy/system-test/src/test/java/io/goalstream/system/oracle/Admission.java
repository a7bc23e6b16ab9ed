package io.goalstream.system.oracle;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The version rule: what becomes of each record that is received, and which facts stand in the end.
 */
public final class Admission {

  /** What becomes of a record that is received. */
  public enum Outcome {
    ACCEPTED,
    DUPLICATE,
    STALE,
    CONFLICT
  }

  private record Identity(Fact.Kind kind, String id) {}

  private final Map<Identity, Fact> last = new LinkedHashMap<>();
  private final Map<Outcome, Long> tally = new EnumMap<>(Outcome.class);

  /** Takes the next record in the order of arrival. */
  public Outcome receive(Fact fact) {
    Outcome outcome = decide(fact);
    if (outcome == Outcome.ACCEPTED) {
      last.put(identity(fact), fact);
    }
    tally.merge(outcome, 1L, Long::sum);
    return outcome;
  }

  private Outcome decide(Fact fact) {
    Fact known = last.get(identity(fact));
    if (known == null || fact.version() > known.version()) {
      return Outcome.ACCEPTED;
    }
    if (fact.version() < known.version()) {
      return Outcome.STALE;
    }
    return fact.equals(known) ? Outcome.DUPLICATE : Outcome.CONFLICT;
  }

  /** The facts that count now: the last accepted of each id, without the withdrawn. */
  public Collection<Fact> facts() {
    return last.values().stream().filter(fact -> !fact.withdrawn()).toList();
  }

  /** How many records had each outcome. */
  public Map<Outcome, Long> tally() {
    return Map.copyOf(tally);
  }

  private static Identity identity(Fact fact) {
    return new Identity(fact.kind(), fact.id());
  }
}
