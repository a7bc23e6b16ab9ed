package io.goalstream.local;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A backend with secondary indexes, which finds a document by its id also where a query names more
 * than the id, as an update that is guarded by a version does: the one it rests on would read all
 * documents of the collection for that.
 */
final class IndexedBackend extends H2Backend {
  private static final String ID = "_id";
  private static final String AND = "$and";

  /** Estimated by the store; what it holds of documents takes several times as much. */
  private static final int CACHE_MEGABYTES = 48;

  /**
   * @param file where data is kept
   */
  IndexedBackend(String file) {
    super(new MVStore.Builder().fileName(file).cacheSize(CACHE_MEGABYTES).open());
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new IndexedDatabase(name);
  }

  private final class IndexedDatabase extends H2Database {
    IndexedDatabase(String name) {
      super(name, getMvStore(), getCursorRegistry());
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
        String collection, String name, List<IndexKey> keys, boolean sparse) {
      return new SecondaryIndex(name, keys);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
        String name, CollectionOptions options) {
      String fullName = getDatabaseName() + "." + name;
      return new IndexedCollection(
          this,
          name,
          options,
          getMvStore().openMap("databases." + fullName),
          getMvStore().openMap("meta." + fullName),
          cursorRegistry);
    }
  }

  private static final class IndexedCollection extends H2Collection {
    IndexedCollection(
        MongoDatabase database,
        String name,
        CollectionOptions options,
        MVMap<Object, Document> data,
        MVMap<String, Object> meta,
        CursorRegistry cursors) {
      super(database, name, options, data, meta, cursors);
    }

    /** Nothing is added between the documents that an index begins with and those it is told of. */
    @Override
    public synchronized void addIndex(Index<Object> index) {
      super.addIndex(index);
    }

    @Override
    public synchronized int count(Document query, int skip, int limit) {
      return super.count(query, skip, limit);
    }

    /**
     * Copies, because an update changes what it has found field by field before it is kept: in the
     * kept document itself a reader would see half of it.
     */
    @Override
    protected QueryResult queryDocuments(
        Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
      QueryResult found = found(query, orderBy, skip, limit, batchSize, projection);
      List<Document> copies = new ArrayList<>();
      found.forEach(document -> copies.add(document.clone()));
      return new QueryResult(copies, found.getCursorId());
    }

    private QueryResult found(
        Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
      List<Document> conditions = new ArrayList<>();
      collect(query, conditions);
      boolean idAlone = query.size() == 1 && query.containsKey(ID);
      Optional<List<Object>> positions = idAlone ? Optional.empty() : positions(conditions);
      return positions.isEmpty()
          ? super.queryDocuments(query, orderBy, skip, limit, batchSize, projection)
          : matchDocuments(query, positions.get(), orderBy, skip, limit, batchSize, projection);
    }

    /** All that a document has to meet, one beside the other. */
    private static void collect(Document query, List<Document> conditions) {
      conditions.add(query);
      if (query.get(AND) instanceof Collection<?> all) {
        all.stream()
            .filter(Document.class::isInstance)
            .forEach(condition -> collect((Document) condition, conditions));
      }
    }

    /** By the one id that is asked for, else by the index that leaves the fewest. */
    private Optional<List<Object>> positions(List<Document> conditions) {
      Optional<String> id =
          conditions.stream()
              .map(condition -> condition.get(ID))
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst();
      if (id.isPresent()) {
        return Optional.of(getDocument(id.get()) == null ? List.of() : List.of(id.get()));
      }
      return getIndexes().stream()
          .filter(SecondaryIndex.class::isInstance)
          .flatMap(index -> ((SecondaryIndex) index).positions(conditions).stream())
          .min(Comparator.comparingInt(List::size));
    }
  }
}
