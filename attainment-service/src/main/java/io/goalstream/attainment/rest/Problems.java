package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.PartAwayException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what is wrong, as RFC 9457 problems. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final String TYPES = "https://goalstream.io/problems/";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unknown(UnknownException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.NOT_FOUND,
            "not-found",
            "There is no such " + e.what(),
            String.valueOf(e.getMessage()));
    return answer(withErrors(problem, List.of(e.violation())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notSeen(NotSeenException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.FORBIDDEN,
            "not-allowed",
            "This is not allowed",
            String.valueOf(e.getMessage()));
    return answer(withErrors(problem, List.of(e.violation())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(RefusedException e) {
    return answer(invalid(e.violations()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> busy(BusyException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "busy",
            "There is no room for more",
            String.valueOf(e.getMessage()));
    return later(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> databaseAway(DataAccessException e) {
    return partAway("The database does not answer; try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> partAway(PartAwayException e) {
    return partAway(e.getMessage() + "; try again in a moment");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> registryAway(RegistryUnavailableException e) {
    return partAway("The schema registry does not answer; try again in a moment");
  }

  private static ResponseEntity<ProblemDetail> partAway(String detail) {
    return later(problem(HttpStatus.SERVICE_UNAVAILABLE, "part-away", "A part is away", detail));
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    MethodParameter parameter =
        e instanceof MethodArgumentTypeMismatchException argument ? argument.getParameter() : null;
    String field =
        e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
    Violation violation =
        new Violation(field, String.valueOf(e.getValue()), expected(type(parameter)));
    return ResponseEntity.badRequest().body(invalid(List.of(violation)));
  }

  @Override
  protected ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Violation violation =
        new Violation(
            e.getParameterName(),
            "nothing",
            expected(type(e.getMethodParameter())) + " in the query");
    return ResponseEntity.badRequest().body(invalid(List.of(violation)));
  }

  private static @Nullable Class<?> type(@Nullable MethodParameter parameter) {
    return parameter == null ? null : parameter.nestedIfOptional().getNestedParameterType();
  }

  private static String expected(@Nullable Class<?> type) {
    if (type != null && type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type == null ? "" : type.getSimpleName()) {
      case "LocalDate" -> "a date such as 2026-03-31";
      case "Instant" -> "a moment in UTC such as 2026-03-31T12:00:00Z";
      case "int", "Integer", "long", "Long" -> "a whole number";
      default -> "a text";
    };
  }

  private static ProblemDetail invalid(List<Violation> violations) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "The request breaks a rule",
            violations.size() == 1
                ? "1 parameter is wrong; correct it as said in errors and ask again"
                : violations.size()
                    + " parameters are wrong; correct them as said in errors and ask again");
    return withErrors(problem, violations);
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    return problem;
  }

  private static ProblemDetail withErrors(ProblemDetail problem, List<Violation> violations) {
    problem.setProperty("errors", violations);
    return problem;
  }

  /** A problem is answered as such also where the client asked for something else, such as CSV. */
  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return answer(problem, Optional.empty());
  }

  private static ResponseEntity<ProblemDetail> later(ProblemDetail problem) {
    return answer(problem, Optional.of("5"));
  }

  private static ResponseEntity<ProblemDetail> answer(
      ProblemDetail problem, Optional<String> retryAfter) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.getStatus())
            .header(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    retryAfter.ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
    return answer.body(problem);
  }
}
