package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyLimitTest {
  private static final int KIB = 1024;

  private final BodyLimit limit = new BodyLimit(1024 * KIB, Duration.ofMillis(50));

  private void send(String path, String type, int bytes, FilterChain chain) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setContentType(type);
    request.setContent(new byte[bytes]);
    limit.doFilter(request, new MockHttpServletResponse(), chain);
  }

  private void send(int bytes) throws Exception {
    send(
        "/api/v1/deals/batch",
        "application/json",
        bytes,
        (request, response) -> assertThat(request.getInputStream().readAllBytes()).hasSize(bytes));
  }

  @Test
  void bodiesTogetherHaveALimitAndTheirRoomIsFreeAfterwards() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch slowBroker = new CountDownLatch(1);
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<?> first =
          one.submit(
              () -> {
                send(
                    "/api/v1/hooks/crm",
                    "application/json",
                    600 * KIB,
                    (request, response) -> {
                      var unused = request.getInputStream().readAllBytes();
                      read.countDown();
                      try {
                        slowBroker.await(1, TimeUnit.MINUTES);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    });
                return null;
              });
      assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();

      try {
        assertThatThrownBy(() -> send(600 * KIB)).isInstanceOf(BodyLimit.NoRoomException.class);
        send(300 * KIB);
      } finally {
        slowBroker.countDown();
      }
      first.get();
    }
    send(1000 * KIB);
    send(1000 * KIB);
  }

  @Test
  void whoFailsGivesTheRoomBackToo() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  send(
                      "/api/v1/deals/batch",
                      "application/json",
                      900 * KIB,
                      (request, response) -> {
                        var unused = request.getInputStream().readAllBytes();
                        throw new IllegalStateException("the broker is away");
                      }))
          .hasMessage("the broker is away");
    }
  }

  @Test
  void streamsAndFilesAreNotHeldInMemory() throws Exception {
    FilterChain chain =
        (request, response) ->
            assertThat(request.getInputStream().readAllBytes()).hasSize(2048 * KIB);

    send("/api/v1/deals/batch", FactStreamController.NDJSON, 2048 * KIB, chain);
    send("/api/v1/imports/deals", "text/csv", 2048 * KIB, chain);
  }
}
