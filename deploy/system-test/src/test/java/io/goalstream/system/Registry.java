package io.goalstream.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The schema registry as any subscriber sees it: its address and the Confluent REST API. */
final class Registry {
  private static final String PATH = "/apis/ccompat/v7";

  /** A registered schema with its id. */
  record Registered(int id, Schema schema) {}

  private final Rest rest;
  private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

  Registry(int port) {
    this.rest = new Rest(port);
  }

  Schema schema(int id) {
    return known.computeIfAbsent(
        id,
        unknown ->
            parse(rest.get(PATH + "/schemas/ids/" + unknown).expect(200).json().path("schema")));
  }

  Registered latest(String topic) {
    JsonNode answer =
        rest.get(PATH + "/subjects/" + topic + "-value/versions/latest").expect(200).json();
    return new Registered(answer.path("id").asInt(), parse(answer.path("schema")));
  }

  private static Schema parse(JsonNode schema) {
    return new Schema.Parser().parse(schema.asText());
  }
}
