package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.ReconciliationRun;
import io.goalstream.attainment.application.ReconciliationRuns;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;

/** Runs of the reconciliation, one document each. */
public final class MongoReconciliationRuns implements ReconciliationRuns {
  private final MongoOperations mongo;

  public MongoReconciliationRuns(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** A run as it is stored. */
  @Document("reconciliations")
  record RunDocument(@Id String id, ReconciliationRun run) {}

  @Override
  public void save(ReconciliationRun run) {
    mongo.save(new RunDocument(run.id(), run));
  }

  @Override
  public Optional<ReconciliationRun> find(String id) {
    return Optional.ofNullable(mongo.findById(id, RunDocument.class)).map(RunDocument::run);
  }
}
