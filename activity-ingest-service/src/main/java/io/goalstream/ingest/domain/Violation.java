package io.goalstream.ingest.domain;

/**
 * One broken rule.
 *
 * @param field where, such as {@code credits[0].share}
 * @param found what stood there, as far as it fits into a line
 * @param expected what may stand there
 */
public record Violation(String field, String found, String expected) {
  /** Found where nothing stands. */
  static final String NOTHING = "nothing";

  private static final int LONGEST_FIELD = 200;
  private static final int LONGEST_FOUND = 80;

  public Violation {
    field = cut(field, LONGEST_FIELD);
    found = cut(found, LONGEST_FOUND);
  }

  /** True if nothing stood there. */
  boolean isLack() {
    return found.equals(NOTHING);
  }

  /** The field of the fact that it is in, such as {@code credits}. */
  public String root() {
    return field.startsWith(Fact.ATTRIBUTES) ? field : field.split("[.\\[]", -1)[0];
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "…" : text;
  }

  @Override
  public String toString() {
    return "%s: found %s, expected %s".formatted(field, found, expected);
  }
}
