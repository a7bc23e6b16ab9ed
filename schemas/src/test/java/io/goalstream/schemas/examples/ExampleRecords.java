package io.goalstream.schemas.examples;

import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.internal.v2.Bucket;
import io.goalstream.attainment.internal.v2.DistinctIds;
import io.goalstream.attainment.internal.v2.GoalDefined;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.internal.v2.Latest;
import io.goalstream.attainment.internal.v2.Partial;
import io.goalstream.attainment.internal.v2.Tally;
import io.goalstream.attainment.internal.v2.Watermark;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.CheckpointState;
import io.goalstream.attainment.v1.Completeness;
import io.goalstream.attainment.v1.CoverageState;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.FinalResult;
import io.goalstream.attainment.v1.GoalPhase;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.LevelState;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.attainment.v1.PartitionFacts;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import io.goalstream.attainment.v1.ProjectionMethod;
import io.goalstream.attainment.v1.Requirement;
import io.goalstream.attainment.v1.ResultOutcome;
import io.goalstream.attainment.v1.Standing;
import io.goalstream.attainment.v1.SweepState;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Checkpoint;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.EarnedReward;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.goals.v1.GoalEventKind;
import io.goalstream.goals.v1.GoalKind;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.Level;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Observation;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.PaceBands;
import io.goalstream.goals.v1.RewardKind;
import io.goalstream.goals.v1.Season;
import io.goalstream.goals.v1.Selection;
import io.goalstream.goals.v1.TermEdit;
import io.goalstream.goals.v1.WorkingCalendar;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.Outcome;
import io.goalstream.intake.v1.OwnerMapping;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.DealType;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One record of every topic with no field left empty, and one for each branch where a field has
 * several.
 */
public final class ExampleRecords {
  private static final Instant MOMENT = Instant.parse("2026-03-31T09:30:00.123Z");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-03-31");
  private static final LocalDate DAY_AFTER = LocalDate.parse("2026-04-01");

  private ExampleRecords() {}

  /** The examples by the names of their files. */
  public static Map<String, SpecificRecordBase> all() {
    Map<String, SpecificRecordBase> all = new LinkedHashMap<>();
    all.put("Deal", deal());
    all.put("Activity", activity());
    all.put("DealSubmission", new DealSubmission("r-1", MOMENT, deal(), Map.of("amount", MOMENT)));
    all.put(
        "ActivitySubmission",
        new ActivitySubmission("r-2", MOMENT, activity(), Map.of("score", MOMENT)));
    all.put("IntakeOutcome", intakeOutcome());
    all.put(
        "WaitingFact",
        new WaitingFact(
            "DEAL",
            "D-1",
            "UNKNOWN_OWNER",
            "credits[0].repId: found owner:hubspot:4711, expected a user who is mapped to a rep",
            "r-1",
            MOMENT,
            List.of("owner:hubspot:4711")));
    all.put("OwnerMapping", new OwnerMapping("hubspot", "4711", "rep-17", MOMENT));
    all.put("OrganizationRecord", new OrganizationRecord(7L, unit(), MOMENT));
    all.put("OrganizationRecord-rep", new OrganizationRecord(8L, rep(), MOMENT));
    all.put("ExchangeRate", exchangeRate());
    all.put("GoalDefinition", goalDefinition());
    all.put("GoalEvent", goalEvent());
    all.put("GoalProgress", goalProgress());
    all.put("AttainmentEvent", attainmentEvent());
    all.put("WorldChange", new WorldChange(41L, goalDefinition()));
    all.put(
        "WorldChange-organization",
        new WorldChange(42L, new OrganizationRecord(7L, unit(), MOMENT)));
    all.put("WorldChange-rate", new WorldChange(43L, exchangeRate()));
    all.put("JudgeInput", judgeInput(partial()));
    all.put("JudgeInput-goal", judgeInput(new GoalDefined("goal-1", 41L, goalDefinition())));
    all.put("JudgeInput-ids", judgeInput(new DistinctIds("goal-1", 7, List.of("C-9", "C-10"))));
    all.put("JudgeInput-watermark", judgeInput(new Watermark(43L)));
    return all;
  }

