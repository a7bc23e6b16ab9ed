package io.goalstream.local;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;

/**
 * A backend that finds a document by its id also where a query names more than the id, as an update
 * that is guarded by a version does: the one it rests on would read all documents of the collection
 * for that.
 */
final class KeyedBackend extends H2Backend {
  private static final String ID = "_id";

  /**
   * @param file where data is kept
   */
  KeyedBackend(String file) {
    super(file);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new KeyedDatabase(name);
  }

  private final class KeyedDatabase extends H2Database {
    KeyedDatabase(String name) {
      super(name, getMvStore(), getCursorRegistry());
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
        String name, CollectionOptions options) {
      String fullName = getDatabaseName() + "." + name;
      return new KeyedCollection(
          this,
          name,
          options,
          getMvStore().openMap("databases." + fullName),
          getMvStore().openMap("meta." + fullName),
          cursorRegistry);
    }
  }

  private static final class KeyedCollection extends H2Collection {
    KeyedCollection(
        MongoDatabase database,
        String name,
        CollectionOptions options,
        MVMap<Object, Document> data,
        MVMap<String, Object> meta,
        CursorRegistry cursors) {
      super(database, name, options, data, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
        Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
      if (query.size() > 1 && query.get(ID) instanceof String id) {
        QueryResult byId =
            super.queryDocuments(new Document(ID, id), new Document(), 0, 0, batchSize, null);
        return matchDocumentsFromStream(
            byId.collectDocuments().stream(), query, orderBy, skip, limit, batchSize, projection);
      }
      return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }
  }
}
