package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Role;
import io.goalstream.goals.rest.Description.Call;
import io.goalstream.testing.TestParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The description says everything, and what it says is true. Its examples are one story: sent to
 * the doors in their order, each is answered as documented. After a wanted change of an answer,
 * {@code -Dgoalstream.examples=true} writes the answers of the file anew.
 */
@SpringBootTest(classes = DescribedDoors.class)
class OpenApiTest {
  private static final String EXAMPLES = "goal-service/src/main/resources/openapi/examples.json";

  /** What the probes can bring about; 409 and 422 need a state or a body of their own. */
  private static final Set<Integer> PROBED = Set.of(400, 404, 412, 428);

  private static final Set<String> HEADERS = Set.of("If-Match", "Idempotency-Key");

  /** Parameters that any text may stand in. */
  private static final Set<String> TEXT = Set.of("text", "after");

  /** What happens in the story before an example is sent, and is no example itself. */
  private static final Map<String, List<String>> MEANWHILE =
      Map.of(
          "PUT /api/v1/organization/units/{id}",
          List.of(
              "PUT /organization/units/aurora {\"name\": \"Aurora\"}",
              "PUT /organization/reps/mia {\"name\": \"Mia\", \"memberships\":"
                  + " [{\"unitId\": \"aurora\", \"since\": \"2020-01-01\"}]}"),
          "GET /api/v1/organization",
          List.of(
              "PUT /organization/reps/ben {\"name\": \"Ben\", \"memberships\":"
                  + " [{\"unitId\": \"sales-emea\", \"since\": \"2024-01-01\"}]}"),
          "GET /api/v1/metrics/{id}",
          List.of(
              "PUT /metrics/trials {\"name\": \"Trials started\", \"description\": \"Paid TRIAL"
                  + " activities; each counts once.\", \"aggregation\": \"COUNT\", \"unit\":"
                  + " \"COUNT\", \"indicator\": \"LEADING\", \"selection\": {\"factKind\":"
                  + " \"ACTIVITY\", \"creditingDate\": \"occurredAt\", \"conditions\": [{\"field\":"
                  + " \"type\", \"operator\": \"IN\", \"values\": [\"TRIAL\"]}, {\"field\":"
                  + " \"amount\", \"operator\": \"AT_LEAST\", \"values\": [\"1\"]}]}}"),
          "POST /api/v1/goals/{id}/acceptance",
          List.of("POST /goals/ana-revenue-2026-04/proposal {}"),
          "POST /api/v1/goals/{id}/adjustments/{adjustmentId}/withdrawal",
          List.of(
              "POST /goals/ana-revenue-2026-04/adjustments"
                  + " {\"changes\": {\"name\": \"April\"}, \"reason\": \"shorter\"}"),
          "DELETE /api/v1/breakdowns/{id}",
          List.of("POST /goals/emea-revenue-2026/breakdowns {\"cuts\": [{\"by\": \"QUARTERS\"}]}"));

  private static final Person MIA = new Person("mia", Set.of(Role.ADMIN));

  @Autowired private WebApplicationContext context;
  @Autowired private JsonMapper json;

  private MockMvc doors = MockMvcBuilders.standaloneSetup().build();
  private JsonNode api = JsonMapper.shared().missingNode();

  /** One operation of the description. */
  private record Described(String call, JsonNode operation) {
    private Set<Integer> statuses() {
      Set<Integer> statuses = new TreeSet<>();
      operation.path("responses").propertyNames().forEach(s -> statuses.add(Integer.valueOf(s)));
      return statuses;
    }
  }

