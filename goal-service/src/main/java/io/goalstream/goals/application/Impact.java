package io.goalstream.goals.application;

import io.goalstream.goals.domain.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What an adjustment would mean.
 *
 * @param edits what would be another value
 * @param preview where the goal would stand and what would be announced
 * @param parentGap what the children of the goal above would add up to, against what they should
 * @param objection why the policy does not allow it without an exception
 */
public record Impact(
    List<Step.Edit> edits,
    Previews.Preview preview,
    Optional<ParentGap> parentGap,
    Optional<String> objection) {

  /**
   * The sum of the goals below the goal above, minus what it should be.
   *
   * @param goalId the goal above
   */
  public record ParentGap(String goalId, BigDecimal before, BigDecimal after) {}
}
