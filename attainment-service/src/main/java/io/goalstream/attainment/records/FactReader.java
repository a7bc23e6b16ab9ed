package io.goalstream.attainment.records;

import io.goalstream.attainment.domain.Activity;
import io.goalstream.attainment.domain.Deal;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts. A record that is withdrawn, empty, unreadable or wrong is no fact, always: what
 * counts depends on the latest record alone, however it was come by.
 */
public final class FactReader {
  private final AvroCodec<io.goalstream.sales.v1.Deal> deals;
  private final AvroCodec<io.goalstream.sales.v1.Activity> activities;

  public FactReader(TopicCodecs codecs) {
    this.deals = codecs.of(TopicCatalogue.DEALS, io.goalstream.sales.v1.Deal.class);
    this.activities = codecs.of(TopicCatalogue.ACTIVITIES, io.goalstream.sales.v1.Activity.class);
  }

  /** What the record of that kind of fact says. */
  public Reading<Optional<Fact>> read(FactKind kind, byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Reading.Read<>(Optional.empty());
    }
    Optional<Fact> fact = readQuickly(kind, bytes);
    return fact.isPresent() ? new Reading.Read<>(fact) : readAny(kind, bytes);
  }

  /** The fact, if it is one that counts and was written with the present schema. */
  Optional<Fact> readQuickly(FactKind kind, byte[] bytes) {
    try {
      return switch (kind) {
        case DEAL -> deals.isOfPresentSchema(bytes) ? FactBytes.deal(bytes) : Optional.empty();
        case ACTIVITY ->
            activities.isOfPresentSchema(bytes) ? FactBytes.activity(bytes) : Optional.empty();
      };
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | ArithmeticException
        | DateTimeException
        | NoSuchElementException e) {
      return Optional.empty(); // Who reads it in the other way hears why.
    }
  }

  /** What the record says, whatever it is. */
  Reading<Optional<Fact>> readAny(FactKind kind, byte[] bytes) {
    return switch (kind) {
      case DEAL -> deal(bytes);
      case ACTIVITY -> activity(bytes);
    };
  }

  /** The version that the record states, withdrawn or not; none if it cannot be read. */
  public OptionalLong version(FactKind kind, byte[] bytes) {
    try {
      return OptionalLong.of(
          switch (kind) {
            case DEAL -> deals.decode(bytes).getVersion();
            case ACTIVITY -> activities.decode(bytes).getVersion();
          });
    } catch (UnreadableRecordException e) {
      return OptionalLong.empty();
    }
  }

  /** The fact that was read; unreadable and rejected records are none. */
  public static Optional<Fact> factIn(Reading<Optional<Fact>> reading) {
    return reading instanceof Reading.Read(var fact) ? fact : Optional.empty();
  }

  private Reading<Optional<Fact>> deal(byte[] bytes) {
    io.goalstream.sales.v1.Deal deal;
    try {
      deal = deals.decode(bytes);
    } catch (UnreadableRecordException e) {
      return new Reading.Unreadable<>(String.valueOf(e.getMessage()));
    }
    if (deal.getWithdrawn()) {
      return new Reading.Read<>(Optional.empty());
    }
    return brokenRule(deal)
        .<Reading<Optional<Fact>>>map(Reading.Rejected::new)
        .orElseGet(() -> new Reading.Read<>(Optional.of(fact(deal))));
  }

  private Reading<Optional<Fact>> activity(byte[] bytes) {
    io.goalstream.sales.v1.Activity activity;
    try {
      activity = activities.decode(bytes);
    } catch (UnreadableRecordException e) {
      return new Reading.Unreadable<>(String.valueOf(e.getMessage()));
    }
    if (activity.getWithdrawn()) {
      return new Reading.Read<>(Optional.empty());
    }
    if (activity.getType() == null
        || activity.getRepId() == null
        || activity.getOccurredAt() == null) {
      return new Reading.Rejected<>("an activity needs type, repId and occurredAt");
    }
    return new Reading.Read<>(Optional.of(fact(activity)));
  }

  private static Optional<String> brokenRule(io.goalstream.sales.v1.Deal deal) {
    if (deal.getStage() == DealStage.UNKNOWN) {
      return Optional.of("found stage UNKNOWN, expected OPEN, WON or LOST");
    }
    BigDecimal revenue = BigDecimal.ZERO;
    for (Credit credit : deal.getCredits()) {
      if (credit.getShare().signum() <= 0) {
        return Optional.of("found share " + credit.getShare() + ", expected more than 0");
      }
      if (credit.getKind() == CreditKind.UNKNOWN) {
        return Optional.of("found credit kind UNKNOWN, expected REVENUE or OVERLAY");
      }
      if (credit.getKind() == CreditKind.REVENUE) {
        revenue = revenue.add(credit.getShare());
      }
    }
    boolean whole = revenue.compareTo(BigDecimal.ONE) == 0;
    return whole
        ? Optional.empty()
        : Optional.of("found REVENUE shares that add up to %s, expected 1".formatted(revenue));
  }

  private static Fact fact(io.goalstream.sales.v1.Deal deal) {
    List<Fact.Credited> credits =
        deal.getCredits().stream()
            .map(
                credit ->
                    new Fact.Credited(
                        credit.getRepId(),
                        credit.getShare(),
                        credit.getKind() == CreditKind.OVERLAY))
            .toList();
    return new Deal(
        deal.getId(),
        deal.getVersion(),
        deal.getStage().name(),
        Optional.ofNullable(deal.getSourceStage()),
        Optional.ofNullable(deal.getAmount()),
        Optional.ofNullable(deal.getMargin()),
        Optional.ofNullable(deal.getCurrency()),
        Optional.ofNullable(deal.getQuantity()),
        deal.getType().name(),
        Optional.ofNullable(deal.getCustomerId()),
        Optional.ofNullable(deal.getProductId()),
        Optional.ofNullable(deal.getRegion()),
        Optional.ofNullable(deal.getSource()),
        Optional.ofNullable(deal.getCreatedOn()),
        Optional.ofNullable(deal.getExpectedCloseOn()),
        Optional.ofNullable(deal.getClosedOn()),
        Optional.ofNullable(deal.getProbability()),
        credits,
        deal.getAttributes(),
        deal.getChangedAt());
  }

  private static Fact fact(io.goalstream.sales.v1.Activity activity) {
    return new Activity(
        activity.getId(),
        activity.getVersion(),
        activity.getType(),
        activity.getRepId(),
        Optional.ofNullable(activity.getCustomerId()),
        Optional.ofNullable(activity.getDealId()),
        Optional.ofNullable(activity.getSource()),
        activity.getOccurredAt(),
        Optional.ofNullable(activity.getQuantity()),
        Optional.ofNullable(activity.getAmount()),
        Optional.ofNullable(activity.getCurrency()),
        Optional.ofNullable(activity.getScore()),
        activity.getAttributes(),
        activity.getChangedAt());
  }
}
