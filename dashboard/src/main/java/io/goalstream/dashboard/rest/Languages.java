package io.goalstream.dashboard.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The languages of the page: one for each file in static/messages, so that adding a file adds a
 * language.
 */
@Component
final class Languages {
  static final String FALLBACK = "en";
  private static final String FILES = "classpath*:/static/messages/*.json";
  private static final String SUFFIX = ".json";

  private final Map<String, Language> byTag;

  /** A language by its BCP 47 tag, with its own name and the direction it is written in. */
  record Language(String tag, String name, String direction, String title) {}

  Languages(JsonMapper json) throws IOException {
    Map<String, Language> found = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
      Language language = read(file, json);
      found.put(language.tag(), language);
    }
    this.byTag = Collections.unmodifiableMap(found);
  }

  private static Language read(Resource file, JsonMapper json) throws IOException {
    String name = Optional.ofNullable(file.getFilename()).orElseThrow();
    try (InputStream in = file.getInputStream()) {
      Map<String, Object> messages = json.readValue(in, new TypeReference<>() {});
      return new Language(
          name.substring(0, name.length() - SUFFIX.length()),
          text(messages, "language.name"),
          text(messages, "language.direction"),
          text(messages, "page.title"));
    }
  }

  private static String text(Map<String, Object> messages, String key) {
    return Optional.ofNullable(messages.get(key)).map(Object::toString).orElseThrow();
  }

  Collection<Language> all() {
    return byTag.values();
  }

  /** The language asked for in the address, else the best one of the browser's, else English. */
  Language choose(@Nullable String asked, @Nullable String acceptLanguage) {
    return find(asked).or(() -> find(acceptLanguage)).orElseGet(this::fallback);
  }

  private Language fallback() {
    return Optional.ofNullable(byTag.get(FALLBACK)).orElseThrow();
  }

  private Optional<Language> find(@Nullable String ranges) {
    if (ranges == null || ranges.isBlank()) {
      return Optional.empty();
    }
    try {
      return match(LanguageRange.parse(ranges));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Language> match(List<LanguageRange> ranges) {
    for (LanguageRange range : ranges) {
      String primary = Locale.forLanguageTag(range.getRange()).getLanguage();
      Optional<Language> exact =
          byTag.values().stream().filter(l -> l.tag().equalsIgnoreCase(range.getRange())).findAny();
      Optional<Language> near =
          byTag.values().stream()
              .filter(l -> Locale.forLanguageTag(l.tag()).getLanguage().equals(primary))
              .findFirst();
      if (range.getWeight() > 0 && (exact.isPresent() || near.isPresent())) {
        return exact.or(() -> near);
      }
    }
    return Optional.empty();
  }
}
