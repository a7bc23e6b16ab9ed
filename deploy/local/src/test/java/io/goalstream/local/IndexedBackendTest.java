package io.goalstream.local;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found by an id or an index is what any database would find. */
class IndexedBackendTest {
  private final Path file;
  private MongoServer server;
  private MongoClient client;
  private MongoCollection<Document> goals;

  IndexedBackendTest(@TempDir Path directory) {
    file = directory.resolve("data");
    server = new MongoServer(new IndexedBackend(file.toString()));
    client = MongoClients.create("mongodb:/" + server.bind());
    goals = client.getDatabase("test").getCollection("goals");
    goals.insertMany(
        IntStream.range(0, 20)
            .mapToObj(i -> new Document("_id", "g-" + i).append("version", (long) i))
            .toList());
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void aReaderSeesADocumentBeforeOrAfterAChangeAndNothingBetween() throws Exception {
    goals.insertOne(pair(0));
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> changes =
          writer.submit(
              () ->
                  IntStream.range(1, 5_000)
                      .forEach(i -> goals.findOneAndReplace(eq("_id", "pair"), pair(i))));
      while (!changes.isDone()) {
        Document seen = goals.find(eq("_id", "pair")).into(new ArrayList<>()).getFirst();
        assertThat(seen.get("last")).isEqualTo(seen.get("first"));
      }
      changes.get();
    }
  }

  private static Document pair(int value) {
    Document pair = new Document("_id", "pair").append("first", value);
    IntStream.range(0, 100).forEach(i -> pair.append("between-" + i, value));
    return pair.append("last", value);
  }

  @Test
  void oneIsFoundOnlyIfAllElseIsTrueOfItToo() {
    assertThat(found(new Document("_id", "g-7").append("version", 7L))).containsExactly("g-7");
    assertThat(found(new Document("_id", "g-7").append("version", 8L))).isEmpty();
    assertThat(found(and(eq("g-7"), eq("version", 7L)))).containsExactly("g-7");
    assertThat(found(and(eq("version", 7L), eq("g-7")))).containsExactly("g-7");
    assertThat(found(and(eq("g-7"), lt("version", 7L)))).isEmpty();
    assertThat(found(and(and(eq("g-7"), lt("version", 9L)), lt("version", 8L))))
        .containsExactly("g-7");
    assertThat(found(and(eq("g-7"), eq("g-8")))).isEmpty();
    assertThat(found(and(eq("nowhere"), lt("version", 9L)))).isEmpty();
  }

  @Test
  void whatAsksForMoreThanOneIdIsNotNarrowed() {
    assertThat(found(or(eq("g-7"), eq("g-8")))).containsExactly("g-7", "g-8");
    assertThat(found(and(or(eq("g-7"), eq("g-8")), lt("version", 8L)))).containsExactly("g-7");
    assertThat(found(and(in("_id", "g-7", "g-8", "g-9"), lt("version", 9L))))
        .containsExactly("g-7", "g-8");
    assertThat(found(and(lt("version", 2L)))).containsExactly("g-0", "g-1");
    assertThat(found(new Document())).hasSize(20);
  }

  @Test
  void ordersAndProjectionsHoldForTheOneToo() {
    Document found =
        goals
            .find(and(eq("g-7"), eq("version", 7L)))
            .sort(Sorts.descending("version"))
            .projection(Projections.include("version"))
            .first();

    assertThat(found).isEqualTo(new Document("_id", "g-7").append("version", 7L));
  }

  @Test
  void aGuardedUpdateChangesTheOneOrNothing() {
    Bson raise = Updates.inc("version", 100L);

    assertThat(goals.updateOne(and(eq("g-7"), eq("version", 6L)), raise).getMatchedCount())
        .isZero();
    assertThat(goals.updateOne(and(eq("g-7"), eq("version", 7L)), raise).getMatchedCount())
        .isEqualTo(1);
    assertThat(found(new Document("version", 107L))).containsExactly("g-7");
  }