  public static Deal deal() {
    return Deal.newBuilder()
        .setId("D-1001")
        .setVersion(3)
        .setWithdrawn(false)
        .setStage(DealStage.WON)
        .setSourceStage("Closed won 赢单")
        .setAmount(six("125000.50"))
        .setMargin(six("-0.000001"))
        .setCurrency("EUR")
        .setQuantity(six("12"))
        .setType(DealType.NEW_BUSINESS)
        .setCustomerId("C-9")
        .setProductId("P-4")
        .setRegion("EMEA")
        .setSource("crm")
        .setCreatedOn(FIRST_DAY)
        .setExpectedCloseOn(DAY_AFTER)
        .setClosedOn(LAST_DAY)
        .setProbability(six("1"))
        .setCredits(
            List.of(
                new Credit("rep-anna", six("0.333333"), CreditKind.REVENUE),
                new Credit("rep-li", six("0.666667"), CreditKind.REVENUE),
                new Credit("rep-omar", six("0.5"), CreditKind.OVERLAY)))
        .setAttributes(Map.of("segment", "enterprise"))
        .setChangedAt(MOMENT)
        .setReceipt("r-1")
        .build();
  }

  private static Activity activity() {
    return Activity.newBuilder()
        .setId("A-2002")
        .setVersion(1)
        .setWithdrawn(true)
        .setType("MEETING")
        .setRepId("rep-li")
        .setCustomerId("C-9")
        .setDealId("D-1001")
        .setSource("calendar")
        .setOccurredAt(MOMENT)
        .setQuantity(six("1.5"))
        .setAmount(six("999999999999999999.999999"))
        .setCurrency("CNY")
        .setScore(six("4.25"))
        .setAttributes(Map.of("place", "Привет"))
        .setChangedAt(MOMENT)
        .setReceipt("r-2")
        .build();
  }

  private static IntakeOutcome intakeOutcome() {
    return IntakeOutcome.newBuilder()
        .setReceipt("r-3")
        .setFactKind("DEAL")
        .setFactId("D-1001")
        .setVersion(3)
        .setOutcome(Outcome.REJECTED)
        .setReason("VERSION_CONFLICT")
        .setDetail("found other content under version 3, expected a higher version")
        .setOrigin("intake.deals.v1-2@77")
        .setDecidedAt(MOMENT)
        .build();
  }

  private static Unit unit() {
    return Unit.newBuilder()
        .setId("unit-emea")
        .setName("EMEA")
        .setPlacements(List.of(new Placement("unit-company", FIRST_DAY, DAY_AFTER)))
        .setManagers(List.of(new Management("rep-omar", FIRST_DAY, DAY_AFTER)))
        .build();
  }

  private static Rep rep() {
    return Rep.newBuilder()
        .setId("rep-li")
        .setName("李娜")
        .setLocale("zh-Hans")
        .setZone("Asia/Shanghai")
        .setMemberships(List.of(new Membership("unit-emea", FIRST_DAY, DAY_AFTER)))
        .build();
  }

  private static ExchangeRate exchangeRate() {
    return new ExchangeRate("USD", "EUR", FIRST_DAY, new BigDecimal("0.921234567890"));
  }

