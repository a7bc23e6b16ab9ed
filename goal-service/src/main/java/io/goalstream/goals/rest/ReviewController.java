package io.goalstream.goals.rest;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Guarded;
import io.goalstream.goals.application.Standing;
import io.goalstream.goals.application.Standings;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.rest.GoalJson.GoalView;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looking at goals together, praising, and what reaching them earns. */
@RestController
@RequestMapping("/api/v1/goals/{id}")
class ReviewController {
  private final Goals goals;
  private final Standings standings;

  ReviewController(Goals goals, Standings standings) {
    this.goals = goals;
    this.standings = standings;
  }

  record RemarkBody(
      Review.Remark.@Nullable Kind kind, @Nullable String text, @Nullable LocalDate dueOn) {}

  record ClosingBody(@Nullable String summary) {}

  record ReviewList(List<ReviewView> reviews) {}

  /** A review as it is answered. */
  record ReviewView(
      String id,
      boolean open,
      LocalDate dueOn,
      @Nullable SnapshotView snapshot,
      List<RemarkView> remarks,
      String openedBy,
      Instant openedAt,
      @Nullable String summary,
      @Nullable String closedBy,
      @Nullable Instant closedAt) {
    static ReviewView of(Review review) {
      return new ReviewView(
          review.id(),
          review.isOpen(),
          review.dueOn(),
          review.snapshot().map(SnapshotView::of).orElse(null),
          review.remarks().stream().map(RemarkView::of).toList(),
          review.openedBy(),
          review.openedAt(),
          review.summary().orElse(null),
          review.closedBy().orElse(null),
          review.closedAt().orElse(null));
    }
  }

  record SnapshotView(
      @Nullable BigDecimal value,
      @Nullable BigDecimal attainment,
      @Nullable BigDecimal expected,
      String paceStatus,
      Instant asOf) {
    static SnapshotView of(Review.Snapshot snapshot) {
      return new SnapshotView(
          snapshot.value().orElse(null),
          snapshot.attainment().orElse(null),
          snapshot.expected().orElse(null),
          snapshot.paceStatus(),
          snapshot.asOf());
    }
  }

  record RemarkView(
      Review.Remark.Kind kind, String text, String by, Instant at, @Nullable LocalDate dueOn) {
    static RemarkView of(Review.Remark remark) {
      return new RemarkView(
          remark.kind(), remark.text(), remark.by(), remark.at(), remark.dueOn().orElse(null));
    }
  }

  record RewardBody(
      @Nullable String name,
      Reward.@Nullable Kind kind,
      @Nullable BigDecimal threshold,
      @Nullable String level,
      @Nullable BigDecimal amount,
      @Nullable String currency) {}

  record RewardsBody(@Nullable List<@Nullable RewardBody> rewards) {}

  /**
   * What can be earned, and what was.
   *
   * @param earnings oldest first; earned is false where an earning was taken back
   */
  record RewardsView(List<RewardView> rewards, List<Reward.Earning> earnings) {
    static RewardsView of(Goal goal) {
      return new RewardsView(
          goal.rewards().stream()
              .map(
                  reward ->
                      new RewardView(
                          reward.name(),
                          reward.kind(),
                          reward.threshold().orElse(null),
                          reward.level().orElse(null),
                          reward.amount().orElse(null),
                          reward.currency().orElse(null),
                          Rewards.last(goal, reward).map(Reward.Earning::earned).orElse(false)))
              .toList(),
          goal.earnings());
    }
  }

  record RewardView(
      String name,
      Reward.Kind kind,
      @Nullable BigDecimal threshold,
      @Nullable String level,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      boolean earned) {}

  record PraiseBody(@Nullable String text, @Nullable String badge) {}

  @GetMapping("/reviews")
  ReviewList reviews(@PathVariable String id, Caller caller) {
    return new ReviewList(
        caller.goal(Action.READ_GOALS, id).value().reviews().stream().map(ReviewView::of).toList());
  }

  @GetMapping("/reviews/{reviewId}")
  ResponseEntity<ReviewView> review(
      @PathVariable String id, @PathVariable String reviewId, Caller caller) {
    return view(caller.goal(Action.READ_GOALS, id), reviewId);
  }

