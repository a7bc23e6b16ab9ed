package io.goalstream.goals.rest;

import io.goalstream.goals.application.Access;
import io.goalstream.goals.application.Answers;
import io.goalstream.goals.application.BreakdownDocuments;
import io.goalstream.goals.application.Breakdowns;
import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Copies;
import io.goalstream.goals.application.Documents;
import io.goalstream.goals.application.Drafts;
import io.goalstream.goals.application.FakeAnswers;
import io.goalstream.goals.application.FakeBreakdownDocuments;
import io.goalstream.goals.application.FakeDocuments;
import io.goalstream.goals.application.FakeGoalDocuments;
import io.goalstream.goals.application.GoalDocuments;
import io.goalstream.goals.application.GoalImports;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Impacts;
import io.goalstream.goals.application.KnownThings;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.application.MetricPreviews;
import io.goalstream.goals.application.Objectives;
import io.goalstream.goals.application.Previews;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.application.Results;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.application.Standing;
import io.goalstream.goals.application.Standings;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.domain.objective.Objective;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All doors with their description; behind the ports everything answers the same each time. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = GoalController.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = ".*(SecurityConfiguration|SignInTest.*)"))
@ImportAutoConfiguration({
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  SpringDocConfiguration.class,
  SpringDocWebMvcConfiguration.class
})
@EnableConfigurationProperties(SpringDocConfigProperties.class)
class DescribedDoors {
  private final Clock clock = Clock.fixed(Examples.NOW, ZoneOffset.UTC);
  private static final String IMPORT = "0b54f3a8-61f6-4f53-9a39-5d2f5d0a7c11";

  private final AtomicLong ids = new AtomicLong();
  private final FakeDocuments<Member> memberDocuments = new FakeDocuments<>();

  /** Ids like those of the service, but the same each time. */
  private String fresh() {
    return new UUID(0x6f1c2a348f0b4f3fL, 0x9a573f2f0f6c0000L + ids.incrementAndGet()).toString();
  }

  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  @Bean
  Clock clock() {
    return clock;
  }

  @Bean
  Answers answers() {
    return new FakeAnswers();
  }

  @Bean
  GoalDocuments goalDocuments() {
    return new FakeGoalDocuments();
  }

  @Bean
  Members members() {
    return new Members(memberDocuments, () -> {}, clock);
  }

  @Bean
  Rates rates() {
    return new Rates(new FakeDocuments<ExchangeRate>(), () -> {});
  }

  @Bean
  Catalogue<FiscalCalendar> calendars() {
    return new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), new FakeDocuments<>());
  }

  @Bean
  Catalogue<WorkingCalendar> workingCalendars() {
    return new Catalogue<>(
        "working calendar", List.of(WorkingCalendar.WEEK), new FakeDocuments<>());
  }

  @Bean
  Catalogue<Ramp> ramps() {
    return new Catalogue<>("ramp", List.of(), new FakeDocuments<>());
  }

  @Bean
  MetricCatalogue metrics(JsonMapper json) throws IOException {
    try (InputStream file = new ClassPathResource("metrics/catalogue.json").getInputStream()) {
      List<Metric> shipped = json.readValue(file, new TypeReference<List<Metric>>() {});
      return new MetricCatalogue(
          shipped.stream().filter(metric -> metric.id().equals("revenue")).toList(),
          new FakeDocuments<>());
    }
  }

  @Bean
  References references(GoalDocuments goals, Members members, MetricCatalogue metrics) {
    return new KnownThings(goals, members, metrics, workingCalendars(), calendars());
  }

  @Bean
  Goals goals(GoalDocuments documents, References references) {
    return new Goals(documents, references, Examples.POLICY, () -> {}, clock, this::fresh);
  }

  @Bean
  Standings standings() {
    return goalId ->
        Optional.of(
            new Standing(
                1,
                Optional.of(new BigDecimal("300500.5")),
                Optional.of(new BigDecimal("0.300500")),
                Optional.of(new BigDecimal("246575.342465")),
                "ON_TRACK",
                "RUNNING",
                41,
                true,
                List.of(),
                Examples.NOW));
  }

  @Bean
  Previews previews() {
    return new SamePreviews();
  }

  /** Whatever is asked, the same was credited. */
  private static final class SamePreviews implements Previews {
    @Override
    public Preview of(Goal goal, Terms terms) {
      return new Preview(
          Optional.of(of(goal.terms())),
          of(terms),
          List.of(
              new Announcement(
                  "THRESHOLD_LOST", Optional.of(new BigDecimal("0.5")), Optional.empty())),
          Examples.NOW);
    }

    @Override
    public Stand of(Terms terms) {
      BigDecimal value = new BigDecimal("300500.5");
      return new Stand(
          Optional.of(value),
          Optional.of(value.divide(terms.aim().target(), 6, RoundingMode.DOWN)),
          Optional.of(terms.aim().target().subtract(value)),
          Optional.of(new BigDecimal("246575.342465")),
          Optional.of(new BigDecimal("1.218698")),
          "ON_TRACK",
          "RUNNING",
          41,
          1);
    }
  }

  @Bean
  Results results(GoalDocuments documents, Standings standings) {
    return new Results(documents, standings);
  }

  @Bean
  GoalImports goalImports(
      GoalDocuments goals, References references, Members members, Access access) {
    return new GoalImports(
        new FakeDocuments<>(),
        goals,
        references,
        members,
        access,
        Examples.POLICY,
        () -> {},
        clock,
        () -> IMPORT,
        Runnable::run);
  }

  @Bean
  Impacts impacts(GoalDocuments documents, References references, Previews previews) {
    return new Impacts(documents, references, Examples.POLICY, previews);
  }

  @Bean
  MetricPreviews metricPreviews(References references, Previews previews) {
    return new MetricPreviews(references, previews);
  }

  @Bean
  SmartChecks smartChecks(
      GoalDocuments documents,
      Members members,
      References references,
      Results results,
      Previews previews) {
    return new SmartChecks(documents, members, references, results, previews, clock);
  }

  @Bean
  Documents<Objective> objectiveDocuments() {
    return new FakeDocuments<>();
  }

  @Bean
  Objectives objectives(
      Documents<Objective> objectives,
      GoalDocuments documents,
      Members members,
      Standings standings) {
    return new Objectives(objectives, documents, members, standings, clock);
  }

  @Bean
  BreakdownDocuments breakdownDocuments() {
    return new FakeBreakdownDocuments();
  }

  @Bean
  Access access(
      Members members,
      GoalDocuments goals,
      BreakdownDocuments breakdowns,
      Documents<Objective> objectives) {
    return new Access(members, goals, breakdowns, objectives);
  }

  @Bean
  Breakdowns breakdowns(
      BreakdownDocuments breakdowns,
      GoalDocuments documents,
      Members members,
      Results results,
      Previews previews) {
    return new Breakdowns(
        breakdowns,
        documents,
        members,
        results,
        previews,
        Examples.POLICY,
        () -> {},
        clock,
        this::fresh);
  }

  @Bean
  Drafts drafts(Goals goals, References references, Previews previews, JsonMapper json)
      throws IOException {
    try (InputStream file = new ClassPathResource("templates/catalogue.json").getInputStream()) {
      List<Template> all = json.readValue(file, new TypeReference<List<Template>>() {});
      return new Drafts(goals, references, previews, all.subList(0, 1), clock);
    }
  }

  @Bean
  Copies copies(
      GoalDocuments documents, References references, Standings standings, Members members) {
    return new Copies(documents, references, standings, members, () -> {}, clock);
  }
}
