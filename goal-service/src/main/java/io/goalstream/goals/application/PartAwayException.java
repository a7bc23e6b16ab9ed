package io.goalstream.goals.application;

/** A part that is needed does not answer now. */
public final class PartAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
