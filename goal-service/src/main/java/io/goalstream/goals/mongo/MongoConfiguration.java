package io.goalstream.goals.mongo;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.mongodb.MongoException;
import io.goalstream.goals.application.Answers;
import io.goalstream.goals.application.BreakdownDocuments;
import io.goalstream.goals.application.Documents;
import io.goalstream.goals.application.GoalDocuments;
import io.goalstream.goals.application.GoalImport;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.domain.objective.Objective;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The collections of this service. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .withConfigOverride(
              BigDecimal.class,
              override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
          .withConfigOverride(
              Long.class,
              override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
          // A list that an earlier version did not keep is empty.
          .withConfigOverride(
              List.class,
              override -> override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .addMixIn(Cut.class, Cuts.class)
          .build();

  /** Tells one kind of cut from the other. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Cut.ByTime.class, name = "TIME"),
    @JsonSubTypes.Type(value = Cut.ByOrganization.class, name = "ORGANIZATION")
  })
  private interface Cuts {}

  @Bean
  BreakdownDocuments breakdownDocuments(MongoTemplate mongo) {
    return new MongoBreakdownDocuments(mongo.getCollection("breakdowns"), JSON);
  }

  @Bean
  Documents<MetricCatalogue.Entry> metricDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("metrics"), MetricCatalogue.Entry.class, JSON);
  }

  @Bean
  Documents<Objective> objectiveDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("objectives"), Objective.class, JSON);
  }

  @Bean
  Answers answers(MongoTemplate mongo) {
    return new MongoAnswers(mongo.getCollection("answers"));
  }

  @Bean
  Documents<FiscalCalendar> calendarDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("calendars"), FiscalCalendar.class, JSON);
  }

  @Bean
  Documents<WorkingCalendar> workingCalendarDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(
        mongo.getCollection("working-calendars"), WorkingCalendar.class, JSON);
  }

  @Bean
  Documents<Ramp> rampDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("ramps"), Ramp.class, JSON);
  }

  @Bean
  GoalDocuments goalDocuments(MongoTemplate mongo) {
    return new MongoGoalDocuments(mongo.getCollection("goals"), JSON);
  }

  @Bean
  Documents<GoalImport> importDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("goal-imports"), GoalImport.class, JSON);
  }

  @Bean
  Documents<Member> memberDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("organization"), Member.class, JSON);
  }

  @Bean
  Documents<ExchangeRate> rateDocuments(MongoTemplate mongo) {
    return new MongoDocuments<>(mongo.getCollection("exchange-rates"), ExchangeRate.class, JSON);
  }

  /** A request does not hang on a database that is away. */
  @Bean
  MongoClientSettingsBuilderCustomizer impatience() {
    return settings ->
        settings
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
            .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS));
  }

  @Bean
  HealthIndicator databaseHealthIndicator(MongoTemplate mongo) {
    return () -> {
      try {
        mongo.getDb().runCommand(new Document("ping", 1));
        return Health.up().build();
      } catch (MongoException e) {
        return Health.down(e).build();
      }
    };
  }
}
