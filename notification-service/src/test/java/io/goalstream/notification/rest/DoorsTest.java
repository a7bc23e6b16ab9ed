package io.goalstream.notification.rest;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.Office;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.WebhookAddresses;
import io.goalstream.notification.secrets.SealedTokens;
import io.goalstream.notification.secrets.SecretSeal;
import io.goalstream.schemas.signin.SignedIn;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of the service with fakes behind the ports. */
class DoorsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
          .build();

  private final Office office = new Office();
  private final SealedTokens tokens =
      new SealedTokens(SecretSeal.of("k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
  private final MockMvc doors = doors();

  private MockMvc doors() {
    WebhookAddresses addresses = new WebhookAddresses(false);
    return MockMvcBuilders.standaloneSetup(
            new InboxController(office.inbox, office.people, new LiveInboxes(office.inbox)),
            new PreferencesController(office.wishes, office.readers(), office.words),
            new RuleController(
                office.rules,
                office.audience(),
                office.announcer(),
                office.people,
                office.channels,
                office.clock),
            new ChannelController(
                office.channels, office.deliveries, addresses, office.words, office.clock),
            new WebhookController(office.channels, office.deliveries, office.clock, addresses),
            new DeliveryController(office.deliveries, office.clock),
            new MessageController(office.words, office.clock),
            new UnsubscribeController(tokens, office.wishes, office.readers(), office.words))
        .setCustomArgumentResolvers(new CallerResolver(office.people, office.clock))
        .setControllerAdvice(new Problems())
        .setMessageConverters(
            new StringHttpMessageConverter(), new JacksonJsonHttpMessageConverter(JSON))
        .build();
  }

  /** Who it is: an id, and roles behind a slash. */
  private static SignedIn who(String person) {
    String[] parts = person.split("/", -1);
    return new SignedIn(parts[0], Arrays.stream(parts).skip(1).collect(Collectors.toSet()));
  }

  private MockHttpServletResponse send(
      String person, String method, String path, String body, String ifMatch) throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
            .principal(who(person))
            .contentType(MediaType.APPLICATION_JSON)
            .content(body);
    if (!ifMatch.isEmpty()) {
      request.header(HttpHeaders.IF_MATCH, ifMatch);
    }
    MockHttpServletResponse answer = doors.perform(request).andReturn().getResponse();
    answer.setCharacterEncoding("UTF-8");
    return answer;
  }

  private MockHttpServletResponse send(String person, String method, String path, String body)
      throws Exception {
    return send(person, method, path, body, "");
  }

  private MockHttpServletResponse admin(String method, String path, String body) throws Exception {
    return send("sam/ADMIN", method, path, body);
  }

  private static JsonNode json(MockHttpServletResponse answer) throws Exception {
    return JSON.readTree(answer.getContentAsString());
  }

  @Test
  void theSecretOfAWebhookIsShownOnceAndAgainWhenItIsRotated() throws Exception {
    MockHttpServletResponse created =
        admin("POST", "/webhooks", "{\"url\": \"https://example.com/hook\"}");

    assertThat(created.getStatus()).isEqualTo(201);
    JsonNode body = json(created);
    String id = body.path("id").asString();
    assertThat(body.path("secret").asString()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(admin("GET", "/webhooks", "").getContentAsString())
        .contains(id)
        .doesNotContain("whsec_");

    JsonNode rotated = json(admin("POST", "/webhooks/" + id + "/rotate", ""));
    assertThat(rotated.path("secret").asString())
        .matches("whsec_[A-Za-z0-9+/]{43}=")
        .isNotEqualTo(body.path("secret").asString());
    assertThat(office.channels.find(id).orElseThrow().secrets(NOW))
        .containsExactly(rotated.path("secret").asString(), body.path("secret").asString());
    assertThat(office.channels.find(id).orElseThrow().secrets(NOW.plusSeconds(86_400)))
        .containsExactly(rotated.path("secret").asString());
  }

  @Test
  void neitherAddressNorKeyOfAChatIsShownAgain() throws Exception {
    MockHttpServletResponse created =
        admin(
            "POST",
            "/channels",
            """
            {"kind": "DINGTALK", "name": "Sales", "secret": "SECabc", "language": "zh-CN",
             "url": "https://oapi.example.com/robot/send?access_token=xyz"}
            """);

    assertThat(created.getStatus()).isEqualTo(201);
    assertThat(created.getContentAsString() + admin("GET", "/channels", "").getContentAsString())
        .contains("\"host\":\"oapi.example.com\"")
        .contains("\"signed\":true")
        .contains("\"language\":\"zh-CN\"")
        .doesNotContain("xyz")
        .doesNotContain("SECabc");
  }

  @Test
  void aKnownRepWithoutAlertsHasAnEmptyInbox() throws Exception {
    assertThat(send("ana/REP", "GET", "/inbox/ana", "").getContentAsString())
        .isEqualTo("{\"unread\":0,\"alerts\":[],\"before\":null}");
  }

  @Test
  void anInboxIsReadPageByPageAndMarkedUpToWhatWasSeen() throws Exception {
    for (int i = 1; i <= 3; i++) {
      String goal = "g-" + i;
      office
          .announcer()
          .announce(Examples.event("event-" + i, 1, example -> example.goalId = goal));
    }

    JsonNode page = json(send("ana/REP", "GET", "/inbox/ana?limit=2", ""));
    assertThat(page.path("unread").asInt()).isEqualTo(3);
    assertThat(page.at("/alerts/0/goalId").asString()).isEqualTo("g-3");
    assertThat(page.path("before").asLong()).isEqualTo(2);
    JsonNode rest = json(send("ana/REP", "GET", "/inbox/ana?limit=2&before=2", ""));
    assertThat(rest.at("/alerts/0/goalId").asString()).isEqualTo("g-1");

    send("ana/REP", "POST", "/inbox/ana/read?upTo=2", "");
    JsonNode unread = json(send("ana/REP", "GET", "/inbox/ana?unread=true", ""));
    assertThat(unread.path("unread").asInt()).isEqualTo(1);
    assertThat(unread.path("alerts")).hasSize(1);
  }

  @Test
  void anOrganizationThatIsNotReadYetIsSaidWithATimeToTryAgain() throws Exception {
    office.people.isNotReady();

    MockHttpServletResponse answer = send("ana/REP", "GET", "/inbox/ana", "");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void preferencesAreChangedOverTheVersionThatWasRead() throws Exception {
    String wish =
        """
        {"language": "zh-CN", "zone": "Asia/Shanghai", "email": "ana@example.com",
         "quiet": {"from": "22:00", "to": "07:00", "daysOff": ["SUNDAY"]},
         "choices": {"PACE": {"when": "OFF"}, "LEVELS": {"ways": ["INBOX"]}}}
        """;
    MockHttpServletResponse first = send("ana/REP", "PUT", "/preferences/ana", wish);

    assertThat(first.getStatus()).isEqualTo(200);
    assertThat(first.getHeader("ETag")).isEqualTo("\"1\"");
    assertThat(json(first).at("/quiet/from").asString()).isEqualTo("22:00");
    assertThat(send("ana/REP", "PUT", "/preferences/ana", wish).getStatus()).isEqualTo(412);
    assertThat(send("ana/REP", "PUT", "/preferences/ana", wish, "\"1\"").getHeader("ETag"))
        .isEqualTo("\"2\"");
    assertThat(json(send("ana/REP", "GET", "/preferences/ana", "")).at("/choices/PACE/when"))
        .hasToString("\"OFF\"");
  }

  private static final String RULE =
      """
      {"name": "North at 80 %", "unitId": "north", "what": {"kinds": ["LEVEL_REACHED"],
       "fromLevel": 0.8}, "who": [{"person": "ben"}], "when": "DAILY", "cooldown": "PT4H"}
      """;

  @Test
  void aShippedRuleIsReplacedAndHoldsAgainWhenTheReplacementIsRemoved() throws Exception {
    String quiet = "{\"name\": \"Off\", \"enabled\": false, \"who\": [{\"owner\": true}]}";
    assertThat(admin("PUT", "/rules/own-levels", quiet).getStatus()).isEqualTo(200);
    office.announcer().announce(Examples.crossing(1, true, c -> {}));
    assertThat(office.inbox.of("ana")).isEmpty();

    assertThat(admin("DELETE", "/rules/own-levels", "").getStatus()).isEqualTo(204);
    assertThat(json(admin("GET", "/rules/own-levels", "")).path("enabled").asBoolean()).isTrue();
    assertThat(admin("DELETE", "/rules/own-levels", "").getStatus()).isEqualTo(404);
  }

  @Test
  void aPreviewSaysWhoWouldGetWhatAndWhen() throws Exception {
    office.mails("ana");
    admin("PUT", "/rules/north", RULE);

    JsonNode told =
        json(admin(
                "POST",
                "/rules/preview",
                """
                {"kind": "LEVEL_REACHED", "ownerKind": "REP", "ownerId": "ana", "level": 0.8,
                 "goalName": "Spring"}
                """))
            .path("told");

    assertThat(told).hasSize(2);
    assertThat(told.toString())
        .contains("\"recipient\":\"person:ana\",\"rules\":[\"own-levels\"]")
        .contains("\"recipient\":\"person:ben\",\"rules\":[\"north\"]")
        .contains("80% of “Spring” reached")
        .contains("\"destination\":\"mail:ana\",\"at\":\"2026-03-31T09:30:01Z\"");
  }

  @Test
  void everyMessageIsShownInEveryLanguage() throws Exception {
    assertThat(admin("GET", "/messages", "").getContentAsString())
        .isEqualTo("{\"languages\":[\"ar\",\"en\",\"ru\",\"zh\"]}");
    JsonNode arabic = json(admin("GET", "/messages/ar", ""));
    assertThat(arabic.path("messages")).hasSize(25);
    assertThat(arabic.at("/messages/0/direction").asString()).isEqualTo("rtl");
  }

  @Test
  void aLinkInAMailEndsMailAfterAQuestion() throws Exception {
    office.mails("ana");
    office.people.speaks("ana", "ar");
    String path = "/unsubscribe/" + tokens.token("ana");

    MockHttpServletResponse question = send("nobody", "GET", path, "");
    assertThat(question.getContentAsString()).contains("dir=\"rtl\"").contains("<form method");
    assertThat(office.wishes.find("ana").orElseThrow().email()).isPresent();

    assertThat(send("nobody", "POST", path, "").getStatus()).isEqualTo(200);
    assertThat(office.wishes.find("ana").orElseThrow().email()).isEmpty();
    assertThat(send("nobody", "POST", path, "").getStatus()).isEqualTo(200);
    assertThat(send("nobody", "POST", "/unsubscribe/made-up", "").getStatus()).isEqualTo(404);
  }

  @Test
  void whatHasFailedIsListedShownAndSentAgain() throws Exception {
    Delivery delivery = Examples.delivery("d-1", "w-1", NOW);
    office.deliveries.add(delivery);
    office.deliveries.update(delivery.begun().failed("status 500"));
    office.channels.save(Examples.webhook("w-1", "https://example.com"));

    assertThat(admin("GET", "/deliveries?state=FAILED", "").getContentAsString())
        .contains("\"lastError\":\"status 500\"");
    assertThat(json(admin("GET", "/deliveries/d-1", "")).path("body").asString())
        .isEqualTo("{\"test\": 2432232314}");
    assertThat(admin("POST", "/deliveries/d-1/resend", "").getStatus()).isEqualTo(202);
    office.courier().run();
    assertThat(office.deliveries.find("d-1").orElseThrow().state()).isEqualTo(Delivery.State.SENT);
  }

  /** Who may go through which door. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ana/REP      | GET  | /inbox/ana          | 200",
        "ana          | GET  | /inbox/ana          | 403",
        "ben/REP      | GET  | /inbox/ana          | 403",
        "hugo/MANAGER | GET  | /inbox/ana          | 403",
        "sam/ADMIN    | GET  | /inbox/ana          | 200",
        "ben/REP      | GET  | /inbox/ana/live     | 403",
        "ben/REP      | POST | /inbox/ana/read?upTo=1 | 403",
        "ben/REP      | POST | /inbox/ana/a-1/read | 403",
        "hugo/MANAGER | GET  | /preferences/ana    | 403",
        "ana/REP      | GET  | /preferences/ana    | 200",
        "hugo/MANAGER | PUT  | /preferences/ana    | 403",
        "ana/REP      | GET  | /rules              | 200",
        "ana          | GET  | /rules              | 403",
        "ana          | GET  | /rules/own-levels   | 403",
        "ana/REP      | PUT  | /rules/north        | 403",
        "ana/MANAGER  | PUT  | /rules/north        | 403",
        "hugo/MANAGER | PUT  | /rules/north        | 200",
        "hugo/REP     | PUT  | /rules/north        | 403",
        "ines/MANAGER | PUT  | /rules/north        | 200",
        "sam/ADMIN    | PUT  | /rules/north        | 200",
        "hugo/MANAGER | DELETE | /rules/company-rule | 403",
        "ana/REP      | POST | /rules/preview      | 403",
        "hugo/MANAGER | POST | /rules/preview      | 422",
        "hugo/MANAGER | GET  | /channels           | 403",
        "hugo/MANAGER | POST | /channels           | 403",
        "hugo/MANAGER | DELETE | /channels/c-1     | 403",
        "hugo/MANAGER | POST | /channels/c-1/enable | 403",
        "hugo/MANAGER | GET  | /webhooks           | 403",
        "hugo/MANAGER | POST | /webhooks           | 403",
        "hugo/MANAGER | DELETE | /webhooks/w-1     | 403",
        "hugo/MANAGER | POST | /webhooks/w-1/rotate | 403",
        "hugo/MANAGER | POST | /webhooks/w-1/enable | 403",
        "hugo/MANAGER | GET  | /webhooks/w-1/deliveries | 403",
        "hugo/MANAGER | GET  | /deliveries         | 403",
        "hugo/MANAGER | GET  | /deliveries/d-1     | 403",
        "hugo/MANAGER | POST | /deliveries/d-1/resend | 403",
        "ana/REP      | GET  | /messages           | 200",
        "ana          | GET  | /messages/en        | 403"
      })
  void everyDoorHasItsLock(String person, String method, String path, int status) throws Exception {
    admin("PUT", "/rules/company-rule", "{\"name\": \"All\", \"who\": [{\"owner\": true}]}");
    String body = method.equals("PUT") && path.startsWith("/rules") ? RULE : "{}";

    assertThat(send(person, method, path, body).getStatus()).isEqualTo(status);
  }

  @Test
  void aLeaderSendsWhatHappensInAUnitToItsPeopleAndToChatsOnly() throws Exception {
    office.channels.save(Examples.webhook("w-1", "https://example.com"));
    office.channels.save(Examples.channel("c-1", Channel.Kind.SLACK, "https://example.com"));

    assertThat(put("hugo/MANAGER", RULE.replace("\"ben\"", "\"ines\""))).isEqualTo(403);
    assertThat(put("hugo/MANAGER", RULE.replace("\"person\": \"ben\"", "\"channel\": \"w-1\"")))
        .isEqualTo(403);
    assertThat(put("hugo/MANAGER", RULE.replace("\"person\": \"ben\"", "\"channel\": \"c-1\"")))
        .isEqualTo(200);
  }

  private int put(String person, String rule) throws Exception {
    return send(person, "PUT", "/rules/north-chat", rule).getStatus();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET; /inbox/zoe; ''; 404; personId; zoe; the id of a known rep",
        "GET; /inbox/ana?limit=0; ''; 422; limit; 0; a number from 1 to 200",
        "POST; /inbox/ana/a-9/read; ''; 404; alertId; a-9; the id of an alert in this inbox",
        "POST; /webhooks; {}; 422; url; nothing; an https address on port 443 or 8443",
        "POST; /webhooks; {'url': 'http://example.com'}; 422; url; http://example.com;"
            + " an https address on port 443 or 8443",
        "DELETE; /webhooks/w-9; ''; 404; id; w-9; the id of a known webhook",
        "GET; /webhooks/w-9/deliveries; ''; 404; id; w-9; the id of a known webhook",
        "GET; /deliveries/d-9; ''; 404; id; d-9; the id of a delivery",
        "PUT; /preferences/ana; {'zone': 'Berlin'}; 422; zone; Berlin; a zone of the IANA, such"
            + " as Europe/Berlin",
        "PUT; /preferences/ana; {'email': 'ana'}; 422; email; ana; an address such as"
            + " ana@example.com",
        "PUT; /preferences/ana; {'language': 'fr'}; 422; language; fr; a language tag of one of"
            + " [ar, en, ru, zh]",
        "PUT; /preferences/ana; {'digestAt': '8'}; 422; digestAt; 8; a time such as 08:00",
        "PUT; /rules/x; {'who': [{'owner': true}]}; 422; name; nothing; what the rule is for, in"
            + " a few words",
        "PUT; /rules/x; {'name': 'x', 'who': [{'person': 'zoe'}]}; 422; who; zoe; the id of a"
            + " known rep",
        "PUT; /rules/x; {'name': 'x', 'unitId': 'moon', 'who': [{'owner': true}]}; 422; unitId;"
            + " moon; the id of a known unit",
        "PUT; /rules/x; {'name': 'x', 'who': [{'managers': 0}]}; 422; who.managers; 0; a number"
            + " from 1 to 20",
        "POST; /rules/preview; {'kind': 'ENDED', 'ownerId': 'ana', 'currency': 'EURO'}; 422;"
            + " currency; EURO; a code of ISO 4217, such as EUR",
        "PUT; /rules/x; {'name': 'x', 'who': [null]}; 422; who; null; exactly one of owner (true),"
            + " managers, person and channel",
        "PUT; /rules/x; {'name': 'x', 'who': [{'owner': true}], 'cooldown': 'PT99999H'}; 422;"
            + " cooldown; PT99999H; from PT0S to PT2160H",
        "POST; /channels; {'kind': 'SLACK', 'url': 'https://example.com'}; 422; name; nothing;"
            + " what people call the channel"
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
    MockHttpServletResponse answer = admin(method, path, body.replace('\'', '"'));

    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getContentType()).startsWith("application/problem+json");
    JsonNode error = json(answer).at("/errors/0");
    assertThat(error.path("field").asString()).isEqualTo(field);
    assertThat(error.path("found").asString()).isEqualTo(found);
    assertThat(error.path("expected").asString()).isEqualTo(expected);
  }

  @Test
  void aWordThatIsNoneSaysWhichThereAre() throws Exception {
    MockHttpServletResponse answer =
        admin("PUT", "/rules/x", "{\"name\": \"x\", \"when\": \"SOMETIMES\"}");

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(json(answer).at("/errors/0").toString())
        .contains("\"field\":\"when\"")
        .contains("SOMETIMES")
        .contains("REAL_TIME");
  }
}
