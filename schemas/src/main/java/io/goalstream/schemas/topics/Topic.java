package io.goalstream.schemas.topics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * One topic: what stands on it, who writes and reads it, and how the broker keeps it.
 *
 * @param name {@code <owner>.<plural>.v<major>}
 * @param description what a record says, in a sentence
 * @param key what the record key is
 * @param value the Avro schema of the record value
 * @param keeping how long records are kept
 * @param partitions how many partitions a new topic gets
 * @param audience who may build on it
 * @param writers the services that write it; others may write intake topics as well
 * @param readers the services that read it
 */
public record Topic(
    String name,
    String description,
    String key,
    Schema value,
    Keeping keeping,
    int partitions,
    Audience audience,
    Set<String> writers,
    Set<String> readers) {

  /** Whether the contract of a topic is promised to others. */
  public enum Audience {
    PUBLIC,
    INTERNAL
  }

  /** How the broker keeps records. */
  public sealed interface Keeping {
    /** The latest record of each key is kept for ever. */
    record LatestOfKey() implements Keeping {}

    /** Records are dropped after a time. */
    record For(Duration time) implements Keeping {}
  }

  /** The registry's subject of the record value. */
  public String subject() {
    return name + "-value";
  }

  /** Where records go that cannot be decoded. */
  public String unreadable() {
    return name + ".unreadable";
  }

  /** Where records go that break a rule. */
  public String rejected() {
    return name + ".rejected";
  }

  /**
   * The settings of the topic for the broker. The broker stamps records with the time of their
   * arrival, because facts from the past must not fall out of a retention that counts from the
   * record's own timestamp.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("message.timestamp.type", "LogAppendTime");
    switch (keeping) {
      case Keeping.LatestOfKey() -> {
        settings.put("cleanup.policy", "compact");
        settings.put("min.cleanable.dirty.ratio", "0.2");
        settings.put("segment.ms", String.valueOf(Duration.ofHours(6).toMillis()));
      }
      case Keeping.For(Duration time) -> {
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", String.valueOf(time.toMillis()));
      }
    }
    return settings;
  }

  /** How long records are kept, or empty when the latest of each key stays. */
  public Optional<Duration> retention() {
    return keeping instanceof Keeping.For(Duration time) ? Optional.of(time) : Optional.empty();
  }
}
