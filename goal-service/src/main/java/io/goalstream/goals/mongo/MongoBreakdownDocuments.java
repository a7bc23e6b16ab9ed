package io.goalstream.goals.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.goalstream.goals.application.BreakdownDocuments;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.breakdown.Breakdown;
import java.util.List;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Breakdowns. */
public final class MongoBreakdownDocuments extends MongoDocuments<Breakdown>
    implements BreakdownDocuments {
  private static final String GOAL = "value.goalId";
  private static final String STATE = "value.state";

  private final MongoCollection<Document> collection;
  private volatile boolean indexed;

  /**
   * @param json writes decimals as text
   */
  public MongoBreakdownDocuments(MongoCollection<Document> collection, JsonMapper json) {
    super(collection, Breakdown.class, json);
    this.collection = collection;
  }

  private void index() {
    if (!indexed) {
      ask(() -> collection.createIndex(Indexes.ascending(GOAL)));
      ask(() -> collection.createIndex(Indexes.ascending(STATE)));
      indexed = true;
    }
  }

  @Override
  public List<Stored<Breakdown>> of(String goalId) {
    index();
    return those(Filters.eq(GOAL, goalId), 0);
  }

  @Override
  public List<Stored<Breakdown>> publishing() {
    index();
    return those(Filters.eq(STATE, Breakdown.State.PUBLISHING.name()), 0);
  }
}
