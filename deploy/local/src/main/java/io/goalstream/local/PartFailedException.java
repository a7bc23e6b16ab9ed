package io.goalstream.local;

/** A part could not be started, or ended by itself; the message is a sentence for the user. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailedException(String message) {
    super(message);
  }

  public PartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
