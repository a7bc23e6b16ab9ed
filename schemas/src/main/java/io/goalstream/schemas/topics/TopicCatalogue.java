package io.goalstream.schemas.topics;

import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.OwnerMapping;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.topics.Topic.Audience;
import io.goalstream.schemas.topics.Topic.Keeping;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Every topic of Goalstream, in one place: topics are created, documented and checked from here.
 * The fact topics share one number of partitions, because attainment reads them side by side; so do
 * progress and the judge's input.
 */
public final class TopicCatalogue {
  public static final String INGEST = "activity-ingest-service";
  public static final String GOALS = "goal-service";
  public static final String ATTAINMENT = "attainment-service";
  public static final String NOTIFICATION = "notification-service";
  public static final String DASHBOARD = "dashboard";

  private static final int FACT_PARTITIONS = 4;
  private static final int GOAL_PARTITIONS = 4;
  private static final Keeping LATEST = new Keeping.LatestOfKey();

  public static final Topic INTAKE_DEALS =
      new Topic(
          "intake.deals.v1",
          "Deals as they are handed in, in any order and as often as anyone likes.",
          "deal id",
          DealSubmission.getClassSchema(),
          new Keeping.For(Duration.ofDays(14)),
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST));

  public static final Topic INTAKE_ACTIVITIES =
      new Topic(
          "intake.activities.v1",
          "Activities as they are handed in, in any order and as often as anyone likes.",
          "activity id",
          ActivitySubmission.getClassSchema(),
          new Keeping.For(Duration.ofDays(14)),
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST));

  public static final Topic INTAKE_OUTCOMES =
      new Topic(
          "intake.outcomes.v1",
          "What became of records that were received and not accepted: duplicate, stale or"
              + " rejected.",
          "fact id",
          IntakeOutcome.getClassSchema(),
          new Keeping.For(Duration.ofDays(30)),
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST));

  public static final Topic INTAKE_WAITING_FACTS =
      new Topic(
          "intake.waiting-facts.v1",
          "Deals and activities of which something is known, but not enough to admit them.",
          "DEAL/<id> or ACTIVITY/<id>",
          WaitingFact.getClassSchema(),
          LATEST,
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST));

  public static final Topic INTAKE_OWNERS =
      new Topic(
          "intake.owners.v1",
          "Which reps the users of other systems are.",
          "<source>:<user>",
          OwnerMapping.getClassSchema(),
          LATEST,
          1,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST));

  public static final Topic DEALS =
      new Topic(
          "sales.deals.v1",
          "The current state of every deal, admitted: versions never go down, no duplicates.",
          "deal id",
          Deal.getClassSchema(),
          LATEST,
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST, ATTAINMENT));

  public static final Topic ACTIVITIES =
      new Topic(
          "sales.activities.v1",
          "The current state of every sales activity, admitted: versions never go down, no"
              + " duplicates.",
          "activity id",
          Activity.getClassSchema(),
          LATEST,
          FACT_PARTITIONS,
          Audience.PUBLIC,
          Set.of(INGEST),
          Set.of(INGEST, ATTAINMENT));

  public static final Topic ORGANIZATION =
      new Topic(
          "sales.organization.v1",
          "The current state of every unit and rep with its dated history.",
          "unit/<id> or rep/<id>",
          OrganizationRecord.getClassSchema(),
          LATEST,
          1,
          Audience.PUBLIC,
          Set.of(GOALS),
          Set.of(INGEST, ATTAINMENT, NOTIFICATION, DASHBOARD));

  public static final Topic EXCHANGE_RATES =
      new Topic(
          "sales.exchange-rates.v1",
          "Dated exchange rates.",
          "<from>/<to>/<validFrom>",
          ExchangeRate.getClassSchema(),
          LATEST,
          1,
          Audience.PUBLIC,
          Set.of(GOALS),
          Set.of(ATTAINMENT));

  /**
   * One partition: the order of definitions is the same for everybody, and there are few of them.
   */
  public static final Topic GOAL_DEFINITIONS =
      new Topic(
          "goals.definitions.v1",
          "Every goal that was ever activated, as it now stands.",
          "goal id",
          GoalDefinition.getClassSchema(),
          LATEST,
          1,
          Audience.PUBLIC,
          Set.of(GOALS),
          Set.of(ATTAINMENT, DASHBOARD));

  public static final Topic GOAL_EVENTS =
      new Topic(
          "goals.events.v1",
          "What happened to goals: created, activated, reached, no longer reached, cancelled.",
          "goal id",
          GoalEvent.getClassSchema(),
          new Keeping.For(Duration.ofDays(90)),
          GOAL_PARTITIONS,
          Audience.PUBLIC,
          Set.of(GOALS),
          Set.of(NOTIFICATION));

  public static final Topic PROGRESS =
      new Topic(
          "attainment.progress.v1",
          "Where every goal stands now.",
          "goal id",
          GoalProgress.getClassSchema(),
          LATEST,
          GOAL_PARTITIONS,
          Audience.PUBLIC,
          Set.of(ATTAINMENT),
          Set.of(ATTAINMENT, DASHBOARD, GOALS));

  public static final Topic ATTAINMENT_EVENTS =
      new Topic(
          "attainment.events.v1",
          "What progress crossed and what the clock brought: levels, pace, ends, results, silence.",
          "goal id",
          AttainmentEvent.getClassSchema(),
          new Keeping.For(Duration.ofDays(90)),
          GOAL_PARTITIONS,
          Audience.PUBLIC,
          Set.of(ATTAINMENT),
          Set.of(GOALS, NOTIFICATION));

  public static final Topic WORLD =
      new Topic(
          "attainment.world.v1",
          "Goals, organization and rates, copied in one order to every credit partition.",
          "goal/<id>, unit/<id>, rep/<id> or rate/<from>/<to>/<validFrom>",
          WorldChange.getClassSchema(),
          LATEST,
          FACT_PARTITIONS,
          Audience.INTERNAL,
          Set.of(ATTAINMENT),
          Set.of(ATTAINMENT));

  public static final Topic JUDGE_INPUT =
      new Topic(
          "attainment.judge-input.v2",
          "What each partition's facts count for in each goal, and the definitions, for the"
              + " partition that judges the goal.",
          "goal/<id>, partial/<partition>/<id>, ids/<partition>/<part>/<id> or"
              + " watermark/<partition>/<judge partition>",
          JudgeInput.getClassSchema(),
          LATEST,
          GOAL_PARTITIONS,
          Audience.INTERNAL,
          Set.of(ATTAINMENT),
          Set.of(ATTAINMENT));

  private static final List<Topic> ALL =
      List.of(
          INTAKE_DEALS,
          INTAKE_ACTIVITIES,
          INTAKE_OUTCOMES,
          INTAKE_WAITING_FACTS,
          INTAKE_OWNERS,
          DEALS,
          ACTIVITIES,
          ORGANIZATION,
          EXCHANGE_RATES,
          GOAL_DEFINITIONS,
          GOAL_EVENTS,
          PROGRESS,
          ATTAINMENT_EVENTS,
          WORLD,
          JUDGE_INPUT);

  private TopicCatalogue() {}

  /** Every topic with Avro records. */
  public static List<Topic> all() {
    return ALL;
  }

  /** The topics whose contract is promised to others. */
  public static List<Topic> publicTopics() {
    return ALL.stream().filter(topic -> topic.audience() == Audience.PUBLIC).toList();
  }

  /** The topic of that name. */
  public static Topic named(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No topic is named " + name));
  }
}
