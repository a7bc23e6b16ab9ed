package io.goalstream.notification.mongo;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Keeps a document only if nobody else has changed it meanwhile. */
final class Versions {
  private Versions() {}

  /**
   * Whether the document is kept now.
   *
   * @param version the new version; 1 for a document that is not kept yet
   */
  static boolean save(MongoOperations mongo, Object document, String id, long version) {
    if (version > 1) {
      Query before = Query.query(Criteria.where("_id").is(id).and("version").is(version - 1));
      return mongo.findAndReplace(before, document) != null;
    }
    try {
      mongo.insert(document);
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }
}
