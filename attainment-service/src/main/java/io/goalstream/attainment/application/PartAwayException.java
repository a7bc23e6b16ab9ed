package io.goalstream.attainment.application;

/** A part that is needed for an answer is away; asking again in a moment may help. */
public final class PartAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
