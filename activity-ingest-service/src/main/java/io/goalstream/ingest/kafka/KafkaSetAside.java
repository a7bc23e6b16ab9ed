package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.SetAside;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the side topics of the intake. A place on them is said as 0-17: partition and offset. */
public final class KafkaSetAside implements SetAside {
  /** The header that names the system whose event a record is. */
  static final String SOURCE = "goalstream-origin-source";

  private static final Pattern PLACE = Pattern.compile("(\\d{1,6})-(\\d{1,18})");

  private final TopicReading reading;
  private final AdmissionTopology.Kind deals;
  private final AdmissionTopology.Kind activities;

  public KafkaSetAside(TopicReading reading, TopicCodecs codecs) {
    this.reading = reading;
    this.deals = AdmissionTopology.deals(codecs);
    this.activities = AdmissionTopology.activities(codecs);
  }

  @Override
  public Optional<Page> latest(FactKind kind, Why why, Optional<String> from, int limit) {
    return reading.read(
        scan -> {
          List<TopicPartition> partitions = scan.partitions(topic(kind, why));
          Map<TopicPartition, Long> ends = scan.ends(partitions);
          Optional<Map<TopicPartition, Long>> wanted = from.map(text -> places(text, ends));
          if (wanted.filter(Map::isEmpty).isPresent()) {
            return Optional.empty();
          }
          TopicScan.Tail tail = scan.latest(wanted.orElse(ends), limit);
          return Optional.of(
              new Page(
                  tail.records().stream().map(record -> entry(kind, record)).toList(),
                  tail.more() ? Optional.of(text(tail.starts())) : Optional.empty()));
        });
  }

  @Override
  public Optional<Entry> find(FactKind kind, Why why, String id) {
    Matcher place = PLACE.matcher(id);
    if (!place.matches()) {
      return Optional.empty();
    }
    TopicPartition partition =
        new TopicPartition(topic(kind, why), Integer.parseInt(place.group(1)));
    long offset = Long.parseLong(place.group(2));
    return reading.read(
        scan ->
            scan.partitions(partition.topic()).contains(partition)
                ? scan.at(partition, offset).map(record -> entry(kind, record))
                : Optional.empty());
  }

  static String topic(FactKind kind, Why why) {
    Topic intake =
        switch (kind) {
          case DEALS -> TopicCatalogue.INTAKE_DEALS;
          case ACTIVITIES -> TopicCatalogue.INTAKE_ACTIVITIES;
        };
    return switch (why) {
      case REJECTED -> intake.rejected();
      case UNREADABLE -> intake.unreadable();
    };
  }

  private Entry entry(FactKind kind, ConsumerRecord<byte[], byte[]> record) {
    Optional<Event> event = event(record);
    Optional<AdmissionTopology.Submitted> submitted =
        event.isPresent() ? Optional.empty() : submitted(kind, record);
    return new Entry(
        record.partition() + "-" + record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        event
            .map(one -> "webhook " + one.source())
            .or(() -> RecordOrigin.of(record.headers()).map(RecordOrigin::toString))
            .orElse("unknown"),
        RecordOrigin.reason(record.headers()),
        submitted.map(AdmissionTopology.Submitted::fact),
        submitted.flatMap(AdmissionTopology.Submitted::change),
        event,
        submitted.isPresent() || event.isPresent()
            ? Optional.empty()
            : Optional.of(
                Base64.getEncoder()
                    .encodeToString(record.value() == null ? new byte[0] : record.value())));
  }

  private static Optional<Event> event(ConsumerRecord<byte[], byte[]> record) {
    return Optional.ofNullable(record.headers().lastHeader(SOURCE))
        .map(
            header ->
                new Event(
                    new String(header.value(), StandardCharsets.UTF_8),
                    new String(record.value(), StandardCharsets.UTF_8)));
  }

  private Optional<AdmissionTopology.Submitted> submitted(
      FactKind kind, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      AdmissionTopology.Kind format =
          switch (kind) {
            case DEALS -> deals;
            case ACTIVITIES -> activities;
          };
      return Optional.of(format.decode(record.value()));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  /** Where each partition is to end, such as 0-17,1-4; nothing if the text is no such thing. */
  private static Map<TopicPartition, Long> places(String text, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> places = new HashMap<>(ends);
    for (String one : text.split(",", -1)) {
      Matcher place = PLACE.matcher(one);
      if (!place.matches()) {
        return Map.of();
      }
      int number = Integer.parseInt(place.group(1));
      places.replaceAll(
          (partition, end) ->
              partition.partition() == number
                  ? Long.valueOf(Math.min(end, Long.parseLong(place.group(2))))
                  : end);
    }
    return places;
  }

  private static String text(Map<TopicPartition, Long> starts) {
    Map<Integer, Long> ordered = new TreeMap<>();
    starts.forEach((partition, offset) -> ordered.put(partition.partition(), offset));
    List<String> places = new ArrayList<>();
    ordered.forEach((partition, offset) -> places.add(partition + "-" + offset));
    return String.join(",", places);
  }
}
