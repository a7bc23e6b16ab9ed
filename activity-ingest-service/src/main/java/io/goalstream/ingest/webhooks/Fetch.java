package io.goalstream.ingest.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a source for a record of which it has told only the id. */
final class Fetch {
  static final String ID = "{id}";

  private static final Duration CONNECTING = Duration.ofSeconds(3);
  private static final Duration ANSWERING = Duration.ofSeconds(10);
  private static final int LONGEST = 1 << 20;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  /** What may stand in an address without changing where it leads. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .connectTimeout(CONNECTING)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String url;
  private final Map<String, String> headers;
  private final JsonPointer record;
  private final Optional<Token> token;
  private final JsonMapper json;
  private final AtomicReference<String> access = new AtomicReference<>("");

  /**
   * Where a token is got that is good for a while.
   *
   * @param form what is asked
   * @param path where it stands in the answer
   * @param prefix what stands before it in the header Authorization
   */
  record Token(String url, Map<String, String> form, JsonPointer path, String prefix) {}

  /** The record, or why there is none. */
  record Answer(Optional<JsonNode> found, String problem) {
    static Answer problem(String problem) {
      return new Answer(Optional.empty(), problem);
    }
  }

  /**
   * @param url with {id} in the place of the id
   * @param record where the record stands in the answer
   */
  Fetch(
      String url,
      Map<String, String> headers,
      JsonPointer record,
      Optional<Token> token,
      JsonMapper json) {
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.record = record;
    this.token = token;
    this.json = json;
  }

  Answer record(String id) {
    if (!PLAIN.matcher(id).matches()) {
      return Answer.problem("found the id '%s', expected letters and digits".formatted(id));
    }
    try {
      HttpResponse<InputStream> answer = ask(id);
      if (answer.statusCode() == UNAUTHORIZED && token.isPresent()) {
        answer.body().close();
        access.set("");
        answer = ask(id);
      }
      return read(answer);
    } catch (IOException e) {
      return Answer.problem("the source could not be asked: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.problem("the source could not be asked: the service is being stopped");
    }
  }

  private HttpResponse<InputStream> ask(String id) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.replace(ID, id))).timeout(ANSWERING);
    headers.forEach(request::header);
    if (token.isPresent()) {
      request.header("Authorization", token.get().prefix() + access(token.get()));
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private String access(Token wanted) throws IOException, InterruptedException {
    String known = Objects.requireNonNull(access.get());
    if (known.isEmpty()) {
      String form =
          wanted.form().entrySet().stream()
              .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
              .collect(Collectors.joining("&"));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(wanted.url()))
              .timeout(ANSWERING)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      Optional<JsonNode> answer =
          body(CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()));
      String text = answer.map(node -> FieldMapping.text(node.at(wanted.path()))).orElse("");
      if (text.isEmpty()) {
        throw new IOException("no token was given");
      }
      access.set(text);
      return text;
    }
    return known;
  }

  private Answer read(HttpResponse<InputStream> answer) throws IOException {
    int status = answer.statusCode();
    return body(answer)
        .map(node -> node.at(record))
        .filter(JsonNode::isObject)
        .map(node -> new Answer(Optional.of(node), ""))
        .orElseGet(
            () ->
                Answer.problem(
                    "the source answered with status %d and no record at '%s'"
                        .formatted(status, record)));
  }

  private Optional<JsonNode> body(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream stream = answer.body()) {
      byte[] bytes = stream.readNBytes(LONGEST);
      return answer.statusCode() == OK ? Optional.of(json.readTree(bytes)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
