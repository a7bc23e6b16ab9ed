package io.goalstream.notification.mongo;

import com.mongodb.MongoException;
import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.Rules;
import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.secrets.SecretSeal;
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
  Deliveries deliveries(MongoTemplate mongo) {
    return new MongoDeliveries(mongo);
  }

  @Bean
  Channels channels(MongoTemplate mongo, SecretSeal seal) {
    return new MongoChannels(mongo, seal);
  }

  @Bean
  Rules rules(MongoTemplate mongo) {
    return new MongoRules(mongo);
  }

  @Bean
  Wishes wishes(MongoTemplate mongo) {
    return new MongoWishes(mongo);
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
