package io.goalstream.schemas.serde;

import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Makes the codec of a topic, so that subject and record type always come from the catalogue. */
public final class TopicCodecs {
  private final SchemaRegistry registry;

  public TopicCodecs(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * The codec of the topic's values.
   *
   * @throws IllegalArgumentException if the catalogue has another record type for the topic
   */
  public <T extends SpecificRecord> AvroCodec<T> of(Topic topic, Class<T> type) {
    if (!topic.value().getFullName().equals(type.getName())) {
      throw new IllegalArgumentException(
          "%s carries %s, not %s".formatted(topic.name(), topic.value().getFullName(), type));
    }
    return new AvroCodec<>(registry, topic.subject(), type);
  }
}
