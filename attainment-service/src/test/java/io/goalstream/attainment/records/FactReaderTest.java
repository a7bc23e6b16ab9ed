package io.goalstream.attainment.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.RegistryStandIn;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Facts are read in two ways, the quick one and Avro's: whatever the quick one reads, Avro reads
 * the same.
 */
class FactReaderTest {
  private static final int RECORDS = 3_000;
  private static final int DAMAGES = 20;
  private static final BigDecimal THIRD = new BigDecimal("0.333333");

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final RegistryStandIn registry = new RegistryStandIn();
  private final TopicCodecs codecs = new TopicCodecs(registry.client());
  private final AvroCodec<Deal> deals = codecs.of(TopicCatalogue.DEALS, Deal.class);
  private final AvroCodec<Activity> activities =
      codecs.of(TopicCatalogue.ACTIVITIES, Activity.class);
  private final FactReader reader = new FactReader(codecs);
  private int readQuickly;

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void dealsAreReadAlikeInBothWays() {
    for (int record = 0; record < RECORDS; record++) {
      compare(FactKind.DEAL, deals.encode(deal()));
    }
    assertThat(readQuickly).as("seed %d", seed).isGreaterThan(RECORDS / 2);
  }

  @Test
  void activitiesAreReadAlikeInBothWays() {
    for (int record = 0; record < RECORDS; record++) {
      compare(FactKind.ACTIVITY, activities.encode(activity()));
    }
    assertThat(readQuickly).as("seed %d", seed).isGreaterThan(RECORDS / 2);
  }

  private void compare(FactKind kind, byte[] bytes) {
    if (reader.readQuickly(kind, bytes).isPresent()) {
      readQuickly++;
    }
    compareOne(kind, bytes);
    for (int damage = 0; damage < DAMAGES; damage++) {
      compareOne(kind, damaged(bytes));
    }
  }

  private void compareOne(FactKind kind, byte[] bytes) {
    var quick = reader.readQuickly(kind, bytes);
    if (quick.isPresent()) {
      assertThat(reader.readAny(kind, bytes))
          .as("seed %d", seed)
          .isEqualTo(new Reading.Read<>(quick));
    }
  }

  private byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[AvroCodec.PREFIX + random.nextInt(bytes.length - AvroCodec.PREFIX)] =
        (byte) random.nextInt();
    return damaged;
  }

  private Deal deal() {
    boolean withdrawn = random.nextInt(20) == 0;
    return Deal.newBuilder()
        .setId(word())
        .setVersion(random.nextLong())
        .setWithdrawn(withdrawn)
        .setStage(oneOf(DealStage.OPEN, DealStage.WON, DealStage.LOST))
        .setSourceStage(maybe(this::word))
        .setAmount(maybe(this::decimal))
        .setMargin(maybe(this::decimal))
        .setCurrency(maybe(this::word))
        .setQuantity(maybe(this::decimal))
        .setType(oneOf(DealType.values()))
        .setCustomerId(maybe(this::word))
        .setProductId(maybe(this::word))
        .setRegion(maybe(this::word))
        .setSource(maybe(this::word))
        .setCreatedOn(maybe(this::date))
        .setExpectedCloseOn(maybe(this::date))
        .setClosedOn(maybe(this::date))
        .setProbability(maybe(() -> THIRD))
        .setCredits(credits())
        .setAttributes(attributes())
        .setChangedAt(moment())
        .setReceipt(maybe(this::word))
        .build();
  }

  private List<Credit> credits() {
    List<Credit> credits = new ArrayList<>();
    if (random.nextBoolean()) {
      credits.add(new Credit(word(), new BigDecimal("1.000000"), CreditKind.REVENUE));
    } else {
      credits.add(new Credit(word(), THIRD, CreditKind.REVENUE));
      credits.add(new Credit(word(), new BigDecimal("0.666667"), CreditKind.REVENUE));
    }
    if (random.nextInt(4) == 0) {
      credits.add(new Credit(word(), decimal().abs().min(THIRD), oneOf(CreditKind.values())));
    }
    return credits;
  }

  private Activity activity() {
    return Activity.newBuilder()
        .setId(word())
        .setVersion(random.nextLong())
        .setWithdrawn(random.nextInt(20) == 0)
        .setType(random.nextInt(30) == 0 ? null : word())
        .setRepId(random.nextInt(30) == 0 ? null : word())
        .setCustomerId(maybe(this::word))
        .setDealId(maybe(this::word))
        .setSource(maybe(this::word))
        .setOccurredAt(random.nextInt(30) == 0 ? null : moment())
        .setQuantity(maybe(this::decimal))
        .setAmount(maybe(this::decimal))
        .setCurrency(maybe(this::word))
        .setScore(maybe(this::decimal))
        .setAttributes(attributes())
        .setChangedAt(moment())
        .setReceipt(maybe(this::word))
        .build();
  }

  @SafeVarargs
  private final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }

  private String word() {
    return random
        .ints(random.nextInt(30), 0, 0x3000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Of up to 24 digits, so that some do not fit into a long. */
  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(random.nextInt(80), random), FactBytes.PLACES)
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000));
  }

  private Instant moment() {
    return Instant.ofEpochMilli(random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L));
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      attributes.put(word(), word());
    }
    return attributes;
  }

  @Test
  void aRecordOfAnotherSchemaIsLeftToAvro() {
    byte[] bytes = deals.encode(deal());
    bytes[1] = 1; // An id that the registry does not know.
    assertThat(reader.readQuickly(FactKind.DEAL, bytes)).isEmpty();
    assertThat(reader.read(FactKind.DEAL, bytes)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void aDealWithoutWholeSharesIsRefusedWithItsReason() {
    byte[] bytes =
        deals.encode(
            Deal.newBuilder(deal())
                .setWithdrawn(false)
                .setCredits(List.of(new Credit("rep-1", THIRD, CreditKind.REVENUE)))
                .build());
    assertThat(reader.readQuickly(FactKind.DEAL, bytes)).isEmpty();
    assertThat(reader.read(FactKind.DEAL, bytes))
        .isEqualTo(
            new Reading.Rejected<Optional<?>>(
                "found REVENUE shares that add up to 0.333333, expected 1"));
  }
}
