package io.goalstream.goals.sheets;

import static io.goalstream.goals.sheets.Layout.number;
import static io.goalstream.goals.sheets.Layout.text;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a goal that most rows leave as they are: how it is counted and watched. */
final class GoalDetails {
  private static final String FILTER = "filter";
  private static final String ROLLING_DAYS = "rollingDays";
  private static final String LEVELS = "levels";
  private static final String LOWER_BOUND = "lowerBound";
  private static final String UPPER_BOUND = "upperBound";
  private static final String OBSERVATION = "observation";
  private static final String THRESHOLDS = "thresholds";
  private static final String GRACE_DAYS = "graceDays";
  private static final String ENDING_SOON_DAYS = "endingSoonDays";
  private static final String SILENCE_DAYS = "silenceDays";
  private static final String REVIEW_EVERY = "reviewEvery";
  private static final String THEME = "theme";
  private static final String KIND = "kind";
  private static final String WEIGHT = "weight";
  private static final String LOCKED = "locked";

  /** A list without anything in it; an empty cell stands for the usual ones. */
  private static final String NONE = "NONE";

  private static final String YES = "YES";
  private static final String NO = "NO";

  private static final String CONDITION =
      "(.+?)\\s+(IN|NOT_IN|AT_LEAST|AT_MOST|PRESENT)(?:\\s+(.*))?";

  /** As they are written; a field may have a word in it that is an operator in other letters. */
  private static final Pattern EXACT = Pattern.compile(CONDITION, Pattern.DOTALL);

