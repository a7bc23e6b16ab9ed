package io.goalstream.schemas.serde;

/**
 * The bytes are not a record of the expected schema in the Confluent wire format; trying again will
 * not help.
 */
public final class UnreadableRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message) {
    super(message);
  }

  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
