package io.goalstream.system;

import static io.goalstream.system.SalesOps.CHIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.schemas.deployment.AccessList;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The whole system at a broker with TLS, passwords and permissions: each service works with exactly
 * what the access list gives to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredEndToEndIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration REBUILD = Duration.ofSeconds(90);

  /** What the broker's authorizer writes down for each permission that it used. */
  private static final Pattern USED =
      Pattern.compile(
          "Principal = User:(\\S+) is Allowed operation = .*resourceType=(\\w+),"
              + " resourceName=(\\S+), patternType=(\\w+), .*operation=(\\w+),");

  private static final Pattern DENIED =
      Pattern.compile("Principal = User:(\\S+) is Denied operation = .*");

  private static final List<String> UNREADABLE_WRITTEN =
      List.of(
          "intake.deals.v1",
          "intake.activities.v1",
          "sales.deals.v1",
          "sales.activities.v1",
          "sales.organization.v1",
          "sales.exchange-rates.v1",
          "goals.definitions.v1",
          "attainment.world.v1",
          "attainment.judge-input.v2",
          "attainment.progress.v1",
          "attainment.events.v1");

  private static final List<String> REJECTED_WRITTEN =
      List.of(
          "intake.deals.v1",
          "intake.activities.v1",
          "sales.deals.v1",
          "sales.activities.v1",
          "sales.organization.v1",
          "sales.exchange-rates.v1",
          "goals.definitions.v1");

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Goal goal =
      Goal.of(
          "secured-goal",
          Goal.Owner.REP,
          CHIEF,
          Metric.REVENUE,
          today.minusDays(30),
          today.plusDays(1),
          "100");
  private RunningSystem system;
  private SalesOps salesOps;

  @BeforeAll
  void start() {
    system = RunningSystem.start(SecuredBroker::new);
    salesOps = new SalesOps(system);
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  @Order(1)
  void aDealComesThroughToTheInboxAndThePage() {
    Rest page = system.startPage();
    salesOps.foundCompany();
    system
        .rest(Service.GOALS)
        .put("/api/v1/exchange-rates/USD/EUR/2026-01-01", Map.of("rate", "0.9"))
        .expectOneOf(200, 201);
    salesOps.activate(goal);
    salesOps.handIn(won("120")).expect(202);
    salesOps.handIn(called("A first call")).expect(202);

    Eventually.within(
        SOON,
        () -> {
          assertThat(salesOps.standing(goal).value()).isEqualTo("120");
          assertThat(salesOps.inbox(CHIEF)).isNotEmpty();
        });
    assertThat(page.get("/").status()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void whatIsWrongIsMovedAside() {
    String conflict = salesOps.handIn(won("121")).expect(202).json().path("receipt").asText();
    salesOps.handIn(called("Another first call")).expect(202);
    Eventually.within(
        SOON,
        () ->
            assertThat(system.intake().get("/api/v1/receipts/" + conflict).expect(200).text())
                .contains("REJECTED"));
    List.of("sales.deals.v1", "sales.activities.v1").forEach(this::repeatWithoutCredits);
    Map.of(
            "goals.definitions.v1", "nobody",
            "sales.organization.v1", "rep/nobody",
            "sales.exchange-rates.v1", "USD/EUR/2020-01-01")
        .forEach(this::repeatUnderAnotherKey);
    UNREADABLE_WRITTEN.forEach(
        topic -> system.topics().put(topic, keyOfGarbage(topic), new byte[] {1}));

    UNREADABLE_WRITTEN.forEach(topic -> awaitSomethingOn(topic + ".unreadable"));
    REJECTED_WRITTEN.forEach(topic -> awaitSomethingOn(topic + ".rejected"));
    for (String kind : List.of("deals", "activities")) {
      for (String why : List.of("rejected", "unreadable")) {
        String path = "/api/v1/set-aside/%s/%s".formatted(kind, why);
        assertThat(system.rest(Service.INGEST).get(path).expect(200).json().path("records"))
            .as(path)
            .isNotEmpty();
      }
    }
  }

  @Test
  @Order(3)
  void whatAnOperatorDoesHasItsOwnUsers() {
    system.install();
    system.stop(Service.ATTAINMENT);

    int exit =
        system.runOnceAs(
            "attainment-rebuild", Service.ATTAINMENT, "--goalstream.rebuild=true", REBUILD);

    assertThat(exit).as("exit code of the rebuild").isZero();
    system.start(Service.ATTAINMENT);
    Eventually.within(SOON, () -> assertThat(salesOps.standing(goal).value()).isEqualTo("120"));
  }

  @Test
  @Order(4)
  void nothingWasDeniedAndNothingIsGrantedInVain() {
    assertThat(DENIED.matcher(system.log("broker")).results().map(MatchResult::group).distinct())
        .isEmpty();
    Eventually.within(
        SOON, () -> assertThat(used()).containsExactlyInAnyOrderElementsOf(granted()));
  }

  private Set<String> used() {
    return USED.matcher(system.log("broker"))
        .results()
        .map(
            found ->
                String.join(
                    " ",
                    found.group(1),
                    found.group(5),
                    found.group(2),
                    found.group(4),
                    found.group(3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> granted() {
    Set<String> granted = new TreeSet<>();
    AccessList.users()
        .forEach(
            (user, grants) ->
                grants.forEach(
                    grant ->
                        grant
                            .operations()
                            .forEach(
                                operation ->
                                    granted.add(
                                        String.join(
                                            " ",
                                            user,
                                            operation.name(),
                                            grant.resource().resourceType().name(),
                                            grant.resource().patternType().name(),
                                            grant.resource().name())))));
    return granted;
  }

  @Test
  @Order(5)
  void nobodyElseGetsIn() {
    Map<String, Object> stranger = system.client("stranger");
    TopicPartition deals = new TopicPartition("sales.deals.v1", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(stranger, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(deals));
      consumer.seek(deals, 0);
      assertThatThrownBy(() -> consumer.poll(SOON)).isInstanceOf(AuthorizationException.class);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            system.client("dashboard"), new ByteArraySerializer(), new ByteArraySerializer())) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("intake.deals.v1", new byte[] {0})).get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
    try (Admin admin = Admin.create(system.client("goal-service"))) {
      assertThatThrownBy(() -> admin.deleteTopics(List.of("goals.definitions.v1")).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  private Fact won(String amount) {
    return Fact.deal("secured-deal", 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("closedOn", today)
        .creditedTo(Credit.revenue(CHIEF, "1"));
  }

  private static Fact called(String subject) {
    return Fact.activity("secured-call", 1)
        .with("type", "CALL")
        .with("repId", CHIEF)
        .with("occurredAt", Instant.parse("2026-05-01T10:00:00Z"))
        .with("attributes.subject", subject);
  }

  /** Puts the last fact of the topic there as another one, which breaks a rule. */
  private void repeatWithoutCredits(String topic) {
    Message last = last(topic);
    GenericRecord broken = last.value();
    if (broken.getSchema().getField("credits") == null) {
      broken.put("repId", null);
    } else {
      broken.put("credits", List.of());
    }
    put(topic, last, "secured-broken", broken);
  }

  private void repeatUnderAnotherKey(String topic, String key) {
    Message last = last(topic);
    put(topic, last, key, last.value());
  }

  private void put(String topic, Message like, String key, GenericRecord value) {
    int schema = ByteBuffer.wrap(like.raw().value()).getInt(1);
    system
        .topics()
        .put(topic, key.getBytes(StandardCharsets.UTF_8), system.topics().encode(schema, value));
  }

  /** A new one, or what stands under the old one would be gone; the judge takes its own only. */
  private byte[] keyOfGarbage(String topic) {
    return topic.equals("attainment.judge-input.v2")
        ? last(topic).raw().key()
        : "secured-garbage".getBytes(StandardCharsets.UTF_8);
  }

  private Message last(String topic) {
    return system.topics().read(topic).getLast();
  }

  private void awaitSomethingOn(String topic) {
    Eventually.within(SOON, () -> assertThat(system.topics().read(topic)).as(topic).isNotEmpty());
  }
}
