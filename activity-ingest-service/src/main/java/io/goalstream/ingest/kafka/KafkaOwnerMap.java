package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.OwnerMap;
import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.intake.v1.OwnerMapping;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the topic of owners, and knows what stands on it. */
public final class KafkaOwnerMap implements OwnerMap, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOwnerMap.class);
  private static final Duration READING = Duration.ofMinutes(2);
  private static final Duration ARRIVAL = Duration.ofSeconds(5);

  private final Map<String, Owner> known = new ConcurrentHashMap<>();

  /** Where the latest word of each user stands, be it that nobody knows any more. */
  private final Map<String, Long> words = new ConcurrentHashMap<>();

  private final Object arrivals = new Object();
  private final Acknowledged producer;
  private final AvroCodec<OwnerMapping> written;
  private final AvroCodec<OwnerMapping> read;
  private final Clock clock;
  private final TopicFollower follower;
  private volatile boolean closed;

  /**
   * @param producer idempotent, with acks=all
   * @param consumerSettings where the broker is and how to log in
   * @param writing does not keep people waiting for a registry that is away
   * @param reading waits for it
   */
  public KafkaOwnerMap(
      Producer<byte[], byte[]> producer,
      Map<String, Object> consumerSettings,
      TopicCodecs writing,
      TopicCodecs reading,
      Clock clock) {
    this.producer = new Acknowledged(producer);
    this.written = writing.of(TopicCatalogue.INTAKE_OWNERS, OwnerMapping.class);
    this.read = reading.of(TopicCatalogue.INTAKE_OWNERS, OwnerMapping.class);
    this.clock = clock;
    this.follower =
        new TopicFollower(
            "owners", consumerSettings, List.of(TopicCatalogue.INTAKE_OWNERS.name()), this::take);
  }

  /** Starts to follow. */
  public KafkaOwnerMap start() {
    follower.start();
    return this;
  }

  @Override
  public Optional<String> repOf(SourceUser user) {
    return Optional.ofNullable(known.get(user.key())).map(Owner::repId);
  }

  @Override
  public Object saidOf(SourceUser user) {
    return words.getOrDefault(user.key(), -1L);
  }

  @Override
  public void awaitKnown() {
    try {
      if (!follower.awaitCurrent(READING)) {
        throw new PartAwayException("The owners have not been read from the broker yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  @Override
  public SortedMap<SourceUser, String> all() {
    if (!follower.isCurrent()) {
      throw new PartAwayException("The owners have not been read from the broker yet");
    }
    SortedMap<SourceUser, String> all = new TreeMap<>();
    known.values().forEach(owner -> all.put(owner.user(), owner.repId()));
    return all;
  }

  @Override
  public void put(List<Owner> owners) {
    Instant now = clock.instant();
    producer.send(() -> owners.stream().map(owner -> record(owner, now)).toList());
    await(
        () ->
            owners.stream()
                .allMatch(owner -> repOf(owner.user()).filter(owner.repId()::equals).isPresent()));
  }

  @Override
  public void remove(SourceUser user) {
    producer.send(() -> List.of(record(user, null)));
    await(() -> repOf(user).isEmpty());
  }

  private ProducerRecord<byte[], byte[]> record(Owner owner, Instant now) {
    SourceUser user = owner.user();
    return record(
        user, written.encode(new OwnerMapping(user.source(), user.user(), owner.repId(), now)));
  }

  private static ProducerRecord<byte[], byte[]> record(SourceUser user, byte @Nullable [] value) {
    return new ProducerRecord<>(
        TopicCatalogue.INTAKE_OWNERS.name(), user.key().getBytes(StandardCharsets.UTF_8), value);
  }

  /** Whoever said something shall see it here at once. */
  private void await(BooleanSupplier arrived) {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    synchronized (arrivals) {
      long left = ARRIVAL.toMillis();
      while (!arrived.getAsBoolean() && left > 0) {
        try {
          arrivals.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new PartAwayException("The service is being stopped", e);
        }
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    Optional<Owner> owner = Optional.ofNullable(record.value()).map(value -> owner(key, value));
    synchronized (arrivals) {
      owner.ifPresentOrElse(one -> known.put(key, one), () -> known.remove(key));
      words.put(key, record.offset());
      arrivals.notifyAll();
    }
  }

  /** A record that was passed over would be missing until a restart. */
  private Owner owner(String key, byte[] value) {
    while (true) {
      try {
        return decoded(key, value);
      } catch (RegistryUnavailableException | RegistryRefusedException e) {
        if (closed) {
          throw e;
        }
        LOG.warn("An owner cannot be read without the schema registry; trying again: {}", key, e);
      }
    }
  }

  private Owner decoded(String key, byte[] value) {
    try {
      OwnerMapping mapping = read.decode(value);
      return new Owner(new SourceUser(mapping.getSource(), mapping.getUser()), mapping.getRepId());
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("An owner cannot be read: " + key, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    follower.close();
  }
}
