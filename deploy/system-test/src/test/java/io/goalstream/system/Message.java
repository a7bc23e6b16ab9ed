package io.goalstream.system;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record of a topic.
 *
 * @param seenAt when it was read, by {@link System#nanoTime()}
 */
record Message(ConsumerRecord<byte[], byte[]> raw, Wire wire, long seenAt) {

  String key() {
    return raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
  }

  boolean isRemoval() {
    return raw.value() == null;
  }

  GenericRecord value() {
    return wire.decode(raw.value());
  }

  /** Empty for what is no record at all, such as what the tests themselves put there to disturb. */
  Optional<GenericRecord> tryValue() {
    try {
      return isRemoval() ? Optional.empty() : Optional.of(value());
    } catch (AssertionError | RuntimeException e) {
      return Optional.empty();
    }
  }

  Optional<String> header(String name) {
    Header header = raw.headers().lastHeader(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Where it stands, written as outcomes and headers name an origin. */
  String position() {
    return "%s-%d@%d".formatted(raw.topic(), raw.partition(), raw.offset());
  }
}
