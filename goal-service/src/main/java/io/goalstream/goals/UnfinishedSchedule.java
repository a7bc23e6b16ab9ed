package io.goalstream.goals;

import io.goalstream.goals.application.Answers;
import io.goalstream.goals.application.Breakdowns;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.PartAwayException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks for what was decided and is not carried out yet: adjustments whose day has come, breakdowns
 * that a stop interrupted, sums that nobody looked at, reviews that nobody held, and answers that
 * are kept long enough.
 */
final class UnfinishedSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedSchedule.class);

  private final Goals goals;
  private final Breakdowns breakdowns;
  private final Answers answers;
  private final Clock clock;

  UnfinishedSchedule(Goals goals, Breakdowns breakdowns, Answers answers, Clock clock) {
    this.goals = goals;
    this.breakdowns = breakdowns;
    this.answers = answers;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 3_600_000)
  void forgetAnswers() {
    carryOut(
        "Answers of yesterday",
        () -> answers.forgetBefore(clock.instant().minus(Duration.ofDays(1))));
  }

  @Scheduled(fixedDelay = 60_000)
  void applyDueAdjustments() {
    carryOut("Adjustments that are due", goals::applyDueAdjustments);
  }

  @Scheduled(fixedDelay = 600_000)
  void checkSums() {
    carryOut("The sums of goals that were broken down", goals::checkAllSums);
  }

  @Scheduled(fixedDelay = 300_000)
  void chaseReviews() {
    carryOut("Reviews that are overdue", goals::chaseReviews);
  }

  @Scheduled(fixedDelay = 5_000)
  void finishBreakdowns() {
    carryOut("Breakdowns that were decided", breakdowns::resume);
  }

  private static void carryOut(String what, Runnable work) {
    try {
      work.run();
    } catch (PartAwayException e) {
      LOG.warn("{} wait: {}", what, e.getMessage());
    }
  }
}
