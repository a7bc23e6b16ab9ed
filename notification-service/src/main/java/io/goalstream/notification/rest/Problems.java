package io.goalstream.notification.rest;

import io.goalstream.notification.application.People;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what is wrong, as RFC 9457 problems. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final String TYPES = "https://goalstream.io/problems/";

  @ExceptionHandler
  ProblemDetail refused(RefusedException e) {
    boolean missing = e.status() == HttpStatus.NOT_FOUND;
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(e.status(), e.getMessage());
    problem.setType(URI.create(TYPES + (missing ? "not-found" : "invalid-request")));
    problem.setTitle(missing ? "There is no such thing" : "The request breaks a rule");
    problem.setProperty(
        "errors",
        List.of(Map.of("field", e.field(), "found", e.found(), "expected", e.expected())));
    return problem;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> databaseAway(DataAccessException e) {
    return partAway("The database does not answer");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> organizationUnknown(People.NotReadyException e) {
    return partAway(String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> partAway(String detail) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
    problem.setType(URI.create(TYPES + "part-away"));
    problem.setTitle("A part is away; send the same again in a moment");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(problem);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "Found a body that is not the expected JSON");
    problem.setType(URI.create(TYPES + "not-json"));
    problem.setTitle("The body cannot be read");
    return ResponseEntity.badRequest().body(problem);
  }
}
