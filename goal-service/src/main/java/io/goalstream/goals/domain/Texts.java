package io.goalstream.goals.domain;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What people may write, the same everywhere: each text is kept in a document with others, sent on
 * in records and shown in messages, so it has an end and nothing in it that cannot be seen. A name
 * is one line.
 */
public final class Texts {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 2_000;

  private Texts() {}

  /** What is wrong with a text that has to be there. */
  public static Optional<Violation> required(String field, String text, String expected) {
    return text.isBlank()
        ? Optional.of(new Violation(field, "nothing", expected))
        : optional(field, Optional.of(text));
  }

  /** What is wrong with a text that may be left out. */
  public static Optional<Violation> optional(String field, Optional<String> text) {
    return text.flatMap(
        given ->
            wrong(
                field,
                given,
                LONGEST_TEXT,
                character -> "\n\r\t".indexOf(character) >= 0,
                "a text without control characters but new lines and tabs"));
  }

  /** What is wrong with a name that has to be there. */
  public static Optional<Violation> name(String field, String name, String expected) {
    return name.isBlank()
        ? Optional.of(new Violation(field, "nothing", expected))
        : line(field, name);
  }

  /** What is wrong with a line that may be empty. */
  public static Optional<Violation> line(String field, String line) {
    return wrong(
        field, line, LONGEST_NAME, character -> false, "a line without control characters");
  }

  private static Optional<Violation> wrong(
      String field, String text, int longest, IntPredicate allowed, String expected) {
    if (text.length() > longest) {
      return Optional.of(
          new Violation(
              field, text.length() + " characters", "at most %d characters".formatted(longest)));
    }
    return text.chars()
        .filter(character -> Character.isISOControl(character) && !allowed.test(character))
        .mapToObj(
            character ->
                new Violation(field, "the control character U+%04X".formatted(character), expected))
        .findFirst();
  }
}
