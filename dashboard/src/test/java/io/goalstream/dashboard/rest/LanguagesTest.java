package io.goalstream.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.dashboard.rest.Languages.Language;
import io.goalstream.testing.TestParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class LanguagesTest {
  private final Languages languages;

  LanguagesTest() throws IOException {
    this.languages = new Languages(new JsonMapper());
  }

  @ParameterizedTest
  @CsvSource({
    "ar, , ar",
    "zh-CN, , zh-CN",
    "zh, , zh-CN",
    "fr, , en",
    "fr, 'ru;q=0.5, de', ru",
    ", 'de, zh-TW;q=0.8, en;q=0.1', zh-CN",
    ", 'en-GB, ar;q=0.9', en",
    ", 'ar;q=0, en', en",
    "'<script>', , en",
    ", , en",
  })
  void choosesTheAskedLanguageThenTheBrowsersThenEnglish(
      @Nullable String asked, @Nullable String accepted, String chosen) {
    assertThat(languages.choose(asked, accepted).tag()).isEqualTo(chosen);
  }

  @Test
  void knowsInWhichDirectionALanguageIsWritten() {
    assertThat(languages.choose("ar", null).direction()).isEqualTo("rtl");
    assertThat(languages.choose("ru", null).direction()).isEqualTo("ltr");
  }

  @Test
  void everyLanguageHasEveryTextOfThePage() throws IOException {
    Set<String> english = keys("en");
    for (Language language : languages.all()) {
      Set<String> own =
          keys(language.tag()).stream()
              .filter(key -> !key.startsWith("metric."))
              .collect(Collectors.toSet());
      own.add("value.none");
      own.add("attainment.none");
      assertThat(own).as(language.tag()).isEqualTo(english);
    }
  }

  /** English names come with the goals; no other language may fall back to them for what ships. */
  @Test
  void everyOtherLanguageNamesEveryMetricThatShips() throws IOException {
    Path file = TestParts.root().resolve("goal-service/src/main/resources/metrics/catalogue.json");
    Set<String> names =
        new JsonMapper()
            .readTree(file)
            .valueStream()
            .map(metric -> "metric." + metric.required("id").asString())
            .collect(Collectors.toSet());
    for (Language language : languages.all()) {
      Set<String> own =
          keys(language.tag()).stream()
              .filter(key -> key.startsWith("metric."))
              .collect(Collectors.toSet());
      assertThat(own).as(language.tag()).isEqualTo(language.tag().equals("en") ? Set.of() : names);
    }
  }

  private static Set<String> keys(String tag) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LanguagesTest.class.getResourceAsStream("/static/messages/" + tag + ".json"))) {
      Map<String, Object> messages =
          new JsonMapper().readValue(in, new TypeReference<Map<String, Object>>() {});
      return messages.keySet();
    }
  }
}
