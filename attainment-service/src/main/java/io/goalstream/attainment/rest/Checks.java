package io.goalstream.attainment.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects everything that is wrong with a request, so that it is said at once. */
final class Checks {
  static final int LARGEST_PAGE = 500;
  static final int LONGEST_NAME = 200;
  static final int DEEPEST_ROW = 1_000_000;

  private final List<Violation> violations = new ArrayList<>();

  Checks require(boolean holds, String field, Object found, String expected) {
    if (!holds) {
      violations.add(new Violation(field, String.valueOf(found), expected));
    }
    return this;
  }

  /** A page that stays within bounds. */
  Checks page(int page, int size, int deepestRow) {
    require(page >= 0, "page", page, "0 or more; 0 is the first page");
    require(size >= 1 && size <= LARGEST_PAGE, "size", size, "1 to " + LARGEST_PAGE);
    boolean deep = (Math.max(0, page) + 1L) * Math.max(1, size) > deepestRow;
    return require(!deep, "page", page, "a page among the first %d rows".formatted(deepestRow));
  }

  /** Part of a name, of a length that names have. */
  Checks name(String field, Optional<String> part) {
    boolean fits = part.filter(text -> text.length() > LONGEST_NAME).isEmpty();
    return require(fits, field, "a longer text", "at most %d characters".formatted(LONGEST_NAME));
  }

  /** The meaning of a word, in any case; the fallback if there is none or it is wrong. */
  <T> T word(String field, Optional<String> found, Map<String, T> meanings, T fallback) {
    if (found.isEmpty()) {
      return fallback;
    }
    for (Map.Entry<String, T> meaning : meanings.entrySet()) {
      if (meaning.getKey().equalsIgnoreCase(found.get())) {
        return meaning.getValue();
      }
    }
    require(
        false,
        field,
        found.get(),
        "one of " + String.join(", ", meanings.keySet().stream().sorted().toList()));
    return fallback;
  }

  /** True for descending. */
  boolean descending(Optional<String> order, boolean fallback) {
    return word(
        "order",
        order.map(word -> word.toLowerCase(Locale.ROOT)),
        Map.of("asc", false, "desc", true),
        fallback);
  }

  /** Goes on if nothing is wrong. */
  void done() {
    if (!violations.isEmpty()) {
      throw new RefusedException(List.copyOf(violations));
    }
  }
}
