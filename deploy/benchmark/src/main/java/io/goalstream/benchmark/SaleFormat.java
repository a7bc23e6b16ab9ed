package io.goalstream.benchmark;

import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a sale into the record of the deal topic, as full as a CRM fills it. */
final class SaleFormat {
  static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> SEGMENTS = List.of("small", "middle", "large");
  private static final List<String> REGIONS = List.of("north", "south", "east", "west");

  private SaleFormat() {}

  static Deal deal(Sale sale) {
    boolean open = sale.stage() == Sale.Stage.OPEN;
    LocalDate day = LocalDate.ofYearDay(Period.YEAR, sale.day() + 1);
    int spread = Math.floorMod(sale.id().hashCode(), 10_000);
    return Deal.newBuilder()
        .setId(sale.id())
        .setVersion(sale.version())
        .setStage(DealStage.valueOf(sale.stage().name()))
        .setAmount(BigDecimal.valueOf(sale.cents() * 10_000, 6))
        .setCurrency(Company.CURRENCY)
        .setType(spread % 3 == 0 ? DealType.NEW_BUSINESS : DealType.EXPANSION)
        .setCustomerId("customer-" + spread)
        .setRegion(REGIONS.get(spread % REGIONS.size()))
        .setSource("benchmark")
        .setCreatedOn(day.minusDays(45))
        .setExpectedCloseOn(day)
        .setClosedOn(open ? null : day)
        .setCredits(sale.shares().stream().map(SaleFormat::credit).toList())
        .setAttributes(attributes(sale, spread))
        .setChangedAt(SOME_TIME)
        .build();
  }

  /** The same as a line of JSON, as the intake takes it. */
  static String json(Sale sale) {
    Deal deal = deal(sale);
    StringBuilder credits = new StringBuilder();
    for (Credit credit : deal.getCredits()) {
      credits
          .append(credits.isEmpty() ? "" : ",")
          .append("{\"repId\":\"%s\",\"share\":".formatted(credit.getRepId()))
          .append(credit.getShare().stripTrailingZeros().toPlainString())
          .append('}');
    }
    StringBuilder attributes = new StringBuilder();
    new TreeMap<>(deal.getAttributes())
        .forEach(
            (name, word) ->
                attributes
                    .append(attributes.isEmpty() ? "" : ",")
                    .append("\"%s\":\"%s\"".formatted(name, word)));
    String closed =
        deal.getClosedOn() == null ? "" : "\"closedOn\":\"%s\",".formatted(deal.getClosedOn());
    return ("{\"id\":\"%s\",\"version\":%d,\"stage\":\"%s\",\"amount\":%s,\"currency\":\"%s\","
                + "\"type\":\"%s\",\"customerId\":\"%s\",\"region\":\"%s\",\"source\":\"%s\",")
            .formatted(
                deal.getId(),
                deal.getVersion(),
                deal.getStage(),
                deal.getAmount().stripTrailingZeros().toPlainString(),
                deal.getCurrency(),
                deal.getType(),
                deal.getCustomerId(),
                deal.getRegion(),
                deal.getSource())
        + "\"createdOn\":\"%s\",\"expectedCloseOn\":\"%s\",%s\"credits\":[%s],\"attributes\":{%s}}"
            .formatted(deal.getCreatedOn(), deal.getExpectedCloseOn(), closed, credits, attributes);
  }

  private static Credit credit(Sale.Share share) {
    return new Credit(
        Company.repId(share.rep()),
        BigDecimal.valueOf(share.tenths() * 100_000L, 6),
        CreditKind.REVENUE);
  }

  private static Map<String, String> attributes(Sale sale, int spread) {
    String segment = SEGMENTS.get(spread % SEGMENTS.size());
    return sale.probe() < 0
        ? Map.of("segment", segment, "campaign", "campaign-" + spread % 20)
        : Map.of("segment", segment, Company.PROBE_ATTRIBUTE, Company.probeId(sale.probe()));
  }
}
