package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A deal as it is handed in. */
public record Deal(
    String id,
    long version,
    boolean withdrawn,
    Optional<String> stage,
    Optional<String> sourceStage,
    Optional<BigDecimal> amount,
    Optional<BigDecimal> margin,
    Optional<String> currency,
    Optional<BigDecimal> quantity,
    Optional<String> type,
    Optional<String> customerId,
    Optional<String> productId,
    Optional<String> region,
    Optional<String> source,
    Optional<LocalDate> createdOn,
    Optional<LocalDate> expectedCloseOn,
    Optional<LocalDate> closedOn,
    Optional<BigDecimal> probability,
    List<Credit> credits,
    Map<String, String> attributes,
    Instant changedAt)
    implements Fact {
  private static final Set<String> FIELDS =
      Set.of(
          "withdrawn",
          "stage",
          "sourceStage",
          "amount",
          "margin",
          "currency",
          "quantity",
          "type",
          "customerId",
          "productId",
          "region",
          "source",
          "createdOn",
          "expectedCloseOn",
          "closedOn",
          "probability",
          "credits");

  private static final String OPEN = "OPEN";
  private static final Set<String> STAGES = Set.of(OPEN, "WON", "LOST");
  private static final Set<String> TYPES = Set.of("NEW_BUSINESS", "EXPANSION", "RENEWAL");
  private static final int MOST_CREDITS = 100;
  private static final Set<String> KINDS = Set.of(Credit.REVENUE, Credit.OVERLAY);

  /**
   * One rep's share.
   *
   * @param share greater than 0 and at most 1
   * @param kind REVENUE or OVERLAY
   */
  public record Credit(String repId, BigDecimal share, String kind) {
    public static final String REVENUE = "REVENUE";
    public static final String OVERLAY = "OVERLAY";

    public Credit {
      share = Fact.normal(share);
    }

    private boolean isRight() {
      return !repId.isBlank()
          && share.scale() <= Fact.PLACES
          && share.signum() > 0
          && share.compareTo(BigDecimal.ONE) <= 0
          && KINDS.contains(kind);
    }
  }

  public Deal {
    amount = amount.map(Fact::normal);
    margin = margin.map(Fact::normal);
    quantity = quantity.map(Fact::normal);
    probability = probability.map(Fact::normal);
    credits = List.copyOf(credits);
    attributes = Map.copyOf(attributes);
  }

  /** The withdrawal of a deal. */
  public static Deal withdrawal(String id, long version, Instant changedAt) {
    return new Deal(
        id,
        version,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        changedAt);
  }

  @Override
  public List<Violation> violations(Instant receivedAt) {
    Rules rules = new Rules();
    rules.identity(id, version);
    if (withdrawn) {
      return rules.violations();
    }
    rules.present(stage, "stage", "one of OPEN, WON, LOST");
    stage.ifPresent(
        word -> rules.check(STAGES.contains(word), "stage", word, "one of OPEN, WON, LOST"));
    rules.number(amount, "amount");
    rules.number(margin, "margin");
    rules.currency(currency, amount.isPresent() || margin.isPresent());
    rules.number(quantity, "quantity");
    type.ifPresent(
        word ->
            rules.check(
                TYPES.contains(word), "type", word, "one of NEW_BUSINESS, EXPANSION, RENEWAL"));
    rules.word(sourceStage, "sourceStage");
    rules.word(customerId, "customerId");
    rules.word(productId, "productId");
    rules.word(region, "region");
    rules.word(source, "source");
    checkDates(rules, receivedAt);
    rules.number(probability, "probability");
    probability
        .filter(chance -> chance.signum() < 0 || chance.compareTo(BigDecimal.ONE) > 0)
        .ifPresent(
            chance ->
                rules.check(false, "probability", Rules.shown(chance), "a number from 0 to 1"));
    checkCredits(rules);
    rules.attributes(attributes);
    return rules.violations();
  }

  private void checkDates(Rules rules, Instant receivedAt) {
    boolean closed = stage.filter(word -> !word.equals(OPEN)).filter(STAGES::contains).isPresent();
    if (closed) {
      rules.present(closedOn, "closedOn", "the date on which the deal was won or lost");
      rules.notFarAhead(closedOn, "closedOn", receivedAt);
    }
    createdOn
        .filter(created -> closedOn.filter(closing -> closing.isBefore(created)).isPresent())
        .ifPresent(
            created ->
                rules.check(
                    false,
                    "closedOn",
                    closedOn.orElse(created),
                    "a date not before createdOn, which is " + created));
  }

  private void checkCredits(Rules rules) {
    if (credits.size() > MOST_CREDITS) {
      rules.check(
          false,
          "credits",
          credits.size() + " credits",
          "at most %d credits".formatted(MOST_CREDITS));
      return;
    }
    for (int i = 0; i < credits.size(); i++) {
      if (!credits.get(i).isRight()) {
        check(rules, "credits[%d]".formatted(i), credits.get(i));
      }
    }
    if (credits.stream().noneMatch(credit -> Fact.isAbsurd(credit.share()))) {
      checkSum(rules);
    }
  }

  private static void check(Rules rules, String field, Credit credit) {
    rules.present(
        Optional.of(credit.repId()).filter(id -> !id.isBlank()),
        field + ".repId",
        "the id of a rep");
    rules.number(Optional.of(credit.share()), field + ".share");
    rules.check(
        credit.share().signum() > 0 && credit.share().compareTo(BigDecimal.ONE) <= 0,
        field + ".share",
        Rules.shown(credit.share().stripTrailingZeros()),
        "more than 0 and at most 1");
    rules.check(
        KINDS.contains(credit.kind()), field + ".kind", credit.kind(), "REVENUE or OVERLAY");
  }

  private void checkSum(Rules rules) {
    BigDecimal revenue =
        credits.stream()
            .filter(credit -> credit.kind().equals(Credit.REVENUE))
            .map(Credit::share)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (revenue.compareTo(BigDecimal.ONE) != 0) {
      rules.check(
          false,
          "credits",
          credits.isEmpty()
              ? "no credits"
              : "REVENUE shares that add up to " + revenue.stripTrailingZeros().toPlainString(),
          "REVENUE shares that add up to 1");
    }
  }

  @Override
  public Deal at(long newVersion, Instant moment) {
    return new Deal(
        id,
        newVersion,
        withdrawn,
        stage,
        sourceStage,
        amount,
        margin,
        currency,
        quantity,
        type,
        customerId,
        productId,
        region,
        source,
        createdOn,
        expectedCloseOn,
        closedOn,
        probability,
        credits,
        attributes,
        moment);
  }

  @Override
  public Deal gone() {
    return withdrawal(id, version, changedAt);
  }

  @Override
  public Set<String> fieldNames() {
    return FIELDS;
  }

  @Override
  public Deal with(Set<String> names, Fact other) {
    if (!(other instanceof Deal deal)) {
      throw new IllegalArgumentException("A fact of another kind");
    }
    return new Deal(
        id,
        version,
        names.contains("withdrawn") ? deal.withdrawn : withdrawn,
        names.contains("stage") ? deal.stage : stage,
        names.contains("sourceStage") ? deal.sourceStage : sourceStage,
        names.contains("amount") ? deal.amount : amount,
        names.contains("margin") ? deal.margin : margin,
        names.contains("currency") ? deal.currency : currency,
        names.contains("quantity") ? deal.quantity : quantity,
        names.contains("type") ? deal.type : type,
        names.contains("customerId") ? deal.customerId : customerId,
        names.contains("productId") ? deal.productId : productId,
        names.contains("region") ? deal.region : region,
        names.contains("source") ? deal.source : source,
        names.contains("createdOn") ? deal.createdOn : createdOn,
        names.contains("expectedCloseOn") ? deal.expectedCloseOn : expectedCloseOn,
        names.contains("closedOn") ? deal.closedOn : closedOn,
        names.contains("probability") ? deal.probability : probability,
        names.contains("credits") ? deal.credits : credits,
        Fact.attributes(attributes, names, deal.attributes),
        changedAt);
  }

  @Override
  public List<String> reps() {
    return credits.stream().map(Credit::repId).toList();
  }

  @Override
  public Deal withReps(UnaryOperator<String> other) {
    List<Credit> others =
        credits.stream()
            .map(credit -> new Credit(other.apply(credit.repId()), credit.share(), credit.kind()))
            .toList();
    return with(closedOn, others);
  }

  /**
   * An open deal was not closed on any day: many systems have one date, and it means something else
   * while the deal is open.
   */
  @Override
  public Deal asItStands() {
    if (withdrawn) {
      return gone();
    }
    return stage.filter(OPEN::equals).isPresent() ? with(Optional.empty(), credits) : this;
  }

  private Deal with(Optional<LocalDate> otherClosing, List<Credit> others) {
    return new Deal(
        id,
        version,
        withdrawn,
        stage,
        sourceStage,
        amount,
        margin,
        currency,
        quantity,
        type,
        customerId,
        productId,
        region,
        source,
        createdOn,
        expectedCloseOn,
        otherClosing,
        probability,
        others,
        attributes,
        changedAt);
  }

  @Override
  public boolean hasContentOf(Fact other) {
    return other instanceof Deal deal && equals(deal.at(deal.version, changedAt));
  }
}
