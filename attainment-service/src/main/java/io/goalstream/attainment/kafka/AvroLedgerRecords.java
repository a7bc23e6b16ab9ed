package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.application.LedgerRecords;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.WorldChange;
import io.goalstream.attainment.records.FactReader;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the ledger keeps with the readers of the engine. Safe for several threads. */
public final class AvroLedgerRecords implements LedgerRecords {
  private final FactReader facts;
  private final AvroCodec<GoalDefinition> goals;
  private final AvroCodec<OrganizationRecord> organization;
  private final AvroCodec<ExchangeRate> rates;

  public AvroLedgerRecords(TopicCodecs codecs) {
    this.facts = new FactReader(codecs);
    this.goals = codecs.of(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class);
    this.organization = codecs.of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class);
    this.rates = codecs.of(TopicCatalogue.EXCHANGE_RATES, ExchangeRate.class);
  }

  @Override
  public Optional<Fact> fact(Shelf shelf, byte[] content) {
    FactKind kind = shelf == Shelf.DEAL ? FactKind.DEAL : FactKind.ACTIVITY;
    return FactReader.factIn(facts.read(kind, content));
  }

  @Override
  public Optional<WorldChange> world(Shelf shelf, String key, Optional<byte[]> content) {
    String prefix =
        switch (shelf) {
          case GOAL -> WorldReader.GOAL;
          case UNIT -> WorldReader.UNIT;
          case REP -> WorldReader.REP;
          case RATE -> WorldReader.RATE;
          case DEAL, ACTIVITY -> throw new IllegalArgumentException(shelf + " is not of the world");
        };
    try {
      Object change = content.isPresent() ? decode(shelf, content.get()) : null;
      return read(prefix + key, change);
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private static Optional<WorldChange> read(String key, @Nullable Object change) {
    return WorldReader.read(key, change) instanceof Reading.Read(WorldChange meaning)
        ? Optional.of(meaning)
        : Optional.empty();
  }

  private Object decode(Shelf shelf, byte[] content) throws UnreadableRecordException {
    return switch (shelf) {
      case GOAL -> goals.decode(content);
      case UNIT, REP -> organization.decode(content);
      case RATE -> rates.decode(content);
      case DEAL, ACTIVITY -> throw new IllegalArgumentException(shelf + " is not of the world");
    };
  }
}
