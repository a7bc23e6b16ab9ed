package io.goalstream.notification.words;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The phrases of one language, from {@code words/<language>.properties}; a language is added by
 * adding a file. Patterns are those of ICU's MessageFormat.
 */
record Vocabulary(ULocale locale, Map<String, MessageFormat> phrases) {
  private static final String FILES = "classpath*:words/*.properties";
  private static final String ENDING = ".properties";

  Vocabulary {
    phrases = Map.copyOf(phrases);
  }

  /** All there are, by language. */
  static Map<String, Vocabulary> all() {
    Map<String, Vocabulary> all = new TreeMap<>();
    try {
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
        String name = String.valueOf(file.getFilename());
        String language = name.substring(0, name.length() - ENDING.length());
        all.put(language, read(language, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Vocabulary read(String language, Resource file) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      lines.load(reader);
    }
    ULocale locale = ULocale.forLanguageTag(language);
    Map<String, MessageFormat> phrases = new TreeMap<>();
    lines.forEach(
        (key, pattern) ->
            phrases.put(String.valueOf(key), new MessageFormat(String.valueOf(pattern), locale)));
    return new Vocabulary(locale, phrases);
  }

  boolean has(String key) {
    return phrases.containsKey(key);
  }

  String say(String key, Map<String, Object> arguments) {
    MessageFormat phrase = phrases.get(key);
    if (phrase == null) {
      throw new IllegalArgumentException("There are no words for " + key + " in " + locale);
    }
    // A format keeps what it last worked with.
    return phrase.clone().format(arguments);
  }
}
