package io.goalstream.notification.domain;

import java.util.List;
import java.util.Optional;

/**
 * Words for people, in one language, without any markup.
 *
 * @param language BCP 47 language tag of the words
 * @param about name of the goal
 * @param lines why it changed and where the goal stands, a sentence or two each
 * @param link where more is to be seen
 */
public record Message(
    String language, String title, String about, List<String> lines, Optional<String> link) {
  public Message {
    lines = List.copyOf(lines);
  }

  /** The lines as one text. */
  public String text() {
    return String.join(" ", lines);
  }

  /** Whether the language is written from right to left. */
  public static boolean rightToLeft(String language) {
    return switch (language.split("-", -1)[0]) {
      case "ar", "fa", "he", "ur" -> true;
      default -> false;
    };
  }
}
