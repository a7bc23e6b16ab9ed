package io.goalstream.ingest.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.goalstream.ingest.application.Mappings;
import io.goalstream.ingest.domain.table.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Mappings as {@code {_id, value}}; the values are JSON, because headings have points. */
public final class MongoMappings implements Mappings {
  private static final String ID = "_id";
  private static final String VALUE = "value";

  private final MongoCollection<Document> collection;
  private final JsonMapper json;

  public MongoMappings(MongoCollection<Document> collection, JsonMapper json) {
    this.collection = collection;
    this.json = json;
  }

  @Override
  public Optional<Mapping> find(String name) {
    return Database.ask(() -> Optional.ofNullable(collection.find(Filters.eq(name)).first()))
        .map(this::mapping);
  }

  @Override
  public Map<String, Mapping> all() {
    Map<String, Mapping> all = new LinkedHashMap<>();
    Database.ask(
        () -> {
          collection
              .find()
              .sort(Sorts.ascending(ID))
              .forEach(document -> all.put(document.getString(ID), mapping(document)));
          return all;
        });
    return all;
  }

  @Override
  public void save(String name, Mapping mapping) {
    Document document = new Document(ID, name).append(VALUE, json.writeValueAsString(mapping));
    Database.ask(
        () -> collection.replaceOne(Filters.eq(name), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public boolean delete(String name) {
    return Database.ask(() -> collection.deleteOne(Filters.eq(name)).getDeletedCount() == 1);
  }

  private Mapping mapping(Document document) {
    return json.readValue(document.getString(VALUE), Mapping.class);
  }
}
