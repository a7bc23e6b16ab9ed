package io.goalstream.attainment.streams;

import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the engine can compute again: its place in the topics, its stores and its
 * internal topics. Facts, definitions and what was published are not its own and stay, so a rebuild
 * tells nobody anything twice.
 */
public final class DerivedState {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedState.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final long ADMIN_SECONDS = 30;

  private final Admin admin;
  private final String applicationId;
  private final Path stateDirectory;

  public DerivedState(Admin admin, String applicationId, Path stateDirectory) {
    this.admin = admin;
    this.applicationId = applicationId;
    this.stateDirectory = stateDirectory;
  }

  /**
   * Erases it.
   *
   * @param otherGroups the consumer groups that start over as well
   * @throws IllegalStateException if an instance of the service still runs, or the broker refuses
   */
  public void erase(Collection<String> otherGroups) throws InterruptedException {
    List<String> groups = Stream.concat(Stream.of(applicationId), otherGroups.stream()).toList();
    for (String group : groups) {
      awaitEmpty(group);
    }
    for (String group : groups) {
      delete(group);
    }
    eraseTopics();
    eraseDirectory();
    factsComeFirst();
    LOG.info("Everything that {} had derived is erased", applicationId);
  }

  /** Members with a lasting name stay in the group for a session after they stopped. */
  private void awaitEmpty(String group) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (members(group) > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Group %s still has members; stop every instance of the service first"
                .formatted(group));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private int members(String group) throws InterruptedException {
    try {
      return await(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  private void delete(String group) throws InterruptedException {
    try {
      await(admin.deleteConsumerGroups(List.of(group)).all());
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private void eraseTopics() throws InterruptedException {
    Set<String> internal = Set.of(TopicCatalogue.WORLD.name(), TopicCatalogue.JUDGE_INPUT.name());
    Set<String> doomed =
        await(admin.listTopics().names()).stream()
            .filter(
                name ->
                    internal.contains(name)
                        || (name.startsWith(applicationId + "-") && name.endsWith("-changelog")))
            .collect(Collectors.toSet());
    short replicas =
        (short)
            await(admin.describeTopics(List.of(TopicCatalogue.DEALS.name())).allTopicNames())
                .values()
                .stream()
                .mapToInt(topic -> topic.partitions().getFirst().replicas().size())
                .max()
                .orElse(1);
    await(admin.deleteTopics(doomed).all());
    awaitGone(doomed);
    List<NewTopic> fresh =
        Stream.of(TopicCatalogue.WORLD, TopicCatalogue.JUDGE_INPUT)
            .map(topic -> fresh(topic, replicas))
            .toList();
    await(admin.createTopics(fresh).all());
  }

  /**
   * Lets the engine begin at the present end of the fact topics. What lies before is then what its
   * stores are restored from, and is there before anything else is looked at; as records that come
   * one by one, facts would be judged before all of them are there.
   */
  private void factsComeFirst() throws InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(TopicCatalogue.DEALS, TopicCatalogue.ACTIVITIES)) {
      int count =
          await(admin.describeTopics(List.of(topic.name())).allTopicNames())
              .values()
              .iterator()
              .next()
              .partitions()
              .size();
      IntStream.range(0, count)
          .forEach(number -> partitions.add(new TopicPartition(topic.name(), number)));
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    await(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all())
        .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
    await(admin.alterConsumerGroupOffsets(applicationId, ends).all());
  }

  private static NewTopic fresh(Topic topic, short replicas) {
    return new NewTopic(topic.name(), topic.partitions(), replicas).configs(topic.settings());
  }

  private void awaitGone(Set<String> topics) throws InterruptedException {
    while (await(admin.listTopics().names()).stream().anyMatch(topics::contains)) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private void eraseDirectory() {
    Path directory = stateDirectory.resolve(applicationId);
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The state directory cannot be erased", e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused: " + e.getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("The broker did not answer in time", e);
    }
  }
}
