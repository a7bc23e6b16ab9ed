package io.goalstream.goals.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.goalstream.goals.application.DocumentsContract;
import io.goalstream.goals.application.GoalDocuments;
import io.goalstream.goals.application.GoalQuery;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.testing.TestParts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MongoDocumentsIT extends DocumentsContract {
  private static final ConnectionString ADDRESS = new ConnectionString(TestParts.get().mongoUri());
  private static final MongoClient CLIENT = MongoClients.create(ADDRESS);

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void aGoalThatAnEarlierVersionKeptIsReadAndFound() {
    MongoCollection<Document> collection = collection();
    collection.insertOne(
        Document.parse(
            """
            {"_id": "g-1", "version": {"$numberLong": "2"}, "pending": [], "value": {
              "id": "g-1", "revision": "2", "state": "ACTIVE", "name": "Revenue",
              "owner": {"kind": "REP", "id": "ana"},
              "metric": {"id": "calls", "version": "1", "name": "Calls", "description": null,
                "aggregation": "COUNT", "unit": "COUNT", "usualDirection": "INCREASE",
                "indicator": "LEADING", "selection": {"factKind": "ACTIVITY", "conditions": [],
                  "measure": "one", "creditingDate": "occurredAt"},
                "denominator": null, "distinctField": null, "complement": null},
              "filter": [], "period": {"start": "2026-01-01", "end": "2026-02-01", "zone": "UTC"},
              "baseline": null, "target": "10.5", "direction": "INCREASE", "currency": null,
              "thresholds": ["0.5", "1"], "parentId": "g-0", "kind": "TEAM", "reached": true,
              "reachedAt": "2026-01-20T10:00:00Z", "reachedCrossing": "3",
              "changedAt": "2026-01-02T10:00:00Z"}}
            """));
    GoalDocuments documents = new MongoGoalDocuments(collection, MongoConfiguration.JSON);

    Stored<Goal> read = documents.find("g-1").orElseThrow();
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.value().terms().aim().target()).isEqualByComparingTo("10.5");
    assertThat(read.value().terms().place().parentId()).contains("g-0");
    assertThat(read.value().reaching().crossing()).isEqualTo(3);
    assertThat(documents.search(GoalQuery.childrenOf(Set.of("g-0")))).containsExactly(read);
  }

  @Test
  void aBreakdownIsKeptToTheLastDigitAndFound() {
    MongoBreakdownDocuments documents =
        new MongoBreakdownDocuments(collection(), MongoConfiguration.JSON);
    Breakdown breakdown = Examples.breakdown("b-1");

    documents.insert("b-1", breakdown, false, List.of());
    documents.insert("b-2", breakdown.in(Breakdown.State.PUBLISHING), false, List.of());

    assertThat(documents.find("b-1")).contains(new Stored<>("b-1", 1, breakdown));
    assertThat(documents.of(breakdown.goalId())).hasSize(2);
    assertThat(documents.publishing()).extracting(Stored::id).containsExactly("b-2");
  }

  @Override
  protected GoalDocuments documents() {
    return new MongoGoalDocuments(collection(), MongoConfiguration.JSON);
  }

  private static MongoCollection<Document> collection() {
    return CLIENT
        .getDatabase(Objects.requireNonNull(ADDRESS.getDatabase()))
        .getCollection("goals-" + UUID.randomUUID());
  }
}
