package io.goalstream.dashboard.kafka;

import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.dashboard.application.Freshness;
import io.goalstream.dashboard.application.LiveBoard;
import io.goalstream.dashboard.domain.Board;
import io.goalstream.dashboard.domain.Change;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the three public topics that the board rests on, each on its own thread, so that one that
 * does not exist yet keeps none of the others waiting.
 */
public final class Followers implements SmartLifecycle, Freshness {
  private final Map<String, Object> consumerSettings;
  private final TopicCodecs codecs;
  private final LiveBoard board;
  private final MeterRegistry meters;
  private final Set<String> topics = new TreeSet<>();
  private final List<Reading<?>> readings = new ArrayList<>();
  private final List<TopicFollower> followers = new ArrayList<>();
  private final AtomicBoolean running = new AtomicBoolean();

  public Followers(
      Map<String, Object> consumerSettings,
      SchemaRegistry registry,
      LiveBoard board,
      MeterRegistry meters) {
    this.consumerSettings = Map.copyOf(consumerSettings);
    this.codecs = new TopicCodecs(registry);
    this.board = board;
    this.meters = meters;
    follow(
        TopicCatalogue.ORGANIZATION,
        OrganizationRecord.class,
        Translation::organize,
        Translation::forgetOrganized);
    follow(
        TopicCatalogue.GOAL_DEFINITIONS,
        GoalDefinition.class,
        Translation::define,
        Board::forgetGoal);
    follow(
        TopicCatalogue.PROGRESS, GoalProgress.class, Translation::progress, Board::forgetProgress);
  }

  private <T extends SpecificRecord> void follow(
      Topic topic,
      Class<T> type,
      BiFunction<Board, T, Change> put,
      BiFunction<Board, String, Change> forget) {
    Reading<T> reading =
        new Reading<>(topic.name(), codecs.of(topic, type), board, put, forget, meters);
    topics.add(topic.name());
    readings.add(reading);
    followers.add(
        new TopicFollower(topic.name(), consumerSettings, List.of(topic.name()), reading));
  }

  /** The topics that are followed. */
  Set<String> topics() {
    return Set.copyOf(topics);
  }

  @Override
  public boolean isCurrent() {
    return followers.stream().allMatch(TopicFollower::isCurrent)
        && readings.stream().noneMatch(Reading::isWaiting);
  }

  @Override
  public void start() {
    followers.forEach(TopicFollower::start);
    running.set(true);
  }

  @Override
  public void stop() {
    followers.forEach(TopicFollower::close);
    running.set(false);
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }
}
