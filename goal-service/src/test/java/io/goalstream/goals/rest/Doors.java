package io.goalstream.goals.rest;

import io.goalstream.goals.application.Access;
import io.goalstream.goals.application.Breakdowns;
import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Copies;
import io.goalstream.goals.application.Drafts;
import io.goalstream.goals.application.FakeAnswers;
import io.goalstream.goals.application.FakeBreakdownDocuments;
import io.goalstream.goals.application.FakeDocuments;
import io.goalstream.goals.application.FakeGoalDocuments;
import io.goalstream.goals.application.FakePreviews;
import io.goalstream.goals.application.GoalImports;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Impacts;
import io.goalstream.goals.application.KnownThings;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.application.MetricPreviews;
import io.goalstream.goals.application.Objectives;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.application.Results;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.application.Standing;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Role;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.domain.objective.Objective;
import io.goalstream.schemas.signin.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of the service, with its JSON settings and fakes behind the ports. */
final class Doors {
  /** May do everything. */
  static final Person ADMIN = new Person("sam", Set.of(Role.ADMIN));

  /** Reads and writes JSON as application.yml says. */
  private static final ConfigurableApplicationContext SETTINGS =
      new SpringApplicationBuilder(JacksonAutoConfiguration.class)
          .web(WebApplicationType.NONE)
          .run();

