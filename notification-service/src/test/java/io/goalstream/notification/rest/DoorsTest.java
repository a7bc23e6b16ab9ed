package io.goalstream.notification.rest;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.FakeInbox;
import io.goalstream.notification.application.FakeWebhooks;
import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.WebhookAddresses;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of the service with fakes behind the ports. */
class DoorsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeWebhooks webhooks = new FakeWebhooks();
  private final Reps reps = new Reps();
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new InboxController(new FakeInbox(), reps),
              new WebhookController(
                  webhooks, Clock.fixed(NOW, ZoneOffset.UTC), new WebhookAddresses(false)))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter())
          .build();

  /** Knows ana, or nobody yet. */
  private static final class Reps implements People {
    private boolean ready = true;

    @Override
    public boolean exists(String repId) {
      if (!ready) {
        throw new NotReadyException();
      }
      return repId.equals("ana");
    }

    @Override
    public Set<String> managersOf(String unitId, LocalDate date) {
      return Set.of();
    }
  }

  private MockHttpServletResponse send(String method, String path, String body) throws Exception {
    return doors
        .perform(
            MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .andReturn()
        .getResponse();
  }

  @Test
  void theSecretOfAWebhookIsShownOnce() throws Exception {
    MockHttpServletResponse created =
        send("POST", "/webhooks", "{\"url\": \"https://example.com/hook\"}");

    assertThat(created.getStatus()).isEqualTo(201);
    JsonNode body = JSON.readTree(created.getContentAsString());
    assertThat(body.path("secret").asString()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(send("GET", "/webhooks", "").getContentAsString())
        .contains(body.path("id").asString())
        .doesNotContain("whsec_");
  }

  @Test
  void aKnownRepWithoutAlertsHasAnEmptyInbox() throws Exception {
    assertThat(send("GET", "/inbox/ana", "").getContentAsString())
        .isEqualTo("{\"unread\":0,\"alerts\":[]}");
  }

  @Test
  void anOrganizationThatIsNotReadYetIsSaidWithATimeToTryAgain() throws Exception {
    reps.ready = false;

    MockHttpServletResponse answer = send("GET", "/inbox/ana", "");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET; /inbox/zoe; ''; 404; repId; zoe; the id of a known rep",
        "POST; /inbox/ana/a-9/read; ''; 404; alertId; a-9; the id of an alert in this inbox",
        "POST; /webhooks; {}; 422; url; nothing; an https address",
        "POST; /webhooks; {'url': 'http://example.com'}; 422; url; http://example.com; an https"
            + " address",
        "DELETE; /webhooks/w-9; ''; 404; id; w-9; the id of a known webhook",
        "GET; /webhooks/w-9/deliveries; ''; 404; id; w-9; the id of a known webhook"
      },
      quoteCharacter = '~')
  void aProblemNamesFieldFoundAndExpected(
      String method,
      String path,
      String body,
      int status,
      String field,
      String found,
      String expected)
      throws Exception {
    MockHttpServletResponse answer = send(method, path, body.replace('\'', '"'));

    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    JsonNode error = JSON.readTree(answer.getContentAsString()).at("/errors/0");
    assertThat(error.path("field").asString()).isEqualTo(field);
    assertThat(error.path("found").asString()).isEqualTo(found);
    assertThat(error.path("expected").asString()).isEqualTo(expected);
  }
}
