package io.goalstream.attainment.records;

import io.goalstream.attainment.domain.Activity;
import io.goalstream.attainment.domain.Deal;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import io.goalstream.schemas.serde.AvroCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads facts straight from their bytes, in the order of the present schema's fields. Reading facts
 * is most of the engine's work, and the way over Avro's objects takes several times as long. It
 * reads facts that count; what is withdrawn, wrong or damaged is left to Avro, which says why.
 */
final class FactBytes {
  /** Digits after the point of all decimals of facts. */
  static final int PLACES = 6;

  private static final String[] STAGES = names(DealStage.values());
  private static final String[] TYPES = names(DealType.values());
  private static final CreditKind[] KINDS = CreditKind.values();

  private FactBytes() {}

  private static String[] names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
  }

  /**
   * The deal in a record of the present schema; empty if it is none that counts.
   *
   * @throws RuntimeException if the bytes do not fit
   */
  static Optional<Fact> deal(byte[] record) {
    AvroBytes in = new AvroBytes(record, AvroCodec.PREFIX);
    String id = in.word();
    long version = in.number();
    if (in.flag()) {
      return Optional.empty();
    }
    String stage = STAGES[in.smallNumber()];
    Optional<String> sourceStage = in.maybeWord();
    Optional<BigDecimal> amount = in.maybeDecimal();
    Optional<BigDecimal> margin = in.maybeDecimal();
    Optional<String> currency = in.maybeWord();
    Optional<BigDecimal> quantity = in.maybeDecimal();
    String type = TYPES[in.smallNumber()];
    Deal deal =
        new Deal(
            id,
            version,
            stage,
            sourceStage,
            amount,
            margin,
            currency,
            quantity,
            type,
            in.maybeWord(),
            in.maybeWord(),
            in.maybeWord(),
            in.maybeWord(),
            in.maybeDate(),
            in.maybeDate(),
            in.maybeDate(),
            in.maybeDecimal(),
            credits(in),
            in.words(),
            in.moment());
    in.skipMaybeWord();
    boolean counts = !stage.equals(DealStage.UNKNOWN.name()) && isWhole(deal.credits());
    return counts && in.isAtEnd() ? Optional.of(deal) : Optional.empty();
  }

  private static List<Fact.Credited> credits(AvroBytes in) {
    List<Fact.Credited> credits = new ArrayList<>(2);
    for (int count = in.items(); count > 0; count = in.items()) {
      for (int item = 0; item < count; item++) {
        String repId = in.word();
        BigDecimal share = in.decimal();
        credits.add(
            switch (KINDS[in.smallNumber()]) {
              case REVENUE -> new Fact.Credited(repId, share, false);
              case OVERLAY -> new Fact.Credited(repId, share, true);
              case UNKNOWN -> throw new IllegalArgumentException("found a credit of no kind");
            });
      }
    }
    return credits;
  }

  /** Whether the shares are those that the rules ask for. */
  private static boolean isWhole(List<Fact.Credited> credits) {
    BigDecimal revenue = BigDecimal.ZERO;
    for (Fact.Credited credited : credits) {
      if (credited.share().signum() <= 0) {
        return false;
      }
      revenue = credited.overlay() ? revenue : revenue.add(credited.share());
    }
    return revenue.compareTo(BigDecimal.ONE) == 0;
  }

  /**
   * The activity in a record of the present schema; empty if it is none that counts.
   *
   * @throws RuntimeException if the bytes do not fit
   */
  static Optional<Fact> activity(byte[] record) {
    AvroBytes in = new AvroBytes(record, AvroCodec.PREFIX);
    String id = in.word();
    long version = in.number();
    if (in.flag()) {
      return Optional.empty();
    }
    String type = in.maybeWord().orElseThrow();
    String repId = in.maybeWord().orElseThrow();
    Optional<String> customerId = in.maybeWord();
    Optional<String> dealId = in.maybeWord();
    Optional<String> source = in.maybeWord();
    Instant occurredAt = in.maybeMoment().orElseThrow();
    Optional<BigDecimal> quantity = in.maybeDecimal();
    Optional<BigDecimal> amount = in.maybeDecimal();
    Optional<String> currency = in.maybeWord();
    Optional<BigDecimal> score = in.maybeDecimal();
    Map<String, String> attributes = in.words();
    Instant changedAt = in.moment();
    in.skipMaybeWord();
    return in.isAtEnd()
        ? Optional.of(
            new Activity(
                id,
                version,
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
                changedAt))
        : Optional.empty();
  }
}
