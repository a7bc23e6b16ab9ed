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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says what is wrong, as RFC 9457 problems. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final String TYPES = "https://goalstream.io/problems/";

  @ExceptionHandler
  ProblemDetail refused(RefusedException e) {
    return switch (e.status()) {
      case NOT_FOUND -> problem(e.status(), "not-found", "There is no such thing", e);
      case FORBIDDEN -> problem(e.status(), "forbidden", "You may not do this", e);
      case PRECONDITION_FAILED ->
          problem(e.status(), "outdated", "Somebody else changed it meanwhile", e);
      case CONFLICT -> problem(e.status(), "conflict", "The present state does not allow it", e);
      default -> problem(e.status(), "invalid-request", "The request breaks a rule", e);
    };
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, RefusedException e) {
    return withError(
        problem(status, type, title, String.valueOf(e.getMessage())),
        e.field(),
        e.found(),
        e.expected());
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    return problem;
  }

  private static ProblemDetail withError(
      ProblemDetail problem, String field, String found, String expected) {
    problem.setProperty(
        "errors", List.of(Map.of("field", field, "found", found, "expected", expected)));
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
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "part-away",
                "A part is away; send the same again in a moment",
                detail));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "not-json",
            "The body cannot be read",
            "Found a body that is not the expected JSON");
    if (e.getCause() instanceof DatabindException wrong) {
      withError(problem, field(wrong), found(wrong), expected(wrong));
    }
    return ResponseEntity.badRequest().body(problem);
  }

  private static String field(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String found(DatabindException e) {
    return e instanceof InvalidFormatException wrong
        ? String.valueOf(wrong.getValue())
        : e instanceof PropertyBindingException unknown
            ? "the field " + unknown.getPropertyName()
            : "another shape";
  }

  private static String expected(DatabindException e) {
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      return "one of " + List.of(wrong.getTargetType().getEnumConstants());
    }
    return e instanceof PropertyBindingException unknown && unknown.getKnownPropertyIds() != null
        ? "one of " + unknown.getKnownPropertyIds()
        : "what the documentation says";
  }
}
