package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ClientLimitTest {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;

  private final AtomicLong nanos = new AtomicLong(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Goes on when it is told to. */
  private final class Watch implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private ClientLimit limit(int perSecond) {
    return new ClientLimit(perSecond, new Watch(), new JsonMapper(), meters);
  }

  private static MockHttpServletResponse ask(ClientLimit limit, String path, String address)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setRemoteAddr(address);
    MockHttpServletResponse response = new MockHttpServletResponse();
    limit.doFilter(request, response, new MockFilterChain());
    return response;
  }

  @Test
  void twiceAsMuchAtOnceAndThenTheRate() throws Exception {
    ClientLimit limit = limit(10);
    for (int i = 0; i < 20; i++) {
      assertThat(ask(limit, "/api/v1/deals", "10.0.0.1").getStatus()).isEqualTo(OK);
    }

    MockHttpServletResponse refused = ask(limit, "/api/v1/deals", "10.0.0.1");
    assertThat(refused.getStatus()).isEqualTo(TOO_MANY);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getContentType()).isEqualTo("application/problem+json");
    assertThat(refused.getContentAsString())
        .contains("\"status\":429", "Found more than 10 requests a second of one client");
    assertThat(meters.counter("goalstream.intake.requests.limited").count()).isEqualTo(1);

    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(ask(limit, "/api/v1/deals", "10.0.0.1").getStatus()).isEqualTo(OK);
    assertThat(ask(limit, "/api/v1/deals", "10.0.0.1").getStatus()).isEqualTo(TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.2, 200",
    "10.0.0.1, 10.0.0.1, 429",
    "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, 429",
    "2001:db8:0:1::1, 2001:db8:0:2::1, 200"
  })
  void eachClientHasItsOwn(String first, String second, int status) throws Exception {
    ClientLimit limit = limit(1);
    ask(limit, "/api/v1/deals", first);
    ask(limit, "/api/v1/deals", first);

    assertThat(ask(limit, "/api/v1/deals", second).getStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%61pi/v1/deals", "/api;x/v1/deals", "/actuator/../api/v1/deals"})
  void noWayOfWritingAPathGetsAroundIt(String path) throws Exception {
    ClientLimit limit = limit(1);
    ask(limit, path, "10.0.0.1");
    ask(limit, path, "10.0.0.1");

    assertThat(ask(limit, path, "10.0.0.1").getStatus()).isEqualTo(TOO_MANY);
  }

  @Test
  void healthIsAskedForAsOftenAsOneLikesAndZeroIsNoLimit() throws Exception {
    ClientLimit limit = limit(1);
    ClientLimit none = limit(0);
    for (int i = 0; i < 5; i++) {
      assertThat(ask(limit, "/actuator/health", "10.0.0.1").getStatus()).isEqualTo(OK);
      assertThat(ask(none, "/api/v1/deals", "10.0.0.1").getStatus()).isEqualTo(OK);
    }
  }
}