  private static final Pattern LENIENT =
      Pattern.compile(CONDITION, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  static final List<Layout.Column> COLUMNS =
      List.of(
          text(KIND),
          text(THEME),
          number(WEIGHT),
          text(LOCKED),
          text(LEVELS),
          text(FILTER),
          number(ROLLING_DAYS),
          number(LOWER_BOUND),
          number(UPPER_BOUND),
          text(OBSERVATION),
          text(THRESHOLDS),
          number(GRACE_DAYS),
          number(ENDING_SOON_DAYS),
          number(SILENCE_DAYS),
          text(REVIEW_EVERY));

  private final Sheet sheet;
  private final LineReader reader;

  private GoalDetails(Sheet sheet, LineReader reader) {
    this.sheet = sheet;
    this.reader = reader;
  }

  static void write(Terms terms, Map<String, String> cells) {
    Terms.Place place = terms.place();
    place.kind().ifPresent(kind -> cells.put(KIND, kind));
    place.theme().ifPresent(theme -> cells.put(THEME, theme));
    cells.put(WEIGHT, place.weight().toPlainString());
    cells.put(LOCKED, place.locked() ? YES : NO);
    Terms.Aim aim = terms.aim();
    List<String> levels =
        aim.levels().stream()
            .map(level -> level.name() + " " + level.value().toPlainString())
            .toList();
    cells.put(LEVELS, Lists.join(levels, ';'));
    cells.put(FILTER, Lists.join(terms.filter().stream().map(GoalDetails::shown).toList(), ';'));
    put(ROLLING_DAYS, terms.period().rollingDays(), cells);
    put(LOWER_BOUND, aim.lowerBound().map(BigDecimal::toPlainString), cells);
    put(UPPER_BOUND, aim.upperBound().map(BigDecimal::toPlainString), cells);
    cells.put(OBSERVATION, aim.observation());
    Terms.Watch watch = terms.watch();
    cells.put(
        THRESHOLDS,
        watch.thresholds().isEmpty()
            ? NONE
            : Lists.join(watch.thresholds().stream().map(BigDecimal::toPlainString).toList(), ';'));
    cells.put(GRACE_DAYS, String.valueOf(watch.graceDays()));
    put(ENDING_SOON_DAYS, watch.endingSoonDays(), cells);
    put(SILENCE_DAYS, watch.silenceDays(), cells);
    put(REVIEW_EVERY, watch.reviewEvery(), cells);
  }

  private static void put(String heading, Optional<?> value, Map<String, String> cells) {
    value.ifPresent(there -> cells.put(heading, there.toString()));
  }

  private static String shown(Metric.Condition condition) {
    String start = condition.field() + " " + condition.operator();
    return condition.values().isEmpty() ? start : start + " " + Lists.join(condition.values(), '|');
  }

  /** What the row says, to be said over what there is. */
  static Function<TermsRequest, TermsRequest> read(Sheet sheet, LineReader reader) {
    return new GoalDetails(sheet, reader).read();
  }

  private Function<TermsRequest, TermsRequest> read() {
    Function<TermsRequest.AimRequest, TermsRequest.AimRequest> aim = aim();
    Function<TermsRequest.WatchRequest, TermsRequest.WatchRequest> watch = watch();
    Function<TermsRequest.PlaceRequest, TermsRequest.PlaceRequest> place = place();
    List<Metric.Condition> filter = filter();
    Optional<Integer> rolling = reader.whole(ROLLING_DAYS);
    return now ->
        new TermsRequest(
            now.name(),
            now.ownerKind(),
            now.ownerId(),
            now.metricId(),
            said(FILTER, filter, now.filter()),
            new TermsRequest.PeriodRequest(
                now.period().start(),
                now.period().end(),
                now.period().fiscal(),
                now.period().zone(),
                said(ROLLING_DAYS, rolling, now.period().rollingDays())),
            aim.apply(now.aim()),
            now.course(),
            watch.apply(now.watch()),
            place.apply(now.place()));
  }

  private Function<TermsRequest.AimRequest, TermsRequest.AimRequest> aim() {
    List<Terms.Level> levels = levels();
    Optional<BigDecimal> lower = reader.number(LOWER_BOUND);
    Optional<BigDecimal> upper = reader.number(UPPER_BOUND);
    Optional<String> observation = word(OBSERVATION);
    return now ->
        new TermsRequest.AimRequest(
            now.baseline(),
            now.target(),
            now.direction(),
            now.currency(),
            said(LEVELS, levels, now.levels()),
            said(LOWER_BOUND, lower, now.lowerBound()),
            said(UPPER_BOUND, upper, now.upperBound()),
            said(OBSERVATION, observation, now.observation()));
  }

  private Function<TermsRequest.WatchRequest, TermsRequest.WatchRequest> watch() {
    Optional<List<BigDecimal>> thresholds = thresholds();
    Optional<Integer> graceDays = reader.whole(GRACE_DAYS);
    Optional<Integer> endingSoonDays = reader.whole(ENDING_SOON_DAYS);
    Optional<Integer> silenceDays = reader.whole(SILENCE_DAYS);
    Optional<Review.Cadence> reviewEvery = cadence();
    return now ->
        new TermsRequest.WatchRequest(
            said(THRESHOLDS, thresholds, now.thresholds()),
            said(GRACE_DAYS, graceDays, now.graceDays()),
            said(ENDING_SOON_DAYS, endingSoonDays, now.endingSoonDays()),
            said(SILENCE_DAYS, silenceDays, now.silenceDays()),
            now.checkpoints(),
            said(REVIEW_EVERY, reviewEvery, now.reviewEvery()));
  }

  private Function<TermsRequest.PlaceRequest, TermsRequest.PlaceRequest> place() {
    Optional<String> theme = reader.text(THEME);
    Optional<String> kind = word(KIND);
    Optional<BigDecimal> weight = reader.number(WEIGHT);
    boolean locked = isLocked();
    return now ->
        new TermsRequest.PlaceRequest(
            now.parentId(),
            said(THEME, theme, now.theme()),
            said(KIND, kind, now.kind()),
            said(WEIGHT, weight, now.weight()),
            said(LOCKED, locked, now.locked()));
  }

  private <T> T said(String heading, T cell, T now) {
    return sheet.positions().containsKey(heading) ? cell : now;
  }

  private Optional<String> word(String heading) {
    return reader.text(heading).map(text -> text.toUpperCase(Locale.ROOT));
  }

  private boolean isLocked() {
    Optional<String> word = word(LOCKED);
    boolean known =
        word.map(one -> Stream.of(YES, NO, "TRUE", "FALSE").anyMatch(one::equals)).orElse(true);
    if (!known) {
      reader.refuse(LOCKED, word.orElse(""), "YES or NO");
    }
    return word.map(one -> one.equals(YES) || one.equals("TRUE")).orElse(false);
  }

  private Optional<Review.Cadence> cadence() {
    Optional<String> word = word(REVIEW_EVERY);
    Optional<Review.Cadence> cadence =
        word.flatMap(
            one ->
                Stream.of(Review.Cadence.values())
                    .filter(known -> known.name().equals(one))
                    .findFirst());
    if (word.isPresent() && cadence.isEmpty()) {
      reader.refuse(
          REVIEW_EVERY,
          word.get(),
          Stream.of(Review.Cadence.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
    return cadence;
  }

  private Optional<List<BigDecimal>> thresholds() {
    Optional<String> cell = reader.text(THRESHOLDS);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    if (cell.get().equalsIgnoreCase(NONE)) {
      return Optional.of(List.of());
    }
    List<BigDecimal> thresholds = new ArrayList<>();
    for (String word : Lists.split(cell.get(), ';')) {
      decimal(word)
          .ifPresentOrElse(
              thresholds::add,
              () -> reader.refuse(THRESHOLDS, word, "fractions such as 0.5; 0.8; 1, or NONE"));
    }
    return Optional.of(List.copyOf(thresholds));
  }

  private List<Terms.Level> levels() {
    List<Terms.Level> levels = new ArrayList<>();
    for (String word : Lists.split(reader.text(LEVELS).orElse(""), ';')) {
      int blank = word.lastIndexOf(' ');
      Optional<BigDecimal> value = decimal(word.substring(blank + 1));
      if (blank < 0 || value.isEmpty()) {
        reader.refuse(LEVELS, word, "names with numbers, such as COMMIT 900; STRETCH 1200");
      } else {
        levels.add(new Terms.Level(word.substring(0, blank).strip(), value.get()));
      }
    }
    return List.copyOf(levels);
  }

  private List<Metric.Condition> filter() {
    List<Metric.Condition> conditions = new ArrayList<>();
    for (String text : Lists.split(reader.text(FILTER).orElse(""), ';')) {
      Matcher exact = EXACT.matcher(text);
      Matcher words = exact.matches() ? exact : LENIENT.matcher(text);
      if (words.matches()) {
        String values = Optional.ofNullable(words.group(3)).orElse("");
        conditions.add(
            new Metric.Condition(
                words.group(1), words.group(2).toUpperCase(Locale.ROOT), Lists.split(values, '|')));
      } else {
        reader.refuse(
            FILTER,
            text,
            "a field, IN, NOT_IN, AT_LEAST, AT_MOST or PRESENT, and values, such as"
                + " region IN north|south");
      }
    }
    return List.copyOf(conditions);
  }

  private static Optional<BigDecimal> decimal(String word) {
    try {
      return Optional.of(new BigDecimal(word));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
