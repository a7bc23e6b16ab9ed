package io.goalstream.goals.rest;

import io.goalstream.goals.application.Answers;
import io.goalstream.goals.application.Answers.Answer;
import io.goalstream.goals.application.Answers.Kept;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.domain.Violation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a POST that names an {@code Idempotency-Key} once: the same request again has the same
 * answer, for a day. What was refused has changed nothing, so it is tried anew. A key belongs to
 * its caller and its path.
 */
@Component
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String KEY = "Idempotency-Key";

  /** After this long a request without an answer counts as one that a stop interrupted. */
  private static final Duration ABANDONED = Duration.ofMinutes(2);

  private static final int LONGEST_KEY = 100;
  private static final List<String> HEADERS =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

  private final Answers answers;
  private final Clock clock;
  private final HandlerExceptionResolver problems;

  IdempotencyFilter(
      Answers answers,
      Clock clock,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.answers = answers;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || request.getHeader(KEY) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(KEY);
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      refuse(
          request,
          response,
          new RefusedException(
              List.of(
                  new Violation(
                      KEY,
                      key.isBlank() ? "nothing" : key.length() + " characters",
                      "1 to %d characters".formatted(LONGEST_KEY)))));
      return;
    }
    RepeatableRequest repeatable = new RepeatableRequest(request);
    String caller =
        Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName).orElse("");
    String id =
        digest(
            "%s\n%s\n%s"
                .formatted(caller, request.getRequestURI(), key)
                .getBytes(StandardCharsets.UTF_8));
    String fingerprint = fingerprint(request, repeatable);
    try {
      answer(id, fingerprint, repeatable, response, chain);
    } catch (PartAwayException e) {
      refuse(request, response, e);
    }
  }

  /** What is asked for: the body, how it is to be read, and what the query says of it. */
  private static String fingerprint(HttpServletRequest request, RepeatableRequest repeatable)
      throws IOException {
    return digest(
        "%s\n%s\n%s"
            .formatted(
                Optional.ofNullable(request.getQueryString()).orElse(""),
                Optional.ofNullable(request.getContentType()).orElse(""),
                digest(repeatable.body()))
            .getBytes(StandardCharsets.UTF_8));
  }

  private void answer(
      String id,
      String fingerprint,
      RepeatableRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    if (answers.begin(id, fingerprint, clock.instant())) {
      proceed(id, request, response, chain);
      return;
    }
    Kept kept =
        answers.find(id).orElseGet(() -> new Kept(fingerprint, clock.instant(), Optional.empty()));
    if (!kept.fingerprint().equals(fingerprint)) {
      refuse(
          request,
          response,
          new RefusedException(
              List.of(
                  new Violation(
                      KEY,
                      "a key that was sent with another request",
                      "a fresh key for each request"))));
    } else if (kept.answer().isPresent()) {
      replay(kept.answer().get(), response);
    } else if (kept.at().plus(ABANDONED).isBefore(clock.instant())) {
      answers.forget(id);
      answer(id, fingerprint, request, response, chain);
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      refuse(request, response, RefusedException.conflict("the same request is being answered"));
    }
  }

  private void proceed(
      String id, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
    boolean settled = false;
    try {
      chain.doFilter(request, caching);
      settled = caching.getStatus() < HttpStatus.BAD_REQUEST.value();
      if (settled) {
        answers.finish(id, kept(caching));
      }
    } finally {
      if (!settled) {
        answers.forget(id);
      }
    }
    caching.copyBodyToResponse();
  }

  private static Answer kept(ContentCachingResponseWrapper response) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : HEADERS) {
      Optional.ofNullable(response.getHeader(name)).ifPresent(value -> headers.put(name, value));
    }
    return new Answer(
        response.getStatus(),
        headers,
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  private static void replay(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, RuntimeException reason) {
    if (problems.resolveException(request, response, null, reason) == null) {
      throw reason;
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
