package io.goalstream.sample.kafka;

import io.goalstream.sales.v1.Deal;
import io.goalstream.sample.domain.Amount;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;

/** Breaks no rule: records of topics belong here. */
public final class DealReader {
  private DealReader() {}

  public static Amount amount(Deal deal) {
    BigDecimal amount = deal.getAmount();
    return new Amount(
        amount == null ? BigDecimal.valueOf(TopicCatalogue.DEALS.partitions()) : amount);
  }
}
