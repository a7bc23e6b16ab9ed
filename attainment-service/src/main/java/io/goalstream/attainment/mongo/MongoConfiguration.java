package io.goalstream.attainment.mongo;

import com.mongodb.MongoException;
import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ReconciliationRuns;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions.BigDecimalRepresentation;

/** Dates are stored as UTC days whatever the machine's zone, amounts as exact decimals. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(MongoConfiguration.class);

  @Bean
  MongoCustomConversions mongoCustomConversions() {
    return MongoCustomConversions.create(
        adapter ->
            adapter
                .useNativeDriverJavaTimeCodecs()
                .bigDecimal(BigDecimalRepresentation.DECIMAL128));
  }

  @Bean
  ProgressStore progressStore(MongoOperations mongo) {
    return new MongoProgressStore(mongo);
  }

  @Bean
  Ledger ledger(MongoOperations mongo) {
    return new MongoLedger(mongo);
  }

  @Bean
  ReconciliationRuns reconciliationRuns(MongoOperations mongo) {
    return new MongoReconciliationRuns(mongo);
  }

  /** A request does not hang on a database that is away. */
  @Bean
  MongoClientSettingsBuilderCustomizer impatience() {
    return settings ->
        settings
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
            .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS));
  }

  /**
   * Declares the indexes as soon as the database answers; until then the service starts all the
   * same.
   */
  @Bean
  ApplicationRunner indexes(MongoOperations mongo) {
    return arguments ->
        Thread.ofVirtual()
            .name("indexes")
            .start(
                () -> {
                  try {
                    new MongoProgressStore(mongo).prepare();
                    new MongoLedger(mongo).prepare();
                  } catch (DataAccessException e) {
                    LOG.warn("The indexes could not be declared; the next start tries again", e);
                  }
                });
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
