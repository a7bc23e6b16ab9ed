package io.goalstream.notification.rest;

import org.springframework.http.HttpStatus;

/** Something about a request is wrong. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String field;
  private final String found;
  private final String expected;

  private RefusedException(HttpStatus status, String field, String found, String expected) {
    super("%s: found %s, expected %s".formatted(field, found, expected));
    this.status = status;
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  static RefusedException unknown(String field, String found, String expected) {
    return new RefusedException(HttpStatus.NOT_FOUND, field, found, expected);
  }

  static RefusedException invalid(String field, String found, String expected) {
    return new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, field, found, expected);
  }

  static RefusedException forbidden(String found, String expected) {
    return new RefusedException(HttpStatus.FORBIDDEN, "role", found, expected);
  }

  /** Somebody else changed it meanwhile. */
  static RefusedException outdated(String found, String expected) {
    return new RefusedException(HttpStatus.PRECONDITION_FAILED, "If-Match", found, expected);
  }

  static RefusedException conflict(String field, String found, String expected) {
    return new RefusedException(HttpStatus.CONFLICT, field, found, expected);
  }

  HttpStatus status() {
    return status;
  }

  String field() {
    return field;
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }
}
