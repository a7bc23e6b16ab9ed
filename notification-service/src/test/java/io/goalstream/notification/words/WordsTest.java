package io.goalstream.notification.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import io.goalstream.notification.application.Wording.Ear;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Examples.EventExample;
import io.goalstream.notification.domain.Message;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
  private static final Pattern LEFT_OVER = Pattern.compile("[{}]|null|\\bplural\\b");

  private final Words words = new Words("https://goals.example.com");

  private static Ear ear(String language) {
    return new Ear(language, ZoneOffset.UTC, Optional.empty(), Optional.empty());
  }

  private static Arguments text(Consumer<EventExample> change, String expected) {
    return Arguments.of(change, expected);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text(c -> {}, "Deal D-1 (+€1,250.50). It stood at €1,250.50 of €2,500 (50%) on @."),
        text(
            c -> {
              c.unit = "SHARE";
              c.value = Optional.of("0.3");
              c.target = "0.6";
            },
            "Deal D-1. It stood at 30% of 60% (50%) on @."),
        text(
            c -> {
              c.unit = "DAYS";
              c.value = Optional.of("37.5");
              c.target = "30";
            },
            "Deal D-1. It stood at 37.5 days of 30 days (50%) on @."),
        text(
            c -> {
              c.unit = "COUNT";
              c.cause = "ACTIVITY";
              c.value = Optional.of("50");
              c.target = "100";
              c.after = Optional.of("1");
            },
            "Activity D-1 (+1). It stood at 50 of 100 (50%) on @."),
        text(
            c -> {
              c.cause = "WITHDRAWAL";
              c.before = Optional.of("100");
              c.after = Optional.of("0");
            },
            "D-1 was withdrawn (-€100). It stood at €1,250.50 of €2,500 (50%) on @."),
        text(
            c -> {
              c.before = Optional.empty();
              c.value = Optional.empty();
            },
            "Deal D-1. There was no number on @; the target is €2,500."),
        text(
            c -> c.attainment = "0.9996",
            "Deal D-1 (+€1,250.50). It stood at €1,250.50 of €2,500 (99.9%) on @."),
        text(
            c -> c.cause = "GOAL_CHANGE",
            "The goal itself was set or changed. It stood at €1,250.50 of €2,500 (50%) on @."),
        text(
            c -> c.cause = "SOMETHING_THAT_CAME_LATER",
            "It stood at €1,250.50 of €2,500 (50%) on @."));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextSaysWhatChangedAndWhereTheGoalStands(Consumer<EventExample> change, String expected) {
    Event event = Examples.crossing(1, true, change);

    assertThat(words.say(AlertKind.LEVEL_REACHED, event, ear("en")).text())
        .isEqualTo(expected.replace("@", "March 31, 2026 at 9:30\u202fAM"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LEVEL_REACHED | en    | 50% of “Revenue Ana” reached",
        "LEVEL_LOST    | en    | Correction: “Revenue Ana” is below 50% again",
        "LEVEL_REGAINED| en    | “Revenue Ana” is back at 50%",
        "LEVEL_REACHED | zh-CN | “Revenue Ana”已达到 50%",
        "LEVEL_REACHED | ru    | Достигнуто 50\u00a0% цели «Revenue Ana»",
        "LEVEL_REACHED | fr    | 50% of “Revenue Ana” reached"
      })
  void aTitleSaysWhetherItIsNewsOrACorrection(AlertKind kind, String language, String title) {
    Event event = Examples.crossing(1, true, c -> {});

    assertThat(words.say(kind, event, ear(language)).title()).isEqualTo(title);
  }

  @Test
  void numbersAndAmountsAreWrittenAsTheLanguageWritesThem() {
    Event event = Examples.crossing(1, true, c -> {});

    assertThat(words.say(AlertKind.LEVEL_REACHED, event, ear("ru")).text())
        .contains("1\u00a0250,50\u00a0€");
    assertThat(words.say(AlertKind.LEVEL_REACHED, event, ear("zh")).text())
        .contains("截至2026年3月31日 09:30为 €1,250.50，目标 €2,500（50%）");
    assertThat(words.say(AlertKind.LEVEL_REACHED, event, ear("ar-EG")).text()).contains("١٬٢٥٠");
    assertThat(words.say(AlertKind.LEVEL_REACHED, event, ear("ar-AE")).text()).contains("1,250");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1, in 1 day",
    "en, 5, in 5 days",
    "ru, 1, 1 день",
    "ru, 2, 2 дня",
    "ru, 5, 5 дней",
    "ru, 21, 21 день",
    "ar, 1, يوم واحد",
    "ar, 2, يومين",
    "ar, 3, أيام",
    "ar, 11, يومًا",
    "ar, 100, يوم",
    "zh, 2, 2 天"
  })
  void aNumberOfDaysHasTheFormOfItsLanguage(String language, long days, String expected) {
    Event event =
        Examples.event(
            "silent",
            1,
            c -> {
              c.kind = EventKind.NO_ACTIVITY;
              c.details =
                  new Event.Details(
                      Optional.empty(),
                      Optional.of(LocalDate.of(2026, 3, 31).minusDays(days)),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      List.of());
            });

    assertThat(words.say(AlertKind.NO_ACTIVITY, event, ear(language)).title()).contains(expected);
  }

  @Test
  void noLanguageLacksAPhraseAndNoneHasOneThatTheOthersLack() {
    Map<String, Set<String>> keys = new TreeMap<>();
    Vocabulary.all().forEach((language, it) -> keys.put(language, it.phrases().keySet()));

    assertThat(keys).containsOnlyKeys("ar", "en", "ru", "zh");
    keys.values().forEach(each -> assertThat(each).isEqualTo(keys.get("en")));
  }

  @Test
  void everyLanguageUsesTheSameNamesInAPhrase() {
    Map<String, Vocabulary> all = Vocabulary.all();
    Vocabulary english = Objects.requireNonNull(all.get("en"));
    all.forEach(
        (language, vocabulary) ->
            english
                .phrases()
                .forEach(
                    (key, phrase) ->
                        assertThat(
                                Objects.requireNonNull(vocabulary.phrases().get(key))
                                    .getArgumentNames())
                            .as("%s in %s", key, language)
                            .isEqualTo(phrase.getArgumentNames())));
  }

  /** Everything that an event can have, so that every line is said. */
  private static Event full(EventKind kind) {
    return Examples.event(
        "full",
        1,
        c -> {
          c.kind = kind;
          c.details =
              new Event.Details(
                  Optional.of(LocalDate.of(2026, 4, 1)),
                  Optional.of(LocalDate.of(2026, 3, 26)),
                  Optional.of(
                      new Event.Checkpoint(
                          "Midweek", Examples.NOW, BigDecimal.TEN, Optional.of(BigDecimal.ONE))),
                  Optional.of(new BigDecimal("-5")),
                  Optional.of("hugo"),
                  Optional.of("well done"),
                  List.of(
                      new Event.Edit("target", "1", "2"),
                      new Event.Edit("other", "a", "b"),
                      new Event.Edit("badge", "nothing", "Closer")));
        });
  }

  @Test
  void everyKindIsSaidInEveryLanguageAndNothingIsLeftOver() {
    for (String language : words.languages()) {
      Ear ear =
          new Ear(language, ZoneId.of("Asia/Shanghai"), Optional.of("Ana"), Optional.of("Hugo"));
      for (EventKind event : EventKind.values()) {
        for (AlertKind kind : AlertKind.values()) {
          boolean level = kind.name().startsWith("LEVEL_");
          if (kind != AlertKind.CHANNEL_DISABLED && level == event.isLevel()) {
            check(words.say(kind, full(event), ear), language);
          }
        }
      }
      check(words.channelDisabled("Sales", "status 410", language), language);
    }
  }

  @Test
  void aBadgeIsToldAsOneAndNotAsAnEdit() {
    assertThat(words.say(AlertKind.PRAISED, full(EventKind.PRAISED), ear("en")).lines())
        .contains("With a badge: Closer.")
        .noneMatch(line -> line.contains("nothing"));
  }

  private static void check(Message message, String language) {
    assertThat(message.language()).isEqualTo(language);
    assertThat(message.title()).isNotBlank().doesNotContainPattern(LEFT_OVER);
    assertThat(message.lines()).allSatisfy(it -> assertThat(it).doesNotContainPattern(LEFT_OVER));
    if (!language.equals("en")) {
      assertThat(message.title() + message.text())
          .as("words of another language than %s", language)
          .doesNotContain(" the ")
          .doesNotContain(" is ");
    }
  }

  @Test
  void aNameInAnArabicSentenceIsKeptApart() {
    assertThat(words.say(AlertKind.AT_RISK, Examples.pace(1, "AT_RISK"), ear("ar")).title())
        .contains("\u2068Revenue Ana\u2069");
  }

  @Test
  void amountsOfCurrenciesWithoutCentsHaveNone() {
    Figures figures = new Figures(ULocale.ENGLISH);
    Event yen =
        new Event(
            "e",
            EventKind.ENDED,
            "g",
            "Goal",
            new Event.Owner("REP", "ana"),
            Optional.of(new Event.Metric("revenue", "Revenue", "MONEY")),
            Optional.of("JPY"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Event.Standing.UNKNOWN,
            Event.Standing.UNKNOWN,
            Event.Cause.NONE,
            Event.Details.NONE,
            Examples.NOW);

    assertThat(figures.amount(new BigDecimal("1234567"), yen)).isEqualTo("¥1,234,567");
  }
}