  private static GoalDefinition goalDefinition() {
    return GoalDefinition.newBuilder()
        .setId("goal-1")
        .setRevision(2)
        .setState(GoalState.ACTIVE)
        .setName("Win rate EMEA")
        .setKind(GoalKind.TEAM)
        .setOwnerKind(OwnerKind.UNIT)
        .setOwnerId("unit-emea")
        .setMetric(metric())
        .setFilter(List.of(new Condition("region", Operator.NOT_IN, List.of("APAC"))))
        .setPeriodStart(FIRST_DAY)
        .setPeriodEnd(DAY_AFTER)
        .setZone("Europe/Berlin")
        .setBaseline(six("0.2"))
        .setTarget(six("0.3"))
        .setDirection(Direction.INCREASE)
        .setCurrency("EUR")
        .setThresholds(List.of(six("0.5"), six("0.8"), six("1")))
        .setLevels(List.of(new Level("STRETCH", six("0.32"))))
        .setRollingDays(30)
        .setLowerBound(six("0.2"))
        .setUpperBound(six("0.4"))
        .setObservation(Observation.MONTH)
        .setSeasons(List.of(new Season(FIRST_DAY, six("1")), new Season(LAST_DAY, six("2.5"))))
        .setWorkingCalendar(new WorkingCalendar(List.of("MONDAY", "FRIDAY"), List.of(FIRST_DAY)))
        .setPaceBands(new PaceBands(six("1"), six("0.9"), six("0.02")))
        .setGraceDays(10)
        .setEndingSoonDays(3)
        .setSilenceDays(7)
        .setCheckpoints(List.of(new Checkpoint("Mid-term", MOMENT, six("0.22"))))
        .setParentId("goal-0")
        .setChangedAt(MOMENT)
        .build();
  }

  private static MetricDefinition metric() {
    List<Condition> won = List.of(new Condition("stage", Operator.IN, List.of("WON")));
    List<Condition> closed = List.of(new Condition("stage", Operator.IN, List.of("WON", "LOST")));
    return MetricDefinition.newBuilder()
        .setId("win-rate")
        .setVersion(1)
        .setName("Win rate")
        .setAggregation(Aggregation.RATIO)
        .setUnit(MetricUnit.SHARE)
        .setSelection(new Selection(FactKind.DEAL, won, "one", "closedOn"))
        .setDenominator(new Selection(FactKind.DEAL, closed, "one", "closedOn"))
        .setDistinctField("customerId")
        .setComplement(true)
        .setUsualDirection(Direction.INCREASE)
        .build();
  }

  private static GoalEvent goalEvent() {
    return GoalEvent.newBuilder()
        .setEventId("goal-1/reached/1")
        .setKind(GoalEventKind.GOAL_REACHED)
        .setGoalId("goal-1")
        .setGoalName("Win rate EMEA")
        .setRevision(2)
        .setOwnerKind("UNIT")
        .setOwnerId("unit-emea")
        .setCausedBy("goal-1/1.000000/1")
        .setOccurredAt(MOMENT)
        .setBy("ana")
        .setReason("the new region")
        .setEdits(List.of(new TermEdit("target", "1000", "1200")))
        .setReward(
            new EarnedReward("Club trip", RewardKind.BONUS, six("500"), "EUR", six("1"), "STRETCH"))
        .build();
  }

