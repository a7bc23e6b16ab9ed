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

  static URI type(String word) {
    return URI.create(TYPES + word);
  }

  @ExceptionHandler
  ProblemDetail refused(RefusedException e) {
    int count = e.violations().size();
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            e.isMisshapen() ? HttpStatus.BAD_REQUEST : HttpStatus.UNPROCESSABLE_CONTENT,
            count == 1 ? "1 field is wrong" : count + " fields are wrong");
    problem.setType(type("invalid-request"));
    problem.setTitle(
        e.isMisshapen()
            ? "The request has another shape than documented"
            : "The request breaks a rule");
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
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
    problem.setType(type("part-away"));
    problem.setTitle("A part is away; send the same again in a moment");
    return problem;
  }

  private static ProblemDetail cutOff(String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
    problem.setType(type("not-gzip"));
    problem.setTitle("The body cannot be read to its end");
    return problem;
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
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "Found a key whose first request has no answer yet, expected a moment of patience");
    problem.setType(type("being-answered"));
    problem.setTitle("The same request is being answered");
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notBelieved(WebhookController.NotBelievedException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNAUTHORIZED,
            "Found no proof that the call comes from the source, expected what its file asks for");
    problem.setType(type("not-believed"));
    problem.setTitle("The call is not believed");
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic")
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLong(BodyLimit.TooLongException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONTENT_TOO_LARGE, String.valueOf(e.getMessage()));
    problem.setType(type("too-long"));
    problem.setTitle("The body is too long");
    return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(problem);
  }

  @ExceptionHandler
  ProblemDetail unknown(UnknownException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    problem.setType(type("not-found"));
    problem.setTitle("There is no such " + e.what());
    return problem;
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getMostSpecificCause() instanceof BodyLimit.TooLongException tooLong) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(tooLong(tooLong).getBody());
    }
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "Found a body that is not JSON, expected a JSON document");
    problem.setType(type("not-json"));
    problem.setTitle("The body cannot be read");
    return ResponseEntity.badRequest().body(problem);
  }
}
