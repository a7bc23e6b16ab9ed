package io.goalstream.ingest.webhooks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads moments and days as systems write them: ISO 8601 with any kind of offset, or without one as
 * the clocks of a zone show it; seconds or milliseconds since the epoch.
 *
 * @param zone of what has no offset, and in which moments become days
 */
record Moments(ZoneId zone) {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,14}");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The moment that a text says; empty if it says none. */
  Optional<Instant> moment(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    if (MILLISECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    return parsed(text)
        .map(
            found ->
                switch (found) {
                  case OffsetDateTime moment -> moment.toInstant();
                  case LocalDateTime local -> local.atZone(zone).toInstant();
                  case LocalDate day -> day.atStartOfDay(zone).toInstant();
                  default -> throw new IllegalStateException("Not asked for: " + found);
                });
  }

  /** The day that a text says, or of the moment that it says; empty if it says neither. */
  Optional<LocalDate> day(String text) {
    return parsed(text)
        .filter(LocalDate.class::isInstance)
        .map(LocalDate.class::cast)
        .or(() -> moment(text).map(moment -> LocalDate.ofInstant(moment, zone)));
  }

  private static Optional<TemporalAccessor> parsed(String text) {
    try {
      return Optional.of(
          ISO.parseBest(
              text.strip().replaceFirst("(?<=^\\d{4}-\\d{2}-\\d{2}) +", "T"),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
