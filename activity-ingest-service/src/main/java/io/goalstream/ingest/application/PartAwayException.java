package io.goalstream.ingest.application;

/** A part that is needed does not answer; nothing was kept, and the same can be tried again. */
public final class PartAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartAwayException(String message) {
    super(message);
  }

  public PartAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
