package io.goalstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goalstream.ingest.application.ReceiptNames;
import io.goalstream.ingest.webhooks.SourceExamples;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Rep;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.goalstream.testing.IdentityProvider;
import io.goalstream.testing.TestParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From the REST door to the sales topic, with a real broker and registry. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(120)
class IngestIT {
  private static final TestParts PARTS = TestParts.get().withContracts();
  private static final IdentityProvider PROVIDER = IdentityProvider.start();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void parts(DynamicPropertyRegistry properties) {
    properties.add("goalstream.bootstrap-servers", PARTS::bootstrapServers);
    properties.add("goalstream.schema-registry-url", PARTS::registryUrl);
    properties.add("spring.mongodb.uri", PARTS::mongoUri);
    properties.add("GOALSTREAM_STATE_DIRECTORY", IngestIT::stateDirectory);
    properties.add("GOALSTREAM_ISSUER", PROVIDER::issuer);
    properties.add("GOALSTREAM_SOURCES_DIRECTORY", IngestIT::sourcesDirectory);
    properties.add("PIPEDRIVE_LOGIN", () -> "pipedrive:pumps");
  }

  private static String stateDirectory() {
    try {
      Path target = TestParts.root().resolve("activity-ingest-service/target");
      return Files.createTempDirectory(target, "state-").toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One of the files that the documentation ships, as it is. */
  private static String sourcesDirectory() {
    try {
      Path target = TestParts.root().resolve("activity-ingest-service/target");
      Path directory = Files.createTempDirectory(target, "sources-");
      Files.copy(
          TestParts.root().resolve("docs/integrating/sources/pipedrive.yml"),
          directory.resolve("pipedrive.yml"));
      return directory.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDealOfACrmWaitsForItsOwnerAndIsAdmittedOnceSomebodySaysWhoThatIs() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));
        KafkaProducer<byte[], byte[]> producer = producer();
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicCodecs codecs = new TopicCodecs(registry);
      hire(producer, codecs);
      awaitReady(http);
      String user = "U-" + UUID.randomUUID();
      String number = String.valueOf(System.nanoTime());
      String event =
          SourceExamples.text("pipedrive.json")
              .replace("\"owner_id\": 4711", "\"owner_id\": \"%s\"".formatted(user))
              .replace("\"57\"", "\"%s\"".formatted(number));

      assertThat(webhook(http, event, "other").statusCode()).isEqualTo(401);
      HttpResponse<String> answer = webhook(http, event, "pumps");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String unknown = "{\"source\":\"pipedrive\",\"user\":\"%s\",\"facts\":1}".formatted(user);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(get(http, "/api/v1/owners/unknown").body()).contains(unknown));
      assertThat(get(http, "/api/v1/waiting").body()).contains("UNKNOWN_OWNER", number);
      String receipt = answer.body().replaceAll(".*\"received\":\\[\"([^\"]+)\".*", "$1");
      assertState(http, receipt, "\"state\":\"WAITING\"");

      HttpResponse<String> said =
          http.send(
              request("/api/v1/owners/pipedrive/" + user)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"repId\": \"ana\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(get(http, "/api/v1/owners").body()).contains(user);

      Deal deal = admitted(consumer, codecs, "pipedrive-" + number);
      assertThat(deal.getCredits().getFirst().getRepId()).isEqualTo("ana");
      assertThat(deal.getAmount()).isEqualByComparingTo("48000.25");
      assertState(http, receipt, "\"state\":\"ACCEPTED\"");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(get(http, "/api/v1/owners/unknown").body()).doesNotContain(unknown));
    }
  }

  @Test
  void anEventThatIsUnclearIsSetAsideWithItsSource() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      awaitReady(http);
      String event = SourceExamples.text("pipedrive.json").replace("\"won\"", "\"signed\"");

      assertThat(webhook(http, event, "pumps").body()).contains("\"setAside\":1");

      String list = get(http, "/api/v1/set-aside/deals/unreadable?limit=1").body();
      assertThat(list)
          .contains(
              "\"origin\":\"webhook pipedrive\"",
              "\"reason\":\"stage: found signed, expected one of lost, open, won\"",
              "\"source\":\"pipedrive\"");
      String place = list.replaceAll("^\\{\"records\":\\[\\{\"id\":\"([^\"]+)\".*", "$1");
      HttpResponse<String> again =
          post(http, "/api/v1/set-aside/deals/unreadable/" + place + "/replay", "");
      assertThat(again.body()).as("the mapping is the same").contains("\"setAside\":1");
    }
  }

  private HttpResponse<String> webhook(HttpClient http, String event, String password)
      throws Exception {
    String login =
        Base64.getEncoder()
            .encodeToString(("pipedrive:" + password).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(uri("/api/v1/webhooks/pipedrive"))
            // As many a server says that is told nothing.
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + login)
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The first deal of that id on the topic of admitted ones. */
  private static Deal admitted(
      KafkaConsumer<byte[], byte[]> consumer, TopicCodecs codecs, String id) throws Exception {
    consumer.subscribe(List.of(TopicCatalogue.DEALS.name()));
    List<Deal> deals = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (new String(record.key(), StandardCharsets.UTF_8).equals(id)) {
                  deals.add(codecs.of(TopicCatalogue.DEALS, Deal.class).decode(record.value()));
                }
              }
              assertThat(deals).hasSize(1);
            });
    return deals.getFirst();
  }

  @Test
  void aDealThatIsHandedInTwiceStandsOnceOnItsTopic() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));
        KafkaProducer<byte[], byte[]> producer = producer();
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicCodecs codecs = new TopicCodecs(registry);
      hire(producer, codecs);
      awaitReady(http);

      String id = "D-" + UUID.randomUUID();
      String body =
          """
          {"id": "%s", "version": 1, "stage": "WON", "amount": "1250.50", "currency": "EUR",
           "closedOn": "2026-03-30", "credits": [{"repId": "ana"}]}
          """
              .formatted(id);
      String first = receipt(post(http, body));
      String second = receipt(post(http, body));
      String other = receipt(post(http, body.replace("1250.50", "9")));
      String older = receipt(post(http, body.replace("\"version\": 1", "\"version\": 2")));
      String callId = "A-" + UUID.randomUUID();
      String call = call(http, callId);

      consumer.subscribe(
          List.of(
              TopicCatalogue.DEALS.name(),
              TopicCatalogue.ACTIVITIES.name(),
              TopicCatalogue.INTAKE_OUTCOMES.name()));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  String key = new String(record.key(), StandardCharsets.UTF_8);
                  if (key.equals(id) || key.equals(callId)) {
                    records.add(record);
                  }
                }
                assertThat(records).hasSize(5);
              });
      assertThat(records)
          .allSatisfy(record -> assertThat(record.value()[0]).isZero())
          .extracting(ConsumerRecord::topic)
          .containsExactlyInAnyOrder(
              TopicCatalogue.DEALS.name(),
              TopicCatalogue.DEALS.name(),
              TopicCatalogue.INTAKE_OUTCOMES.name(),
              TopicCatalogue.INTAKE_OUTCOMES.name(),
              TopicCatalogue.ACTIVITIES.name());
      byte[] admitted =
          records.stream()
              .filter(record -> record.topic().equals(TopicCatalogue.DEALS.name()))
              .findFirst()
              .orElseThrow()
              .value();
      assertThat(codecs.of(TopicCatalogue.DEALS, Deal.class).decode(admitted).getId())
          .isEqualTo(id);
      assertThat(get(http, "/actuator/prometheus").body())
          .contains("goalstream_intake_records_total");
      String stale = receipt(post(http, body));
      assertState(
          http, first, "\"state\":\"ACCEPTED\",\"kind\":\"DEAL\",\"id\":\"%s\"".formatted(id));
      assertState(http, second, "\"state\":\"DUPLICATE\"");
      assertState(http, other, "\"reason\":\"VERSION_CONFLICT\"");
      assertState(http, older, "\"state\":\"ACCEPTED\"");
      assertState(http, stale, "\"state\":\"STALE\"");
      assertState(http, call, "\"kind\":\"ACTIVITY\"");
      assertRejectedIsTakenInAgain(http, id);
      String unknown = ReceiptNames.name(Instant.now(), UUID.randomUUID());
      assertThat(get(http, "/api/v1/receipts/" + unknown).statusCode()).isEqualTo(404);
      assertThat(get(http, "/api/v1/receipts/receipt-1").statusCode()).isEqualTo(404);
    }
  }

  /**
   * Others write outcomes too, and an open transaction of theirs hides what stands behind it: what
   * cannot be read yet must not be taken for nothing.
   */
  @Test
  void aSpreadsheetInAnOldEncodingBecomesDealsOnTheirTopic() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));
        KafkaProducer<byte[], byte[]> producer = producer();
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicCodecs codecs = new TopicCodecs(registry);
      hire(producer, codecs);
      awaitReady(http);

      String id = "Д-" + UUID.randomUUID();
      String text =
          """
          Номер;Этап;Сумма;Валюта;Дата закрытия;Ответственный
          %s;Выиграна;1 250,50;EUR;31.03.2026;ana
          ;Выиграна;1;EUR;31.03.2026;ana
          """
              .formatted(id);
      HttpResponse<String> begun =
          http.send(
              request("/api/v1/imports/deals?zone=Europe/Berlin")
                  // As curl says if nobody tells it what a file is.
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(text.getBytes("windows-1251")))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      String place = begun.headers().firstValue("Location").orElseThrow();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(http, place).body())
                      .contains("\"state\":\"DONE\"", "\"received\":1", "\"refused\":1"));

      Deal deal = admitted(consumer, codecs, id);
      assertThat(deal.getAmount()).isEqualByComparingTo("1250.50");
      assertThat(deal.getSourceStage()).hasToString("Выиграна");
    }
  }

  @Test
  void aReceiptIsPendingWhileSomebodyElsesTransactionHidesTheOutcome() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));
        KafkaProducer<byte[], byte[]> producer = producer();
        KafkaProducer<byte[], byte[]> other = transactionalProducer()) {
      hire(producer, new TopicCodecs(registry));
      awaitReady(http);
      String body =
          """
          {"id": "D-%s", "version": 1, "stage": "OPEN", "credits": [{"repId": "ana"}]}
          """
              .formatted(UUID.randomUUID());
      assertState(http, receipt(post(http, body)), "\"state\":\"ACCEPTED\"");
      other.initTransactions();
      other.beginTransaction();
      int partitions = other.partitionsFor(TopicCatalogue.INTAKE_OUTCOMES.name()).size();
      for (int i = 0; i < partitions; i++) {
        other
            .send(
                new ProducerRecord<>(
                    TopicCatalogue.INTAKE_OUTCOMES.name(), i, new byte[] {1}, new byte[] {1}))
            .get(30, TimeUnit.SECONDS);
      }
      double before = duplicates(http);
      String again = receipt(post(http, body));

      await().atMost(Duration.ofSeconds(30)).until(() -> duplicates(http) > before);
      for (int i = 0; i < 3; i++) {
        assertThat(get(http, "/api/v1/receipts/" + again).body()).contains("\"state\":\"PENDING\"");
      }
      other.abortTransaction();
      assertState(http, again, "\"state\":\"DUPLICATE\"");
    }
  }

  private double duplicates(HttpClient http) throws Exception {
    return get(http, "/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.contains("intake_records") && line.contains("duplicate"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static KafkaProducer<byte[], byte[]> transactionalProducer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            PARTS.bootstrapServers(),
            "transactional.id",
            "ingest-it-" + UUID.randomUUID()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void awaitReady(HttpClient http) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(get(http, "/actuator/health/readiness").statusCode()).isEqualTo(200));
  }

  private static String receipt(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.body().replaceAll(".*\"receipt\":\"([^\"]+)\".*", "$1");
  }

  private String call(HttpClient http, String id) throws Exception {
    String body =
        """
        {"id": "%s", "version": 1, "type": "CALL", "repId": "ana",
         "occurredAt": "2026-03-31T09:00:00Z"}
        """
            .formatted(id);
    return receipt(post(http, "/api/v1/activities", body));
  }

  /** The conflict is shown with its reason; with a higher version it is admitted. */
  private void assertRejectedIsTakenInAgain(HttpClient http, String id) throws Exception {
    String rejected = "/api/v1/set-aside/deals/rejected";
    String list = get(http, rejected + "?limit=1").body();
    assertThat(list).contains("VERSION_CONFLICT: ", "\"id\":\"" + id, "\"amount\":\"9\"");
    String place = list.replaceAll("^\\{\"records\":\\[\\{\"id\":\"([^\"]+)\".*", "$1");
    assertThat(get(http, rejected + "/" + place).statusCode()).isEqualTo(200);
    assertThat(get(http, rejected + "/0-999999").statusCode()).isEqualTo(404);
    String corrected =
        """
        {"id": "%s", "version": 7, "stage": "OPEN", "credits": [{"repId": "ana"}]}
        """
            .formatted(id);
    String again = receipt(post(http, rejected + "/" + place + "/replay", corrected));
    assertState(http, again, "\"state\":\"ACCEPTED\"");
  }

  /** Admission decides a moment later. */
  private void assertState(HttpClient http, String receipt, String expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get(http, "/api/v1/receipts/" + receipt);
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              assertThat(answer.body()).contains(expected).contains(receipt);
            });
  }

  private static void hire(KafkaProducer<byte[], byte[]> producer, TopicCodecs codecs)
      throws Exception {
    byte[] value =
        codecs
            .of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class)
            .encode(
                new OrganizationRecord(
                    1L, new Rep("ana", "Ana Moreau", "en", "UTC", List.of()), Instant.EPOCH));
    producer
        .send(
            new ProducerRecord<>(
                TopicCatalogue.ORGANIZATION.name(),
                "rep/ana".getBytes(StandardCharsets.UTF_8),
                value))
        .get(30, TimeUnit.SECONDS);
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", PARTS.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            PARTS.bootstrapServers(),
            "group.id",
            "ingest-it",
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private HttpResponse<String> post(HttpClient http, String body) throws Exception {
    return post(http, "/api/v1/deals", body);
  }

  private HttpResponse<String> post(HttpClient http, String path, String body) throws Exception {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(HttpClient http, String path) throws Exception {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String token = PROVIDER.token(claims -> claims.claim("roles", "ADMIN"));
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
