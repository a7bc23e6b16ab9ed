package io.goalstream.ingest.rest;

/** There is no such thing. */
final class UnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * @param what the kind of thing, such as receipt
   * @param expected what would have been there
   */
  UnknownException(String what, String found, String expected) {
    super("Found %s %s, expected %s".formatted(what, found, expected));
    this.what = what;
  }

  String what() {
    return what;
  }
}
