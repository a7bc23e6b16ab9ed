package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.oracle.Fact;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two instances of notification-service share the alerts of a stream of deals, and are killed with
 * SIGKILL at random times from a printed seed, one of them or both. Afterwards no delivery is lost,
 * and everybody was told the truth, nothing of it twice.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class AlertsCrashEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsCrashEndToEndIT.class);
  private static final Duration SETTLED = Duration.ofSeconds(90);

  /** What a killed instance held nobody else takes for two minutes. */
  private static final Duration DELIVERED = Duration.ofMinutes(4);

  private static final int KILLS = 4;
  private static final int LONGEST_WAIT_MILLIS = 4_000;

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final World world = World.ofToday("alerts");
  private final Agreement agreement;
  private final WebhookReceiver receiver = new WebhookReceiver();
  private final Instance one;
  private final Instance two;
  private final SplittableRandom random;
  private String secret = "";
  private String webhookId = "";

  AlertsCrashEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
    this.agreement = new Agreement(system, salesOps, world, SETTLED);
    this.one = system.instance(Service.NOTIFICATION, 1, Map.of());
    this.two = system.instance(Service.NOTIFICATION, 2, Map.of());
    long seed = Optional.ofNullable(Long.getLong("seed")).orElseGet(System::nanoTime);
    LOG.info("Kills from seed {}; -Dseed={} replays them", seed, seed);
    this.random = new SplittableRandom(seed);
  }

  /** Each kill is followed by a start, of two services at a time every third time. */
  @BeforeAll
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void streamThroughKills() {
    JsonNode webhook = salesOps.registerWebhook(receiver);
    secret = webhook.path("secret").asText();
    webhookId = webhook.path("id").asText();
    two.start();
    salesOps.tell(world.organization());
    world.goals().forEach(salesOps::activate);
    List<Fact> stream = world.chunks().stream().flatMap(chunk -> chunk.inOrder().stream()).toList();
    try (Traffic traffic = new Traffic(salesOps, stream)) {
      for (int kill = 0; kill < KILLS; kill++) {
        List<Instance> victims =
            List.of(List.of(one), List.of(two), List.of(one, two)).get(kill % 3);
        pause();
        victims.forEach(Instance::kill);
        LOG.info(
            "{} killed after {} of {} records and {} calls",
            victims.stream().map(Instance::name).toList(),
            traffic.handedIn(),
            stream.size(),
            receiver.calls().size());
        pause();
        victims.forEach(Instance::start);
      }
      traffic.finish();
    }
    agreement.await();
  }

  /** For a time nobody has chosen. */
  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_WAIT_MILLIS)));
  }

  /** Later tests find the service as they know it. */
  @AfterAll
  void runAloneAgain() {
    salesOps.removeWebhook(webhookId);
    receiver.close();
    two.stop();
  }

  @Test
  void everybodyWasToldTheTruthAndNothingTwice() {
    List<Crossing> crossings = agreement.crossings();
    assertThat(crossings).hasSizeGreaterThan(100);

    Eventually.within(SETTLED, () -> new Inboxes(salesOps, world).assertAgree(crossings));
  }

  @Test
  void everyCrossingCameToTheReceiver() {
    awaitEverything();
  }

  private void awaitEverything() {
    List<String> expected = agreement.crossings().stream().map(Crossing::eventId).sorted().toList();
    Eventually.within(
        DELIVERED,
        () ->
            assertThat(calls().map(AlertsCrashEndToEndIT::event).distinct().sorted().toList())
                .isEqualTo(expected));
  }

  /** At least once, as a receiver may die before it has answered; then it sees the same call. */
  @Test
  void whatCameTwiceCameUnderTheSameId() {
    awaitEverything();
    Map<String, List<WebhookReceiver.Call>> byEvent =
        calls().collect(Collectors.groupingBy(AlertsCrashEndToEndIT::event));

    assertThat(byEvent).isNotEmpty();
    byEvent.forEach(
        (event, calls) -> {
          assertThat(calls.stream().map(WebhookReceiver.Call::id).distinct()).as(event).hasSize(1);
          assertThat(calls.stream().map(WebhookReceiver.Call::body).distinct()).hasSize(1);
          assertThat(calls).allSatisfy(call -> assertThat(call.distrust(secret)).isEmpty());
        });
    LOG.info(
        "{} calls for {} crossings",
        byEvent.values().stream().mapToInt(List::size).sum(),
        byEvent.size());
  }

  @Test
  void nothingIsLeftOnItsWay() {
    Rest admin = system.rest(Service.NOTIFICATION);
    String path = "/api/v1/deliveries?destination=channel:%s&state=".formatted(webhookId);
    Map<String, Integer> left = new HashMap<>();
    Eventually.within(
        DELIVERED,
        () -> {
          for (String state : List.of("PENDING", "FAILED")) {
            JsonNode page = admin.get(path + state).expect(200).json();
            left.put(state, page.path("deliveries").size());
          }
          assertThat(left).isEqualTo(Map.of("PENDING", 0, "FAILED", 0));
        });
    assertThat(admin.get(path + "SENT").expect(200).json().path("deliveries")).isNotEmpty();
  }

  private Stream<WebhookReceiver.Call> calls() {
    return receiver.calls().stream()
        .filter(call -> call.json().path("type").asText().startsWith("goal.level."))
        .filter(call -> world.owns(call.json().path("data").path("goalId").asText()));
  }

  private static String event(WebhookReceiver.Call call) {
    return call.json().path("data").path("eventId").asText();
  }
}
