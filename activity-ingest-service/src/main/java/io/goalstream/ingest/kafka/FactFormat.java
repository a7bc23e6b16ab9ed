package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts facts into Avro and back. Records are made with their constructors: builders look for
 * defaults for each.
 */
final class FactFormat {
  private FactFormat() {}

  /**
   * The deal as a record.
   *
   * @param receipt the receipt under which it was taken in
   */
  static io.goalstream.sales.v1.Deal record(Deal deal, @Nullable String receipt) {
    return new io.goalstream.sales.v1.Deal(
        deal.id(),
        deal.version(),
        deal.withdrawn(),
        DealStage.valueOf(deal.stage().orElse(DealStage.UNKNOWN.name())),
        deal.sourceStage().orElse(null),
        deal.amount().orElse(null),
        deal.margin().orElse(null),
        deal.currency().orElse(null),
        deal.quantity().orElse(null),
        DealType.valueOf(deal.type().orElse(DealType.UNKNOWN.name())),
        deal.customerId().orElse(null),
        deal.productId().orElse(null),
        deal.region().orElse(null),
        deal.source().orElse(null),
        deal.createdOn().orElse(null),
        deal.expectedCloseOn().orElse(null),
        deal.closedOn().orElse(null),
        deal.probability().orElse(null),
        deal.credits().stream()
            .map(
                credit ->
                    new Credit(credit.repId(), credit.share(), CreditKind.valueOf(credit.kind())))
            .toList(),
        deal.attributes(),
        deal.changedAt(),
        receipt);
  }

  static io.goalstream.sales.v1.Activity record(Activity activity, @Nullable String receipt) {
    return new io.goalstream.sales.v1.Activity(
        activity.id(),
        activity.version(),
        activity.withdrawn(),
        activity.type().orElse(null),
        activity.repId().orElse(null),
        activity.customerId().orElse(null),
        activity.dealId().orElse(null),
        activity.source().orElse(null),
        activity.occurredAt().orElse(null),
        activity.quantity().orElse(null),
        activity.amount().orElse(null),
        activity.currency().orElse(null),
        activity.score().orElse(null),
        activity.attributes(),
        activity.changedAt(),
        receipt);
  }

  static Fact fact(io.goalstream.sales.v1.Deal deal) {
    return new Deal(
        deal.getId(),
        deal.getVersion(),
        deal.getWithdrawn(),
        word(deal.getStage(), DealStage.UNKNOWN),
        Optional.ofNullable(deal.getSourceStage()),
        number(deal.getAmount()),
        number(deal.getMargin()),
        Optional.ofNullable(deal.getCurrency()),
        number(deal.getQuantity()),
        word(deal.getType(), DealType.UNKNOWN),
        Optional.ofNullable(deal.getCustomerId()),
        Optional.ofNullable(deal.getProductId()),
        Optional.ofNullable(deal.getRegion()),
        Optional.ofNullable(deal.getSource()),
        Optional.ofNullable(deal.getCreatedOn()),
        Optional.ofNullable(deal.getExpectedCloseOn()),
        Optional.ofNullable(deal.getClosedOn()),
        number(deal.getProbability()),
        deal.getCredits().stream()
            .map(
                credit ->
                    new Deal.Credit(credit.getRepId(), credit.getShare(), credit.getKind().name()))
            .toList(),
        deal.getAttributes(),
        deal.getChangedAt());
  }

  static Fact fact(io.goalstream.sales.v1.Activity activity) {
    return new Activity(
        activity.getId(),
        activity.getVersion(),
        activity.getWithdrawn(),
        Optional.ofNullable(activity.getType()),
        Optional.ofNullable(activity.getRepId()),
        Optional.ofNullable(activity.getCustomerId()),
        Optional.ofNullable(activity.getDealId()),
        Optional.ofNullable(activity.getSource()),
        Optional.ofNullable(activity.getOccurredAt()),
        number(activity.getQuantity()),
        number(activity.getAmount()),
        Optional.ofNullable(activity.getCurrency()),
        number(activity.getScore()),
        activity.getAttributes(),
        activity.getChangedAt());
  }

  private static Optional<BigDecimal> number(@Nullable BigDecimal number) {
    return Optional.ofNullable(number);
  }

  private static <E extends Enum<E>> Optional<String> word(E constant, E unknown) {
    return constant == unknown ? Optional.empty() : Optional.of(constant.name());
  }
}
