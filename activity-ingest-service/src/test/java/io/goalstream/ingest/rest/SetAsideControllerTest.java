package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeAnswers;
import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeSetAside;
import io.goalstream.ingest.application.FakeSubmissions;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.application.SetAside;
import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Examples;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.webhooks.SourceExamples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SetAsideControllerTest {
  private static final String REJECTED = "/api/v1/set-aside/deals/rejected";
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private final FakeSubmissions submissions = new FakeSubmissions();
  private final FakeSetAside setAside = new FakeSetAside();
  private final Clock clock = Clock.fixed(Examples.NOW, ZoneOffset.UTC);
  private final Intake intake =
      new Intake(new FakeKnownReps("ana"), submissions, clock, moment -> "receipt-1");
  private final HandIn handIn = new HandIn(intake);
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new SetAsideController(
                  setAside,
                  handIn,
                  new SourceEvents(
                      SourceExamples.sources(), intake, JSON, new SimpleMeterRegistry(), clock),
                  new Once(new FakeAnswers(), JSON, clock),
                  clock))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
          .build();

  private void reject(String id, Fact fact) {
    setAside.add(
        new SetAside.Entry(
            id,
            Examples.NOW,
            "intake.deals.v1-0@7",
            "VERSION_CONFLICT: version 1 is admitted already",
            Optional.of(fact),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void aRejectedRecordIsShownAsItWouldBeHandedIn() throws Exception {
    Deal deal = Examples.deal(d -> {});
    reject("0-17", deal);

    JsonNode record = ask(MockMvcRequestBuilders.get(REJECTED), 200).at("/records/0");

    assertThat(record.path("id").asString()).isEqualTo("0-17");
    assertThat(record.path("origin").asString()).isEqualTo("intake.deals.v1-0@7");
    assertThat(record.path("reason").asString()).startsWith("VERSION_CONFLICT: ");
    assertThat(record.has("bytes")).isFalse();
    assertThat(FactJson.deal(record.path("fact"), Examples.NOW).fact()).hasValue(deal);
    assertThat(ask(MockMvcRequestBuilders.get(REJECTED + "/0-17"), 200)).isEqualTo(record);
  }

  @Test
  void whatIsWrittenIsReadAsTheSameFact() {
    Activity activity = Examples.activity(a -> {});
    Deal gone = Deal.withdrawal("D-1", 3, Examples.NOW);

    assertThat(
            FactJson.activity(json(FactJson.written(activity)), Examples.NOW.plusSeconds(1)).fact())
        .hasValue(activity);
    assertThat(FactJson.deal(json(FactJson.written(gone)), Examples.NOW.plusSeconds(1)).fact())
        .hasValue(gone);
  }

  private static JsonNode json(Map<String, Object> written) {
    return JSON.valueToTree(written);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (int i = 0; i < 3; i++) {
      reject("0-" + i, Examples.deal(d -> {}));
    }

    JsonNode first = ask(MockMvcRequestBuilders.get(REJECTED + "?limit=2"), 200);
    assertThat(first.path("records").size()).isEqualTo(2);
    JsonNode second =
        ask(
            MockMvcRequestBuilders.get(REJECTED + "?limit=2&next=" + first.path("next").asString()),
            200);
    assertThat(second.at("/records/0/id").asString()).isEqualTo("0-0");
    assertThat(second.has("next")).isFalse();
    for (String wrong : new String[] {"limit=0", "limit=501", "limit=all", "next=there"}) {
      assertThat(ask(MockMvcRequestBuilders.get(REJECTED + "?" + wrong), 400).at("/errors/0/field"))
          .as(wrong)
          .hasToString("\"" + wrong.substring(0, wrong.indexOf('=')) + "\"");
    }
  }

  @Test
  void aRecordIsTakenInAgainAsItIsOrCorrected() throws Exception {
    Deal deal = Examples.deal(d -> {});
    reject("0-17", deal);
    String replay = REJECTED + "/0-17/replay";

    JsonNode answer = ask(MockMvcRequestBuilders.post(replay), 202);
    ask(corrected(replay, "{\"id\": \"D-1\", \"version\": 9, \"withdrawn\": true}"), 202);

    assertThat(answer.path("receipt").asString()).isEqualTo("receipt-1");
    assertThat(submissions.kept().getFirst().fact()).isEqualTo(deal);
    assertThat(submissions.kept().getLast().fact())
        .isEqualTo(Deal.withdrawal("D-1", 9, Examples.NOW));
    assertThat(ask(corrected(replay, "{\"id\": \"D-1\"}"), 422).at("/errors/0/field").asString())
        .isEqualTo("version");
  }

  @Test
  void aChangeIsTakenInAgainAsAChangeAndNotAsAFullState() throws Exception {
    Deal deal = Examples.deal(d -> {});
    Change change = new Change(deal, Map.of("region", Examples.NOW.minusSeconds(9)));
    setAside.add(
        new SetAside.Entry(
            "0-18",
            Examples.NOW,
            "intake.deals.v1-0@8",
            "RULE_BROKEN: colour",
            Optional.of(deal),
            Optional.of(change),
            Optional.empty(),
            Optional.empty()));
    String replay = REJECTED + "/0-18/replay";

    JsonNode shown = ask(MockMvcRequestBuilders.get(REJECTED + "/0-18"), 200);
    assertThat(shown.path("changed").propertyNames()).containsExactly("region");
    ask(MockMvcRequestBuilders.post(replay), 202);
    ask(corrected(replay, "{\"amount\": 5}"), 202);

    assertThat(submissions.kept()).extracting(one -> one.change().isPresent()).containsOnly(true);
    assertThat(submissions.kept().getFirst().change()).contains(change);
    assertThat(submissions.kept().getLast().change().orElseThrow().fields())
        .containsOnlyKeys("amount");
    assertThat(submissions.kept().getLast().fact().id()).isEqualTo("D-1");
  }

  @Test
  void anUnreadableRecordNeedsTheFact() throws Exception {
    setAside.add(
        new SetAside.Entry(
            "1-4",
            Examples.NOW,
            "intake.deals.v1-1@7",
            "found 3 bytes",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("AQID")));
    String unreadable = "/api/v1/set-aside/deals/unreadable/1-4";

    JsonNode shown = ask(MockMvcRequestBuilders.get(unreadable), 200);
    assertThat(shown.path("bytes").asString()).isEqualTo("AQID");
    assertThat(shown.has("fact")).isFalse();
    assertThat(
            ask(MockMvcRequestBuilders.post(unreadable + "/replay"), 400)
                .at("/errors/0/expected")
                .asString())
        .isEqualTo("the fact, because the record is unreadable");
  }

  @Test
  void anEventIsReadAgainByTheMappingThatThereIsNow() throws Exception {
    setAside.add(
        new SetAside.Entry(
            "1-5",
            Examples.NOW,
            "webhook generic",
            "stage: found signed, expected one of lost, open, won",
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SetAside.Event("generic", SourceExamples.text("generic.json"))),
            Optional.empty()));
    String unreadable = "/api/v1/set-aside/deals/unreadable/1-5";

    JsonNode shown = ask(MockMvcRequestBuilders.get(unreadable), 200);
    assertThat(shown.path("source").asString()).isEqualTo("generic");
    assertThat(shown.path("event").asString()).contains("deal.updated");
    ask(MockMvcRequestBuilders.post(unreadable + "/replay"), 202);

    assertThat(submissions.kept().getFirst().fact().id()).isEqualTo("generic-D-7");
    assertThat(submissions.kept().getFirst().change()).isPresent();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertThat(ask(MockMvcRequestBuilders.get(REJECTED + "/0-99"), 404).path("detail").asString())
        .isEqualTo(
            "Found record 0-99, expected the id of one that was set aside within the last 30 days");
    assertThat(
            ask(MockMvcRequestBuilders.get("/api/v1/set-aside/visits/rejected"), 404)
                .path("detail")
                .asString())
        .isEqualTo("Found kind visits, expected deals or activities");
    ask(MockMvcRequestBuilders.get("/api/v1/set-aside/deals/lost"), 404);
  }

  private static MockHttpServletRequestBuilder corrected(String path, String body) {
    return MockMvcRequestBuilders.post(path).contentType(MediaType.APPLICATION_JSON).content(body);
  }

  private JsonNode ask(MockHttpServletRequestBuilder request, int status) throws Exception {
    MockHttpServletResponse response = doors.perform(request).andReturn().getResponse();
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    return JSON.readTree(response.getContentAsString());
  }
}
