package io.goalstream.attainment;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.kafka.ReadModelWriter;
import io.goalstream.schemas.serde.TopicCodecs;
import java.util.List;
import java.util.function.Consumer;
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
  Consumer<Message<List<Object>>> readModel(TopicCodecs codecs, ProgressStore store) {
    return new ReadModelWriter(codecs, store);
  }

  /** A batch waits as long as the database is away. */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryForEver() {
    return (container, destination, group) ->
        container.setCommonErrorHandler(
            new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS)));
  }

  /** Amounts are written in full, never with an exponent. */
  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }
}
