package io.goalstream.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.topics.Topic.Audience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old readers and writers stay: public schemas are fully compatible with all earlier versions,
 * internal ones backward.
 */
class CompatibilityTest {
  private static final SchemaHistory HISTORY = SchemaHistory.ofThisModule();

  private static final Schema FIRST = lead("");
  private static final Schema WITH_OPTIONAL_FIELD =
      lead(", {\"name\": \"score\", \"type\": [\"null\", \"int\"], \"default\": null}");
  private static final Schema WITH_REQUIRED_FIELD =
      lead(", {\"name\": \"score\", \"type\": \"int\"}");

  static Stream<Topic> topics() {
    return TopicCatalogue.all().stream();
  }

  @BeforeAll
  static void recordNewVersionsIfAsked() throws IOException {
    if (Boolean.getBoolean("goalstream.regenerate")) {
      for (Topic topic : TopicCatalogue.all()) {
        HISTORY.record(topic.subject(), topic.value());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theCurrentSchemaIsTheNewestReleasedVersion(Topic topic) throws IOException {
    assertThat(HISTORY.missing(topic.subject(), topic.value())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theCurrentSchemaGetsAlongWithAllEarlierVersions(Topic topic) throws IOException {
    List<Schema> versions = HISTORY.versions(topic.subject());

    assertThat(versions).isNotEmpty();
    assertThat(SchemaHistory.breaches(topic.value(), versions, topic.audience())).isEmpty();
  }

  @Test
  void theHistoryHoldsNothingButConsecutiveVersionsOfSubjects() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Topic topic : TopicCatalogue.all()) {
      for (int version = 1; version <= HISTORY.versions(topic.subject()).size(); version++) {
        expected.add(topic.subject() + "/v" + version + ".avsc");
      }
    }

    assertThat(HISTORY.files()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void anOptionalFieldMayBeAddedAndRemoved() {
    assertThat(SchemaHistory.breaches(WITH_OPTIONAL_FIELD, List.of(FIRST), Audience.PUBLIC))
        .isEmpty();
    assertThat(SchemaHistory.breaches(FIRST, List.of(WITH_OPTIONAL_FIELD), Audience.PUBLIC))
        .isEmpty();
  }

  @Test
  void aRequiredFieldMayNotBeAddedToAnyTopic() {
    for (Audience audience : Audience.values()) {
      assertThat(SchemaHistory.breaches(WITH_REQUIRED_FIELD, List.of(FIRST), audience))
          .singleElement()
          .asString()
          .startsWith("The current schema cannot read version 1")
          .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    }
  }

  @Test
  void aRequiredFieldMayBeRemovedFromAnInternalTopicOnly() {
    List<Schema> earlier = List.of(WITH_REQUIRED_FIELD);

    assertThat(SchemaHistory.breaches(FIRST, earlier, Audience.INTERNAL)).isEmpty();
    assertThat(SchemaHistory.breaches(FIRST, earlier, Audience.PUBLIC))
        .singleElement()
        .asString()
        .startsWith("A reader with version 1 cannot read the current schema");
  }

  @Test
  void notOnlyTheVersionBeforeCounts() {
    List<Schema> earlier = List.of(WITH_REQUIRED_FIELD, WITH_OPTIONAL_FIELD);

    assertThat(SchemaHistory.breaches(FIRST, earlier, Audience.PUBLIC))
        .singleElement()
        .asString()
        .contains("version 1");
  }

  @Test
  void aChangedSchemaWithoutANewVersionIsFoundAndTheSentenceSaysWhatToDo(@TempDir Path directory)
      throws IOException {
    SchemaHistory history = new SchemaHistory(directory);
    history.record("sales.leads.v1-value", FIRST);
    assertThat(history.missing("sales.leads.v1-value", FIRST)).isEmpty();

    assertThat(history.missing("sales.leads.v1-value", WITH_OPTIONAL_FIELD))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains(
                        "sales.leads.v1-value/v2.avsc is missing", "-Dgoalstream.regenerate=true"));

    history.record("sales.leads.v1-value", WITH_OPTIONAL_FIELD);
    assertThat(history.versions("sales.leads.v1-value"))
        .containsExactly(FIRST, WITH_OPTIONAL_FIELD);
  }

  @Test
  void aChangedDocIsANewVersionToo(@TempDir Path directory) throws IOException {
    SchemaHistory history = new SchemaHistory(directory);
    history.record("sales.leads.v1-value", FIRST);
    Schema documented =
        new Schema.Parser()
            .parse(FIRST.toString().replace("\"Lead\"", "\"Lead\",\"doc\":\"A lead.\""));

    assertThat(history.missing("sales.leads.v1-value", documented)).isPresent();
  }

  private static Schema lead(String moreFields) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Lead", "fields": [{"name": "id", "type": "string"}%s]}
            """
                .formatted(moreFields));
  }
}
