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

/** Puts facts into Avro and back. */
final class FactFormat {
  private FactFormat() {}

  /**
   * The deal as a record.
   *
   * @param receipt the receipt under which it was taken in
   */
  static io.goalstream.sales.v1.Deal record(Deal deal, @Nullable String receipt) {
    return io.goalstream.sales.v1.Deal.newBuilder()
        .setId(deal.id())
        .setVersion(deal.version())
        .setWithdrawn(deal.withdrawn())
        .setStage(DealStage.valueOf(deal.stage().orElse(DealStage.UNKNOWN.name())))
        .setSourceStage(deal.sourceStage().orElse(null))
        .setAmount(deal.amount().orElse(null))
        .setMargin(deal.margin().orElse(null))
        .setCurrency(deal.currency().orElse(null))
        .setQuantity(deal.quantity().orElse(null))
        .setType(DealType.valueOf(deal.type().orElse(DealType.UNKNOWN.name())))
        .setCustomerId(deal.customerId().orElse(null))
        .setProductId(deal.productId().orElse(null))
        .setRegion(deal.region().orElse(null))
        .setSource(deal.source().orElse(null))
        .setCreatedOn(deal.createdOn().orElse(null))
        .setExpectedCloseOn(deal.expectedCloseOn().orElse(null))
        .setClosedOn(deal.closedOn().orElse(null))
        .setProbability(deal.probability().orElse(null))
        .setCredits(
            deal.credits().stream()
                .map(
                    credit ->
                        new Credit(
                            credit.repId(), credit.share(), CreditKind.valueOf(credit.kind())))
                .toList())
        .setAttributes(deal.attributes())
        .setChangedAt(deal.changedAt())
        .setReceipt(receipt)
        .build();
  }

  static io.goalstream.sales.v1.Activity record(Activity activity, @Nullable String receipt) {
    return io.goalstream.sales.v1.Activity.newBuilder()
        .setId(activity.id())
        .setVersion(activity.version())
        .setWithdrawn(activity.withdrawn())
        .setType(activity.type().orElse(null))
        .setRepId(activity.repId().orElse(null))
        .setCustomerId(activity.customerId().orElse(null))
        .setDealId(activity.dealId().orElse(null))
        .setSource(activity.source().orElse(null))
        .setOccurredAt(activity.occurredAt().orElse(null))
        .setQuantity(activity.quantity().orElse(null))
        .setAmount(activity.amount().orElse(null))
        .setCurrency(activity.currency().orElse(null))
        .setScore(activity.score().orElse(null))
        .setAttributes(activity.attributes())
        .setChangedAt(activity.changedAt())
        .setReceipt(receipt)
        .build();
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
