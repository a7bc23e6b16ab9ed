package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deal as it now stands. Its dates are calendar dates: the same in every zone. */
public record Deal(
    String id,
    long version,
    String stage,
    Optional<String> sourceStage,
    Optional<BigDecimal> amount,
    Optional<BigDecimal> margin,
    Optional<String> currency,
    Optional<BigDecimal> quantity,
    String type,
    Optional<String> customerId,
    Optional<String> productId,
    Optional<String> region,
    Optional<String> source,
    Optional<LocalDate> createdOn,
    Optional<LocalDate> expectedCloseOn,
    Optional<LocalDate> closedOn,
    Optional<BigDecimal> probability,
    List<Credited> credits,
    Map<String, String> attributes,
    Instant changedAt)
    implements Fact {

  @Override
  public FactKind kind() {
    return FactKind.DEAL;
  }

  @Override
  public Optional<String> word(String field) {
    return switch (field) {
      case "id" -> Optional.of(id);
      case "stage" -> Optional.of(stage);
      case "sourceStage" -> sourceStage;
      case "type" -> Optional.of(type);
      case "currency" -> currency;
      case "customerId" -> customerId;
      case "productId" -> productId;
      case "region" -> region;
      case "source" -> source;
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
      case "amount" -> amount;
      case "margin" -> margin;
      case "quantity" -> quantity;
      case "probability" -> probability;
      case "cycleDays" -> cycleDays();
      default -> field.startsWith(ATTRIBUTE) ? Fact.parsed(word(field)) : Optional.empty();
    };
  }

  private Optional<BigDecimal> cycleDays() {
    return createdOn.flatMap(
        created ->
            closedOn.map(closed -> BigDecimal.valueOf(ChronoUnit.DAYS.between(created, closed))));
  }
}
