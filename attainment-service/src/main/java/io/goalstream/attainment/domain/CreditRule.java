package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a fact counts for in one goal. A pure function of the fact, the organization and the
 * rates: asked twice about the same, it answers the same, so a credit can be taken back exactly.
 * Made once for each revision of a goal.
 */
public final class CreditRule {
  private final Goal goal;
  private final Map<Part, CreditTerms> terms = new EnumMap<>(Part.class);

  /** What a goal may ask of a fact. */
  enum Part {
    /** All that a metric counts, or the upper part of a ratio. */
    ABOVE(0),
    /** The lower part of a ratio. */
    BELOW(1),
    /** Deals that are still open. */
    PIPELINE(2);

    private final int place;

    Part(int place) {
      this.place = place;
    }

    /** Its place in an array of all parts. */
    int place() {
      return place;
    }
  }

  /** Where a rule has a fact weighed. Who asks for many goals weighs once for all that agree. */
  interface Scales {
    /** Whether the rule has a lower part. */
    boolean isOfHalves();

    /** The fact by one of the rule's {@link #terms}; nothing where it has none. */
    Weighed weigh(Part part);

    /** Whether the crediting date is one on which facts count. */
    boolean isInTime(Weighed weighed);

    /** The owner's {@link Share} in the fact on the date by which the part goes. */
    BigDecimal share(Part part, LocalDate date);
  }

  /** Knows to which units a rep belongs on a date: the own one and all above it. */
  interface Memberships {
    Set<String> unitsOf(String repId, LocalDate date);
  }

  public CreditRule(Goal goal) {
    this.goal = goal;
    Metric metric = goal.metric();
    terms.put(Part.ABOVE, CreditTerms.of(goal, metric.selection()));
    if (metric.aggregation() == Aggregation.RATIO) {
      metric.denominator().ifPresent(one -> terms.put(Part.BELOW, CreditTerms.of(goal, one)));
    }
    if (goal.rollingDays().isEmpty()) {
      metric.pipeline().ifPresent(one -> terms.put(Part.PIPELINE, CreditTerms.of(goal, one)));
    }
  }

  /** The goal that it is the rule of. */
  public Goal goal() {
    return goal;
  }

  /** What it asks of a fact. */
  Map<Part, CreditTerms> terms() {
    return terms;
  }

  /**
   * True if a fact falls on one day whatever part of the rule looks at it: then what counts in two
   * times without a common day can be added up.
   */
  boolean isOnOneDay() {
    CreditTerms above = terms.get(Part.ABOVE);
    CreditTerms below = terms.get(Part.BELOW);
    return above == null
        || below == null
        || above.selection().factKind() != below.selection().factKind()
        || above.dateField().equals(below.dateField());
  }

  /** The dates that decide whether a fact can count at all. */
  Set<DateField> dateFields() {
    Set<DateField> fields = EnumSet.noneOf(DateField.class);
    terms.values().forEach(one -> one.dateField().ifPresent(fields::add));
    return fields;
  }

  /** What the fact counts for in the goal. */
  public Credit credit(Fact fact, Organization organization, Rates rates) {
    return credit(fact, scales(fact, organization, rates));
  }

  /** What the fact counts for in the goal of the scales. */
  static Credit credit(Fact fact, Scales scales) {
    Credit credit = credit(Part.ABOVE, scales);
    if (scales.isOfHalves()) {
      return Credit.ofHalves(credit, credit(Part.BELOW, scales));
    }
    if (credit.counts() || credit.parked()) {
      return credit;
    }
    Credit open = credit(Part.PIPELINE, scales);
    return open.counts() ? Credit.ofPipeline(open.sum(), weighted(open.sum(), fact)) : open;
  }

  private static Credit credit(Part part, Scales scales) {
    Weighed weighed = scales.weigh(part);
    return scales.isInTime(weighed)
        ? weighed.credit(scales.share(part, weighed.date().orElseThrow()))
        : Credit.NONE;
  }

  private Scales scales(Fact fact, Organization organization, Rates rates) {
    Goal.Period period = goal.creditedPeriod();
    return new Scales() {
      @Override
      public boolean isOfHalves() {
        return terms.containsKey(Part.BELOW);
      }

      @Override
      public boolean isInTime(Weighed weighed) {
        return weighed.date().filter(period::contains).isPresent();
      }

      @Override
      public Weighed weigh(Part part) {
        CreditTerms asked = terms.get(part);
        return asked == null ? Weighed.NOTHING : asked.weigh(fact, rates);
      }

      @Override
      public BigDecimal share(Part part, LocalDate date) {
        return CreditRule.share(goal.owner(), fact, date, organization::unitsOf);
      }
    };
  }

  /**
   * A rate that is not known.
   *
   * @param amount what would be converted, the whole fact's
   * @param from its currency
   * @param to what it would become
   * @param date the crediting date, on which no rate holds
   */
  public record MissingRate(Optional<BigDecimal> amount, String from, String to, LocalDate date) {}

  /** The rate that the fact waits for, if it is parked. */
  public Optional<MissingRate> missingRate(Fact fact, Organization organization, Rates rates) {
    Scales scales = scales(fact, organization, rates);
    return terms.entrySet().stream()
        .filter(part -> credit(part.getKey(), scales).parked())
        .findFirst()
        .map(
            part ->
                new MissingRate(
                    fact.number(part.getValue().selection().measure()),
                    fact.currency().orElseThrow(),
                    part.getValue().currency().orElseThrow(),
                    scales.weigh(part.getKey()).date().orElseThrow()));
  }

  /** An open deal without a probability is no money yet. */
  private static BigDecimal weighted(BigDecimal amount, Fact fact) {
    BigDecimal probability = fact.number("probability").orElse(BigDecimal.ZERO);
    return amount.multiply(probability).setScale(Ratio.PLACES, RoundingMode.HALF_UP);
  }

  /** An owner's share in the fact. */
  static BigDecimal share(Goal.Owner owner, Fact fact, LocalDate date, Memberships memberships) {
    Share share = new Share();
    for (Fact.Credited credited : fact.credits()) {
      if (owns(owner, credited.repId(), date, memberships)) {
        share.add(credited);
      }
    }
    return share.of(owner.kind());
  }

  private static boolean owns(
      Goal.Owner owner, String repId, LocalDate date, Memberships memberships) {
    return switch (owner.kind()) {
      case REP -> owner.id().equals(repId);
      case UNIT -> memberships.unitsOf(repId, date).contains(owner.id());
    };
  }
}
