package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Facts that break no rule, to be changed field by field. */
public final class Examples {
  public static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  private Examples() {}

  /** A deal in the making. */
  public static final class DealExample {
    public String id = "D-1";
    public long version = 1;
    public Optional<String> stage = Optional.of("WON");
    public Optional<String> sourceStage = Optional.of("Closed won");
    public Optional<String> amount = Optional.of("1250.50");
    public Optional<String> margin = Optional.of("300");
    public Optional<String> currency = Optional.of("EUR");
    public Optional<String> quantity = Optional.of("3");
    public Optional<String> type = Optional.of("RENEWAL");
    public Optional<String> customerId = Optional.of("C-1");
    public Optional<LocalDate> createdOn = Optional.of(LocalDate.of(2026, 1, 15));
    public Optional<LocalDate> closedOn = Optional.of(LocalDate.of(2026, 3, 30));
    public Optional<String> probability = Optional.of("1");
    public List<Deal.Credit> credits = new ArrayList<>(List.of(revenue("ana", "1")));
    public Map<String, String> attributes = new TreeMap<>(Map.of("segment", "SMB"));
    public Instant changedAt = NOW;

    public Deal deal() {
      return new Deal(
          id,
          version,
          false,
          stage,
          sourceStage,
          amount.map(BigDecimal::new),
          margin.map(BigDecimal::new),
          currency,
          quantity.map(BigDecimal::new),
          type,
          customerId,
          Optional.of("P-1"),
          Optional.of("north"),
          Optional.of("crm"),
          createdOn,
          Optional.empty(),
          closedOn,
          probability.map(BigDecimal::new),
          credits,
          attributes,
          changedAt);
    }
  }

  /** An activity in the making. */
  public static final class ActivityExample {
    public String id = "A-1";
    public long version = 1;
    public Optional<String> type = Optional.of("CALL");
    public Optional<String> repId = Optional.of("ana");
    public Optional<String> customerId = Optional.of("C-1");
    public Optional<Instant> occurredAt = Optional.of(NOW);
    public Optional<String> quantity = Optional.of("1.5");
    public Optional<String> amount = Optional.of("10");
    public Optional<String> currency = Optional.of("EUR");
    public Optional<String> score = Optional.of("4.5");
    public Map<String, String> attributes = new TreeMap<>(Map.of("segment", "SMB"));
    public Instant changedAt = NOW;

    public Activity activity() {
      return new Activity(
          id,
          version,
          false,
          type,
          repId,
          customerId,
          Optional.of("D-1"),
          Optional.of("crm"),
          occurredAt,
          quantity.map(BigDecimal::new),
          amount.map(BigDecimal::new),
          currency,
          score.map(BigDecimal::new),
          attributes,
          changedAt);
    }
  }

  public static Deal deal(Consumer<DealExample> change) {
    DealExample example = new DealExample();
    change.accept(example);
    return example.deal();
  }

  public static Activity activity(Consumer<ActivityExample> change) {
    ActivityExample example = new ActivityExample();
    change.accept(example);
    return example.activity();
  }

  public static Deal.Credit revenue(String repId, String share) {
    return new Deal.Credit(repId, new BigDecimal(share), Deal.Credit.REVENUE);
  }

  public static Deal.Credit overlay(String repId, String share) {
    return new Deal.Credit(repId, new BigDecimal(share), Deal.Credit.OVERLAY);
  }
}
