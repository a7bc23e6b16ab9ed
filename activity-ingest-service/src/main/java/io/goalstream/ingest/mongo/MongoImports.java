package io.goalstream.ingest.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.goalstream.ingest.application.FileImport;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.application.ImportDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports as {@code {_id, at, value}}, their wrong rows as {@code {_id, value}}; the values are
 * JSON, and the id of a row is made of the import's and its number, so that they stand in order.
 */
public final class MongoImports implements ImportDocuments {
  private static final String ID = "_id";
  private static final String AT = "at";
  private static final String VALUE = "value";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoCollection<Document> imports;
  private final MongoCollection<Document> wrongRows;
  private final JsonMapper json;

  public MongoImports(
      MongoCollection<Document> imports, MongoCollection<Document> wrongRows, JsonMapper json) {
    this.imports = imports;
    this.wrongRows = wrongRows;
    this.json = json;
  }

  @Override
  public Optional<FileImport> find(String id) {
    return Database.ask(() -> Optional.ofNullable(imports.find(Filters.eq(id)).first()))
        .map(document -> read(document, FileImport.class));
  }

  @Override
  public List<FileImport> latest(int limit) {
    return Database.ask(
        () ->
            imports
                .find()
                .sort(Sorts.descending(AT))
                .limit(limit)
                .map(document -> read(document, FileImport.class))
                .into(new ArrayList<>()));
  }

  @Override
  public boolean save(FileImport next, Optional<Instant> before) {
    Document document =
        new Document(ID, next.id())
            .append(AT, Date.from(next.at()))
            .append(VALUE, json.writeValueAsString(next));
    return Database.ask(
        () ->
            before.isEmpty()
                ? inserted(document)
                : imports
                        .replaceOne(
                            Filters.and(
                                Filters.eq(next.id()), Filters.eq(AT, Date.from(before.get()))),
                            document)
                        .getMatchedCount()
                    == 1);
  }

  private boolean inserted(Document document) {
    try {
      imports.insertOne(document);
      return true;
    } catch (MongoWriteException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void addWrong(String id, List<WrongRow> rows) {
    List<ReplaceOneModel<Document>> writes =
        rows.stream()
            .map(
                row -> {
                  String key = key(id, row.row());
                  return new ReplaceOneModel<>(
                      Filters.eq(key),
                      new Document(ID, key).append(VALUE, json.writeValueAsString(row)),
                      UPSERT);
                })
            .toList();
    Database.ask(() -> wrongRows.bulkWrite(writes));
  }

  @Override
  public List<WrongRow> wrong(String id, long afterRow, int limit) {
    return Database.ask(
        () ->
            wrongRows
                .find(Filters.and(Filters.gt(ID, key(id, afterRow)), Filters.lt(ID, end(id))))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(document -> read(document, WrongRow.class))
                .into(new ArrayList<>()));
  }

  @Override
  public void clearWrong(String id) {
    Database.ask(
        () ->
            wrongRows.deleteMany(
                Filters.and(Filters.gte(ID, key(id, 0)), Filters.lt(ID, end(id)))));
  }

  private static String key(String id, long row) {
    return "%s/%010d".formatted(id, row);
  }

  private static String end(String id) {
    return id + "0"; // The sign behind the stroke.
  }

  @Override
  public void forgetBefore(Instant moment) {
    List<String> old =
        Database.ask(
            () ->
                imports
                    .find(Filters.lt(AT, Date.from(moment)))
                    .map(document -> document.getString(ID))
                    .into(new ArrayList<>()));
    for (String id : old) {
      clearWrong(id);
      Database.ask(() -> imports.deleteOne(Filters.eq(id)));
    }
  }

  private <T> T read(Document document, Class<T> type) {
    return json.readValue(document.getString(VALUE), type);
  }
}
