package io.goalstream.ingest.mongo;

import com.mongodb.MongoException;
import io.goalstream.ingest.application.Answers;
import io.goalstream.ingest.application.ImportDocuments;
import io.goalstream.ingest.application.Mappings;
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
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Bean
  ImportDocuments importDocuments(MongoTemplate mongo) {
    return new MongoImports(
        mongo.getCollection("imports"), mongo.getCollection("import-rows"), JSON);
  }

  @Bean
  Answers answers(MongoTemplate mongo) {
    return new MongoAnswers(mongo.getCollection("answers"));
  }

  @Bean
  Mappings mappings(MongoTemplate mongo) {
    return new MongoMappings(mongo.getCollection("mappings"), JSON);
  }

  /** A request does not hang on a database that is away. */
  @Bean
  MongoClientSettingsBuilderCustomizer impatience() {
    return settings ->
        settings
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
            .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS));
  }

  /** Facts over REST need no database, so its absence does not stop them. */
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