  @PostMapping("/reviews")
  ResponseEntity<ReviewView> open(@PathVariable String id, Caller caller) {
    caller.goal(Action.REVIEW_GOALS, id);
    Optional<Review.Snapshot> snapshot = standings.find(id).map(ReviewController::snapshot);
    Stored<Goal> goal =
        RefusedException.unless(goals.openReview(Guarded.any(id), snapshot, caller.actor()));
    Review opened = goal.value().reviews().getLast();
    return ResponseEntity.created(
            URI.create("/api/v1/goals/%s/reviews/%s".formatted(id, opened.id())))
        .eTag(ETags.of(goal))
        .body(ReviewView.of(opened));
  }

  private static Review.Snapshot snapshot(Standing standing) {
    return new Review.Snapshot(
        standing.value(),
        standing.attainment(),
        standing.expected(),
        standing.paceStatus(),
        standing.asOf());
  }

  @PostMapping("/reviews/{reviewId}/remarks")
  ResponseEntity<ReviewView> remark(
      @PathVariable String id,
      @PathVariable String reviewId,
      @RequestBody RemarkBody body,
      Caller caller) {
    caller.goal(Action.REMARK_IN_REVIEWS, id);
    Stored<Goal> goal =
        RefusedException.unless(
            goals.remark(
                Guarded.any(id),
                reviewId,
                Optional.ofNullable(body.kind()).orElse(Review.Remark.Kind.NOTE),
                Optional.ofNullable(body.text()).orElse(""),
                Optional.ofNullable(body.dueOn()),
                caller.actor()));
    return view(goal, reviewId);
  }

  @PostMapping("/reviews/{reviewId}/closing")
  ResponseEntity<ReviewView> close(
      @PathVariable String id,
      @PathVariable String reviewId,
      @RequestBody ClosingBody body,
      Caller caller) {
    caller.goal(Action.REVIEW_GOALS, id);
    String summary = Optional.ofNullable(body.summary()).orElse("");
    Stored<Goal> goal =
        RefusedException.unless(
            goals.closeReview(Guarded.any(id), reviewId, summary, caller.actor()));
    return view(goal, reviewId);
  }

  private static ResponseEntity<ReviewView> view(Stored<Goal> goal, String reviewId) {
    ReviewView view =
        goal.value().reviews().stream()
            .filter(review -> review.id().equals(reviewId))
            .map(ReviewView::of)
            .findFirst()
            .orElseThrow(() -> RefusedException.unknown("review", reviewId));
    return ResponseEntity.ok().eTag(ETags.of(goal)).body(view);
  }

  @GetMapping("/rewards")
  RewardsView rewards(@PathVariable String id, Caller caller) {
    return RewardsView.of(caller.goal(Action.READ_GOALS, id).value());
  }

  /** Replaces what can be earned. */
  @PutMapping("/rewards")
  ResponseEntity<RewardsView> setRewards(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody RewardsBody body,
      Caller caller) {
    caller.goal(Action.SET_GOALS, id);
    List<Reward> rewards = new ArrayList<>();
    for (RewardBody reward : TermsBody.present(body.rewards(), "rewards", "an object")) {
      String field = "rewards[%d].".formatted(rewards.size());
      rewards.add(
          new Reward(
              Optional.ofNullable(reward.name()).orElse(""),
              TermsBody.given(reward.kind(), field + "kind", "BONUS, BADGE or RECOGNITION"),
              Optional.ofNullable(reward.threshold()),
              Optional.ofNullable(reward.level()),
              Optional.ofNullable(reward.amount()),
              Optional.ofNullable(reward.currency())));
    }
    Stored<Goal> goal =
        RefusedException.unless(
            goals.setRewards(
                ETags.guarded(id, ifMatch), rewards, standings.find(id), caller.actor()));
    return ResponseEntity.ok().eTag(ETags.of(goal)).body(RewardsView.of(goal.value()));
  }

  @PostMapping("/praise")
  ResponseEntity<GoalView> praise(
      @PathVariable String id, @RequestBody PraiseBody body, Caller caller) {
    caller.goal(Action.PRAISE, id);
    String text = Optional.ofNullable(body.text()).orElse("");
    return GoalController.answer(
        RefusedException.unless(
            goals.praise(
                Guarded.any(id), text, Optional.ofNullable(body.badge()), caller.actor())));
  }
}
