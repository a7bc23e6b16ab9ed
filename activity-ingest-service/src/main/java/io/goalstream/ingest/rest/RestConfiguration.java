package io.goalstream.ingest.rest;

import io.github.bucket4j.TimeMeter;
import io.goalstream.ingest.application.Answers;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.webhooks.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the doors share. */
@Configuration(proxyBeanMethods = false)
class RestConfiguration {
  @Bean
  HandIn handIn(Intake intake) {
    return new HandIn(intake);
  }

  @Bean
  SourceEvents sourceEvents(
      Sources sources, Intake intake, JsonMapper json, MeterRegistry meters, Clock clock) {
    return new SourceEvents(sources, intake, json, meters, clock);
  }

  @Bean
  Once once(Answers answers, JsonMapper json, Clock clock) {
    return new Once(answers, json, clock);
  }

  @Bean
  FactStream factStream(HandIn handIn, JsonMapper json, Clock clock) {
    return new FactStream(handIn, json, clock);
  }

  @Bean
  BodyLimit bodyLimit() {
    return BodyLimit.ofHeap();
  }

  @Bean
  ClientLimit clientLimit(
      @Value("${goalstream.client-requests-per-second}") int perSecond,
      JsonMapper json,
      MeterRegistry meters) {
    return new ClientLimit(perSecond, TimeMeter.SYSTEM_NANOTIME, json, meters);
  }
}
