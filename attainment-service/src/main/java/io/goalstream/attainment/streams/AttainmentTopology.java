package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.records.FactReader;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The engine's topology, in three stages that meet in topics: distribution (definitions in one
 * order, to everyone), credit (facts become partial numbers, partitioned like the facts) and judge
 * (partial numbers become progress and events, partitioned by goal like the progress topic).
 */
public final class AttainmentTopology {
  static final String WORLD_SINK = "world-out";
  static final String DEFINITION_SINK = "definitions-to-judge";
  static final String ASIDE = "definitions-aside";
  static final String CREDIT = "credit";
  static final String CREDIT_ASIDE = "credit-aside";
  static final String PARTIAL_SINK = "partials-to-judge";
  static final String PROGRESS_SINK = "progress-out";
  static final String EVENT_SINK = "events-out";
  static final String JUDGE_ASIDE = "judge-aside";

  static final String SEQUENCE_STORE = "world-sequence";
  static final String WORLD_STORE = "world";
  static final String JUDGE_STORE = "told";

  private static final String DISTRIBUTION = "distribution";
  private static final String JUDGE = "judge";

  /** So much later a fact may have been written and still goes first. */
  static final Duration FACTS_FIRST = Duration.ofSeconds(10);

  private final TopicCodecs codecs;
  private final Partitions partitions;
  private final PublishedProgress published;
  private final TopicEnds ends;
  private final FactStorage storage;
  private final EngineWatch watch;
  private final GoalPool goals = new GoalPool();
  private final Pacing.Load load;
  private final Serializer<byte[]> out = new ByteArraySerializer();
  private final Deserializer<byte[]> in = new ByteArrayDeserializer();

  /**
   * How many partitions there are.
   *
   * @param facts of the fact topics and of the world topic
   * @param goals of the progress topic and of the judge's input
   */
  public record Partitions(int facts, int goals) {
    /** As the catalogue has them. */
    public static final Partitions OF_CATALOGUE =
        new Partitions(TopicCatalogue.DEALS.partitions(), TopicCatalogue.PROGRESS.partitions());

    /**
     * The partition that judges the goal: the one on which Kafka's own partitioner puts its
     * progress.
     */
    int ofGoal(String goalId) {
      return ofGoal(goalId.getBytes(StandardCharsets.UTF_8));
    }

    private int ofGoal(byte[] goalId) {
      return Utils.toPositive(Utils.murmur2(goalId)) % goals;
    }

    private StreamPartitioner<byte[], byte[]> ofJudge() {
      return (topic, key, value, count) -> Optional.of(Set.of(JudgeKey.judgePartition(key, this)));
    }

    private StreamPartitioner<byte[], byte[]> byGoal() {
      return (topic, key, value, count) -> Optional.of(Set.of(ofGoal(key)));
    }

    /** KIP-837: each record goes to every partition. */
    private StreamPartitioner<byte[], byte[]> everyone() {
      return (topic, key, value, count) ->
          Optional.of(IntStream.range(0, facts).boxed().collect(Collectors.toSet()));
    }
  }

  /** Where the facts are kept. */
  public enum FactStorage {
    /** Fastest; needs about 270 bytes of heap for each fact. */
    MEMORY,
    /** For more facts than memory holds. */
    ROCKSDB
  }

  public AttainmentTopology(
      TopicCodecs codecs,
      Partitions partitions,
      PublishedProgress published,
      TopicEnds ends,
      FactStorage storage,
      EngineWatch watch) {
    this(codecs, partitions, published, ends, storage, watch, new Pacing.Load(System::nanoTime));
  }

  AttainmentTopology(
      TopicCodecs codecs,
      Partitions partitions,
      PublishedProgress published,
      TopicEnds ends,
      FactStorage storage,
      EngineWatch watch,
      Pacing.Load load) {
    this.load = load;
    this.ends = ends;
    this.codecs = codecs;
    this.partitions = partitions;
    this.published = published;
    this.storage = storage;
    this.watch = watch;
  }

  /** The store of that name, for a processor that begins to work on it. */
  static FactStore factStore(ProcessorContext<?, ?> context, String name) {
    FactStore store = context.getStateStore(name);
    if (store instanceof FactsOnDisk onDisk) {
      onDisk.recount();
    }
    return store;
  }

  static String factStore(FactKind kind) {
    return switch (kind) {
      case DEAL -> "deals";
      case ACTIVITY -> "activities";
    };
  }

  /** Adds the engine to a topology. */
  public Topology addTo(Topology topology) {
    addDistribution(topology);
    addCredit(topology);
    addJudge(topology);
    return topology;
  }

