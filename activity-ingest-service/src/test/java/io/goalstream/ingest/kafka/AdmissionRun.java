package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Owners;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.sales.v1.Deal;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Runs an admission topology between the topics that the configuration binds it to. */
final class AdmissionRun implements AutoCloseable {
  private final SimpleMeterRegistry meters;
  private final Topic intake;
  private final Topic facts;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;

  private AdmissionRun(
      AdmissionTopology admission,
      SimpleMeterRegistry meters,
      Topic intake,
      Topic facts,
      Path state) {
    this.meters = meters;
    this.intake = intake;
    this.facts = facts;
    Properties settings = settings(state);
    this.driver = new TopologyTestDriver(topology(admission, intake, facts, settings), settings);
    this.input =
        driver.createInputTopic(
            intake.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static AdmissionRun ofDeals(TopicCodecs codecs, Owners owners, Path state) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new AdmissionRun(
        AdmissionTopology.ofDeals(codecs, owners, meters),
        meters,
        TopicCatalogue.INTAKE_DEALS,
        TopicCatalogue.DEALS,
        state);
  }

  static AdmissionRun ofActivities(TopicCodecs codecs, Path state) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new AdmissionRun(
        AdmissionTopology.ofActivities(codecs, user -> Optional.empty(), meters),
        meters,
        TopicCatalogue.INTAKE_ACTIVITIES,
        TopicCatalogue.ACTIVITIES,
        state);
  }

  /** Builds the topology with explicit names enforced. */
  static Topology namedTopology(TopicCodecs codecs, Path state) {
    return topology(
        AdmissionTopology.ofDeals(codecs, user -> Optional.empty(), new SimpleMeterRegistry()),
        TopicCatalogue.INTAKE_DEALS,
        TopicCatalogue.DEALS,
        settings(state));
  }

  private static Properties settings(Path state) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "admission");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    settings.put(
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    return settings;
  }

  private static Topology topology(
      AdmissionTopology admission, Topic intake, Topic facts, Properties settings) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
    KStream<byte[], byte[]>[] outputs =
        admission.on(
            builder.stream(intake.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())));
    List<String> topics =
        List.of(
            facts.name(),
            TopicCatalogue.INTAKE_OUTCOMES.name(),
            intake.unreadable(),
            intake.rejected(),
            TopicCatalogue.INTAKE_WAITING_FACTS.name());
    for (int i = 0; i < topics.size(); i++) {
      outputs[i].to(topics.get(i), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    }
    return builder.build(settings);
  }

  void send(byte[] key, byte @Nullable [] value) {
    input.pipeInput(new TestRecord<>(key, value));
  }

  /** Lets time pass. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** The state that admission keeps. */
  KeyValueStore<byte[], byte[]> state(String store) {
    return driver.getKeyValueStore(store);
  }

  List<TestRecord<byte[], byte[]>> admitted() {
    return read(facts.name());
  }

  List<TestRecord<byte[], byte[]>> outcomes() {
    return read(TopicCatalogue.INTAKE_OUTCOMES.name());
  }

  List<TestRecord<byte[], byte[]>> unreadable() {
    return read(intake.unreadable());
  }

  List<TestRecord<byte[], byte[]>> rejected() {
    return read(intake.rejected());
  }

  List<TestRecord<byte[], byte[]>> waiting() {
    return read(TopicCatalogue.INTAKE_WAITING_FACTS.name());
  }

  List<Deal> admittedDeals(TopicCodecs codecs) {
    List<Deal> deals = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : admitted()) {
      try {
        deals.add(codecs.of(TopicCatalogue.DEALS, Deal.class).decode(record.value()));
      } catch (UnreadableRecordException e) {
        throw new AssertionError(e);
      }
    }
    return deals;
  }

  List<IntakeOutcome> decodedOutcomes(TopicCodecs codecs) throws UnreadableRecordException {
    List<IntakeOutcome> decoded = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : outcomes()) {
      decoded.add(
          codecs.of(TopicCatalogue.INTAKE_OUTCOMES, IntakeOutcome.class).decode(record.value()));
    }
    return decoded;
  }

  long counted(String outcome) {
    return (long)
        meters.find("goalstream.intake.records").tag("outcome", outcome).counters().stream()
            .mapToDouble(counter -> counter.count())
            .sum();
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
