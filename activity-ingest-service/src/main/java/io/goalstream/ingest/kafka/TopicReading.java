package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * Lets questions be answered from topics, a few at a time, so that curious people cannot take the
 * broker from those who hand facts in.
 */
public final class TopicReading {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int AT_ONCE = 4;

  private final Map<String, Object> clientSettings;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param clientSettings where the broker is and how to log in
   */
  public TopicReading(Map<String, Object> clientSettings) {
    this.clientSettings = Map.copyOf(clientSettings);
  }

  /** A question to topics. */
  @FunctionalInterface
  interface Question<T> {
    T ask(TopicScan scan) throws ExecutionException, TimeoutException, InterruptedException;
  }

  /**
   * Asks it.
   *
   * @throws PartAwayException if it cannot be answered now
   */
  <T> T read(Question<T> question) {
    return read("read_committed", question);
  }

  /** Asks it of everything that was written, also behind transactions that are still open. */
  <T> T readUncommitted(Question<T> question) {
    return read("read_uncommitted", question);
  }

  private <T> T read(String isolation, Question<T> question) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PartAwayException("Too much is asked at once");
      }
      try (TopicScan scan = new TopicScan(clientSettings, isolation, PATIENCE)) {
        return question.ask(scan);
      } finally {
        places.release();
      }
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (TimeoutException e) {
      throw new PartAwayException(String.valueOf(e.getMessage()), e);
    } catch (KafkaException | ExecutionException e) {
      throw new PartAwayException("The broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }
}
