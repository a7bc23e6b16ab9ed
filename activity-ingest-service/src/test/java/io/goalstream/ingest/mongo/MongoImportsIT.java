package io.goalstream.ingest.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.goalstream.ingest.application.ImportDocuments;
import io.goalstream.ingest.application.ImportDocumentsContract;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.table.Mapping;
import io.goalstream.testing.TestParts;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MongoImportsIT extends ImportDocumentsContract {
  private static final ConnectionString ADDRESS = new ConnectionString(TestParts.get().mongoUri());
  private static final MongoClient CLIENT = MongoClients.create(ADDRESS);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private static MongoCollection<Document> collection(String name) {
    return CLIENT
        .getDatabase(Objects.requireNonNull(ADDRESS.getDatabase()))
        .getCollection(name + "-" + UUID.randomUUID());
  }

  @Override
  protected ImportDocuments documents() {
    return new MongoImports(collection("imports"), collection("import-rows"), JSON);
  }

  @Test
  void mappingsAreKeptUnderTheirNames() {
    MongoMappings mappings = new MongoMappings(collection("mappings"), JSON);
    Mapping mapping =
        new Mapping(
            FactKind.ACTIVITIES,
            Map.of("No.", "id", "$kind", "type"),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC);

    mappings.save("Звонки.1", mapping);
    mappings.save("a", mapping.withColumns(Map.of()));
    mappings.save("a", mapping);

    assertThat(mappings.find("Звонки.1")).contains(mapping);
    assertThat(mappings.all()).isEqualTo(Map.of("a", mapping, "Звонки.1", mapping));
    assertThat(mappings.delete("a")).isTrue();
    assertThat(mappings.delete("a")).isFalse();
    assertThat(mappings.find("a")).isEmpty();
  }
}
