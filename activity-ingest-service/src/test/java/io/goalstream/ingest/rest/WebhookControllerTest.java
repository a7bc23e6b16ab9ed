package io.goalstream.ingest.rest;

import static io.goalstream.ingest.webhooks.SourceExamples.sample;
import static io.goalstream.ingest.webhooks.SourceExamples.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeSubmissions;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.webhooks.SourceExamples;
import io.goalstream.ingest.webhooks.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors for other systems, with the shipped mappings, and signatures that openssl computed. */
class WebhookControllerTest {
  private static final JsonMapper JSON = SourceExamples.JSON;
  private static final Instant SIGNED =
      Instant.ofEpochMilli(Long.parseLong(vector("hubspot.timestamp")));

  private final FakeSubmissions submissions = new FakeSubmissions();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Sources sources = SourceExamples.sources();

  private MockMvc doors(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Intake intake = new Intake(new FakeKnownReps(), submissions, clock, moment -> "receipt-1");
    return MockMvcBuilders.standaloneSetup(
            new WebhookController(
                sources,
                new SourceEvents(sources, intake, JSON, meters, clock),
                JSON,
                meters,
                clock),
            new SourceController(sources, JSON, clock))
        .addFilters(BodyLimit.ofHeap())
        .setControllerAdvice(new Problems())
        .setMessageConverters(
            new ByteArrayHttpMessageConverter(),
            new StringHttpMessageConverter(StandardCharsets.UTF_8),
            new JacksonJsonHttpMessageConverter(JSON))
        .build();
  }

  private MockHttpServletResponse send(
      Instant now, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    return doors(now).perform(request).andReturn().getResponse();
  }

  private static MockHttpServletRequestBuilder hubspot(byte[] body) {
    return MockMvcRequestBuilders.post("/api/v1/webhooks/hubspot")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .header("X-HubSpot-Request-Timestamp", vector("hubspot.timestamp"))
        .header("X-HubSpot-Signature-v3", vector("hubspot.signature"));
  }

  private static MockHttpServletRequestBuilder generic(String signature, byte[] body) {
    return MockMvcRequestBuilders.post("/api/v1/webhooks/generic")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .header("webhook-id", vector("standard.id"))
        .header("webhook-timestamp", vector("standard.timestamp"))
        .header("webhook-signature", signature);
  }

  private double refused(String source, String reason) {
    return meters
        .counter("goalstream.intake.calls.refused", "source", source, "reason", reason)
        .count();
  }

  @Test
  void aSignedCallIsTakenInAndEachEventIsTold() throws Exception {
    MockHttpServletResponse answer = send(SIGNED, hubspot(sample("hubspot.json")));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    JsonNode taken = JSON.readTree(answer.getContentAsString());
    assertThat(taken.path("received").size()).isEqualTo(8);
    assertThat(taken.path("ignored").asInt()).isEqualTo(2);
    assertThat(submissions.kept()).hasSize(8).allMatch(one -> one.change().isPresent());
    Deal first = (Deal) submissions.kept().getFirst().fact();
    assertThat(first.id()).isEqualTo("hubspot-9001");
    assertThat(first.amount().orElseThrow()).isEqualByComparingTo("1250.50");
    assertThat(
            meters
                .counter("goalstream.intake.events", "source", "hubspot", "outcome", "ignored")
                .count())
        .isEqualTo(2);
  }

