package io.goalstream.notification;

import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.application.Audience;
import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.Courier;
import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.People;
import io.goalstream.notification.application.Readers;
import io.goalstream.notification.application.Rules;
import io.goalstream.notification.application.Unsubscribing;
import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.channel.Chats;
import io.goalstream.notification.channel.MailCarrier;
import io.goalstream.notification.channel.MeteredCarrier;
import io.goalstream.notification.channel.Outbound;
import io.goalstream.notification.channel.Smtp;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.WebhookAddresses;
import io.goalstream.notification.kafka.EventListener;
import io.goalstream.notification.kafka.OrganizationFollower;
import io.goalstream.notification.secrets.SealedTokens;
import io.goalstream.notification.secrets.SecretSeal;
import io.goalstream.notification.words.Words;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    return new OrganizationFollower(settings.clients(), codecs).start();
  }

  /** Amounts are written in full, never with an exponent. */
  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  @Bean
  SecretSeal secretSeal(NotificationSettings settings) {
    return SecretSeal.of(settings.secretsKeys());
  }

  @Bean
  Unsubscribing unsubscribing(SecretSeal seal) {
    return new SealedTokens(seal);
  }

  @Bean
  Words words(NotificationSettings settings) {
    return new Words(settings.pageUrl());
  }

  @Bean
  Audience audience(Rules rules, People people) {
    return new Audience(rules, people);
  }

  @Bean
  Readers readers(People people, Wishes wishes, Channels channels, NotificationSettings settings) {
    return new Readers(people, wishes, channels, settings.mail().isOn());
  }

  @Bean
  Announcer announcer(
      Audience audience,
      Readers readers,
      People people,
      Inbox inbox,
      Deliveries deliveries,
      Channels channels,
      Words words,
      JsonMapper json,
      Clock clock) {
    return new Announcer(
        audience,
        readers,
        people,
        inbox,
        deliveries,
        channels,
        words,
        new WebhookBody(json),
        Announcer.Patience.USUAL,
        clock);
  }

  @Bean
  WebhookAddresses webhookAddresses(NotificationSettings settings) {
    return new WebhookAddresses(settings.webhooks().allowPrivateAddresses());
  }

  @Bean
  Outbound outbound(NotificationSettings settings) {
    return new Outbound(
        settings.webhooks().allowPrivateAddresses(), settings.webhooks().deadline());
  }

  @Bean
  Carriers carriers(
      Outbound outbound,
      Words words,
      JsonMapper json,
      NotificationSettings settings,
      Unsubscribing unsubscribing,
      MeterRegistry meters,
      Clock clock) {
    Map<Channel.Kind, Carrier> channels = new EnumMap<>(Channel.Kind.class);
    for (Channel.Kind kind : Channel.Kind.values()) {
      Carrier carrier = Chats.of(kind, outbound, words, json);
      channels.put(kind, new MeteredCarrier(carrier, kind.name(), meters, clock));
    }
    NotificationSettings.MailSettings mail = settings.mail();
    return new Carriers(
        channels,
        mail.isOn()
            ? Optional.of(
                new MeteredCarrier(
                    new MailCarrier(
                        Smtp.sender(
                            mail.host(),
                            mail.port(),
                            mail.user(),
                            mail.password(),
                            mail.startTls()),
                        mail.from(),
                        settings.publicUrl(),
                        unsubscribing,
                        words),
                    "MAIL",
                    meters,
                    clock))
            : Optional.empty());
  }

  /** What brings messages where. */
  record Carriers(Map<Channel.Kind, Carrier> channels, Optional<Carrier> mail) {
    Carriers {
      channels = Map.copyOf(channels);
    }

    Optional<Carrier> of(Carrier.Target target) {
      return switch (target) {
        case Carrier.Target.ToChannel(Channel channel) ->
            Optional.ofNullable(channels.get(channel.kind()));
        case Carrier.Target.ToMailbox mailbox -> mail;
      };
    }
  }

  @Bean
  DeliverySchedule deliverySchedule(
      Deliveries deliveries,
      Channels channels,
      Readers readers,
      Carriers carriers,
      Announcer announcer,
      NotificationSettings settings,
      Clock clock) {
    ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    return new DeliverySchedule(
        new Courier(
            deliveries,
            channels,
            personId ->
                readers
                    .preferences(personId)
                    .email()
                    .map(
                        address ->
                            new Carrier.Target.ToMailbox(
                                personId, address, readers.language(personId))),
            carriers::of,
            announcer,
            new Courier.Persistence(
                settings.webhooks().pauses(), settings.webhooks().disableAfter()),
            pause ->
                pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1)),
            UUID.randomUUID().toString(),
            senders,
            clock),
        senders);
  }

  /** Looks for due deliveries again and again; what is being sent at the end is waited for. */
  static final class DeliverySchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySchedule.class);

    private final Courier courier;
    private final ExecutorService senders;

    DeliverySchedule(Courier courier, ExecutorService senders) {
      this.courier = courier;
      this.senders = senders;
    }

    @Scheduled(fixedDelay = 250)
    void deliver() {
      try {
        courier.run();
      } catch (RuntimeException e) {
        LOG.warn("Deliveries wait: {}", e.getMessage());
      }
    }

    @Override
    public void close() {
      senders.close();
    }
  }

  @Bean
  Consumer<Message<byte[]>> attainmentEvents(
      TopicCodecs codecs, Announcer announcer, MeterRegistry meters, Clock clock) {
    return EventListener.attainment(codecs, announcer, meters, clock);
  }

  @Bean
  Consumer<Message<byte[]>> goalEvents(
      TopicCodecs codecs, Announcer announcer, MeterRegistry meters, Clock clock) {
    return EventListener.goals(codecs, announcer, meters, clock);
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
    return () ->
        organization.isCurrent()
            ? Health.up().build()
            : Health.down()
                .withDetail("found", "an organization that is not read to its end")
                .withDetail("expected", "a broker that answers")
                .build();
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
