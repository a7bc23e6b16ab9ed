package io.goalstream.attainment.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what is wrong, as RFC 9457 problems. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  ProblemDetail unknown(UnknownGoalException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.NOT_FOUND, e.getMessage() + "; it appears once the goal was activated");
    problem.setType(URI.create("https://goalstream.io/problems/not-found"));
    problem.setTitle("There is no such goal");
    problem.setProperty(
        "errors",
        List.of(
            Map.of(
                "field", "goalId", "found", e.goalId(), "expected", "the id of an active goal")));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail databaseAway(DataAccessException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; try again in a moment");
    problem.setType(URI.create("https://goalstream.io/problems/part-away"));
    problem.setTitle("A part is away");
    return problem;
  }
}