  static final JsonMapper JSON = SETTINGS.getBean(JsonMapper.class);
  final FakeGoalDocuments documents = new FakeGoalDocuments();
  private final Members members =
      new Members(new FakeDocuments<Member>(), () -> {}, Clock.fixed(Examples.NOW, ZoneOffset.UTC));
  private final MetricCatalogue metrics =
      new MetricCatalogue(List.of(Examples.REVENUE), new FakeDocuments<>());
  final FakePreviews previews = new FakePreviews();
  private final Catalogue<WorkingCalendar> workingCalendars =
      new Catalogue<>("working calendar", List.of(WorkingCalendar.WEEK), new FakeDocuments<>());
  private final Catalogue<FiscalCalendar> calendars =
      new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), new FakeDocuments<>());
  private final References references =
      new KnownThings(documents, members, metrics, workingCalendars, calendars);
  private final Results results = new Results(documents, goalId -> Optional.empty());
  final Goals goals =
      new Goals(
          documents,
          references,
          Examples.POLICY,
          () -> {},
          Clock.fixed(Examples.NOW, ZoneOffset.UTC),
          new Ids("fresh"));
  private final FakeDocuments<Objective> objectiveDocuments = new FakeDocuments<>();
  private final FakeBreakdownDocuments breakdownDocuments = new FakeBreakdownDocuments();
  private final Access access =
      new Access(members, documents, breakdownDocuments, objectiveDocuments);
  private final Objectives objectives =
      new Objectives(
          objectiveDocuments,
          documents,
          members,
          goalId -> Optional.of(standing("0.8")),
          Clock.fixed(Examples.NOW, ZoneOffset.UTC));
  final FakeAnswers answers = new FakeAnswers();
  private final Rates rates = new Rates(new FakeDocuments<ExchangeRate>(), () -> {});
  private final Catalogue<Ramp> ramps = new Catalogue<>("ramp", List.of(), new FakeDocuments<>());

  private Impacts impacts() {
    return new Impacts(documents, references, Examples.POLICY, previews);
  }

  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new GoalController(goals, new Searching(members), checks()),
              new StepsController(goals),
              new NegotiationController(goals, impacts(), new Merging(JSON)),
              new SmartController(checks()),
              new BreakdownController(
                  new Breakdowns(
                      breakdownDocuments,
                      documents,
                      members,
                      results,
                      previews,
                      Examples.POLICY,
                      () -> {},
                      Clock.fixed(Examples.NOW, ZoneOffset.UTC),
                      new Ids("b-1")),
                  impacts(),
                  calendars,
                  ramps),
              new CalendarController(calendars),
              new WorkingCalendarController(workingCalendars),
              new RampController(ramps),
              new ObjectiveController(objectives),
              new DraftController(
                  drafts(),
                  new Copies(
                      documents,
                      references,
                      goalId -> Optional.empty(),
                      members,
                      () -> {},
                      Clock.fixed(Examples.NOW, ZoneOffset.UTC)),
                  members,
                  calendars,
                  checks()),
              new ReviewController(goals, goalId -> Optional.empty()),
              new RecognitionController(goals, new Searching(members)),
              new MetricController(metrics, new MetricPreviews(references, previews)),
              new OrganizationController(members, rates),
              new SheetController(members, rates, calendars, workingCalendars, ramps),
              new GoalSheetController(goals, members, imports(), new Searching(members)))
          .addFilters(
              new IdempotencyFilter(
                  answers,
                  Clock.fixed(Examples.NOW, ZoneOffset.UTC),
                  (request, response, handler, reason) -> refused(response, reason)))
          .setCustomArgumentResolvers(new CallerResolver(access))
          .setControllerAdvice(new Problems())
          .setMessageConverters(
              new ByteArrayHttpMessageConverter(), new JacksonJsonHttpMessageConverter(JSON))
          .build();

  /** The first id as it is, the others numbered. */
  private static final class Ids implements Supplier<String> {
    private final String first;
    private int given;

    Ids(String first) {
      this.first = first;
    }

    @Override
    public String get() {
      given++;
      return given == 1 ? first : first + "-" + given;
    }
  }

  /** As the service's own resolver does, but for the body. */
  private static ModelAndView refused(HttpServletResponse response, Exception reason) {
    response.setStatus(
        reason instanceof RefusedException refused && refused.refusal() instanceof Refusal.Conflict
            ? 409
            : reason instanceof PartAwayException ? 503 : 422);
    return new ModelAndView();
  }

  private GoalImports imports() {
    AtomicInteger ids = new AtomicInteger();
    return new GoalImports(
        new FakeDocuments<>(),
        documents,
        references,
        members,
        access,
        Examples.POLICY,
        () -> {},
        Clock.fixed(Examples.NOW, ZoneOffset.UTC),
        () -> "i-" + ids.incrementAndGet(),
        Runnable::run);
  }

  private Drafts drafts() {
    try (InputStream file = new ClassPathResource("templates/catalogue.json").getInputStream()) {
      List<Template> templates = JSON.readValue(file, new TypeReference<List<Template>>() {});
      return new Drafts(
          goals, references, previews, templates, Clock.fixed(Examples.NOW, ZoneOffset.UTC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a door answers. */
  record Answer(int status, JsonNode body, MockHttpServletResponse response) {}

  Answer send(Person caller, String method, String path, String body) throws Exception {
    return send(caller, request(method, path, body));
  }

  static SignedIn signedIn(Person person) {
    return new SignedIn(
        person.id(), person.roles().stream().map(Role::name).collect(Collectors.toSet()));
  }

  /** A request with a body of JSON. */
  static MockHttpServletRequestBuilder request(String method, String path, String body) {
    return MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body);
  }

  Answer send(Person caller, MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response =
        doors.perform(request.principal(signedIn(caller))).andReturn().getResponse();
    boolean json = String.valueOf(response.getContentType()).contains("json");
    return new Answer(
        response.getStatus(), JSON.readTree(json ? response.getContentAsString() : "{}"), response);
  }

  private SmartChecks checks() {
    return new SmartChecks(
        documents,
        members,
        references,
        results,
        previews,
        Clock.fixed(Examples.NOW, ZoneOffset.UTC));
  }

  private static Standing standing(String attainment) {
    return new Standing(
        1,
        Optional.of(BigDecimal.TEN),
        Optional.of(new BigDecimal(attainment)),
        Optional.of(BigDecimal.TEN),
        "ON_TRACK",
        "RUNNING",
        3,
        true,
        List.of(),
        Examples.NOW);
  }
}
