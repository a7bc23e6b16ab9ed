package io.goalstream.attainment.streams;

import io.goalstream.schemas.serde.RecordOrigin;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Moves a record that cannot be used to the side topic of where it came from, with its origin and
 * the reason, in the same transaction as everything else.
 */
final class Aside {
  private static final String SIDE_TOPIC = "goalstream-side-topic";

  private Aside() {}

  /** Picks the side topic that {@link #record} chose. */
  static TopicNameExtractor<byte[], byte[]> topic() {
    return (key, value, context) -> {
      Header header = context.headers().lastHeader(SIDE_TOPIC);
      return new String(header.value(), StandardCharsets.UTF_8);
    };
  }

  static Record<byte[], byte[]> unreadable(
      byte @Nullable [] key,
      byte[] value,
      Headers headers,
      RecordMetadata from,
      long time,
      String reason) {
    return record(key, value, headers, from, time, reason, ".unreadable");
  }

  static Record<byte[], byte[]> rejected(
      byte @Nullable [] key,
      byte[] value,
      Headers headers,
      RecordMetadata from,
      long time,
      String reason) {
    return record(key, value, headers, from, time, reason, ".rejected");
  }

  private static Record<byte[], byte[]> record(
      byte @Nullable [] key,
      byte[] value,
      Headers headers,
      RecordMetadata from,
      long time,
      String reason,
      String suffix) {
    RecordOrigin origin = new RecordOrigin(from.topic(), from.partition(), from.offset());
    Headers explained = origin.headers(headers, reason);
    explained.add(SIDE_TOPIC, (from.topic() + suffix).getBytes(StandardCharsets.UTF_8));
    return new Record<>(key, value, time, explained);
  }
}
