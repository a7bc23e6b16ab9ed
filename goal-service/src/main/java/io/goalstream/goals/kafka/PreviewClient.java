package io.goalstream.goals.kafka;

import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.Previews;
import io.goalstream.goals.application.UncountableException;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks attainment-service, with a record as its topic would have it: so a preview is counted from
 * the very terms that would be published.
 */
public final class PreviewClient implements Previews {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** No goal can have this id. */
  private static final String NOBODY = "~preview";

  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final URI attainment;
  private final Supplier<String> tokens;
  private final AvroCodec<GoalDefinition> codec;
  private final JsonMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param attainment where attainment-service is
   * @param tokens with which this service signs in there
   */
  public PreviewClient(
      URI attainment, Supplier<String> tokens, TopicCodecs codecs, JsonMapper json) {
    this.attainment = attainment;
    this.tokens = tokens;
    this.codec = codecs.of(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class);
    this.json = json;
  }

  @Override
  public Preview of(Goal goal, Terms terms) {
    JsonNode answer = ask(goal.id(), goal.supposing(terms));
    Optional<Stand> present =
        Optional.of(answer.path("present")).filter(JsonNode::isObject).map(PreviewClient::stand);
    return new Preview(
        present,
        stand(answer.path("then")),
        answer.path("events").valueStream().map(PreviewClient::announcement).toList(),
        Instant.parse(answer.path("asOf").asString()));
  }

  @Override
  public Stand of(Terms terms) {
    return stand(ask(NOBODY, Goal.supposed(NOBODY, terms)).path("then"));
  }

  private JsonNode ask(String goalId, Goal goal) {
    String path =
        "/api/v1/progress/%s/preview"
            .formatted(URLEncoder.encode(goalId, StandardCharsets.UTF_8).replace("+", "%20"));
    try {
      HttpRequest request =
          HttpRequest.newBuilder(attainment.resolve(path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/octet-stream")
              .header("Accept", "application/json")
              .header("Authorization", "Bearer " + tokens.get())
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      codec.encode(PublicFormat.definition(goal))))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == UNPROCESSABLE) {
        throw uncountable(json.readTree(response.body()));
      }
      if (response.statusCode() != OK) {
        throw new PartAwayException(
            "attainment-service answered with status " + response.statusCode(),
            new IOException(response.body()));
      }
      return json.readTree(response.body());
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (IOException | JacksonException e) {
      throw new PartAwayException("attainment-service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  /** Sending the same again would not help, so this is no part that is away. */
  static UncountableException uncountable(JsonNode problem) {
    List<Violation> said =
        problem
            .path("errors")
            .valueStream()
            .map(
                error ->
                    new Violation(
                        error.path("field").asString(),
                        error.path("found").asString(),
                        error.path("expected").asString()))
            .toList();
    return new UncountableException(
        said.isEmpty()
            ? List.of(
                new Violation(
                    "terms",
                    problem.path("detail").asString(),
                    "terms that attainment-service can count"))
            : said);
  }

  private static Stand stand(JsonNode stand) {
    JsonNode counted = stand.path("counted");
    return new Stand(
        number(counted, "value"),
        number(counted, "attainment"),
        number(stand, "gap"),
        number(stand, "expected"),
        number(stand, "pace"),
        stand.path("paceStatus").asString(),
        stand.path("phase").asString(),
        counted.path("factCount").asLong() + counted.path("denominatorFactCount").asLong(),
        counted.path("parkedFactCount").asLong());
  }

  private static Announcement announcement(JsonNode event) {
    return new Announcement(
        event.path("kind").asString(),
        number(event, "threshold"),
        Optional.of(event.path("level")).filter(JsonNode::isString).map(JsonNode::asString));
  }

  private static Optional<BigDecimal> number(JsonNode node, String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
  }
}
