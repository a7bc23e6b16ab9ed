package io.goalstream.attainment;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.kafka.ReadModelWriter;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.TopicCodecs;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.core.StreamWriteFeature;

/** The read model: written from the progress topic, never on the engine's path. */
@Configuration(proxyBeanMethods = false)
class ReadModelConfiguration {

  @Bean
  Producer<byte[], byte[]> sideTopicProducer(AttainmentSettings settings) {
    return new KafkaProducer<>(
        settings
            .kafka()
            .clients(
                settings.bootstrapServers(), Map.of("acks", "all", "enable.idempotence", true)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Bean
  Consumer<Message<List<Object>>> readModel(
      TopicCodecs codecs, ProgressStore store, Producer<byte[], byte[]> sideTopicProducer) {
    return new ReadModelWriter(codecs, store, new SideTopics(sideTopicProducer));
  }

  /** A batch waits as long as the database is away. */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryForEver() {
    DefaultErrorHandler retry =
        new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS));
    // By itself it passes over what fails with a ClassCastException and some others.
    retry.setClassifications(Map.of(), true);
    return (container, destination, group) -> container.setCommonErrorHandler(retry);
  }

  /** Amounts are written in full, never with an exponent. */
  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }
}
