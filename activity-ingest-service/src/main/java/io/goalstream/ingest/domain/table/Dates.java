package io.goalstream.ingest.domain.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates and moments as people write them: {@code 2026-03-31}, {@code 31.03.2026}, {@code
 * 03/31/2026 4:30 PM}, {@code 2026年3月31日}, {@code 31 Mar 2026}. Years have four digits.
 */
final class Dates {
  private static final int LONGEST = 60;
  private static final int FIRST_YEAR = 1970;
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(.*)");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(.*)");
  private static final Pattern DAY_AND_WORD =
      Pattern.compile("(\\d{1,2})[ -]([A-Za-z]{3,9})[ ,-]+(\\d{4})(.*)");
  private static final Pattern WORD_AND_DAY =
      Pattern.compile("([A-Za-z]{3,9}) (\\d{1,2}),? (\\d{4})(.*)");
  private static final Pattern TIME =
      Pattern.compile("[ T,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d+)? ?([AaPp][Mm])?");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final int MONTHS_OF_A_YEAR = 12;
  private static final int NOON = 12;

  private Dates() {}

  /** A date, and what is written behind it. */
  private record Found(LocalDate date, String rest) {}

  /** The date; of a moment the one in that zone. */
  static Optional<LocalDate> date(Cell cell, DateOrder order, ZoneId zone) {
    Optional<LocalDate> absolute =
        absolute(cell.text()).map(moment -> moment.atZone(zone).toLocalDate());
    return absolute.isPresent()
        ? absolute
        : found(cell.text(), order)
            .filter(found -> found.rest().isBlank() || time(found.rest()).isPresent())
            .map(Found::date);
  }

  /** The moment; one without an offset, or a date alone, is as clocks in that zone show it. */
  static Optional<Instant> moment(Cell cell, DateOrder order, ZoneId zone) {
    Optional<Instant> absolute = absolute(cell.text());
    return absolute.isPresent()
        ? absolute
        : found(cell.text(), order)
            .flatMap(
                found ->
                    found.rest().isBlank()
                        ? Optional.of(found.date().atStartOfDay(zone).toInstant())
                        : time(found.rest())
                            .map(time -> found.date().atTime(time).atZone(zone).toInstant()));
  }

  /** Which order the text has, if it is a date that could have had another. */
  static Optional<Readings> readings(String text) {
    Matcher parts = YEAR_LAST.matcher(usual(text));
    if (!parts.matches() || parts.group(2).equals(".")) {
      return Optional.empty();
    }
    int first = Integer.parseInt(parts.group(1));
    int second = Integer.parseInt(parts.group(3));
    return Optional.of(
        new Readings(second <= MONTHS_OF_A_YEAR, first <= MONTHS_OF_A_YEAR, first == second));
  }

  /**
   * How a date can be read.
   *
   * @param same true if both ways say the same day
   */
  record Readings(boolean dayFirst, boolean monthFirst, boolean same) {}

  private static Optional<Instant> absolute(String text) {
    try {
      String moment = text.indexOf('T') < 0 ? text.replaceFirst(" ", "T") : text;
      return Optional.of(OffsetDateTime.parse(moment))
          .filter(found -> isKnown(found.getYear()))
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Found> found(String text, DateOrder order) {
    String usual = usual(text);
    if (usual.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher yearFirst = YEAR_FIRST.matcher(usual);
    if (yearFirst.matches()) {
      return found(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3), yearFirst.group(4));
    }
    Matcher yearLast = YEAR_LAST.matcher(usual);
    if (yearLast.matches()) {
      boolean dayFirst = order == DateOrder.DMY || yearLast.group(2).equals(".");
      return found(
          yearLast.group(4),
          yearLast.group(dayFirst ? 3 : 1),
          yearLast.group(dayFirst ? 1 : 3),
          yearLast.group(5));
    }
    Matcher dayAndWord = DAY_AND_WORD.matcher(usual);
    if (dayAndWord.matches()) {
      return found(
          dayAndWord.group(3),
          month(dayAndWord.group(2)),
          dayAndWord.group(1),
          dayAndWord.group(4));
    }
    Matcher wordAndDay = WORD_AND_DAY.matcher(usual);
    return wordAndDay.matches()
        ? found(
            wordAndDay.group(3),
            month(wordAndDay.group(1)),
            wordAndDay.group(2),
            wordAndDay.group(4))
        : Optional.empty();
  }

  private static String month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).startsWith(lower)) {
        return String.valueOf(i + 1);
      }
    }
    return "0";
  }

  private static Optional<Found> found(String year, String month, String day, String rest) {
    try {
      return Optional.of(
              LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)))
          .filter(date -> isKnown(date.getYear()))
          .map(date -> new Found(date, rest));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(parts.group(1));
    String half = Optional.ofNullable(parts.group(4)).orElse("").toLowerCase(Locale.ROOT);
    if (!half.isEmpty() && (hour < 1 || hour > NOON)) {
      return Optional.empty();
    }
    int full = half.isEmpty() ? hour : hour % NOON + (half.equals("pm") ? NOON : 0);
    int second = Optional.ofNullable(parts.group(3)).map(Integer::parseInt).orElse(0);
    try {
      return Optional.of(LocalTime.of(full, Integer.parseInt(parts.group(2)), second));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Digits of any script as those of ASCII, marks of the direction of writing left out. */
  private static String usual(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    text.codePoints()
        .filter(sign -> sign != 0x200E && sign != 0x200F && sign != 0x061C)
        .forEach(
            sign -> {
              if (Character.isDigit(sign)) {
                usual.append(Character.digit(sign, 10));
              } else {
                usual.appendCodePoint(sign == 0x00A0 || sign == 0x202F ? ' ' : sign);
              }
            });
    return usual.toString();
  }

  /** Years of other calendars, and of dates that are none, lie outside. */
  private static boolean isKnown(int year) {
    return year >= FIRST_YEAR && year <= 9999;
  }
}