  @Test
  void aQueryIsPartOfWhatHubSpotSigns() throws Exception {
    MockHttpServletRequestBuilder call =
        MockMvcRequestBuilders.post(
                URI.create("/api/v1/webhooks/hubspot?" + vector("hubspot.query")))
            .content(sample("hubspot.json"))
            .header("X-HubSpot-Request-Timestamp", vector("hubspot.timestamp"))
            .header("X-HubSpot-Signature-v3", vector("hubspot.query.signature"));
    assertThat(send(SIGNED, call).getStatus()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsAnotherInOneByteIsNotBelieved() throws Exception {
    byte[] body = sample("hubspot.json");
    body[body.length - 1] = ' ';

    MockHttpServletResponse answer = send(SIGNED, hubspot(body));

    assertThat(answer.getStatus()).isEqualTo(401);
    assertThat(answer.getContentAsString()).contains("not-believed").doesNotContain("signature");
    assertThat(refused("hubspot", "wrong")).isEqualTo(1);
    assertThat(submissions.kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT5M, 200", "PT5M0.001S, 401", "-PT5M, 200", "-PT5M0.001S, 401"})
  void anOldCallIsNotBelieved(Duration later, int status) throws Exception {
    assertThat(send(SIGNED.plus(later), hubspot(sample("hubspot.json"))).getStatus())
        .isEqualTo(status);
    assertThat(refused("hubspot", "outdated")).isEqualTo(status == 401 ? 1 : 0);
  }

  @Test
  void aCallWithoutASignatureIsNotBelieved() throws Exception {
    assertThat(
            send(
                    SIGNED,
                    MockMvcRequestBuilders.post("/api/v1/webhooks/hubspot")
                        .content(sample("hubspot.json")))
                .getStatus())
        .isEqualTo(401);
    assertThat(refused("hubspot", "missing")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "standard.signature, '', 200",
    "standard.signature.before, '', 401",
    "standard.signature.before, ' v1a,AAAA', 401",
    "standard.signature, x, 401"
  })
  void aStandardWebhookIsBelievedByItsSignature(String name, String more, int status)
      throws Exception {
    assertThat(send(SIGNED, generic(vector(name) + more, sample("generic.json"))).getStatus())
        .isEqualTo(status);
  }

  /** Who does not say what a body is, sends a form for many a server. */
  @Test
  void theBytesCountAsTheyCameWhateverTheyAreSaidToBe() throws Exception {
    MockHttpServletRequestBuilder call =
        MockMvcRequestBuilders.post("/api/v1/webhooks/generic")
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content(sample("generic.json"))
            .header("webhook-id", vector("standard.id"))
            .header("webhook-timestamp", vector("standard.timestamp"))
            .header("webhook-signature", vector("standard.signature"));

    assertThat(send(SIGNED, call).getStatus()).isEqualTo(200);
  }

  @Test
  void ofSeveralSignaturesOneHasToBeRight() throws Exception {
    String both = vector("standard.signature.before") + " " + vector("standard.signature");

    assertThat(send(SIGNED, generic(both, sample("generic.json"))).getStatus()).isEqualTo(200);
    assertThat(submissions.kept()).hasSize(1);
  }

  @Test
  void salesforceHearsItsAcknowledgement() throws Exception {
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.post("/api/v1/webhooks/salesforce/a-long-secret-of-salesforce")
                .contentType("text/xml; charset=utf-8")
                .content(sample("salesforce.xml")));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    assertThat(answer.getContentType()).startsWith("text/xml");
    assertThat(answer.getContentAsString()).contains("<Ack>true</Ack>");
    assertThat(submissions.kept()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/webhooks/salesforce, 00D000000000001AAA",
    "/api/v1/webhooks/salesforce/another-secret-of-salesforce, 00D000000000001AAA",
    "/api/v1/webhooks/salesforce/a-long-secret-of-salesforce, 00D000000000002AAA"
  })
  void salesforceHasToKnowTheSecretAndBeTheOrganization(String path, String organization)
      throws Exception {
    String body = SourceExamples.text("salesforce.xml").replace("00D000000000001AAA", organization);

    assertThat(
            send(
                    SIGNED,
                    MockMvcRequestBuilders.post(path).contentType(MediaType.TEXT_XML).content(body))
                .getStatus())
        .isEqualTo(401);
    assertThat(submissions.kept()).isEmpty();
  }

  @Test
  void nothingOutsideAMessageIsRead() throws Exception {
    String bomb =
        SourceExamples.text("salesforce.xml")
            .replace(
                "<soapenv:Envelope",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><soapenv:Envelope")
            .replace("Closed Won", "&e;");

    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.post("/api/v1/webhooks/salesforce/a-long-secret-of-salesforce")
                .contentType(MediaType.TEXT_XML)
                .content(bomb));

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getContentAsString()).contains("an outbound message of Salesforce");
  }

  @ParameterizedTest
  @CsvSource({"pipedrive:pumps, 200", "pipedrive:other, 401", "other:pumps, 401"})
  void pipedriveLogsIn(String login, int status) throws Exception {
    String word = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));

    assertThat(
            send(
                    SIGNED,
                    MockMvcRequestBuilders.post("/api/v1/webhooks/pipedrive")
                        .header("Authorization", "Basic " + word)
                        .content(sample("pipedrive.json")))
                .getStatus())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"deals.all.notif, 200", "deals.all.other, 401", "'', 401"})
  void zohoSaysItsTokenInTheBody(String token, int status) throws Exception {
    String body =
        SourceExamples.text("zoho.json")
            .replace("deals.all.notif", token)
            .replace("\"update\"", "\"delete\"");

    assertThat(
            send(SIGNED, MockMvcRequestBuilders.post("/api/v1/webhooks/zoho").content(body))
                .getStatus())
        .isEqualTo(status);
    assertThat(submissions.kept()).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 200", "127.255.255.255, 200", "128.0.0.1, 401", "::1, 401"})
  void shareCrmCallsFromItsNetworks(String address, int status) throws Exception {
    assertThat(
            send(
                    SIGNED,
                    MockMvcRequestBuilders.post(
                            "/api/v1/webhooks/sharecrm/a-long-secret-of-sharecrm")
                        .content(sample("sharecrm.json"))
                        .with(
                            request -> {
                              request.setRemoteAddr(address);
                              return request;
                            }))
                .getStatus())
        .isEqualTo(status);
    assertThat(refused("sharecrm", "elsewhere")).isEqualTo(status == 401 ? 1 : 0);
  }

  @Test
  void whatIsUnclearIsSetAsideAndTheRestIsTakenIn() throws Exception {
    String login =
        Base64.getEncoder().encodeToString("pipedrive:pumps".getBytes(StandardCharsets.UTF_8));
    String body = SourceExamples.text("pipedrive.json").replace("\"won\"", "\"signed\"");

    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.post("/api/v1/webhooks/pipedrive")
                .header("Authorization", "Basic " + login)
                .content(body));

    assertThat(answer.getContentAsString())
        .isEqualTo("{\"received\":[],\"setAside\":1,\"ignored\":0}");
    assertThat(submissions.aside().getFirst().reason())
        .isEqualTo("stage: found signed, expected one of lost, open, won");
    assertThat(submissions.aside().getFirst().id()).isEqualTo("pipedrive-57");
    assertThat(submissions.aside().getFirst().event()).contains("48000.25");
    assertThat(
            meters
                .counter("goalstream.intake.records", "kind", "deal", "outcome", "unreadable")
                .count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/webhooks/wrong-values.txt", delimiter = '|', quoteCharacter = '`')
  void oneWrongValueDoesNotKeepTheOthersOut(String good, String bad, String reason)
      throws Exception {
    String login =
        Base64.getEncoder().encodeToString("pipedrive:pumps".getBytes(StandardCharsets.UTF_8));

    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.post("/api/v1/webhooks/pipedrive")
                .header("Authorization", "Basic " + login)
                .content(SourceExamples.text("pipedrive.json").replace(good, bad)));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    assertThat(submissions.aside().getFirst().reason()).isEqualTo(reason);
  }

  /** Nobody has proved anything yet. */
  @Test
  void aNumberOfABillionDigitsIsNotWrittenOut() throws Exception {
    assertThat(
            send(
                    SIGNED,
                    MockMvcRequestBuilders.post("/api/v1/webhooks/zoho")
                        .content("{\"token\": 1e999999999}"))
                .getStatus())
        .isEqualTo(401);
  }

  @Test
  void whatProvesACallIsNotKept() throws Exception {
    String body = SourceExamples.text("zoho.json").replace("3652397000009851001", "../9");

    assertThat(
            send(SIGNED, MockMvcRequestBuilders.post("/api/v1/webhooks/zoho").content(body))
                .getContentAsString())
        .contains("\"setAside\":1");
    assertThat(submissions.aside().getFirst().event())
        .contains("../9")
        .doesNotContain("deals.all.notif", "1000000068001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/webhooks/hubspot", "/api/v1/webhooks/hubspot/batch"})
  void aTypeOfContentDoesNotLiftTheLimit(String path) throws Exception {
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.post(path)
                .contentType("application/x-ndjson")
                .content(new byte[BodyLimit.MOST_BYTES + 1]));

    assertThat(answer.getStatus()).isEqualTo(413);
  }

  @Test
  void whileTheBrokerIsAwayTheSourceIsToldToComeAgain() throws Exception {
    submissions.goAway();

    MockHttpServletResponse answer = send(SIGNED, hubspot(sample("hubspot.json")));

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isNotBlank();
  }

  @Test
  void aBodyHasALimit() throws Exception {
    byte[] body = new byte[BodyLimit.MOST_BYTES + 1];

    MockHttpServletResponse answer = send(SIGNED, hubspot(body));

    assertThat(answer.getStatus()).isEqualTo(413);
  }

  @Test
  void aSourceThatThereIsNotIsSaid() throws Exception {
    assertThat(
            send(SIGNED, MockMvcRequestBuilders.post("/api/v1/webhooks/nobody").content("{}"))
                .getStatus())
        .isEqualTo(404);
  }

  @Test
  void aMappingIsTriedOutWithASample() throws Exception {
    String mapping =
        """
        proof: {kind: standard-webhooks, secret: "${SECRET}"}
        facts:
          - kind: deal
            id: /number
            fields: {amount: /total, closedOn: /day, stage: {path: /phase, values: {done: WON}}}
        """;
    String two =
        """
        [{"number": 7, "total": "12,50", "phase": "done"}, {"number": 8, "phase": "?"}]
        """;
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.multipart("/api/v1/sources/try")
                .file(new MockMultipartFile("mapping", mapping.getBytes(StandardCharsets.UTF_8)))
                .file(new MockMultipartFile("sample", two.getBytes(StandardCharsets.UTF_8))));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    JsonNode tried = JSON.readTree(answer.getContentAsString());
    assertThat(tried.at("/events/0/meanings/0/id").asString()).isEqualTo("sample-7");
    assertThat(tried.at("/events/0/meanings/0/change/stage").asString()).isEqualTo("WON");
    assertThat(tried.at("/events/0/meanings/0/errors/0/field").asString()).isEqualTo("amount");
    assertThat(tried.at("/events/1/meanings/0/unclear").asString())
        .isEqualTo("stage: found ?, expected one of done");
    assertThat(submissions.kept()).isEmpty();
    assertThat(submissions.aside()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hubspot.json,hubspot", "zoho.json,zoho"})
  void aSourceIsTriedOutWithASample(String names) throws Exception {
    String[] parts = names.split(",", -1);
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.multipart("/api/v1/sources/try")
                .file(new MockMultipartFile("sample", sample(parts[0])))
                .param("source", parts[1]));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    assertThat(submissions.kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "generic, generic.json",
    "hubspot, hubspot.json",
    "pipedrive, pipedrive.json",
    "salesforce, salesforce.xml",
    "salesforce-changes, salesforce-changes.json",
    "sharecrm, sharecrm.json",
    "zoho, zoho.json"
  })
  void everyFileThatIsShippedIsTriedOutWithoutSettings(String source, String sample)
      throws Exception {
    byte[] mapping = Files.readAllBytes(Path.of("../docs/integrating/sources", source + ".yml"));
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.multipart("/api/v1/sources/try")
                .file(new MockMultipartFile("mapping", mapping))
                .file(new MockMultipartFile("sample", sample(sample))));

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
  }

  @Test
  void aWrongMappingIsSaidWithItsPlaces() throws Exception {
    MockHttpServletResponse answer =
        send(
            SIGNED,
            MockMvcRequestBuilders.multipart("/api/v1/sources/try")
                .file(
                    new MockMultipartFile(
                        "mapping", "proof: {kind: magic}".getBytes(StandardCharsets.UTF_8)))
                .file(new MockMultipartFile("sample", sample("generic.json"))));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString()).contains("proof.kind", "facts");
  }
}
