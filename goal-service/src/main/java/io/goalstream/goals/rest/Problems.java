package io.goalstream.goals.rest;

import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.UncountableException;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.sheets.SheetsException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong, as RFC 9457 problems. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  /** Who has more to mend starts with these. */
  private static final int MOST_CELLS = 1_000;

  private static final String TYPES = "https://goalstream.io/problems/";

  @ExceptionHandler
  ProblemDetail refused(RefusedException e) {
    return switch (e.refusal()) {
      case Refusal.Invalid(List<Violation> violations) ->
          withErrors(
              problem(
                  HttpStatus.UNPROCESSABLE_CONTENT,
                  "invalid-request",
                  "The request breaks a rule",
                  said(e.refusal())),
              violations);
      case Refusal.Unknown(String what, String id) ->
          withErrors(
              problem(
                  HttpStatus.NOT_FOUND, "not-found", "There is no such " + what, said(e.refusal())),
              List.of(new Violation("id", id, "the id of a known " + what)));
      case Refusal.Forbidden(String detail, String found, String expected) ->
          withErrors(
              problem(HttpStatus.FORBIDDEN, "forbidden", "You may not do this", detail),
              List.of(new Violation("role", found, expected)));
      case Refusal.Conflict conflict ->
          problem(
              HttpStatus.CONFLICT,
              "conflict",
              "The present state does not allow it",
              said(conflict));
      case Refusal.Outdated outdated ->
          problem(
              HttpStatus.PRECONDITION_FAILED,
              "outdated",
              "Somebody else changed it meanwhile",
              said(outdated));
    };
  }

  /** A refusal in one sentence. */
  static String said(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid(List<Violation> violations) ->
          violations.size() == 1 ? "1 field is wrong" : violations.size() + " fields are wrong";
      case Refusal.Unknown(String what, String id) -> "No %s has the id %s".formatted(what, id);
      case Refusal.Conflict(String detail) -> detail;
      case Refusal.Forbidden(String detail, String found, String expected) ->
          "%s: found %s, expected %s".formatted(detail, found, expected);
      case Refusal.Outdated(String what, long found, long expected) ->
          "found %s at version %d, expected %d; read it again".formatted(what, found, expected);
    };
  }

  @ExceptionHandler
  ProblemDetail unnamedVersion(UnnamedVersionException e) {
    return problem(
        HttpStatus.PRECONDITION_REQUIRED,
        "unnamed-version",
        "The change has to name the version that it rests on",
        e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail sheets(SheetsException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-sheets",
            "The sheets cannot be taken in; nothing is changed",
            e.errors().size() == 1 ? "1 cell is wrong" : e.errors().size() + " cells are wrong");
    problem.setProperty("errors", e.errors().stream().limit(MOST_CELLS).toList());
    return problem;
  }

  /** A change that cannot be merged into what is there. */
  @ExceptionHandler
  ProblemDetail unreadable(JacksonException e) {
    return withErrors(
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "The request has another shape than documented",
            "1 field is wrong"),
        List.of(violation(e)));
  }

  @ExceptionHandler
  ProblemDetail uncountable(UncountableException e) {
    return withErrors(
        problem(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-request",
            "The request breaks a rule",
            e.getMessage()),
        e.violations());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> partAway(PartAwayException e) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "part-away",
                "A part is away; send the same again in a moment",
                e.getMessage()));
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "The request has another shape than documented",
            "1 field is wrong");
    String field =
        e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
    withErrors(
        problem,
        List.of(new Violation(field, String.valueOf(e.getValue()), expected(e.getRequiredType()))));
    return ResponseEntity.badRequest().body(problem);
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
    if (e.getCause() instanceof JacksonException jackson && !jackson.getPath().isEmpty()) {
      withErrors(problem, List.of(violation(jackson)));
    }
    return ResponseEntity.badRequest().body(problem);
  }

  private static Violation violation(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return switch (e) {
      case InvalidFormatException format ->
          new Violation(
              path.toString(), String.valueOf(format.getValue()), expected(format.getTargetType()));
      case UnrecognizedPropertyException unknown ->
          new Violation(
              path.toString(),
              "a field of this name",
              "one of " + String.valueOf(unknown.getKnownPropertyIds()));
      case MismatchedInputException mismatch ->
          new Violation(path.toString(), "something else", expected(mismatch.getTargetType()));
      default -> new Violation(path.toString(), "something else", "the documented shape");
    };
  }

  private static String expected(@Nullable Class<?> type) {
    return switch (type == null ? "" : type.getSimpleName()) {
      case "LocalDate" -> "a date such as 2026-03-31";
      case "BigDecimal" -> "a decimal number";
      case "String" -> "a text";
      case "List", "ArrayList" -> "an array";
      default -> "an object of the documented shape";
    };
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    return problem;
  }

  private static ProblemDetail withErrors(ProblemDetail problem, List<Violation> violations) {
    problem.setProperty("errors", violations);
    return problem;
  }
}
