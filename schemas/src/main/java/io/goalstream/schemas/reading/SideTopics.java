package io.goalstream.schemas.reading;

import io.goalstream.schemas.serde.RecordOrigin;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Moves records that a consumer cannot use to the side topics of where they came from, so that the
 * partition goes on.
 */
public final class SideTopics {
  private static final long PATIENCE_SECONDS = 15;

  private final Producer<byte[], byte[]> producer;

  /**
   * @param producer idempotent, with acks=all
   */
  public SideTopics(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Moves a record that cannot be decoded, and returns once it cannot be lost any more.
   *
   * @throws KafkaException if that cannot be said; the record must then be read again
   */
  public void unreadable(
      RecordOrigin origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
    ProducerRecord<byte[], byte[]> moved =
        new ProducerRecord<>(
            origin.topic() + ".unreadable",
            null,
            key,
            value,
            origin.headers(new RecordHeaders(), reason));
    try {
      producer.send(moved).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Record %s could not be moved aside".formatted(origin), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while record %s was moved aside".formatted(origin), e);
    }
  }
}
