package io.goalstream.attainment.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.LedgerEntry;
import io.goalstream.attainment.application.LedgerEntry.Shelf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The ledger: one document for each thing, with its versions in it, so that a record is one update
 * without a read. Beside them stand everybody whom any version credits, and the first and last day
 * on which any can count, for the indexes.
 */
public final class MongoLedger implements Ledger {
  private static final String FACTS = "ledgerFacts";
  private static final String WORLD = "ledgerWorld";
  private static final String POSITIONS = "ledgerPositions";
  private static final String SHELF = "shelf";
  private static final String OFFSET = "offset";
  private static final String VERSIONS = "versions";
  private static final String REPS = "reps";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String KNOWN_AT = "knownAt";
  private static final String CONTENT = "content";
  private static final String NEXT = "next";
  private static final long NOTHING = -1;

  /** Every so many records of a thing, its oldest versions are looked at. */
  private static final long TRIM_EVERY = 64;

  private final MongoOperations mongo;

  public MongoLedger(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Declares the indexes; the same again does nothing. */
  public void prepare() {
    mongo.execute(
        FACTS,
        facts -> {
          facts.createIndex(Indexes.ascending(REPS, LAST, FIRST), new IndexOptions().name(REPS));
          facts.createIndex(Indexes.ascending(LAST, FIRST), new IndexOptions().name(LAST));
          return facts;
        });
  }

  @Override
  public void keep(Collection<LedgerEntry> entries) {
    write(FACTS, entries.stream().filter(entry -> entry.shelf().isFact()).toList());
    write(WORLD, entries.stream().filter(entry -> !entry.shelf().isFact()).toList());
    advance(entries);
  }

  /**
   * In rounds: each writes at most one version of a thing, so the order within a round does not
   * matter.
   */
  private void write(String collection, List<LedgerEntry> entries) {
    List<LedgerEntry> waiting = entries;
    while (!waiting.isEmpty()) {
      Set<String> ids = new HashSet<>();
      List<WriteModel<Document>> round = new ArrayList<>();
      List<LedgerEntry> next = new ArrayList<>();
      for (LedgerEntry entry : waiting) {
        if (ids.add(id(entry))) {
          round.add(update(entry));
        } else {
          next.add(entry);
        }
      }
      bulk(collection, round);
      waiting = next;
    }
    bulk(collection, entries.stream().filter(MongoLedger::isForTrimming).map(this::trim).toList());
  }

  private static boolean isForTrimming(LedgerEntry entry) {
    return entry.offset() % TRIM_EVERY == 0;
  }

  /** Finds nothing, and then cannot insert either, where a later record stands already. */
  private static WriteModel<Document> update(LedgerEntry entry) {
    Document version =
        new Document(OFFSET, entry.offset()).append(KNOWN_AT, Date.from(entry.knownAt()));
    entry.content().ifPresent(content -> version.append(CONTENT, new Binary(content)));
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(SHELF, entry.shelf().name()));
    updates.add(Updates.set(OFFSET, entry.offset()));
    updates.add(Updates.addToSet(VERSIONS, version));
    if (!entry.repIds().isEmpty()) {
      updates.add(Updates.addEachToSet(REPS, entry.repIds().stream().sorted().toList()));
    }
    entry.dates().stream()
        .min(Comparator.naturalOrder())
        .ifPresent(day -> updates.add(Updates.min(FIRST, day.toEpochDay())));
    entry.dates().stream()
        .max(Comparator.naturalOrder())
        .ifPresent(day -> updates.add(Updates.max(LAST, day.toEpochDay())));
    return new UpdateOneModel<>(
        Filters.and(Filters.eq("_id", id(entry)), Filters.lt(OFFSET, entry.offset())),
        Updates.combine(updates),
        new UpdateOptions().upsert(true));
  }

  private WriteModel<Document> trim(LedgerEntry entry) {
    return new UpdateOneModel<>(
        Filters.and(Filters.eq("_id", id(entry)), Filters.exists(VERSIONS + "." + VERSIONS_KEPT)),
        Updates.pushEach(VERSIONS, List.of(), new PushOptions().slice(-VERSIONS_KEPT)));
  }

  private void bulk(String collection, List<WriteModel<Document>> writes) {
    if (writes.isEmpty()) {
      return;
    }
    mongo.execute(
        collection,
        documents -> {
          try {
            documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
          } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(MongoLedger::isKnownAlready)) {
              throw e;
            }
          }
          return documents;
        });
  }

  private static boolean isKnownAlready(BulkWriteError error) {
    return ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY;
  }

  private static String id(LedgerEntry entry) {
    return entry.shelf().name() + "/" + entry.key();
  }

  private void advance(Collection<LedgerEntry> entries) {
    Map<String, Long> next = new HashMap<>();
    for (LedgerEntry entry : entries) {
      next.merge(entry.topic() + "/" + entry.partition(), entry.offset() + 1, Math::max);
    }
    next.forEach(
        (place, offset) ->
            mongo.execute(
                POSITIONS,
                positions ->
                    positions.updateOne(
                        Filters.eq("_id", place),
                        Updates.max(NEXT, offset),
                        new UpdateOptions().upsert(true))));
  }

  @Override
  public Stream<History> facts(Wanted wanted) {
    Criteria criteria =
        Criteria.where(LAST)
            .gte(wanted.first().toEpochDay())
            .and(FIRST)
            .lte(wanted.last().toEpochDay());
    wanted.repIds().ifPresent(ids -> criteria.and(REPS).in(ids));
    if (wanted.shelves().size() == 1) {
      criteria.and(SHELF).is(wanted.shelves().iterator().next().name());
    }
    return stream(FACTS, Query.query(criteria).with(Sort.by("_id")).allowDiskUse(true));
  }

  @Override
  public Stream<History> world() {
    return stream(
        WORLD,
        Query.query(
            Criteria.where(SHELF).in(Shelf.UNIT.name(), Shelf.REP.name(), Shelf.RATE.name())));
  }

  @Override
  public Optional<History> goal(String goalId) {
    return Optional.ofNullable(
            mongo.findById(Shelf.GOAL.name() + "/" + goalId, Document.class, WORLD))
        .map(MongoLedger::history);
  }

  private Stream<History> stream(String collection, Query query) {
    return mongo.stream(query, Document.class, collection).map(MongoLedger::history);
  }

  private static History history(Document document) {
    Shelf shelf = Shelf.valueOf(document.getString(SHELF));
    String key = document.getString("_id").substring(shelf.name().length() + 1);
    return new History(
        shelf,
        key,
        document.getList(VERSIONS, Document.class).stream()
            .map(
                version ->
                    new Version(
                        version.getLong(OFFSET),
                        version.getDate(KNOWN_AT).toInstant(),
                        Optional.ofNullable(version.get(CONTENT, Binary.class))
                            .map(Binary::getData)))
            .toList());
  }

  @Override
  public Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    for (Document position : mongo.findAll(Document.class, POSITIONS)) {
      positions.put(position.getString("_id"), position.getLong(NEXT));
    }
    return positions;
  }

  @Override
  public void startOver() {
    for (String collection : List.of(FACTS, WORLD)) {
      mongo.execute(
          collection,
          (MongoCollection<Document> documents) ->
              documents.updateMany(new Document(), Updates.set(OFFSET, NOTHING)));
    }
    mongo.remove(new Query(), POSITIONS);
  }
}
