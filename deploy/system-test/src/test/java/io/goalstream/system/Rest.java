package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public REST door of one service. */
final class Rest {
  /** Beyond this an answer counts as hanging. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String base;
  private final @Nullable String token;
  private final Duration patience;

  Rest(int port) {
    this(port, null);
  }

  /**
   * @param token who sends the requests; nobody in particular if null
   */
  Rest(int port, @Nullable String token) {
    this("http://127.0.0.1:" + port, token, PATIENCE);
  }

  private Rest(String base, @Nullable String token, Duration patience) {
    this.base = base;
    this.token = token;
    this.patience = patience;
  }

  /** The same door for requests that may take longer. */
  Rest waiting(Duration longer) {
    return new Rest(base, token, longer);
  }

  /** The door of goal-service, as somebody whom the issuer knows. */
  static Rest goals(Ports ports, String person, String role) {
    return signedIn(ports, ports.goals(), person, role);
  }

  /** A door at which one has to sign in. */
  static Rest signedIn(Ports ports, int port, String person, String role) {
    return new Rest(
        port,
        new Rest(ports.issuer())
            .get("/tokens/%s?role=%s".formatted(person, role))
            .expect(200)
            .text());
  }

  /** What came back. */
  record Answer(int status, String contentType, @Nullable String location, String text) {

    JsonNode json() {
      return Json.read(text);
    }

    Answer expect(int expected) {
      assertThat(status).as("status of the answer %s", text).isEqualTo(expected);
      return this;
    }

    Answer expectOneOf(Integer... expected) {
      assertThat(status).as("status of the answer %s", text).isIn((Object[]) expected);
      return this;
    }

    /** The errors of a problem, after checking that it is one. */
    List<JsonNode> problem(int expected) {
      expect(expected);
      return problem();
    }

    List<JsonNode> problem() {
      assertThat(contentType).as("type of %s", text).startsWith("application/problem+json");
      JsonNode problem = json();
      assertThat(problem.path("status").asInt()).as("status in %s", text).isEqualTo(status);
      assertThat(problem.path("title").asText()).as("title in %s", text).isNotBlank();
      assertThat(problem.path("detail").asText()).as("detail in %s", text).isNotBlank();
      return Json.list(problem.path("errors"));
    }
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  /** The first line of an endless answer that begins like this. */
  String firstLine(String path, String lastEventId, String beginning) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .header("Last-Event-ID", lastEventId)
            .build();
    try (Stream<String> lines = HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("%s%s: %s".formatted(base, path, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + base + path, e);
    }
  }

  Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  Answer post(String path) {
    return send("POST", path, null, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, Json.write(body), "application/json");
  }

  Answer put(String path, Object body) {
    return send("PUT", path, Json.write(body), "application/json");
  }

  Answer send(String method, String path, @Nullable String body, @Nullable String contentType) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).method(method, publisher);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location").orElse(null),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s%s: %s".formatted(method, base, path, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + base + path, e);
    }
  }
}