  private void addDistribution(Topology topology) {
    topology
        .addSource(
            "definitions",
            in,
            in,
            TopicCatalogue.GOAL_DEFINITIONS.name(),
            TopicCatalogue.ORGANIZATION.name(),
            TopicCatalogue.EXCHANGE_RATES.name())
        .addProcessor(
            DISTRIBUTION, () -> new DistributionProcessor(codecs, ends, load, watch), "definitions")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SEQUENCE_STORE), Serdes.String(), Serdes.Long()),
            DISTRIBUTION)
        .addSink(
            WORLD_SINK, TopicCatalogue.WORLD.name(), out, out, partitions.everyone(), DISTRIBUTION)
        .addSink(
            DEFINITION_SINK,
            TopicCatalogue.JUDGE_INPUT.name(),
            out,
            out,
            partitions.ofJudge(),
            DISTRIBUTION)
        .addSink(ASIDE, Aside.topic(), out, out, DISTRIBUTION);
  }

  private void addCredit(Topology topology) {
    AvroCodec<WorldChange> world = codecs.of(TopicCatalogue.WORLD, WorldChange.class);
    AvroCodec<JudgeInput> judge = codecs.of(TopicCatalogue.JUDGE_INPUT, JudgeInput.class);
    FactReader facts = new FactReader(codecs);
    addFacts(topology, FactKind.DEAL, TopicCatalogue.DEALS, facts);
    addFacts(topology, FactKind.ACTIVITY, TopicCatalogue.ACTIVITIES, facts);
    addReadOnlyStore(
        topology,
        new Handmade<>(WORLD_STORE, () -> new WorldStore(WORLD_STORE, world, goals)),
        "world-in",
        AttainmentTopology::turnOfWorld,
        TopicCatalogue.WORLD,
        "world-changes",
        () -> new WorldProcessor(world, goals));
    topology
        .addProcessor(
            CREDIT,
            () -> new CreditProcessor(partitions, facts, judge, goals, load, watch),
            "deals-changes",
            "activities-changes",
            "world-changes")
        .connectProcessorAndStateStores(
            CREDIT, WORLD_STORE, factStore(FactKind.DEAL), factStore(FactKind.ACTIVITY))
        .addSink(
            PARTIAL_SINK, TopicCatalogue.JUDGE_INPUT.name(), out, out, partitions.ofJudge(), CREDIT)
        .addSink(
            CREDIT_ASIDE,
            Aside.topic(),
            out,
            out,
            "deals-changes",
            "activities-changes",
            "world-changes");
  }

  private void addFacts(Topology topology, FactKind kind, Topic topic, FactReader facts) {
    String store = factStore(kind);
    StoreBuilder<?> builder =
        switch (storage) {
          case MEMORY -> new Handmade<>(store, () -> new FactsInMemory(store));
          case ROCKSDB -> new Handmade<>(store, () -> new FactsOnDisk(store));
        };
    addReadOnlyStore(
        topology,
        builder,
        store + "-in",
        AttainmentTopology::turnAsWritten,
        topic,
        store + "-changes",
        () -> new FactProcessor(kind, store, facts, load, watch));
  }

  /**
   * A store that is restored from its source topic (KIP-813), so a record costs no second write.
   * The API types its processor as one that forwards nothing; forwarding works all the same, so the
   * cast is safe.
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private <K, V> void addReadOnlyStore(
      Topology topology,
      StoreBuilder<?> store,
      String source,
      TimestampExtractor turn,
      Topic topic,
      String processor,
      ProcessorSupplier<byte[], byte[], K, V> supplier) {
    topology.addReadOnlyStateStore(
        store, source, turn, in, in, topic.name(), processor, () -> (Processor) supplier.get());
  }

  /** Kafka Streams would pass over a record without a time, which a restore brings back. */
  private static long turnAsWritten(ConsumerRecord<Object, Object> record, long latest) {
    return Math.max(0, record.timestamp());
  }

  /**
   * A task takes its records in the order of these times. When many goals are defined at once,
   * nobody waits for them so much as for the number that a fact changes.
   */
  private static long turnOfWorld(ConsumerRecord<Object, Object> record, long latest) {
    return turnAsWritten(record, latest) + FACTS_FIRST.toMillis();
  }

  private void addJudge(Topology topology) {
    AvroCodec<JudgeInput> input = codecs.of(TopicCatalogue.JUDGE_INPUT, JudgeInput.class);
    AvroCodec<GoalProgress> progress = codecs.of(TopicCatalogue.PROGRESS, GoalProgress.class);
    AvroCodec<AttainmentEvent> events =
        codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    addReadOnlyStore(
        topology,
        new Handmade<>(JUDGE_STORE, () -> new JudgeStore(JUDGE_STORE, input, goals)),
        "judge-in",
        AttainmentTopology::turnAsWritten,
        TopicCatalogue.JUDGE_INPUT,
        JUDGE,
        () -> new JudgeProcessor(progress, events, published, load, watch));
    topology
        .addSink(
            PROGRESS_SINK, TopicCatalogue.PROGRESS.name(), out, out, partitions.byGoal(), JUDGE)
        .addSink(
            EVENT_SINK,
            TopicCatalogue.ATTAINMENT_EVENTS.name(),
            out,
            out,
            partitions.byGoal(),
            JUDGE)
        .addSink(JUDGE_ASIDE, Aside.topic(), out, out, JUDGE);
  }
}
