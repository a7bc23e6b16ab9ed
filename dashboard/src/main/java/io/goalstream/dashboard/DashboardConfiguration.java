package io.goalstream.dashboard;

import io.goalstream.dashboard.application.LiveBoard;
import io.goalstream.dashboard.kafka.Followers;
import io.goalstream.dashboard.rest.StreamController;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rooms together. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(2);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  LiveBoard liveBoard(MeterRegistry meters) {
    LiveBoard board = new LiveBoard();
    Gauge.builder("goalstream.dashboard.goals", board, LiveBoard::size)
        .description("Goals on the board")
        .register(meters);
    Gauge.builder("goalstream.dashboard.watchers", board, LiveBoard::watchers)
        .description("Browsers that watch")
        .register(meters);
    return board;
  }

  @Bean
  SchemaRegistry schemaRegistry(DashboardSettings settings) {
    return new SchemaRegistry(RegistrySettings.of(settings.schemaRegistryUrl(), REGISTRY_PATIENCE));
  }

  @Bean
  Followers followers(
      DashboardSettings settings, SchemaRegistry registry, LiveBoard board, MeterRegistry meters) {
    return new Followers(settings.consumers(), registry, board, meters);
  }

  @Bean
  StreamController.Rhythm rhythm(DashboardSettings settings) {
    return new StreamController.Rhythm(
        settings.pushEvery(), settings.pingEvery(), settings.maxWatchers());
  }
}
