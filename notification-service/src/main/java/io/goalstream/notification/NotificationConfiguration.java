package io.goalstream.notification;

import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.application.Courier;
import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.Webhooks;
import io.goalstream.notification.channel.StandardWebhookTransport;
import io.goalstream.notification.domain.WebhookAddresses;
import io.goalstream.notification.kafka.AttainmentEventListener;
import io.goalstream.notification.kafka.OrganizationFollower;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);

  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Bean
  SchemaRegistry schemaRegistry(NotificationSettings settings) {
    return new SchemaRegistry(RegistrySettings.of(settings.schemaRegistryUrl(), REGISTRY_PATIENCE));
  }

  @Bean
  TopicCodecs topicCodecs(SchemaRegistry registry) {
    return new TopicCodecs(registry);
  }

  @Bean
  OrganizationFollower organizationFollower(NotificationSettings settings, TopicCodecs codecs) {
    return new OrganizationFollower(
            Map.of("bootstrap.servers", settings.bootstrapServers()), codecs)
        .start();
  }

  /** Amounts are written in full, never with an exponent. */
  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  @Bean
  Announcer announcer(
      OrganizationFollower people, Inbox inbox, Webhooks webhooks, JsonMapper json) {
    return new Announcer(people, inbox, webhooks, new WebhookBody(json));
  }

  @Bean
  WebhookAddresses webhookAddresses(NotificationSettings settings) {
    return new WebhookAddresses(settings.webhooks().allowPrivateAddresses());
  }

  @Bean
  StandardWebhookTransport webhookTransport(NotificationSettings settings) {
    return new StandardWebhookTransport(settings.webhooks().allowPrivateAddresses());
  }

  @Bean
  DeliverySchedule deliverySchedule(
      Webhooks webhooks,
      StandardWebhookTransport transport,
      NotificationSettings settings,
      Clock clock) {
    return new DeliverySchedule(
        new Courier(
            webhooks,
            transport,
            settings.webhooks().pauses(),
            pause ->
                pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1)),
            clock));
  }

  /** Looks for due deliveries again and again. */
  static final class DeliverySchedule {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySchedule.class);

    private final Courier courier;

    DeliverySchedule(Courier courier) {
      this.courier = courier;
    }

    @Scheduled(fixedDelay = 250)
    void deliver() {
      try {
        courier.run();
      } catch (RuntimeException e) {
        LOG.warn("Deliveries wait: {}", e.getMessage());
      }
    }
  }

  @Bean
  Consumer<Message<byte[]>> attainmentEvents(TopicCodecs codecs, Announcer announcer) {
    return new AttainmentEventListener(codecs, announcer);
  }

  /**
   * An event waits as long as a part is away: unreadable ones are passed over, so whatever fails
   * may work later.
   */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryForEver() {
    DefaultErrorHandler retry =
        new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS));
    // By itself it passes over what fails with a ClassCastException and some others.
    retry.setClassifications(Map.of(), true);
    return (container, destination, group) -> container.setCommonErrorHandler(retry);
  }

  /** Up while the broker answers and everybody is known. */
  @Bean
  HealthIndicator organizationHealthIndicator(OrganizationFollower organization) {
    return () -> (organization.isCurrent() ? Health.up() : Health.down()).build();
  }

  @Bean
  HealthIndicator schemaRegistryHealthIndicator(SchemaRegistry registry) {
    return () -> {
      try {
        registry.ping();
        return Health.up().build();
      } catch (RegistryUnavailableException e) {
        return Health.down(e).build();
      }
    };
  }
}
