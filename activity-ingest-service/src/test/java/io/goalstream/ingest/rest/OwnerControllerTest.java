package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeOwnerMap;
import io.goalstream.ingest.application.WaitingFacts;
import io.goalstream.ingest.domain.Examples;
import io.goalstream.ingest.domain.SourceUser;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

class OwnerControllerTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeOwnerMap owners = new FakeOwnerMap();
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new OwnerController(owners, new TwoThatWait(), new FakeKnownReps("ana", "ben")))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
          .build();

  /** Two facts wait for one user. */
  private static final class TwoThatWait implements WaitingFacts {
    @Override
    public List<Waiting> list(Optional<String> after, int limit) {
      return List.of(
          new Waiting("DEAL", "D-1", "INCOMPLETE", "stage", "r", Examples.NOW, List.of()));
    }

    @Override
    public Optional<Waiting> find(String kind, String id) {
      return Optional.empty();
    }

    @Override
    public SortedMap<SourceUser, Long> unknownOwners() {
      SortedMap<SourceUser, Long> unknown = new TreeMap<>();
      unknown.put(new SourceUser("hubspot", "7"), 2L);
      return unknown;
    }
  }

  private String say(MockHttpServletRequestBuilder request, int status) throws Exception {
    MockHttpServletResponse response = doors.perform(request).andReturn().getResponse();
    String body = response.getContentAsString();
    assertThat(response.getStatus()).as(body).isEqualTo(status);
    return body;
  }

  private String put(String path, String body, int status) throws Exception {
    return say(
        MockMvcRequestBuilders.put(path).contentType(MediaType.APPLICATION_JSON).content(body),
        status);
  }

  @Test
  void ownersAreSaidShownAndForgotten() throws Exception {
    put("/api/v1/owners/hubspot/7", "{\"repId\": \"ana\"}", 200);
    put(
        "/api/v1/owners",
        """
        [{"source": "hubspot", "user": "8", "repId": "ben"},
         {"source": "zoho", "user": "ann@example.com", "repId": "ben"}]
        """,
        200);

    assertThat(say(MockMvcRequestBuilders.get("/api/v1/owners?source=hubspot"), 200))
        .isEqualTo(
            "{\"owners\":[{\"source\":\"hubspot\",\"user\":\"7\",\"repId\":\"ana\"},"
                + "{\"source\":\"hubspot\",\"user\":\"8\",\"repId\":\"ben\"}]}");

    say(MockMvcRequestBuilders.delete("/api/v1/owners/hubspot/7"), 204);
    say(MockMvcRequestBuilders.delete("/api/v1/owners/hubspot/7"), 404);
    assertThat(owners.all()).hasSize(2);
  }

  @Test
  void itIsShownForWhomFactsWait() throws Exception {
    assertThat(say(MockMvcRequestBuilders.get("/api/v1/owners/unknown"), 200))
        .isEqualTo("{\"unknown\":[{\"source\":\"hubspot\",\"user\":\"7\",\"facts\":2}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"source": "a b", "user": "7", "repId": "ana"}]       | 400 | [0].source
          [{"source": "zoho", "repId": "ana"}]                   | 400 | [0].user
          [{"source": "zoho", "user": "7"}]                      | 400 | [0].repId
          [{"source": "zoho", "user": "7", "rep": "ana"}]        | 400 | [0].rep
          {"source": "zoho", "user": "7", "repId": "ana"}        | 400 | (body)
          [{"source": "zoho", "user": "7", "repId": "nobody"}]   | 422 | nobody
          """)
  void whatIsWrongIsSaidAndNothingIsKept(String body, int status, String says) throws Exception {
    assertThat(put("/api/v1/owners", body, status)).contains(says);
    assertThat(owners.all()).isEmpty();
  }
}
