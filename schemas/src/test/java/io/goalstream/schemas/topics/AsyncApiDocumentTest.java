package io.goalstream.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What integrators read about topics is what the catalogue says. */
class AsyncApiDocumentTest {
  private static final Path FILE = Path.of("../docs/integrating/asyncapi.yaml");

  @BeforeAll
  static void writeTheFileIfAsked() throws IOException {
    if (Boolean.getBoolean("goalstream.regenerate")) {
      Files.writeString(FILE, AsyncApiDocument.yaml());
    }
  }

  @Test
  void thePublishedDocumentIsTheGeneratedOne() throws IOException {
    assertThat(Files.readString(FILE))
        .as(
            "docs/integrating/asyncapi.yaml no longer says what the catalogue says; run mvn -pl"
                + " schemas test -Dgoalstream.regenerate=true and commit it")
        .isEqualTo(AsyncApiDocument.yaml());
  }

  @Test
  void everyPublicTopicAndNoOtherIsAChannelWithAnOperationAndAMessage() {
    int count = TopicCatalogue.publicTopics().size();

    assertThat(part("channels").keySet())
        .containsExactlyElementsOf(
            TopicCatalogue.publicTopics().stream().map(Topic::name).toList());
    assertThat(part("operations")).hasSize(count);
    assertThat(part("components"))
        .hasEntrySatisfying(
            "messages", messages -> assertThat((Map<?, ?>) messages).hasSize(count));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Map<String, Object> document = new Yaml().load(AsyncApiDocument.yaml());

    List<String> paths =
        Pattern.compile("\\$ref: '?#/([^'\n]*)")
            .matcher(AsyncApiDocument.yaml())
            .results()
            .map(result -> result.group(1))
            .toList();

    assertThat(paths)
        .hasSize(3 * TopicCatalogue.publicTopics().size())
        .allSatisfy(path -> assertThat(find(document, path)).isNotNull());
  }

  @Test
  void nothingIsLeftOfTheHintForJava() {
    assertThat(AsyncApiDocument.yaml()).doesNotContain("avro.java.string");
  }

  private static Map<String, Object> part(String name) {
    Map<String, Map<String, Object>> document = new Yaml().load(AsyncApiDocument.yaml());
    return Objects.requireNonNull(document.get(name));
  }

  private static @Nullable Object find(Object document, String path) {
    @Nullable Object found = document;
    for (String step : path.split("/", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return found;
  }
}
