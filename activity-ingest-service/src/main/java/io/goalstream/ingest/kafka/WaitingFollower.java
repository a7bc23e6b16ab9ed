package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.application.WaitingFacts;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Knows the facts of the topic of those that wait. */
public final class WaitingFollower implements WaitingFacts, AutoCloseable {
  private final ConcurrentNavigableMap<String, Waiting> waiting = new ConcurrentSkipListMap<>();
  private final AvroCodec<WaitingFact> codec;
  private final TopicFollower follower;

  /**
   * @param consumerSettings where the broker is and how to log in
   */
  public WaitingFollower(Map<String, Object> consumerSettings, TopicCodecs codecs) {
    this.codec = codecs.of(TopicCatalogue.INTAKE_WAITING_FACTS, WaitingFact.class);
    this.follower =
        new TopicFollower(
            "waiting-facts",
            consumerSettings,
            List.of(TopicCatalogue.INTAKE_WAITING_FACTS.name()),
            this::take);
  }

  /** Starts to follow. */
  public WaitingFollower start() {
    follower.start();
    return this;
  }

  /** How many wait. */
  public int size() {
    return waiting.size();
  }

  @Override
  public List<Waiting> list(Optional<String> after, int limit) {
    checkCurrent();
    return after.map(key -> waiting.tailMap(key, false)).orElse(waiting).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Waiting> find(String kind, String id) {
    checkCurrent();
    return Optional.ofNullable(waiting.get(kind + "/" + id));
  }

  @Override
  public SortedMap<SourceUser, Long> unknownOwners() {
    checkCurrent();
    return waiting.values().stream()
        .flatMap(fact -> fact.owners().stream().distinct())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private void checkCurrent() {
    if (!follower.isCurrent()) {
      throw new PartAwayException("The facts that wait have not been read from the broker yet");
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      waiting.remove(key);
      return;
    }
    try {
      WaitingFact fact = codec.decode(record.value());
      waiting.put(
          key,
          new Waiting(
              fact.getFactKind(),
              fact.getFactId(),
              fact.getReason(),
              fact.getDetail(),
              fact.getReceipt(),
              fact.getSince(),
              fact.getOwners().stream().flatMap(user -> SourceUser.of(user).stream()).toList()));
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("A fact that waits cannot be read: " + key, e);
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