  @Test
  void aGuardedUpsertAddsWhatIsMissingAndClashesWithWhatDoesNotFit() {
    UpdateOptions upsert = new UpdateOptions().upsert(true);
    Bson set = Updates.set("version", 3L);

    goals.updateOne(and(eq("g-99"), lt("version", 3L)), set, upsert);
    assertThat(found(eq("g-99"))).containsExactly("g-99");
    assertThatThrownBy(() -> goals.updateOne(and(eq("g-7"), lt("version", 3L)), set, upsert))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("duplicate key");
  }

  @Test
  void anIndexFindsWhatWasThereBeforeAndWhatComesAfterIt() {
    goals.updateOne(eq("g-3"), Updates.set("owner", "ana"));
    goals.createIndex(Indexes.ascending("owner"));
    goals.updateOne(eq("g-4"), Updates.set("owner", "ana"));
    goals.insertOne(new Document("_id", "g-20").append("owner", "ben").append("version", 20L));

    assertThat(found(eq("owner", "ana"))).containsExactly("g-3", "g-4");
    assertThat(found(in("owner", "ana", "ben", "nobody"))).containsExactly("g-20", "g-3", "g-4");
    assertThat(found(and(in("owner", "ana", "ben"), lt("version", 4L)))).containsExactly("g-3");
    assertThat(found(gt("owner", "ana"))).containsExactly("g-20");
    assertThat(found(gt("owner", ""))).containsExactly("g-20", "g-3", "g-4");
    assertThat(found(eq("owner", null))).hasSize(18);
    assertThat(found(ne("owner", "ana"))).hasSize(19);
    assertThat(found(or(eq("owner", "ben"), eq("version", 1L)))).containsExactly("g-1", "g-20");

    goals.updateOne(eq("g-3"), Updates.set("owner", "ben"));
    goals.updateOne(eq("g-4"), Updates.unset("owner"));
    goals.deleteOne(eq("g-20"));
    assertThat(found(eq("owner", "ana"))).isEmpty();
    assertThat(found(eq("owner", "ben"))).containsExactly("g-3");
  }

  @Test
  void anIndexFindsEachElementOfAnArrayAndEachDocumentOnce() {
    goals.createIndex(Indexes.ascending("reps", "version"));
    goals.createIndex(Indexes.ascending("pending.itemId"));
    Bson item = Updates.push("pending", new Document("itemId", "i-1"));
    goals.updateOne(eq("g-5"), Updates.set("reps", List.of("ana", "ben")));
    goals.updateOne(eq("g-6"), Updates.set("reps", List.of("ben")));
    goals.updateOne(eq("g-6"), item);

    assertThat(found(in("reps", "ana", "ben"))).containsExactly("g-5", "g-6");
    assertThat(found(and(eq("reps", "ben"), lt("version", 6L)))).containsExactly("g-5");
    assertThat(found(gt("pending.itemId", ""))).containsExactly("g-6");

    goals.updateOne(
        eq("g-6"), Updates.pullByFilter(new Document("pending", new Document("itemId", "i-1"))));
    goals.updateOne(eq("g-5"), Updates.set("reps", List.of()));
    assertThat(found(gt("pending.itemId", ""))).isEmpty();
    assertThat(found(in("reps", "ana", "ben"))).containsExactly("g-6");
  }

  @Test
  void anIndexIsThereAgainAfterAStop() {
    goals.createIndex(Indexes.ascending("owner"));
    goals.updateOne(eq("g-3"), Updates.set("owner", "ana"));
    stop();
    server = new MongoServer(new IndexedBackend(file.toString()));
    client = MongoClients.create("mongodb:/" + server.bind());
    goals = client.getDatabase("test").getCollection("goals");

    assertThat(found(eq("owner", "ana"))).containsExactly("g-3");
    goals.createIndex(Indexes.ascending("owner"));
    goals.updateOne(eq("g-4"), Updates.set("owner", "ana"));
    assertThat(found(eq("owner", "ana"))).containsExactly("g-3", "g-4");
  }

  private List<String> found(Bson query) {
    return goals
        .find(query)
        .sort(Sorts.ascending("_id"))
        .map(document -> document.getString("_id"))
        .into(new ArrayList<>());
  }
}
