package io.goalstream.ingest.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps one client from taking the place of all others: so many requests a second on average, and
 * twice as many at once. Who has much to hand in does it in batches or as lines, which are one
 * request. Asked before who it is, since tokens are work too. A client is an address; of IPv6, the
 * network of 64 bits that one subscriber has.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ClientLimit extends OncePerRequestFilter {
  /** Written out, so that no other way of writing a path gets around the limit. */
  private static final Pattern HEALTH = Pattern.compile("/actuator(/[A-Za-z]+)*");

  private static final int MOST_CLIENTS = 100_000;
  private static final int NETWORK_BYTES = 8;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final int perSecond;
  private final TimeMeter time;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(FORGOTTEN).build();

  /**
   * @param perSecond 0 for no limit
   */
  ClientLimit(int perSecond, TimeMeter time, JsonMapper json, MeterRegistry meters) {
    this.perSecond = perSecond;
    this.time = time;
    this.json = json;
    this.meters = meters;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return perSecond == 0 || HEALTH.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ConsumptionProbe probe =
        buckets
            .get(client(request.getRemoteAddr()), address -> bucket())
            .tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      chain.doFilter(request, response);
      return;
    }
    meters.counter("goalstream.intake.requests.limited").increment();
    long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1).toSeconds();
    ProblemDetail problem =
        Problems.problem(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-requests",
            "The client asks too often",
            "Found more than %d requests a second of one client, expected fewer; hand in many at once"
                    .formatted(perSecond)
                + " as a batch or as lines (%s)".formatted(FactStreamController.NDJSON));
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private static String client(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
