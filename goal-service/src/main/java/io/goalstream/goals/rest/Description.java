package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Violation;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts the words and examples of the files to what was found in the code. */
final class Description implements OpenApiCustomizer {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String REFERENCE = "#/components/schemas/";
  private static final String IF_MATCH = "If-Match";

  /** What a request without a valid token, or without the right, comes to at every door. */
  private static final List<Integer> LOGIN = List.of(401, 403);

  private final Map<String, Topic> topics;
  private final Map<String, Call> examples;
  private final Properties fields;
  private final Properties parameters;

  private Description(
      Map<String, Topic> topics,
      Map<String, Call> examples,
      Properties fields,
      Properties parameters) {
    this.topics = topics;
    this.examples = examples;
    this.fields = fields;
    this.parameters = parameters;
  }

  /** Operations that belong together, by method and path such as {@code GET /api/v1/goals}. */
  record Topic(String description, Map<String, Words> operations) {}

  /**
   * What one operation does.
   *
   * @param id its name for generated clients
   * @param statuses what it answers, beside 401 and 403
   * @param headers of a successful answer
   * @param takes types of the files that it takes, where it takes no JSON; the first has the
   *     example
   * @param gives types of the files that it answers, where it answers no JSON; likewise
   */
  record Words(
      String id,
      String summary,
      String description,
      Set<Integer> statuses,
      @Nullable List<String> headers,
      @Nullable List<String> takes,
      @Nullable List<String> gives) {}

  /** One call of an operation: what is sent, and what is answered to that. */
  record Call(@Nullable Map<String, Object> parameters, @Nullable Object request, Object answer) {}

  /** A problem as in RFC 9457; {@code errors} is an extension, and not there for each type. */
  record Problem(
      URI type,
      String title,
      int status,
      @Nullable String detail,
      @Nullable URI instance,
      @Nullable List<Violation> errors) {}

  static Description read(JsonMapper json) throws IOException {
    try (InputStream operations = open("operations.json");
        InputStream examples = open("examples.json")) {
      return new Description(
          json.readValue(operations, new TypeReference<Map<String, Topic>>() {}),
          json.readValue(examples, new TypeReference<Map<String, Call>>() {}),
          properties("fields.properties"),
          properties("parameters.properties"));
    }
  }

  private static InputStream open(String file) throws IOException {
    return new ClassPathResource("openapi/" + file).getInputStream();
  }

  private static Properties properties(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = open(file);
        InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  @Override
  public void customise(OpenAPI api) {
    ModelConverters.getInstance(true)
        .readAll(Problem.class)
        .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    api.getComponents().getSchemas().forEach(this::describe);
    List<Tag> tags = new ArrayList<>();
    topics.forEach(
        (name, topic) -> {
          tags.add(new Tag().name(name).description(topic.description()));
          topic
              .operations()
              .forEach(
                  (call, words) ->
                      operation(api, call).ifPresent(found -> describe(found, name, call, words)));
        });
    api.tags(tags);
  }

  private static Optional<Operation> operation(OpenAPI api, String call) {
    String[] parts = call.split(" ", 2);
    return Optional.ofNullable(api.getPaths().get(parts[1]))
        .map(path -> path.readOperationsMap().get(HttpMethod.valueOf(parts[0])));
  }

  /** A field is looked for by the name of its record first, then by its own alone. */
  private void describe(String name, Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach((field, property) -> property.setDescription(word(fields, name, field)));
    }
  }

  private void describe(Operation operation, String topic, String call, Words words) {
    operation.setTags(List.of(topic));
    operation.setOperationId(words.id());
    operation.setSummary(words.summary());
    operation.setDescription(words.description());
    if (call.startsWith("POST ")) {
      operation.addParametersItem(
          new HeaderParameter().name(IdempotencyFilter.KEY).schema(text()).required(false));
    }
    Optional<Call> example = Optional.ofNullable(examples.get(call));
    String part = call.split("/", 5)[3];
    for (Parameter parameter : Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
      describe(parameter, part, words, example.map(Call::parameters).orElse(Map.of()));
    }
    if (words.takes() != null) {
      operation.setRequestBody(
          new RequestBody()
              .required(true)
              .content(files(words.takes(), example.map(Call::request).orElse(null))));
    } else if (operation.getRequestBody() != null) {
      json(operation.getRequestBody().getContent())
          .setExample(example.map(Call::request).orElse(null));
    }
    answers(operation, words, example.map(Call::answer));
  }

  /** A parameter is looked for by the first part of the path, then by its name alone. */
  private void describe(
      Parameter parameter, String part, Words words, Map<String, Object> examples) {
    String name = parameter.getName();
    parameter.setDescription(word(parameters, part, name));
    parameter.setExample(examples.getOrDefault(name, parameters.getProperty(name + ".example")));
    if (name.equals(IF_MATCH)) {
      parameter.setRequired(words.statuses().contains(HttpStatus.PRECONDITION_REQUIRED.value()));
    }
  }

  private void answers(Operation operation, Words words, Optional<Object> example) {
    ApiResponse found = Objects.requireNonNull(operation.getResponses().get("200"));
    ApiResponses answers = new ApiResponses();
    Set<Integer> statuses = new TreeSet<>(words.statuses());
    statuses.addAll(LOGIN);
    for (int status : statuses) {
      ApiResponse answer =
          new ApiResponse().description(parameters.getProperty("status." + status));
      if (HttpStatus.valueOf(status).is2xxSuccessful()) {
        if (words.gives() != null) {
          answer.content(files(words.gives(), example.orElse(null)));
        } else {
          MediaType content = new MediaType().schema(json(found.getContent()).getSchema());
          example.ifPresent(content::setExample);
          answer.content(new Content().addMediaType(JSON, content));
        }
        for (String header : Optional.ofNullable(words.headers()).orElse(List.of())) {
          answer.addHeaderObject(
              header, new Header().description(parameters.getProperty(header)).schema(text()));
        }
      } else {
        answer.content(
            new Content()
                .addMediaType(
                    PROBLEM, new MediaType().schema(new JsonSchema().$ref(REFERENCE + "Problem"))));
      }
      answers.addApiResponse(String.valueOf(status), answer);
    }
    operation.setResponses(answers);
  }

  private static Content files(List<String> types, @Nullable Object example) {
    Content content = new Content();
    for (String type : types) {
      JsonSchema schema = new JsonSchema();
      schema.types(Set.of("string")).setContentMediaType(type);
      MediaType media = new MediaType().schema(schema);
      if (content.isEmpty() && example != null) {
        media.setExample(example);
      }
      content.addMediaType(type, media);
    }
    return content;
  }

  private static MediaType json(Content content) {
    return Objects.requireNonNull(content.get(JSON));
  }

  private static Schema<?> text() {
    return new JsonSchema().types(Set.of("string"));
  }

  private static @Nullable String word(Properties words, String owner, String name) {
    return words.getProperty(owner + "." + name, words.getProperty(name));
  }
}
