package io.goalstream.goals.sheets;

import java.util.ArrayList;
import java.util.List;

/**
 * Several words in one cell. A separator that belongs to a word has a backslash before it, and so
 * has a backslash.
 */
final class Lists {
  private static final char BACKSLASH = '\\';

  private Lists() {}

  static String join(List<String> words, char separator) {
    return String.join(
        separator == ';' ? "; " : String.valueOf(separator),
        words.stream().map(word -> escaped(word, separator)).toList());
  }

  private static String escaped(String word, char separator) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter == separator || letter == BACKSLASH) {
        escaped.append(BACKSLASH);
      }
      escaped.append(letter);
    }
    return escaped.toString();
  }

  /** The words, without blanks around them; empty ones are left out. */
  static List<String> split(String text, char separator) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean literally = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (literally) {
        word.append(letter);
        literally = false;
      } else if (letter == BACKSLASH) {
        literally = true;
      } else if (letter == separator) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(letter);
      }
    }
    words.add(word.toString());
    return words.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
  }
}
