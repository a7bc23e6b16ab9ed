package io.goalstream.goals.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody said of the owner's work for a goal.
 *
 * @param badge what came with it
 * @param by the id of a person
 */
public record Praise(String text, Optional<String> badge, String by, Instant at) {
  static final String BADGE = "badge";

  /** All that the goal's history tells of, oldest first. */
  public static List<Praise> of(Goal goal) {
    return goal.history().stream()
        .filter(step -> step.kind() == Step.Kind.PRAISED)
        .map(
            step ->
                new Praise(
                    step.reason().orElse(""),
                    step.edits().stream()
                        .filter(edit -> edit.field().equals(BADGE))
                        .map(Step.Edit::after)
                        .findFirst(),
                    step.by(),
                    step.at()))
        .toList();
  }
}
