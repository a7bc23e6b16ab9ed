package io.goalstream.goals.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.goalstream.goals.application.Documents;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.Pending;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.GoalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents {@code {_id, version, value, pending}}. Amounts and dates are kept as text inside
 * {@code value}: exact, and the same in every zone.
 */
public class MongoDocuments<T> implements Documents<T> {
  private static final String VERSION = "version";
  private static final String VALUE = "value";
  private static final String PENDING = "pending";
  private static final String ITEM = "itemId";
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final MongoCollection<Document> collection;
  private final Class<T> type;
  private final JsonMapper json;
  private final Supplier<String> itemIds;
  private volatile boolean prepared;

  /**
   * @param json writes decimals as text
   */
  public MongoDocuments(MongoCollection<Document> collection, Class<T> type, JsonMapper json) {
    this.collection = collection;
    this.type = type;
    this.json = json;
    this.itemIds = () -> UUID.randomUUID().toString();
  }

  @Override
  public Optional<Stored<T>> find(String id) {
    return ask(() -> Optional.ofNullable(collection.find(Filters.eq(id)).first()))
        .map(this::stored);
  }

  @Override
  public List<Stored<T>> findAll(Set<String> ids) {
    return those(Filters.in("_id", ids), 0);
  }

  @Override
  public List<Stored<T>> all() {
    return those(Filters.empty(), 0);
  }

  /**
   * What meets the filter, in the order of the ids.
   *
   * @param limit the most to answer; 0 for all
   */
  final List<Stored<T>> those(Bson filter, int limit) {
    // Each document becomes a value as it comes: as documents, many are much larger.
    return ask(
        () ->
            collection
                .find(filter)
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(this::stored)
                .into(new ArrayList<>()));
  }

  @Override
  public boolean insert(String id, T value, boolean publish, List<GoalEvent> events) {
    Document document = document(new Fresh<>(id, value, publish, events));
    return ask(() -> inserted(document));
  }

  private Document document(Fresh<T> fresh) {
    return new Document("_id", fresh.id())
        .append(VERSION, 1L)
        .append(VALUE, document(fresh.value()))
        .append(PENDING, items(fresh.publish(), fresh.events()));
  }

  @Override
  public int insertAll(List<Fresh<T>> fresh) {
    if (fresh.isEmpty()) {
      return 0;
    }
    List<Document> documents = fresh.stream().map(this::document).toList();
    return ask(() -> inserted(documents));
  }

  private int inserted(List<Document> documents) {
    try {
      collection.insertMany(documents);
      return documents.size();
    } catch (MongoBulkWriteException e) {
      // In their order, so nothing after the first error was written.
      BulkWriteError first = e.getWriteErrors().getFirst();
      if (first.getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return first.getIndex();
      }
      throw e;
    }
  }

  private boolean inserted(Document document) {
    try {
      collection.insertOne(document);
      return true;
    } catch (MongoWriteException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  /** What the database answers. */
  static <R> R ask(Supplier<R> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new PartAwayException("The database does not answer", e);
    }
  }

  @Override
  public boolean replace(Stored<T> former, T value, boolean publish, List<GoalEvent> events) {
    UpdateOneModel<Document> update = update(new Renewed<>(former, value, publish, events));
    return ask(() -> collection.updateOne(update.getFilter(), update.getUpdate())).getMatchedCount()
        == 1;
  }

  private UpdateOneModel<Document> update(Renewed<T> renewed) {
    Stored<T> former = renewed.former();
    return new UpdateOneModel<>(
        Filters.and(Filters.eq(former.id()), Filters.eq(VERSION, former.version())),
        Updates.combine(
            Updates.set(VERSION, former.version() + 1),
            Updates.set(VALUE, document(renewed.value())),
            Updates.pushEach(PENDING, items(renewed.publish(), renewed.events()))));
  }

  @Override
  public Optional<String> replaceAll(List<Renewed<T>> renewed) {
    if (renewed.isEmpty()) {
      return Optional.empty();
    }
    List<UpdateOneModel<Document>> updates = renewed.stream().map(this::update).toList();
    int kept = ask(() -> collection.bulkWrite(updates, UNORDERED)).getMatchedCount();
    return kept == renewed.size() ? Optional.empty() : Optional.of(lost(renewed));
  }

  /**
   * How many were kept is known, but not which ones: the first one that is not as it was written.
   */
  private String lost(List<Renewed<T>> renewed) {
    Map<String, T> written = new HashMap<>();
    renewed.forEach(one -> written.put(one.former().id(), one.value()));
    Map<String, T> present = new HashMap<>();
    findAll(written.keySet()).forEach(stored -> present.put(stored.id(), stored.value()));
    return renewed.stream()
        .map(one -> one.former().id())
        .filter(id -> !Objects.equals(written.get(id), present.get(id)))
        .findFirst()
        .orElseGet(() -> renewed.getFirst().former().id());
  }

  /** At the first question, since the database may be away when the service starts. */
  void prepare() {
    if (!prepared) {
      ask(() -> collection.createIndex(Indexes.ascending(PENDING + "." + ITEM)));
      prepared = true;
    }
  }

  @Override
  public List<Pending<T>> pending(int limit) {
    prepare();
    return ask(
            () ->
                collection
                    .find(Filters.gt(PENDING + "." + ITEM, ""))
                    .sort(Sorts.ascending("_id"))
                    .limit(limit)
                    .into(new ArrayList<>()))
        .stream()
        .map(document -> new Pending<>(stored(document), items(document)))
        .toList();
  }

  @Override
  public void published(Map<String, Set<String>> done) {
    if (done.isEmpty()) {
      return;
    }
    List<UpdateOneModel<Document>> notes = new ArrayList<>();
    done.forEach(
        (id, items) ->
            notes.add(
                new UpdateOneModel<>(
                    Filters.eq(id),
                    Updates.pullByFilter(
                        new Document(
                            PENDING,
                            new Document(ITEM, new Document("$in", List.copyOf(items))))))));
    ask(() -> collection.bulkWrite(notes, UNORDERED));
  }

  private Stored<T> stored(Document document) {
    T value = json.readValue(present(document.get(VALUE, Document.class)).toJson(), type);
    return new Stored<>(document.getString("_id"), document.getLong(VERSION), value);
  }

  /** A value as it is kept now, whatever version of the service kept it. */
  Document present(Document value) {
    return value;
  }

  private Document document(Object value) {
    return Document.parse(json.writeValueAsString(value));
  }

  private List<Document> items(boolean publish, List<GoalEvent> events) {
    List<Document> items = new ArrayList<>();
    if (publish) {
      items.add(new Document(ITEM, itemIds.get()));
    }
    events.forEach(
        event -> items.add(new Document(ITEM, itemIds.get()).append("event", document(event))));
    return items;
  }

  private List<Pending.Item> items(Document document) {
    return document.getList(PENDING, Document.class).stream()
        .map(
            item ->
                new Pending.Item(
                    item.getString(ITEM),
                    Optional.ofNullable(item.get("event", Document.class))
                        .map(event -> json.readValue(event.toJson(), GoalEvent.class))))
        .toList();
  }
}
