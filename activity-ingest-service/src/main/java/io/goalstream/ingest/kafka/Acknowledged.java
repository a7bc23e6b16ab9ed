package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes records and waits until every replica that must have them has them. */
final class Acknowledged {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Producer<byte[], byte[]> producer;

  /**
   * @param producer idempotent, with acks=all
   */
  Acknowledged(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Writes them.
   *
   * @throws PartAwayException if the broker or the registry does not answer; some of them may be
   *     written
   */
  void send(Supplier<List<ProducerRecord<byte[], byte[]>>> records) {
    try {
      List<Future<?>> acknowledgements = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records.get()) {
        Future<?> acknowledgement = producer.send(record);
        if (acknowledgement.isDone()) {
          // One that failed at once waited for the broker; the others would wait as long.
          acknowledgement.get();
        }
        acknowledgements.add(acknowledgement);
      }
      await(acknowledgements);
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new PartAwayException("The broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  private static void await(List<Future<?>> acknowledgements)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (Future<?> acknowledgement : acknowledgements) {
      acknowledgement.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
