package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The read model in one collection; written in bulk, and the same when written twice. */
public final class MongoProgressStore implements ProgressStore {
  private final MongoOperations mongo;

  public MongoProgressStore(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public void save(Collection<ProgressView> progress) {
    if (progress.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, ProgressDocument.class);
    for (ProgressView view : progress) {
      bulk.replaceOne(
          byId(view.goalId()),
          new ProgressDocument(view.goalId(), view),
          FindAndReplaceOptions.options().upsert());
    }
    bulk.execute();
  }

  @Override
  public void forget(Collection<String> goalIds) {
    if (!goalIds.isEmpty()) {
      mongo.remove(Query.query(Criteria.where("_id").in(goalIds)), ProgressDocument.class);
    }
  }

  @Override
  public Optional<ProgressView> find(String goalId) {
    return Optional.ofNullable(mongo.findById(goalId, ProgressDocument.class))
        .map(ProgressDocument::progress);
  }

  @Override
  public List<ProgressView> find(Optional<String> ownerId, Optional<String> metricId) {
    Query query = new Query().with(Sort.by("_id"));
    ownerId.ifPresent(id -> query.addCriteria(Criteria.where("progress.owner.id").is(id)));
    metricId.ifPresent(id -> query.addCriteria(Criteria.where("progress.metric.id").is(id)));
    return mongo.find(query, ProgressDocument.class).stream()
        .map(ProgressDocument::progress)
        .toList();
  }

  @Override
  public void clear() {
    mongo.remove(new Query(), ProgressDocument.class);
  }

  private static Query byId(String goalId) {
    return Query.query(Criteria.where("_id").is(goalId));
  }
}
