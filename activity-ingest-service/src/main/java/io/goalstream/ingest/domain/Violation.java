package io.goalstream.ingest.domain;

/**
 * One broken rule.
 *
 * @param field where, such as {@code credits[0].share}
 * @param found what stood there
 * @param expected what may stand there
 */
public record Violation(String field, String found, String expected) {
  @Override
  public String toString() {
    return "%s: found %s, expected %s".formatted(field, found, expected);
  }
}
