package io.goalstream.goals.rest;

/** A change that does not say on which version it rests. */
final class UnnamedVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnnamedVersionException() {
    super("found no If-Match, expected the ETag that was read");
  }
}
