package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sales activity or measurement as it now stands. It happened at a moment; the goal's zone
 * decides the date.
 */
public record Activity(
    String id,
    long version,
    String type,
    String repId,
    Optional<String> customerId,
    Optional<String> dealId,
    Optional<String> source,
    Instant occurredAt,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<BigDecimal> score,
    Map<String, String> attributes,
    Instant changedAt)
    implements Fact {

  @Override
  public FactKind kind() {
    return FactKind.ACTIVITY;
  }

  @Override
  public List<Credited> credits() {
    return List.of(new Credited(repId, BigDecimal.ONE, false));
  }

  @Override
  public Optional<String> word(String field) {
    return switch (field) {
      case "id" -> Optional.of(id);
      case "type" -> Optional.of(type);
      case "repId" -> Optional.of(repId);
      case "customerId" -> customerId;
      case "dealId" -> dealId;
      case "source" -> source;
      case "currency" -> currency;
      default ->
          field.startsWith(ATTRIBUTE)
              ? Optional.ofNullable(attributes.get(field.substring(ATTRIBUTE.length())))
              : number(field).map(BigDecimal::toPlainString);
    };
  }

  @Override
  public Optional<BigDecimal> number(String field) {
    return switch (field) {
      case "one" -> Optional.of(BigDecimal.ONE);
      case "quantity" -> quantity;
      case "amount" -> amount;
      case "score" -> score;
      default -> field.startsWith(ATTRIBUTE) ? Fact.parsed(word(field)) : Optional.empty();
    };
  }
}
