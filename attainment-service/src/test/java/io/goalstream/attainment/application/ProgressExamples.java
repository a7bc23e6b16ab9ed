package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Recount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Progress of which a test says only what matters to it. */
public final class ProgressExamples {
  private ProgressExamples() {}

  /** A rep's revenue of the first half of 2026; value and attainment are the number. */
  public static ProgressView of(String goalId, String repId, @Nullable String number) {
    return of(goalId, repId, number, 1);
  }

  /** The same as it was published later. */
  public static ProgressView of(
      String goalId, String repId, @Nullable String number, long sequence) {
    BigDecimal value = number == null ? null : new BigDecimal(number);
    return new ProgressView(
        goalId,
        1,
        sequence,
        "Goal " + goalId,
        new ProgressView.OwnerView("REP", repId),
        new ProgressView.MetricView("revenue", "Revenue", "MONEY"),
        "EUR",
        new ProgressView.PeriodView(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2026-07-01"), "UTC", null),
        "INCREASE",
        new BigDecimal("1000"),
        null,
        null,
        value == null ? "NO_DATA" : "OK",
        value,
        null,
        null,
        value,
        value,
        null,
        value,
        value,
        "ON_TRACK",
        "ON_TRACK",
        1,
        null,
        1,
        0,
        0,
        outlook(value),
        List.of(),
        RUNNING,
        NOT_SILENT,
        List.of(),
        COMPLETE,
        CAUSE,
        Instant.parse("2026-05-06T12:00:00Z"));
  }

  private static final ProgressView.CauseView CAUSE =
      new ProgressView.CauseView("TIME", null, null, null, null);
  private static final ProgressView.LifeView RUNNING =
      new ProgressView.LifeView("RUNNING", 0, null, null);
  private static final ProgressView.SilenceView NOT_SILENT =
      new ProgressView.SilenceView(null, false, 0);
  private static final ProgressView.CompletenessView COMPLETE =
      new ProgressView.CompletenessView("COMPLETE", List.of());

  private static ProgressView.OutlookView outlook(@Nullable BigDecimal number) {
    return new ProgressView.OutlookView(
        number,
        number,
        number,
        number == null ? "NOT_APPLICABLE" : "REQUIRED",
        number,
        number == null ? "NONE" : "RUN_RATE",
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        number,
        number == null ? "NOT_APPLICABLE" : "OPEN");
  }

  /** The same in another phase; with a result that is the number before. */
  public static ProgressView finished(
      ProgressView view, ProgressView.@Nullable AdjustmentView adjustment) {
    return with(
        view,
        new ProgressView.LifeView(
            "FINAL",
            3,
            new ProgressView.ResultView(
                view.value(),
                view.attainment(),
                "MISSED",
                0,
                Instant.parse("2026-07-06T00:00:00Z")),
            adjustment),
        view.silence(),
        view.completeness());
  }

  /** What came after a result. */
  public static ProgressView.AdjustmentView adjustment(
      @Nullable String value, @Nullable String attainment, String difference) {
    return new ProgressView.AdjustmentView(
        1,
        value == null ? null : new BigDecimal(value),
        attainment == null ? null : new BigDecimal(attainment),
        new BigDecimal(difference),
        CAUSE,
        Instant.parse("2026-07-08T00:00:00Z"));
  }

  /** The same while it is counted anew. */
  public static ProgressView sweeping(ProgressView view) {
    return with(
        view,
        view.life(),
        view.silence(),
        new ProgressView.CompletenessView("SWEEPING", List.of()));
  }

  /** The same, where nothing is credited any more. */
  public static ProgressView silent(ProgressView view) {
    return with(
        view,
        view.life(),
        new ProgressView.SilenceView(LocalDate.parse("2026-05-01"), true, 1),
        view.completeness());
  }

  private static ProgressView with(
      ProgressView view,
      ProgressView.LifeView life,
      ProgressView.SilenceView silence,
      ProgressView.@Nullable CompletenessView completeness) {
    return new ProgressView(
        view.goalId(),
        view.revision(),
        view.sequence(),
        view.goalName(),
        view.owner(),
        view.metric(),
        view.currency(),
        view.period(),
        view.direction(),
        view.target(),
        view.baseline(),
        view.bounds(),
        view.dataState(),
        view.value(),
        view.numerator(),
        view.denominator(),
        view.attainment(),
        view.gap(),
        view.compliance(),
        view.expected(),
        view.pace(),
        view.paceStatus(),
        view.announcedPaceStatus(),
        view.paceChanges(),
        view.nextDowngradeAt(),
        view.factCount(),
        view.denominatorFactCount(),
        view.parkedFactCount(),
        view.outlook(),
        view.levels(),
        life,
        silence,
        view.checkpoints(),
        completeness,
        view.cause(),
        view.asOf());
  }

  /** Revenue of one deal, of a target of 1000, as the judge says it. */
  static ProgressView revenue(String goalId, String value) {
    Goal goal = TestLedger.goal(1, Goal.Owner.rep("ann"), TestLedger.revenue(), "1000");
    Recount recount = new Recount(goal);
    TestLedger ledger = new TestLedger();
    recount.add(
        new CreditRule(goal)
            .credit(
                TestLedger.deal("d1", 1, value, "2026-03-10", "ann"),
                ledger.reading().world().organization(),
                ledger.reading().world().rates()));
    return of(goal, recount.at(Instant.parse("2026-05-06T12:00:00Z")));
  }

  /** The progress that the domain's figures say; nothing else of it matters. */
  static ProgressView of(Goal goal, Figures figures) {
    ProgressView view = of(goal.id(), "ann", null);
    Counted counted = Counted.of(figures);
    return new ProgressView(
        view.goalId(),
        goal.revision(),
        view.sequence(),
        view.goalName(),
        view.owner(),
        view.metric(),
        view.currency(),
        view.period(),
        view.direction(),
        view.target(),
        view.baseline(),
        view.bounds(),
        figures.dataState().name(),
        counted.value(),
        counted.numerator(),
        counted.denominator(),
        counted.attainment(),
        view.gap(),
        figures
            .compliance()
            .map(all -> new ProgressView.ComplianceView(all.met(), all.observed()))
            .orElse(null),
        view.expected(),
        view.pace(),
        view.paceStatus(),
        view.announcedPaceStatus(),
        view.paceChanges(),
        view.nextDowngradeAt(),
        counted.factCount(),
        counted.denominatorFactCount(),
        counted.parkedFactCount(),
        new ProgressView.OutlookView(
            null,
            null,
            null,
            "NOT_APPLICABLE",
            null,
            "NONE",
            counted.pipeline(),
            counted.weightedPipeline(),
            null,
            "NOT_APPLICABLE"),
        view.levels(),
        view.life(),
        view.silence(),
        view.checkpoints(),
        view.completeness(),
        view.cause(),
        view.asOf());
  }
}
