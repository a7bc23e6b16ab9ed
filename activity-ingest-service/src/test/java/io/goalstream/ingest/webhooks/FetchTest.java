package io.goalstream.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.goalstream.ingest.webhooks.Reading.Meaning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Records are asked for as the shipped mapping of Zoho says it, of a server that wants a token. */
class FetchTest {
  private static final int OK = 200;

  private final HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private int status = OK;
  private String answer = SourceExamples.text("zoho-record.json");
  private int tokens;

  FetchTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/oauth/v2/token", this::token);
    server.createContext("/crm/v8/Deals/", this::record);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(form);
    tokens++;
    send(exchange, OK, "{\"access_token\": \"token-%d\"}".formatted(tokens));
  }

  /** Every token is good for one record. */
  private void record(HttpExchange exchange) throws IOException {
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean used = asked.contains(authorization);
    asked.add(authorization);
    send(exchange, used ? 401 : status, used ? "{}" : answer);
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private List<Meaning> read(String sample) throws IOException {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    String file =
        Files.readString(SourceExamples.DIRECTORY.resolve("zoho.yml"))
            .replace("https://www.zohoapis.com", base)
            .replace("https://accounts.zoho.com", base);
    Source source =
        SourceFile.read("zoho", file, Optional.of(SourceExamples.settings()), SourceExamples.JSON)
            .source()
            .orElseThrow();
    Reading reading = new Reading(source, true);
    List<Meaning> meanings = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      JsonNode body =
          source.read(sample.getBytes(StandardCharsets.UTF_8), SourceExamples.JSON).orElseThrow();
      meanings.addAll(reading.of(body, Instant.EPOCH, Instant.parse("2026-03-30T09:30:00Z")));
    }
    return meanings;
  }

  @Test
  void aRecordIsAskedForWithATokenAndWithANewOneOnceThatHasEnded() throws IOException {
    List<Meaning> meanings = read(SourceExamples.text("zoho.json"));

    assertThat(meanings)
        .hasSize(2)
        .allSatisfy(
            meaning ->
                assertThat(((Meaning.Changed) meaning).patch().toString())
                    .contains(
                        "\"amount\":\"9000\"",
                        "\"createdOn\":\"2026-01-16\"",
                        "owner:zoho:36",
                        "2026-03-30T09:30:00Z"));
    assertThat(asked.getFirst())
        .contains("grant_type=refresh_token", "refresh_token=refresh", "client_secret=secret");
    assertThat(asked)
        .filteredOn(one -> one.startsWith("Zoho"))
        .containsExactly(
            "Zoho-oauthtoken token-1", "Zoho-oauthtoken token-1", "Zoho-oauthtoken token-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          204 | ''           | the source answered with status 204 and no record at '/data/0'
          500 | {}           | the source answered with status 500 and no record at '/data/0'
          200 | {"data": []} | the source answered with status 200 and no record at '/data/0'
          200 | <html>       | the source answered with status 200 and no record at '/data/0'
          """)
  void whatDoesNotComeIsSaid(int code, String text, String says) throws IOException {
    status = code;
    answer = text;

    assertThat(read(SourceExamples.text("zoho.json")).getFirst())
        .isInstanceOfSatisfying(
            Meaning.Unclear.class, unclear -> assertThat(unclear.reason()).isEqualTo(says));
  }

  @Test
  void anIdLeadsNowhereElse() throws IOException {
    String sample =
        SourceExamples.text("zoho.json").replace("3652397000009851001", "../../users?type=");

    assertThat(read(sample).getFirst())
        .isInstanceOfSatisfying(
            Meaning.Unclear.class,
            unclear -> assertThat(unclear.reason()).contains("expected letters and digits"));
    assertThat(asked).isEmpty();
  }
}