  private static GoalProgress goalProgress() {
    return GoalProgress.newBuilder()
        .setGoalId("goal-1")
        .setRevision(2)
        .setSequence(15)
        .setGoalName("Win rate EMEA")
        .setOwnerKind("UNIT")
        .setOwnerId("unit-emea")
        .setMetricId("win-rate")
        .setMetricName("Win rate")
        .setMetricUnit("SHARE")
        .setCurrency("EUR")
        .setPeriodStart(FIRST_DAY)
        .setPeriodEnd(DAY_AFTER)
        .setZone("Europe/Berlin")
        .setDirection("INCREASE")
        .setTarget(six("0.3"))
        .setBaseline(six("0.2"))
        .setDataState(DataState.OK)
        .setValue(six("0.25"))
        .setNumerator(six("1"))
        .setDenominator(six("4"))
        .setAttainment(six("0.5"))
        .setGap(six("0.05"))
        .setExpected(six("0.298889"))
        .setPace(six("0.505617"))
        .setPaceStatus(PaceStatus.OFF_TRACK)
        .setAnnouncedPaceStatus(PaceStatus.AT_RISK)
        .setPaceChanges(2)
        .setNextDowngradeAt(MOMENT)
        .setFactCount(4)
        .setParkedFactCount(1)
        .setLevels(List.of(new LevelState(six("0.5"), true, 1L, MOMENT, "COMMIT", six("0.25"))))
        .setCause(cause())
        .setAsOf(MOMENT)
        .setRollingDays(30)
        .setLowerBound(six("0.2"))
        .setUpperBound(six("0.4"))
        .setPeriodsMet(2L)
        .setPeriodsObserved(3L)
        .setDenominatorFactCount(3)
        .setRemaining(six("0.05"))
        .setRunRate(six("0.002809"))
        .setRequiredRunRate(six("0.05"))
        .setRequirement(Requirement.REQUIRED)
        .setProjection(six("0.252809"))
        .setProjectionMethod(ProjectionMethod.RUN_RATE)
        .setPipeline(six("5000"))
        .setWeightedPipeline(six("2500.5"))
        .setCoverage(six("3.2"))
        .setCoverageState(CoverageState.OPEN)
        .setPhase(GoalPhase.FINAL)
        .setPhaseChanges(4)
        .setFinalResult(finalResult())
        .setAdjustment(adjustment())
        .setLastCreditedOn(LAST_DAY)
        .setSilent(true)
        .setSilences(1)
        .setCheckpoints(List.of(checkpoint()))
        .setCompleteness(
            new Completeness(SweepState.SWEEPING, List.of(new PartitionFacts(0, 1_000_000L))))
        .build();
  }

  private static FinalResult finalResult() {
    return new FinalResult(six("0.25"), six("0.5"), ResultOutcome.MISSED, 1L, MOMENT);
  }

  private static PriorPeriodAdjustment adjustment() {
    return new PriorPeriodAdjustment(1L, six("0.26"), six("0.6"), six("0.01"), cause(), MOMENT);
  }

  private static CheckpointState checkpoint() {
    return new CheckpointState("Mid-term", MOMENT, six("0.22"), six("0.21"), false);
  }

  private static Cause cause() {
    return new Cause(CauseKind.DEAL, "D-1001", 3L, six("0.1"), six("1"), MOMENT);
  }

  private static AttainmentEvent attainmentEvent() {
    return AttainmentEvent.newBuilder()
        .setEventId("goal-1/0.500000/1")
        .setKind(AttainmentEventKind.THRESHOLD_REACHED)
        .setGoalId("goal-1")
        .setRevision(2)
        .setGoalName("Win rate EMEA")
        .setOwnerKind("UNIT")
        .setOwnerId("unit-emea")
        .setMetricId("win-rate")
        .setMetricName("Win rate")
        .setMetricUnit("SHARE")
        .setCurrency("EUR")
        .setTarget(six("0.3"))
        .setThreshold(six("0.5"))
        .setCrossing(1)
        .setBefore(new Standing(six("0.24"), six("0.4"), PaceStatus.OFF_TRACK))
        .setAfter(new Standing(six("0.25"), six("0.5"), PaceStatus.AT_RISK))
        .setCause(cause())
        .setOccurredAt(MOMENT)
        .setLevelName("COMMIT")
        .setPeriodEnd(DAY_AFTER)
        .setFinalResult(finalResult())
        .setAdjustment(adjustment())
        .setSilentSince(LAST_DAY)
        .setCheckpoint(checkpoint())
        .build();
  }

  private static JudgeInput judgeInput(Object content) {
    return new JudgeInput(3, 4, content);
  }

  private static Partial partial() {
    Tally tally =
        new Tally(
            six("1"),
            six("4"),
            4L,
            3L,
            six("-1"),
            six("2"),
            new Latest(MOMENT, MOMENT, "A-2002", six("2")),
            List.of("C-9", "C-10"));
    return new Partial(
        "goal-1",
        41L,
        tally,
        List.of(new Bucket(FIRST_DAY, tally)),
        1L,
        six("5000"),
        six("2500.5"),
        LAST_DAY,
        1_000_000L,
        0,
        cause());
  }

  private static BigDecimal six(String number) {
    return new BigDecimal(number).setScale(6);
  }
}
