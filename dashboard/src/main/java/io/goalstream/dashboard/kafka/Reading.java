package io.goalstream.dashboard.kafka;

import io.goalstream.dashboard.application.LiveBoard;
import io.goalstream.dashboard.domain.Board;
import io.goalstream.dashboard.domain.Change;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records of one topic on the board. A record that cannot be decoded is logged, counted
 * and passed over; while the registry is away, the record waits, because passing it over would
 * leave the board wrong for good.
 *
 * @param <T> the generated record class
 */
final class Reading<T extends SpecificRecord> implements Consumer<ConsumerRecord<byte[], byte[]>> {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private final AvroCodec<T> codec;
  private final LiveBoard board;
  private final BiFunction<Board, T, Change> put;
  private final BiFunction<Board, String, Change> forget;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Counter applied;
  private final Counter unreadable;

  Reading(
      String topic,
      AvroCodec<T> codec,
      LiveBoard board,
      BiFunction<Board, T, Change> put,
      BiFunction<Board, String, Change> forget,
      MeterRegistry meters) {
    this.codec = codec;
    this.board = board;
    this.put = put;
    this.forget = forget;
    this.applied = counter(meters, topic, "applied");
    this.unreadable = counter(meters, topic, "unreadable");
  }

  private static Counter counter(MeterRegistry meters, String topic, String outcome) {
    return Counter.builder("goalstream.dashboard.records")
        .description("Records read from the topics")
        .tag("topic", topic)
        .tag("outcome", outcome)
        .register(meters);
  }

  /** True while a record waits for the registry. */
  boolean isWaiting() {
    return waiting.get();
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    byte[] keyBytes = record.key();
    if (keyBytes == null) {
      passOver(record, "it has no key");
      return;
    }
    String key = new String(keyBytes, StandardCharsets.UTF_8);
    byte[] bytes = record.value();
    if (bytes == null) {
      board.apply(b -> forget.apply(b, key));
      applied.increment();
      return;
    }
    try {
      T value = decode(bytes);
      board.apply(b -> put.apply(b, value));
      applied.increment();
    } catch (UnreadableRecordException e) {
      passOver(record, String.valueOf(e.getMessage()));
    }
  }

  private void passOver(ConsumerRecord<byte[], byte[]> record, String reason) {
    unreadable.increment();
    LOG.warn(
        "{}-{}@{} is passed over: {}", record.topic(), record.partition(), record.offset(), reason);
  }

  private T decode(byte[] bytes) throws UnreadableRecordException {
    try {
      while (true) {
        try {
          return codec.decode(bytes);
        } catch (RegistryUnavailableException e) {
          if (Thread.currentThread().isInterrupted()) {
            throw e;
          }
          waiting.set(true);
        }
      }
    } finally {
      waiting.set(false);
    }
  }
}
