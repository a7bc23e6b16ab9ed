package io.goalstream.goals.rest;

import io.goalstream.goals.application.Guarded;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Violation;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, 8.8.3): a number in quotes. */
final class ETags {
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private ETags() {}

  static String of(Stored<?> stored) {
    return "\"%d\"".formatted(stored.version());
  }

  /** What is to be changed; {@code *} or nothing stands for any version. */
  static Guarded guarded(String id, @Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return Guarded.any(id);
    }
    Matcher version = VERSION.matcher(ifMatch.strip());
    if (!version.matches()) {
      throw new RefusedException(
          List.of(
              new Violation("If-Match", ifMatch, "one ETag as it was answered, such as \"3\"")));
    }
    return new Guarded(id, OptionalLong.of(Long.parseLong(version.group(1))));
  }
}
