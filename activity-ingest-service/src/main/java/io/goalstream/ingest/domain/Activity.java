package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A sales activity or measurement as it is handed in. */
public record Activity(
    String id,
    long version,
    boolean withdrawn,
    Optional<String> type,
    Optional<String> repId,
    Optional<String> customerId,
    Optional<String> dealId,
    Optional<String> source,
    Optional<Instant> occurredAt,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<BigDecimal> score,
    Map<String, String> attributes,
    Instant changedAt)
    implements Fact {
  private static final Set<String> FIELDS =
      Set.of(
          "withdrawn",
          "type",
          "repId",
          "customerId",
          "dealId",
          "source",
          "occurredAt",
          "quantity",
          "amount",
          "currency",
          "score");

  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,49}");

  public Activity {
    quantity = quantity.map(Fact::normal);
    amount = amount.map(Fact::normal);
    score = score.map(Fact::normal);
    attributes = Map.copyOf(attributes);
  }

  /** The withdrawal of an activity. */
  public static Activity withdrawal(String id, long version, Instant changedAt) {
    return new Activity(
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
    String words = "a word in capitals such as CALL or MEETING";
    rules.present(type, "type", words);
    type.ifPresent(word -> rules.check(WORD.matcher(word).matches(), "type", word, words));
    rules.present(repId.filter(id -> !id.isBlank()), "repId", "the id of a rep");
    rules.present(occurredAt, "occurredAt", "a moment such as 2026-03-31T09:30:00Z");
    rules.notFarAhead(
        occurredAt.map(at -> at.atZone(ZoneOffset.UTC).toLocalDate()), "occurredAt", receivedAt);
    rules.word(customerId, "customerId");
    rules.word(dealId, "dealId");
    rules.word(source, "source");
    rules.number(quantity, "quantity");
    rules.number(amount, "amount");
    rules.currency(currency, amount.isPresent());
    rules.number(score, "score");
    rules.attributes(attributes);
    return rules.violations();
  }

  @Override
  public Activity at(long newVersion, Instant moment) {
    return new Activity(
        id,
        newVersion,
        withdrawn,
        type,
        repId,
        customerId,
        dealId,
        source,
        occurredAt,
        quantity,
        amount,
        currency,
        score,
        attributes,
        moment);
  }

  @Override
  public Activity gone() {
    return withdrawal(id, version, changedAt);
  }

  @Override
  public Set<String> fieldNames() {
    return FIELDS;
  }

  @Override
  public Activity with(Set<String> names, Fact other) {
    if (!(other instanceof Activity activity)) {
      throw new IllegalArgumentException("A fact of another kind");
    }
    return new Activity(
        id,
        version,
        names.contains("withdrawn") ? activity.withdrawn : withdrawn,
        names.contains("type") ? activity.type : type,
        names.contains("repId") ? activity.repId : repId,
        names.contains("customerId") ? activity.customerId : customerId,
        names.contains("dealId") ? activity.dealId : dealId,
        names.contains("source") ? activity.source : source,
        names.contains("occurredAt") ? activity.occurredAt : occurredAt,
        names.contains("quantity") ? activity.quantity : quantity,
        names.contains("amount") ? activity.amount : amount,
        names.contains("currency") ? activity.currency : currency,
        names.contains("score") ? activity.score : score,
        Fact.attributes(attributes, names, activity.attributes),
        changedAt);
  }

  @Override
  public List<String> reps() {
    return repId.stream().toList();
  }

  @Override
  public Activity withReps(UnaryOperator<String> other) {
    return new Activity(
        id,
        version,
        withdrawn,
        type,
        repId.map(other),
        customerId,
        dealId,
        source,
        occurredAt,
        quantity,
        amount,
        currency,
        score,
        attributes,
        changedAt);
  }

  @Override
  public Activity asItStands() {
    return withdrawn ? gone() : this;
  }

  @Override
  public boolean hasContentOf(Fact other) {
    return other instanceof Activity activity && equals(activity.at(activity.version, changedAt));
  }
}
