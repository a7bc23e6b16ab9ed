package io.goalstream.notification.rest;

import io.goalstream.notification.domain.Quiet;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Zones, times and days as requests write them. */
final class RhythmBody {
  private RhythmBody() {}

  /** From a time to a time, and days off. */
  record QuietBody(@Nullable String from, @Nullable String to, @Nullable Set<DayOfWeek> daysOff) {
    static QuietBody of(Quiet quiet) {
      return new QuietBody(quiet.from().toString(), quiet.to().toString(), quiet.daysOff());
    }
  }

  static Optional<ZoneId> zone(@Nullable String zone) {
    // Offsets such as +03:00 are zones to Java, but not to those who write dates.
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw RefusedException.invalid("zone", zone, "a zone of the IANA, such as Europe/Berlin");
    }
    return Optional.ofNullable(zone).map(ZoneId::of);
  }

  static LocalTime time(@Nullable String time, LocalTime otherwise, String field) {
    try {
      return time == null ? otherwise : LocalTime.parse(time);
    } catch (DateTimeParseException e) {
      throw RefusedException.invalid(field, time, "a time such as 08:00");
    }
  }

  static Quiet quiet(@Nullable QuietBody body) {
    if (body == null) {
      return Quiet.NEVER;
    }
    Set<DayOfWeek> daysOff = some(body.daysOff(), "quiet.daysOff");
    if (daysOff.size() == DayOfWeek.values().length) {
      throw RefusedException.invalid("quiet.daysOff", "all seven days", "six at most");
    }
    if ((body.from() == null) != (body.to() == null)) {
      throw RefusedException.invalid(
          "quiet", body.from() == null ? "no from" : "no to", "both from and to, or neither");
    }
    return new Quiet(
        time(body.from(), LocalTime.MIDNIGHT, "quiet.from"),
        time(body.to(), LocalTime.MIDNIGHT, "quiet.to"),
        daysOff);
  }

  /** A set without gaps; an empty one if it is missing. */
  static <T> Set<T> some(@Nullable Set<T> set, String field) {
    if (set == null) {
      return Set.of();
    }
    if (set.stream().anyMatch(Objects::isNull)) {
      throw RefusedException.invalid(field, "null", "values only");
    }
    return set;
  }

  /** A language tag that is well-formed; words of the nearest language are taken. */
  static Optional<String> language(@Nullable String language, Set<String> known) {
    if (language == null) {
      return Optional.empty();
    }
    String root = Locale.forLanguageTag(language).getLanguage();
    if (!known.contains(root)) {
      throw RefusedException.invalid(
          "language", language, "a language tag of one of " + Arrays.toString(known.toArray()));
    }
    return Optional.of(Locale.forLanguageTag(language).toLanguageTag());
  }
}
