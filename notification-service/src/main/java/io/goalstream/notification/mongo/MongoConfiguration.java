package io.goalstream.notification.mongo;

import com.mongodb.MongoException;
import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.Webhooks;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The collections of this service. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

  @Bean
  Inbox inbox(MongoTemplate mongo) {
    return new MongoInbox(mongo);
  }

  @Bean
  Webhooks webhooks(MongoTemplate mongo) {
    return new MongoWebhooks(mongo);
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
