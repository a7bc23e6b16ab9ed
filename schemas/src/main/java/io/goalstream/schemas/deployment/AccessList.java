package io.goalstream.schemas.deployment;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service may do at the broker, and nothing more. Each signs in as a user of its own,
 * named like the service. Two steps that an operator takes have users as well: {@code contracts}
 * installs topics, {@code attainment-rebuild} erases what can be computed again.
 */
public final class AccessList {
  private static final String ATTAINMENT = "attainment-service";

  private AccessList() {}

  /**
   * One permission.
   *
   * @param resource what it is about; of a prefix, everything whose name begins so
   */
  public record Grant(ResourcePattern resource, Set<AclOperation> operations) {
    public Grant {
      operations = Set.copyOf(operations);
    }
  }

  /** Every user with its permissions. */
  public static Map<String, List<Grant>> users() {
    return Map.of(
        "contracts",
        contracts(),
        "activity-ingest-service",
        ingest(),
        ATTAINMENT,
        attainment(),
        "attainment-rebuild",
        rebuild(),
        "goal-service",
        goals(),
        "notification-service",
        notification(),
        "dashboard",
        dashboard());
  }

  private static List<Grant> contracts() {
    return ContractInstaller.topics((short) 1).stream()
        .map(topic -> topic(topic.name(), CREATE, DESCRIBE))
        .toList();
  }

  private static List<Grant> ingest() {
    List<Grant> grants = new ArrayList<>();
    for (Topic intake : List.of(TopicCatalogue.INTAKE_DEALS, TopicCatalogue.INTAKE_ACTIVITIES)) {
      grants.add(topic(intake.name(), READ, WRITE));
      grants.add(topic(intake.unreadable(), READ, WRITE));
      grants.add(topic(intake.rejected(), READ, WRITE));
    }
    grants.add(topic(TopicCatalogue.DEALS.name(), WRITE));
    grants.add(topic(TopicCatalogue.ACTIVITIES.name(), WRITE));
    grants.add(topic(TopicCatalogue.INTAKE_OUTCOMES.name(), READ, WRITE));
    grants.add(topic(TopicCatalogue.INTAKE_WAITING_FACTS.name(), READ, WRITE));
    grants.add(topic(TopicCatalogue.INTAKE_OWNERS.name(), READ, WRITE));
    grants.add(topic(TopicCatalogue.ORGANIZATION.name(), READ));
    for (String application : List.of("activity-ingest-deals", "activity-ingest-activities")) {
      grants.addAll(streams(application));
      grants.add(group(application, PatternType.LITERAL, READ));
    }
    return grants;
  }

  private static List<Grant> attainment() {
    List<Grant> grants = new ArrayList<>();
    for (Topic read :
        List.of(
            TopicCatalogue.DEALS,
            TopicCatalogue.ACTIVITIES,
            TopicCatalogue.GOAL_DEFINITIONS,
            TopicCatalogue.ORGANIZATION,
            TopicCatalogue.EXCHANGE_RATES)) {
      grants.add(topic(read.name(), READ));
      grants.add(topic(read.unreadable(), WRITE));
      grants.add(topic(read.rejected(), WRITE));
    }
    for (Topic own :
        List.of(TopicCatalogue.WORLD, TopicCatalogue.JUDGE_INPUT, TopicCatalogue.PROGRESS)) {
      grants.add(topic(own.name(), READ, WRITE));
      grants.add(topic(own.unreadable(), WRITE));
    }
    grants.add(topic(TopicCatalogue.ATTAINMENT_EVENTS.name(), WRITE));
    grants.addAll(streams(ATTAINMENT));
    grants.add(group("attainment-", PatternType.PREFIXED, READ));
    return grants;
  }

  private static List<Grant> rebuild() {
    List<Grant> grants =
        new ArrayList<>(
            reads(TopicCatalogue.DEALS, TopicCatalogue.ACTIVITIES, TopicCatalogue.PROGRESS));
    for (Topic own : List.of(TopicCatalogue.WORLD, TopicCatalogue.JUDGE_INPUT)) {
      grants.add(topic(own.name(), CREATE, DELETE));
    }
    // It is the same program, which looks for the topics that it would read.
    for (Topic looked :
        List.of(
            TopicCatalogue.GOAL_DEFINITIONS,
            TopicCatalogue.ORGANIZATION,
            TopicCatalogue.EXCHANGE_RATES)) {
      grants.add(topic(looked.name(), DESCRIBE));
    }
    grants.add(
        new Grant(
            new ResourcePattern(ResourceType.TOPIC, ATTAINMENT + "-", PatternType.PREFIXED),
            Set.of(DELETE)));
    grants.add(group("attainment-", PatternType.PREFIXED, READ, DELETE));
    return grants;
  }

  private static List<Grant> goals() {
    List<Grant> grants = new ArrayList<>();
    grants.add(topic(TopicCatalogue.ATTAINMENT_EVENTS.name(), READ));
    grants.add(topic(TopicCatalogue.ATTAINMENT_EVENTS.unreadable(), WRITE));
    grants.add(topic(TopicCatalogue.PROGRESS.name(), READ));
    for (Topic written :
        List.of(
            TopicCatalogue.GOAL_DEFINITIONS,
            TopicCatalogue.GOAL_EVENTS,
            TopicCatalogue.ORGANIZATION,
            TopicCatalogue.EXCHANGE_RATES)) {
      grants.add(topic(written.name(), WRITE));
    }
    grants.add(group("goal-service", PatternType.LITERAL, READ));
    return grants;
  }

  private static List<Grant> notification() {
    List<Grant> grants =
        new ArrayList<>(
            reads(
                TopicCatalogue.ATTAINMENT_EVENTS,
                TopicCatalogue.GOAL_EVENTS,
                TopicCatalogue.ORGANIZATION));
    grants.add(group("notification-service", PatternType.LITERAL, READ));
    return grants;
  }

  private static List<Grant> dashboard() {
    return reads(
        TopicCatalogue.PROGRESS, TopicCatalogue.GOAL_DEFINITIONS, TopicCatalogue.ORGANIZATION);
  }

  private static List<Grant> reads(Topic... topics) {
    return Arrays.stream(topics).map(read -> topic(read.name(), READ)).toList();
  }

  /** Kafka Streams names its own topics and its transactions after the application. */
  private static List<Grant> streams(String application) {
    return List.of(
        new Grant(
            new ResourcePattern(ResourceType.TOPIC, application + "-", PatternType.PREFIXED),
            Set.of(CREATE, READ, WRITE, DESCRIBE_CONFIGS)),
        new Grant(
            new ResourcePattern(
                ResourceType.TRANSACTIONAL_ID, application + "-", PatternType.PREFIXED),
            Set.of(DESCRIBE, WRITE)));
  }

  private static Grant group(String name, PatternType pattern, AclOperation... operations) {
    return new Grant(
        new ResourcePattern(ResourceType.GROUP, name, pattern),
        Set.copyOf(Arrays.asList(operations)));
  }

  private static Grant topic(String name, AclOperation... operations) {
    return new Grant(
        new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL),
        Set.copyOf(Arrays.asList(operations)));
  }
}
