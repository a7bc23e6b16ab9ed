package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.ProgressStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions.BigDecimalRepresentation;

/** Dates are stored as UTC days whatever the machine's zone, amounts as exact decimals. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

  @Bean
  MongoCustomConversions mongoCustomConversions() {
    return MongoCustomConversions.create(
        adapter -> adapter.useNativeDriverJavaTimeCodecs().bigDecimal(BigDecimalRepresentation.DECIMAL128));
  }

  @Bean
  ProgressStore progressStore(MongoOperations mongo) {
    return new MongoProgressStore(mongo);
  }
}
