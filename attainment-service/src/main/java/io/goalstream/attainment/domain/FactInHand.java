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
  private static final int DATE_FIELDS = DateField.values().length;

  /** More do not fit into the marks. */
  private static final int MOST_CREDITS = Long.SIZE / DATE_FIELDS;

  private final CreditRule.Memberships memberships;
  private final Rates rates;
  private final Map<CreditTerms, Weighing> weighings = new HashMap<>();
  private @Nullable Fact fact;
  private @Nullable Trigger trigger;
  private boolean ownersVary;

  /** The how manieth fact it is; what was found out about an earlier one is void. */
  private long number;

  FactInHand(CreditRule.Memberships memberships, Rates rates) {
    this.memberships = memberships;
    this.rates = rates;
  }

  /**
   * A fact as a cause. Many numbers keep one, and a whole fact would be much to keep.
   *
   * @param changedAt when the source made the version, in milliseconds since the epoch
   */
  record Trigger(FactKind kind, boolean withdrawn, String id, long version, long changedAt) {
    Cause cause(BigDecimal before, BigDecimal after) {
      return Cause.fact(kind, withdrawn, id, version, changedAt, before, after);
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

  /** How a fact weighs by the terms, whenever one is in hand. */
  Weighing weighing(CreditTerms terms) {
    return weighings.computeIfAbsent(terms, Weighing::new);
  }

  void take(Fact next) {
    number++;
    fact = next;
    trigger = null;
    ownersVary = next.credits().size() > MOST_CREDITS;
  }

  /** Tells one fact in hand from the next. */
  long number() {
    return number;
  }

  /**
   * Says that a moment of the fact falls on days on which it belongs to different owners: it
   * depends on the zone which of them they are.
   */
  void ownersVary() {
    ownersVary = true;
  }

  /** Whether it has to be asked for each date who owns the fact. */
  boolean doOwnersVary() {
    return ownersVary;
  }

  /** The owner's share in the fact on the date, found out from the organization. */
  BigDecimal share(Goal.Owner owner, LocalDate date) {
    return CreditRule.share(owner, fact(), date, memberships);
  }

  /** What a series notes if it was met by that credit of the fact, on the date in that field. */
  static long mark(int credit, DateField field) {
    return 1L << (credit * DATE_FIELDS + field.place());
  }

  Fact fact() {
    return Objects.requireNonNull(fact);
  }

  /** The fact as a cause. */
  Trigger trigger(boolean withdrawn) {
    if (trigger == null) {
      Fact cause = fact();
      trigger =
          new Trigger(
              cause.kind(),
              withdrawn,
              cause.id(),
              cause.version(),
              cause.changedAt().toEpochMilli());
    }
    return trigger;
  }
}
