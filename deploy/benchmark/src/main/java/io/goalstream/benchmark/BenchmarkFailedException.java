package io.goalstream.benchmark;

/** A number was wrong or never came, so no figure of this run means anything. */
final class BenchmarkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchmarkFailedException(String message) {
    super(message);
  }

  BenchmarkFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
