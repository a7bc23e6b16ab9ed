package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fact that is being looked at, and what was found out about it: many goals ask the same of it.
 *
 * <p>Not safe for several threads.
 */
final class FactInHand {
  private final CreditRule.Memberships memberships;
  private final Rates rates;
  private final Map<CreditTerms, Weighing> weighings = new HashMap<>();
  private final Map<Goal.Owner, Owning> ownings = new HashMap<>();
  private @Nullable Fact fact;
  private @Nullable Trigger trigger;

  /** The how manieth fact it is; what was found out about an earlier one is void. */
  private long number;

  FactInHand(CreditRule.Memberships memberships, Rates rates) {
    this.memberships = memberships;
    this.rates = rates;
  }

  /** A fact as a cause. Many numbers keep one, and a whole fact would be much to keep. */
  record Trigger(FactKind kind, boolean withdrawn, String id, long version) {
    Cause cause(BigDecimal before, BigDecimal after) {
      return Cause.fact(kind, withdrawn, id, version, before, after);
    }
  }

  /** The fact by terms which many goals have. */
  final class Weighing {
    private final CreditTerms terms;
    private Weighed weighed = Weighed.NOTHING;
    private long weighedAt;

    private Weighing(CreditTerms terms) {
      this.terms = terms;
    }

    Weighed weighed() {
      if (weighedAt != number) {
        weighedAt = number;
        weighed = terms.weigh(fact(), rates);
      }
      return weighed;
    }
  }

  /** An owner's share in the fact, for which most of the owner's goals ask. */
  final class Owning {
    private final Goal.Owner owner;
    private BigDecimal share = BigDecimal.ZERO;
    private LocalDate date = LocalDate.MIN;
    private long foundAt;

    private Owning(Goal.Owner owner) {
      this.owner = owner;
    }

    BigDecimal share(LocalDate on) {
      if (foundAt != number || !date.equals(on)) {
        foundAt = number;
        date = on;
        share = CreditRule.share(owner, fact(), on, memberships);
      }
      return share;
    }
  }

  /** How a fact weighs by the terms, whenever one is in hand. */
  Weighing weighing(CreditTerms terms) {
    return weighings.computeIfAbsent(terms, Weighing::new);
  }

  /** The owner's share in a fact, whenever one is in hand. */
  Owning owning(Goal.Owner owner) {
    return ownings.computeIfAbsent(owner, Owning::new);
  }

  void take(Fact next) {
    number++;
    fact = next;
    trigger = null;
  }

  Fact fact() {
    return Objects.requireNonNull(fact);
  }

  /** The fact as a cause. */
  Trigger trigger(boolean withdrawn) {
    if (trigger == null) {
      Fact cause = fact();
      trigger = new Trigger(cause.kind(), withdrawn, cause.id(), cause.version());
    }
    return trigger;
  }
}
