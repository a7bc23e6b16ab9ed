package io.goalstream.benchmark;

import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.schemas.serde.AvroCodec;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a textbook makes of the same task: a table of credits, and for each of the nine kinds of
 * sums groupBy and aggregate with an adder and a subtractor, on RocksDB. A deal with two credits
 * becomes two rows, since groupBy makes one row of one; it relies on who is credited not changing,
 * which spares it tombstones.
 */
final class PeerTopology {
  private final AvroCodec<Deal> codec;
  private final Map<String, String> unitOfRep;

  /** A rep's part of a won deal. */
  record CreditRow(String repId, int month, long cents) {}

  PeerTopology(AvroCodec<Deal> codec, Map<String, String> unitOfRep) {
    this.codec = codec;
    this.unitOfRep = unitOfRep;
  }

  /** Adds the application to a builder. */
  void addTo(StreamsBuilder builder, String deals, String sums) {
    Serde<Deal> dealSerde = Serdes.serdeFrom(codec.serializer(), codec.deserializer());
    Serde<CreditRow> rowSerde = CreditRowFormat.serde();
    KTable<String, CreditRow> credits =
        builder.stream(deals, Consumed.with(Serdes.String(), dealSerde))
            .flatMap((id, deal) -> rows(id, deal), Named.as("credits-of-deal"))
            .repartition(
                Repartitioned.<String, CreditRow>as("credits")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(rowSerde))
            .toTable(
                Named.as("credit-table"),
                Materialized.<String, CreditRow, KeyValueStore<Bytes, byte[]>>as("credit-rows")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(rowSerde));
    for (Owner owner : Owner.values()) {
      for (Span span : Span.values()) {
        sum(credits, owner, span, sums);
      }
    }
  }

  private void sum(KTable<String, CreditRow> credits, Owner owner, Span span, String sums) {
    String name =
        owner.name().toLowerCase(Locale.ROOT) + "-" + span.name().toLowerCase(Locale.ROOT);
    credits
        .groupBy(
            (id, row) -> KeyValue.pair(key(owner, span, row), row.cents()),
            Grouped.with(name, Serdes.String(), Serdes.Long()))
        .aggregate(
            () -> 0L,
            (key, cents, sum) -> sum + cents,
            (key, cents, sum) -> sum - cents,
            Named.as(name + "-aggregate"),
            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(name + "-sums")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()))
        .toStream(Named.as(name + "-changes"))
        .to(
            sums,
            Produced.<String, Long>as(name + "-out")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()));
  }

  private String key(Owner owner, Span span, CreditRow row) {
    String id =
        switch (owner) {
          case REP -> row.repId;
          case UNIT -> unitOfRep.getOrDefault(row.repId, "");
          case COMPANY -> "company";
        };
    return id + "-" + Period.ALL.get(span.of(row)).name();
  }

  private static List<KeyValue<String, CreditRow>> rows(String id, Deal deal) {
    List<KeyValue<String, CreditRow>> rows = new ArrayList<>(2);
    if (deal.getStage() == DealStage.WON && deal.getClosedOn() != null) {
      int month = deal.getClosedOn().getMonthValue() - 1;
      for (Credit credit : deal.getCredits()) {
        long cents =
            deal.getAmount()
                .multiply(credit.getShare())
                .setScale(2, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
        String key = id + "/" + rows.size();
        rows.add(KeyValue.pair(key, new CreditRow(credit.getRepId(), month, cents)));
      }
    }
    return rows;
  }

  /** Whose sums. */
  private enum Owner {
    REP,
    UNIT,
    COMPANY
  }

  /** Over which time. */
  private enum Span {
    MONTH,
    QUARTER,
    YEAR;

    /** The number of the period that the row is in. */
    int of(CreditRow row) {
      return switch (this) {
        case MONTH -> row.month;
        case QUARTER -> Period.quarterOf(row.month);
        case YEAR -> Period.WHOLE_YEAR;
      };
    }
  }
}
