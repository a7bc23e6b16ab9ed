package io.goalstream.ingest.rest;

/** A stream was taken in up to a line and no further. */
final class StreamStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean partAway;
  private final long lines;

  private StreamStoppedException(boolean partAway, long lines, String why, Throwable cause) {
    super(why, cause);
    this.partAway = partAway;
    this.lines = lines;
  }

  /** A part that is needed does not answer. */
  static StreamStoppedException partAway(long lines, Throwable cause) {
    return new StreamStoppedException(true, lines, String.valueOf(cause.getMessage()), cause);
  }

  /** The answers do not fit onto the disk. */
  static StreamStoppedException noRoom(long lines, Throwable cause) {
    return new StreamStoppedException(
        true, lines, "The answers cannot be kept on this machine until they are sent", cause);
  }

  /** The bytes that follow cannot be read. */
  static StreamStoppedException unreadable(long lines, String why, Throwable cause) {
    return new StreamStoppedException(false, lines, why, cause);
  }

  boolean isPartAway() {
    return partAway;
  }

  /** How many lines were dealt with: the broker has what was good in them. */
  long lines() {
    return lines;
  }
}