  @BeforeEach
  void readTheDescription() throws Exception {
    doors =
        MockMvcBuilders.webAppContextSetup(context)
            .addFilters(context.getBean(IdempotencyFilter.class))
            .build();
    String text =
        doors
            .perform(MockMvcRequestBuilders.get("/v3/api-docs"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    api = json.readTree(text);
  }

  @Test
  void everythingIsDescribed() {
    List<String> undescribed = new ArrayList<>();
    for (Described one : operations()) {
      for (String word : List.of("summary", "description", "operationId", "tags")) {
        missing(one.operation().path(word), one.call() + " " + word, undescribed);
      }
      for (JsonNode parameter : one.operation().path("parameters")) {
        String name = one.call() + " " + parameter.path("name").asString();
        missing(parameter.path("description"), name, undescribed);
        missing(parameter.path("example"), name + " example", undescribed);
      }
      one.operation()
          .path("responses")
          .forEachEntry(
              (status, answer) -> {
                missing(answer.path("description"), one.call() + " " + status, undescribed);
                answer
                    .path("headers")
                    .forEachEntry(
                        (name, header) -> missing(header.path("description"), name, undescribed));
              });
    }
    api.at("/components/schemas")
        .forEachEntry(
            (name, schema) ->
                schema
                    .path("properties")
                    .forEachEntry(
                        (field, property) ->
                            missing(
                                property.path("description"), name + "." + field, undescribed)));

    assertThat(undescribed).isEmpty();
    assertThat(operations()).hasSize(78);
  }

  @Test
  void everyBodyAndAnswerHasAnExampleOfItsShape() {
    Shapes shapes = new Shapes(api);
    List<String> wrong = new ArrayList<>();
    for (Described one : operations()) {
      content(one.operation().path("requestBody"), one.call() + " request", shapes, wrong);
      for (int status : one.statuses()) {
        if (status < 300) {
          content(
              one.operation().path("responses").path(String.valueOf(status)),
              one.call() + " " + status,
              shapes,
              wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void content(JsonNode owner, String name, Shapes shapes, List<String> wrong) {
    if (owner.path("content").has("text/csv")) {
      missing(owner.at("/content/text~1csv/example"), name + " example", wrong);
    } else if (!owner.isMissingNode()) {
      JsonNode content = owner.at("/content/application~1json");
      missing(content.path("example"), name + " example", wrong);
      wrong.addAll(shapes.differences(content.path("schema"), content.path("example"), name));
    }
  }

  private static void missing(JsonNode word, String name, List<String> missing) {
    if (word.isMissingNode() || (word.isString() && word.asString().isBlank())) {
      missing.add(name);
    }
  }

  @Test
  void everyOperationAsksForALoginAndSaysWhatGoesWrong() {
    assertThat(api.at("/components/securitySchemes/login/scheme").asString()).isEqualTo("bearer");
    assertThat(api.at("/security/0/login").isArray()).isTrue();
    for (Described one : operations()) {
      assertThat(one.operation().has("security")).as(one.call()).isFalse();
      assertThat(one.statuses()).as(one.call()).contains(401, 403);
      for (int status : one.statuses()) {
        JsonNode content = one.operation().at("/responses/%d/content".formatted(status));
        if (status >= 300) {
          assertThat(content.propertyNames())
              .as(one.call())
              .containsExactly("application/problem+json");
        } else if (!content.has("text/csv")) {
          assertThat(content.propertyNames()).as(one.call()).containsExactly("application/json");
        }
      }
    }
  }

  /** Requests are accepted by the doors, and answers are what the doors answer. */
  @Test
  @DirtiesContext
  void theExamplesAreAnsweredAsDocumented() throws Exception {
    assertThat(file().propertyNames())
        .containsExactlyInAnyOrderElementsOf(operations().stream().map(Described::call).toList());
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (Map.Entry<String, MockHttpServletResponse> told : tellTheStory().entrySet()) {
      JsonNode described = api.path("paths").at(pointer(told.getKey()));
      JsonNode answer = described.at("/responses/" + told.getValue().getStatus());
      assertThat(told.getValue().getStatus())
          .as("%s: %s", told.getKey(), told.getValue().getContentAsString())
          .isLessThan(300);
      assertThat(answer.isMissingNode()).as(told.getKey()).isFalse();
      for (String header : List.of("ETag", "Location")) {
        assertThat(answer.path("headers").has(header))
            .as("%s of %s", header, told.getKey())
            .isEqualTo(told.getValue().containsHeader(header));
      }
      String text = told.getValue().getContentAsString();
      boolean csv = String.valueOf(told.getValue().getContentType()).startsWith("text/csv");
      answers.put(told.getKey(), csv ? StringNode.valueOf(text) : json.readTree(text));
    }
    if (Boolean.getBoolean("goalstream.examples")) {
      write(answers);
    } else {
      answers.forEach(
          (call, answer) ->
              assertThat(file().path(call).path("answer")).as(call).isEqualTo(answer));
    }
  }

  private void write(Map<String, JsonNode> answers) throws IOException {
    ObjectNode all = (ObjectNode) file();
    answers.forEach((call, answer) -> ((ObjectNode) all.path(call)).set("answer", answer));
    Files.writeString(
        TestParts.root().resolve(EXAMPLES),
        json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n");
  }

  /** Wrong requests come to just those problems that are described. */
  @Test
  @DirtiesContext
  void theProblemsThatAreDescribedOccurAndNoOthers() throws Exception {
    tellTheStory();
    for (Described one : operations()) {
      Set<Integer> occurred = probe(one);
      occurred.removeIf(status -> status < 300);
      assertThat(one.statuses()).as(one.call()).containsAll(occurred);
      Set<Integer> probed = new TreeSet<>(one.statuses());
      probed.retainAll(PROBED);
      occurred.retainAll(PROBED);
      assertThat(occurred).as(one.call()).isEqualTo(probed);
    }
  }

  private Set<Integer> probe(Described one) throws Exception {
    Call example = example(one.call());
    Set<Integer> statuses = new TreeSet<>();
    Map<String, Object> known = new HashMap<>(parameters(example));
    Map<String, Object> unknown = new HashMap<>(known);
    Map<String, Object> malformed = new HashMap<>(known);
    if (one.call().endsWith("/publication")) {
      // The one of the story is published, and answers the same again whatever the version.
      known.putAll(parameters(example("DELETE /api/v1/breakdowns/{id}")));
    }
    boolean guarded = false;
    for (JsonNode parameter : one.operation().path("parameters")) {
      String name = parameter.path("name").asString();
      guarded = guarded || name.equals("If-Match");
      if (name.equals("If-Match")) {
        unknown.put(name, "*");
      } else if (name.equals("id") || name.endsWith("Id")) {
        unknown.put(name, "unknown-to-" + one.operation().path("operationId").asString());
      } else if (!parameter.path("in").asString().equals("header") && !TEXT.contains(name)) {
        malformed.put(name, name.equals("state") ? List.of("?") : "?");
      }
    }
    Object body = example.request();
    statuses.add(send(one.call(), unknown, body).getStatus());
    statuses.add(send(one.call(), malformed, body).getStatus());
    if (body != null) {
      statuses.add(send(one.call(), unknown, Map.of("nonsense", 1)).getStatus());
      if (body instanceof Map<?, ?> fields) {
        statuses.add(send(one.call(), known, unknownIds(fields)).getStatus());
      }
    }
    if (guarded) {
      for (String version : List.of("\"999\"", "latest")) {
        known.put("If-Match", version);
        statuses.add(send(one.call(), known, body).getStatus());
      }
      known.remove("If-Match");
      statuses.add(send(one.call(), known, body).getStatus());
    }
    known.put("Idempotency-Key", "x".repeat(101));
    statuses.add(send(one.call(), known, body).getStatus());
    return statuses;
  }

  /** The body with ids that nobody has, where it looks for something by its id. */
  private static Map<Object, Object> unknownIds(Map<?, ?> fields) {
    Map<Object, Object> changed = new HashMap<>(fields);
    changed.computeIfPresent("unitId", (name, id) -> "nobody");
    if (changed.remove("metric") != null) {
      changed.put("metricId", "nobody");
    }
    return changed;
  }

  /** Sends all examples in the order of the file. */
  private Map<String, MockHttpServletResponse> tellTheStory() throws Exception {
    Map<String, MockHttpServletResponse> answers = new LinkedHashMap<>();
    for (String call : file().propertyNames()) {
      for (String aside : MEANWHILE.getOrDefault(call, List.of())) {
        String[] parts = aside.split(" ", 3);
        assertThat(
                send(parts[0] + " /api/v1" + parts[1], Map.of(), json.readTree(parts[2]))
                    .getStatus())
            .as(aside)
            .isLessThan(300);
      }
      Call example = example(call);
      Map<String, Object> parameters = new HashMap<>(parameters(example));
      if (call.startsWith("POST ")) {
        parameters.put("Idempotency-Key", "a key for " + call);
      }
      answers.put(call, send(call, parameters, example.request()));
    }
    return answers;
  }

  private MockHttpServletResponse send(
      String call, Map<String, Object> parameters, @Nullable Object body) throws Exception {
    String[] parts = call.split(" ", 2);
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(parts[1]);
    HttpHeaders headers = new HttpHeaders();
    parameters.forEach(
        (name, value) -> {
          if (HEADERS.contains(name)) {
            headers.add(name, value.toString());
          } else if (!parts[1].contains("{" + name + "}")) {
            address.queryParam(name, value instanceof List<?> list ? list : List.of(value));
          }
        });
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.request(
                HttpMethod.valueOf(parts[0]), address.buildAndExpand(parameters).encode().toUri())
            .headers(headers)
            .principal(Doors.signedIn(MIA));
    if (body instanceof String csv) {
      request.contentType("text/csv").content(csv);
    } else if (body != null) {
      request.contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(body));
    }
    return doors.perform(request).andReturn().getResponse();
  }

  private List<Described> operations() {
    List<Described> operations = new ArrayList<>();
    api.path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) ->
                        operations.add(
                            new Described(
                                method.toUpperCase(Locale.ROOT) + " " + path, operation))));
    return operations;
  }

  private static String pointer(String call) {
    String[] parts = call.split(" ", 2);
    return "/%s/%s".formatted(parts[1].replace("/", "~1"), parts[0].toLowerCase(Locale.ROOT));
  }

  private JsonNode file() {
    try {
      return json.readTree(Files.readString(TestParts.root().resolve(EXAMPLES)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Call example(String call) {
    return json.treeToValue(file().path(call), Call.class);
  }

  private static Map<String, Object> parameters(Call example) {
    return example.parameters() == null ? Map.of() : example.parameters();
  }
}
