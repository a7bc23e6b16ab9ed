package io.goalstream.ingest.rest;

/** Nobody knows the receipt. */
final class UnknownReceiptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownReceiptException(String receipt) {
    super(
        "Found receipt %s, expected one that REST gave within the last 14 days".formatted(receipt));
  }
}
