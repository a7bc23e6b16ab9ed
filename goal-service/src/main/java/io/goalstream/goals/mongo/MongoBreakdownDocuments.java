package io.goalstream.goals.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.goalstream.goals.application.BreakdownDocuments;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.breakdown.Breakdown;
import java.util.List;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Breakdowns. */
public final class MongoBreakdownDocuments extends MongoDocuments<Breakdown>
    implements BreakdownDocuments {
  /**
   * @param json writes decimals as text
   */
  public MongoBreakdownDocuments(MongoCollection<Document> collection, JsonMapper json) {
    super(collection, Breakdown.class, json);
  }

  @Override
  public List<Stored<Breakdown>> of(String goalId) {
    return those(Filters.eq("value.goalId", goalId), 0);
  }

  @Override
  public List<Stored<Breakdown>> publishing() {
    return those(Filters.eq("value.state", Breakdown.State.PUBLISHING.name()), 0);
  }
}
