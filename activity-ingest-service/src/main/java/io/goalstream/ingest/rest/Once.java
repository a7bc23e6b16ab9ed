package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.Answers;
import io.goalstream.ingest.application.Answers.Kept;
import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.domain.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a request that names an {@code Idempotency-Key} once: the same request again has the same
 * answer, receipts included, for a day. What was refused is tried anew. A key belongs to its path.
 */
final class Once {
  static final String KEY = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(Once.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration TIDIED = Duration.ofMinutes(10);

  /** After this long a request without an answer counts as one that a stop interrupted. */
  private static final Duration ABANDONED = Duration.ofMinutes(2);

  private static final int LONGEST_KEY = 100;

  private final Answers answers;
  private final JsonMapper json;
  private final Clock clock;
  private final AtomicLong tidied = new AtomicLong();

  Once(Answers answers, JsonMapper json, Clock clock) {
    this.answers = answers;
    this.json = json;
    this.clock = clock;
  }

  /** The same request is being answered. */
  static final class BeingAnsweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Answers, or says what was answered before.
   *
   * @param path what is asked
   * @param request all that it says
   * @throws BeingAnsweredException if another one is at it
   */
  Object answer(Optional<String> key, String path, Object request, Supplier<?> work) {
    if (key.isEmpty()) {
      return work.get();
    }
    String word = key.get();
    if (word.isBlank() || word.length() > LONGEST_KEY) {
      throw refused(
          word.isBlank() ? "nothing" : word.length() + " characters",
          "1 to %d characters".formatted(LONGEST_KEY));
    }
    tidy();
    return answer(digest(path + "\n" + word), digest(request.toString()), work);
  }

  private Object answer(String id, String fingerprint, Supplier<?> work) {
    Optional<Kept> before = answers.begin(id, fingerprint, clock.instant());
    if (before.isEmpty()) {
      return first(id, work);
    }
    Kept kept = before.get();
    if (!kept.fingerprint().equals(fingerprint)) {
      throw refused("a key that was sent with another request", "a fresh key for each request");
    }
    if (kept.answer().isPresent()) {
      return json.readTree(kept.answer().get());
    }
    if (kept.at().plus(ABANDONED).isBefore(clock.instant())) {
      answers.forget(id);
      return answer(id, fingerprint, work);
    }
    throw new BeingAnsweredException();
  }

  private Object first(String id, Supplier<?> work) {
    boolean done = false;
    try {
      Object answer = work.get();
      answers.finish(id, json.writeValueAsString(answer));
      done = true;
      return answer;
    } finally {
      if (!done) {
        forget(id);
      }
    }
  }

  /** What went wrong before is worth more to the caller than that this goes wrong as well. */
  private void forget(String id) {
    try {
      answers.forget(id);
    } catch (PartAwayException e) {
      LOG.warn("A key stays taken for {}", ABANDONED, e);
    }
  }

  private void tidy() {
    Instant now = clock.instant();
    long last = tidied.get();
    boolean due = last + TIDIED.toMillis() < now.toEpochMilli();
    if (due && tidied.compareAndSet(last, now.toEpochMilli())) {
      answers.forgetBefore(now.minus(KEPT));
    }
  }

  private static RefusedException refused(String found, String expected) {
    return RefusedException.invalid(List.of(new Violation(KEY, found, expected)));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
