package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.PartAwayException;
import java.net.URI;
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

  /**
   * A problem.
   *
   * @param word names its type
   */
  static ProblemDetail problem(HttpStatus status, String word, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + word));
    problem.setTitle(title);
    return problem;
  }

  @ExceptionHandler
  ProblemDetail refused(RefusedException e) {
    int count = e.violations().size();
    ProblemDetail problem =
        problem(
            e.isMisshapen() ? HttpStatus.BAD_REQUEST : HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-request",
            e.isMisshapen()
                ? "The request has another shape than documented"
                : "The request breaks a rule",
            count == 1 ? "1 field is wrong" : count + " fields are wrong");
    problem.setProperty("errors", e.violations());
    return problem;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> partAway(PartAwayException e) {
    return answer(away(String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> stopped(StreamStoppedException e) {
    String detail =
        ("%s, after line %d. What was good up to there is kept; send the lines that follow, or all:"
                + " what is the same counts once")
            .formatted(e.getMessage(), e.lines());
    ProblemDetail problem = e.isPartAway() ? away(detail) : cutOff(detail);
    problem.setProperty("lines", e.lines());
    return answer(problem);
  }

  private static ProblemDetail away(String detail) {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "part-away",
        "A part is away; send the same again in a moment",
        detail);
  }

  private static ProblemDetail cutOff(String detail) {
    return problem(
        HttpStatus.BAD_REQUEST, "not-gzip", "The body cannot be read to its end", detail);
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return answer.body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> beingAnswered(Once.BeingAnsweredException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.CONFLICT,
            "being-answered",
            "The same request is being answered",
            "Found a key whose first request has no answer yet, expected a moment of patience");
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notBelieved(WebhookController.NotBelievedException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.UNAUTHORIZED,
            "not-believed",
            "The call is not believed",
            "Found no proof that the call comes from the source, expected what its file asks for");
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic")
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLong(BodyLimit.TooLongException e) {
    ProblemDetail problem =
        problem(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-long",
            "The body is too long",
            String.valueOf(e.getMessage()));
    return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> noRoom(BodyLimit.NoRoomException e) {
    return answer(
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "no-room",
            "Too much comes at once; send the same again in a moment",
            String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  ProblemDetail unknown(UnknownException e) {
    return problem(
        HttpStatus.NOT_FOUND,
        "not-found",
        "There is no such " + e.what(),
        String.valueOf(e.getMessage()));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getMostSpecificCause() instanceof BodyLimit.NoRoomException noRoom) {
      ResponseEntity<ProblemDetail> answer = noRoom(noRoom);
      return ResponseEntity.status(answer.getStatusCode())
          .headers(answer.getHeaders())
          .body(answer.getBody());
    }
    if (e.getMostSpecificCause() instanceof BodyLimit.TooLongException tooLong) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(tooLong(tooLong).getBody());
    }
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "not-json",
            "The body cannot be read",
            "Found a body that is not JSON, expected a JSON document");
    return ResponseEntity.badRequest().body(problem);
  }
}
