package io.goalstream.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.webhooks.Reading.Meaning;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the shipped mappings make of what each source sends. */
class ContractTest {
  private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");

  private static String meanings(String source, String sample) {
    Source meant = SourceExamples.source(source);
    JsonNode body = meant.read(SourceExamples.sample(sample), SourceExamples.JSON).orElseThrow();
    Reading reading = new Reading(meant, false);
    return meant.events(body).stream()
        .map(event -> reading.of(event, NOW, NOW))
        .map(
            all ->
                all.isEmpty()
                    ? "nothing"
                    : all.stream().map(ContractTest::shown).collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Changed changed ->
          "%s %s %s"
              .formatted(
                  changed.kind().name().toLowerCase(Locale.ROOT),
                  changed.id(),
                  changed.patch().toString().replace("\"", ""));
      case Meaning.Unclear unclear -> "unclear %s: %s".formatted(unclear.id(), unclear.reason());
    };
  }

  @ParameterizedTest
  @CsvSource({
    "hubspot, hubspot.json",
    "salesforce, salesforce.xml",
    "salesforce-changes, salesforce-changes.json",
    "pipedrive, pipedrive.json",
    "pipedrive, pipedrive-delete.json",
    "pipedrive, pipedrive-activity.json",
    "pipedrive, pipedrive-activity-delete.json",
    "zoho, zoho.json",
    "sharecrm, sharecrm.json",
    "generic, generic.json"
  })
  void whatASourceSendsMeansWhatItsSampleSays(String source, String sample) {
    String expected = sample.replaceFirst("[.](json|xml)$", ".expected.txt");

    assertThat(meanings(source, sample) + "\n").isEqualTo(SourceExamples.text(expected));
  }

  @Test
  void everySourceThatIsShippedHasASample() {
    assertThat(SourceExamples.sources().names())
        .containsExactly(
            "generic",
            "hubspot",
            "pipedrive",
            "salesforce",
            "salesforce-changes",
            "sharecrm",
            "zoho");
  }
}
