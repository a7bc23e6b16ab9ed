package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeImportDocuments;
import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeMappings;
import io.goalstream.ingest.application.FakeSubmissions;
import io.goalstream.ingest.application.FileImports;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Examples;
import io.goalstream.ingest.sheets.SheetFiles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportControllerTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();
  private static final String TWO =
      """
      Deal ID;Phase;Amount;Close date;Owner
      D-1;done;1.250,50 €;31.03.2026;ana
      D-2;done;17 €;31.03.2026;nobody
      """;
  private static final String MAPPING =
      """
      {"kind": "deals",
       "columns": {"deal id": "id", "Phase": "stage", "Amount": "amount", "Close date": "closeOn",
                   "Owner": "repId"},
       "values": {"stage": {"done": "WON"}}}
      """;

  private final FakeSubmissions submissions = new FakeSubmissions();
  private final MockMvc doors;

  ImportControllerTest(@TempDir Path room) {
    Clock clock = Clock.fixed(Examples.NOW, ZoneOffset.UTC);
    FakeMappings mappings = new FakeMappings();
    FileImports imports =
        new FileImports(
            new FakeImportDocuments(),
            new SheetFiles(),
            new Intake(new FakeKnownReps("ana"), submissions, clock, moment -> "receipt-1"),
            clock,
            Runnable::run,
            () -> {},
            room.resolve("files"));
    this.doors =
        MockMvcBuilders.standaloneSetup(
                new ImportController(imports, mappings), new MappingController(mappings))
            .setControllerAdvice(new Problems())
            .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
            .build();
  }

  private MockHttpServletResponse ask(MockHttpServletRequestBuilder request) throws Exception {
    MvcResult result = doors.perform(request).andReturn();
    return result.getRequest().isAsyncStarted()
        ? doors.perform(MockMvcRequestBuilders.asyncDispatch(result)).andReturn().getResponse()
        : result.getResponse();
  }

  private MockHttpServletResponse post(String path, String text) throws Exception {
    return ask(
        MockMvcRequestBuilders.post(path)
            .contentType("text/csv")
            .content(text.getBytes(StandardCharsets.UTF_8)));
  }

  private MockHttpServletResponse get(String path) throws Exception {
    return ask(MockMvcRequestBuilders.get(path));
  }

  private MockHttpServletResponse save(String name, String mapping) throws Exception {
    return ask(
        MockMvcRequestBuilders.put("/api/v1/mappings/" + name)
            .contentType(MediaType.APPLICATION_JSON)
            .content(mapping));
  }

  private static JsonNode json(MockHttpServletResponse response) throws Exception {
    return JSON.readTree(response.getContentAsString(StandardCharsets.UTF_8));
  }

  @Test
  void aFileIsTakenInWithAMappingThatWasSaved() throws Exception {
    assertThat(save("ledger", MAPPING).getStatus()).isEqualTo(200);

    MockHttpServletResponse begun =
        post("/api/v1/imports/deals?mapping=ledger&file=deals.csv", TWO);
    assertThat(begun.getStatus()).isEqualTo(202);
    String place = String.valueOf(begun.getHeader("Location"));
    JsonNode through = json(get(place));

    assertThat(through.path("state").asString()).isEqualTo("DONE");
    assertThat(through.path("file").asString()).isEqualTo("deals.csv");
    assertThat(through.path("format").asString()).isEqualTo("CSV, UTF-8");
    assertThat(through.path("received").asInt()).isEqualTo(1);
    assertThat(through.path("refused").asInt()).isEqualTo(1);
    assertThat(through.path("mapping").path("decimalMark").asString()).isEqualTo("COMMA");
    Deal deal = (Deal) submissions.kept().getFirst().fact();
    assertThat(deal.amount()).contains(new BigDecimal("1250.500000"));
    assertThat(deal.currency()).contains("EUR");

    JsonNode refused = json(get(place + "/refused"));
    assertThat(refused.at("/rows/0/row").asInt()).isEqualTo(3);
    assertThat(refused.at("/rows/0/errors/0/field").asString()).isEqualTo("Owner (column E)");
    assertThat(refused.at("/rows/0/errors/0/expected").asString())
        .isEqualTo("the id of a known rep");
    assertThat(get(place + "/refused.csv").getContentAsString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\uFEFFDeal ID;Phase;Amount;Close date;Owner;Error\r\n"
                + "D-2;done;17 €;31.03.2026;nobody;"
                + "Owner (column E): found nobody, expected the id of a known rep\r\n");
    assertThat(json(get("/api/v1/imports")).at("/0/id")).isEqualTo(through.path("id"));
  }

  @Test
  void whatTheFileDoesNotSayIsAskedAndCanBeSaidInTheRequest() throws Exception {
    String text = "id,stage,amount,close date,rep\nD-1,won,1.250,03/04/2026,ana\n";
    String place = String.valueOf(post("/api/v1/imports/deals", text).getHeader("Location"));

    JsonNode refused = json(get(place));
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("errors").valueStream().map(one -> one.path("field").asString()))
        .containsExactly("dateOrder", "decimalMark");

    post(
        "/api/v1/imports/deals?dateOrder=mdy&decimalMark=COMMA&currency=USD&zone=Asia/Shanghai",
        text);
    Deal deal = (Deal) submissions.kept().getFirst().fact();
    assertThat(deal.closedOn()).hasToString("Optional[2026-03-04]");
    assertThat(deal.amount()).contains(new BigDecimal("1250.000000"));
    assertThat(deal.currency()).contains("USD");
  }

  @Test
  void aDryRunTakesNothingIn() throws Exception {
    save("ledger", MAPPING);
    String place =
        String.valueOf(
            post("/api/v1/imports/deals?mapping=ledger&dryRun=true", TWO).getHeader("Location"));

    assertThat(json(get(place)).path("dryRun").asBoolean()).isTrue();
    assertThat(json(get(place)).path("received").asInt()).isEqualTo(1);
    assertThat(submissions.kept()).isEmpty();
  }

  @Test
  void mappingsAreListedShownAndDeleted() throws Exception {
    save("ledger", MAPPING);

    assertThat(json(get("/api/v1/mappings")).path("ledger").path("kind").asString())
        .isEqualTo("deals");
    assertThat(json(get("/api/v1/mappings/ledger")).at("/values/stage/done").asString())
        .isEqualTo("WON");
    assertThat(ask(MockMvcRequestBuilders.delete("/api/v1/mappings/ledger")).getStatus())
        .isEqualTo(204);
    assertThat(get("/api/v1/mappings/ledger").getStatus()).isEqualTo(404);
  }

  @Test
  void aMappingThatIsWrongIsNotSaved() throws Exception {
    MockHttpServletResponse refused =
        save(
            "x",
            "{\"kind\": \"deals\", \"columns\": {\"A\": \"id\", \"B\": \"id\", \"C\":"
                + " \"colour\"}}");

    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(json(refused).path("errors").valueStream().map(one -> one.path("field").asString()))
        .containsExactlyInAnyOrder("columns.B", "columns.C");
    assertThat(save("x", "{\"kind\": \"deals\", \"zone\": \"Mars\"}").getStatus()).isEqualTo(400);
    assertThat(save("x", "{\"colums\": {}}").getStatus()).isEqualTo(400);
    assertThat(save("a b", MAPPING).getStatus()).isEqualTo(400);
    assertThat(get("/api/v1/mappings/x").getStatus()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertThat(post("/api/v1/imports/orders", TWO).getStatus()).isEqualTo(404);
    assertThat(post("/api/v1/imports/deals?mapping=none", TWO).getStatus()).isEqualTo(404);
    assertThat(post("/api/v1/imports/deals?dateOrder=YDM", TWO).getStatus()).isEqualTo(400);
    assertThat(post("/api/v1/imports/deals?drayRun=true", TWO).getStatus()).isEqualTo(400);
    assertThat(post("/api/v1/imports/deals?dryRun=yes", TWO).getStatus()).isEqualTo(400);
    assertThat(post("/api/v1/imports/deals?dryRun", TWO).getStatus()).isEqualTo(400);
    assertThat(post("/api/v1/imports/deals?dryRun=", TWO).getStatus()).isEqualTo(400);
    assertThat(post("/api/v1/imports/deals?dryRun=true&dryRun=false", TWO).getStatus())
        .isEqualTo(400);
    assertThat(submissions.kept()).isEmpty();
    save("ledger", MAPPING);
    assertThat(post("/api/v1/imports/activities?mapping=ledger", TWO).getStatus()).isEqualTo(400);
    assertThat(get("/api/v1/imports/nothing").getStatus()).isEqualTo(404);
    assertThat(get("/api/v1/imports/nothing/refused").getStatus()).isEqualTo(404);
  }
}
