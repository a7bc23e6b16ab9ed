package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls the addresses that people have named: no redirects, no addresses that are not public, no
 * answer that is long or never ends.
 */
public final class Outbound implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout SILENCE = Timeout.ofSeconds(15);
  private static final int CONNECTIONS = 256;
  private static final int CONNECTIONS_EACH = 64;
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int GONE = 410;

  private final CloseableHttpClient http;
  private final Duration deadline;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

  /** An answer of 2xx. */
  record Response(int status, String body) {}

  /**
   * @param allowPrivateAddresses whether receivers may be on this machine or in private networks
   * @param deadline the longest that a call may take from beginning to end
   */
  public Outbound(boolean allowPrivateAddresses, Duration deadline) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new PublicAddresses(allowPrivateAddresses))
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS_EACH)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(SILENCE)
                    .build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(SILENCE)
                    .setConnectionRequestTimeout(SILENCE)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .build();
    this.deadline = deadline;
  }

  /**
   * Sends JSON. What is not answered with 2xx has not arrived.
   *
   * @param judge says of an answer of 2xx whether the receiver has taken the message
   */
  Answer post(
      String address,
      Map<String, String> headers,
      String json,
      Instant now,
      Function<Response, Answer> judge) {
    HttpPost request = new HttpPost(address);
    headers.forEach(request::setHeader);
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    ScheduledFuture<?> end =
        timer.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(request, response -> answer(response, now, judge));
    } catch (IOException e) {
      return Answer.NotArrived.because(
          request.isCancelled()
              ? "did not answer within %s s".formatted(deadline.toSeconds())
              : e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      end.cancel(false);
    }
  }

  private static Answer answer(
      ClassicHttpResponse response, Instant now, Function<Response, Answer> judge)
      throws IOException {
    int status = response.getCode();
    String body = body(response);
    if (status >= 200 && status < 300) {
      return judge.apply(new Response(status, body));
    }
    boolean busy = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    return new Answer.NotArrived(
        "answered with status " + status,
        busy ? retryAfter(response.getFirstHeader("Retry-After"), now) : Optional.empty(),
        status == GONE || SlackProtocol.isGone(status, body));
  }

  private static String body(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return "";
    }
    try (InputStream content = response.getEntity().getContent()) {
      return new String(content.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }

  /** Seconds, or a date; RFC 9110, section 10.2.3. */
  static Optional<Duration> retryAfter(@Nullable Header header, Instant now) {
    if (header == null || header.getValue() == null) {
      return Optional.empty();
    }
    String value = header.getValue().strip();
    try {
      if (value.chars().allMatch(Character::isDigit)) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    http.close();
  }
}
