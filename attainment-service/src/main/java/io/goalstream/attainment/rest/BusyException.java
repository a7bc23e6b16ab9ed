package io.goalstream.attainment.rest;

/** What was asked for would take more than there is room for. */
final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(String message) {
    super(message);
  }
}
