package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.FactKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that people use for fields, stages and types, in the languages of {@code
 * words.properties}.
 */
final class Words {
  static final Pattern PERCENT = Pattern.compile("[%٪％]");

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern UNIT =
      Pattern.compile("\\s*([(（\\[][^()（）\\[\\]]*[)）\\]]|[,，][^,，]*)\\s*$");
  private static final Words SHIPPED = read("words.properties");

  /** Fields, stages or types by word, for each group of them. */
  private final Map<String, Map<String, String>> groups;

  private Words(Map<String, Map<String, String>> groups) {
    this.groups = groups;
  }

  /** Those that ship. */
  static Words shipped() {
    return SHIPPED;
  }

  private static Words read(String name) {
    Properties lines = new Properties();
    try (InputStream file = Objects.requireNonNull(Words.class.getResourceAsStream(name), name);
        Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      lines.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Map<String, String>> groups = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      String group = key.substring(0, key.indexOf('.'));
      String meant = key.substring(group.length() + 1);
      Map<String, String> words = groups.computeIfAbsent(group, any -> new HashMap<>());
      for (String word : lines.getProperty(key).split(",", -1)) {
        String former = words.put(plain(word), meant);
        if (former != null && !former.equals(meant)) {
          throw new IllegalStateException(
              "%s: %s means %s and %s".formatted(name, word, former, meant));
        }
      }
      words.put(plain(meant), meant);
    }
    return new Words(groups);
  }

  /**
   * Which field each heading is likely to be; several may be likely to be one.
   *
   * @return fields by heading; headings that say nothing are not in it
   */
  Map<String, String> fields(FactKind kind, List<String> headings) {
    String group = kind.name().toLowerCase(Locale.ROOT);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String heading : headings) {
      find(group, heading)
          .or(() -> currency(heading).flatMap(any -> find(group, withoutUnit(heading))))
          .filter(field -> !PERCENT.matcher(heading).find() || isShare(kind, field))
          .ifPresent(field -> fields.put(heading, field));
    }
    return fields;
  }

  private static boolean isShare(FactKind kind, String field) {
    return Field.shape(kind, field).filter(Field.Shape.SHARE::equals).isPresent();
  }

  private static String withoutUnit(String heading) {
    return UNIT.matcher(heading).replaceFirst("");
  }

  /**
   * The currency that a heading such as Amount (EUR) names. Other units say nothing: in those of
   * Amount (thousands) and 金额（万元） the numbers are not what they seem.
   */
  static Optional<String> currency(String heading) {
    Matcher unit = UNIT.matcher(heading);
    return unit.find()
        ? Numbers.money(
                Cell.written("1 " + unit.group().replaceAll("[(),（），\\[\\]]", "").strip()),
                DecimalMark.POINT)
            .flatMap(Numbers.Money::code)
            .filter(CURRENCIES::contains)
        : Optional.empty();
  }

  /** The stage that a word means. */
  Optional<String> stage(String word) {
    return find("stage", word);
  }

  /** The type of a deal or an activity that a word means. */
  Optional<String> type(FactKind kind, String word) {
    return find(kind == FactKind.DEALS ? "deal-type" : "activity-type", word);
  }

  private Optional<String> find(String group, String word) {
    return Optional.ofNullable(groups.getOrDefault(group, Map.of()).get(plain(word)));
  }

  /** Letters and digits alone, so that Close Date, close_date and CloseDate are the same. */
  private static String plain(String word) {
    StringBuilder plain = new StringBuilder(word.length());
    Normalizer.normalize(word, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(sign -> sign == 'ё' ? 'е' : sign)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
