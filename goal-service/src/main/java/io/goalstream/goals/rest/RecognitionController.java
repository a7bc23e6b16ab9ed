package io.goalstream.goals.rest;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Praise;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.access.Action;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was earned and praised, over all goals that the caller may see. */
@RestController
@RequestMapping("/api/v1/recognition")
class RecognitionController {
  private final Goals goals;
  private final Searching searching;

  RecognitionController(Goals goals, Searching searching) {
    this.goals = goals;
    this.searching = searching;
  }

  /**
   * What was earned and praised for a page of goals.
   *
   * @param next the path of the next page; none after the last one
   */
  record Recognition(List<EarningView> earnings, List<PraiseView> praise, @Nullable String next) {}

  /**
   * The last word on a reward.
   *
   * @param earned false if it was taken back
   */
  record EarningView(
      String goalId,
      String goalName,
      Terms.Owner owner,
      String reward,
      Reward.@Nullable Kind kind,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      BigDecimal threshold,
      @Nullable String level,
      boolean earned,
      Instant at) {
    static EarningView of(Goal goal, Reward.Earning earning) {
      return new EarningView(
          goal.id(),
          goal.terms().name(),
          goal.terms().owner(),
          earning.reward(),
          earning.kind().orElse(null),
          earning.amount().orElse(null),
          earning.currency().orElse(null),
          earning.threshold(),
          earning.level().orElse(null),
          earning.earned(),
          earning.at());
    }
  }

  record PraiseView(
      String goalId,
      String goalName,
      Terms.Owner owner,
      String text,
      @Nullable String badge,
      String by,
      Instant at) {
    static PraiseView of(Goal goal, Praise praise) {
      return new PraiseView(
          goal.id(),
          goal.terms().name(),
          goal.terms().owner(),
          praise.text(),
          praise.badge().orElse(null),
          praise.by(),
          praise.at());
    }
  }

  @GetMapping
  Recognition some(
      Searching.Search search, @RequestParam(defaultValue = "100") int limit, Caller caller) {
    Pages.check(limit);
    List<Goal> found =
        goals
            .search(
                searching
                    .query(search, caller.owners(Action.READ_GOALS), limit + 1)
                    .onlyRecognised())
            .stream()
            .map(Stored::value)
            .toList();
    List<Goal> page = found.subList(0, Math.min(limit, found.size()));
    return new Recognition(
        page.stream()
            .flatMap(
                goal -> Rewards.latest(goal).stream().map(earning -> EarningView.of(goal, earning)))
            .toList(),
        page.stream()
            .flatMap(goal -> Praise.of(goal).stream().map(praise -> PraiseView.of(goal, praise)))
            .toList(),
        found.size() > limit ? Pages.next(page.getLast().id()) : null);
  }
}
