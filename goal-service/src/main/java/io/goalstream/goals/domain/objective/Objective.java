package io.goalstream.goals.domain.objective;

import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Texts;
import io.goalstream.goals.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants to achieve, in words, with the goals that show whether it was.
 *
 * @param parentId the objective that this one is aligned with
 * @param keyResults goals with their weights against each other; there may be none where others are
 *     aligned with it
 * @param changedBy who changed it last
 */
public record Objective(
    String id,
    String name,
    Optional<String> why,
    Terms.Owner owner,
    Kind kind,
    Optional<String> parentId,
    List<KeyResult> keyResults,
    boolean closed,
    String changedBy,
    Instant changedAt) {
  private static final int MOST_KEY_RESULTS = 20;

  /** How much of it has to be achieved to count as a success. */
  public enum Kind {
    /** All of it. */
    COMMITTED,
    /** 0.7 of it: whoever achieves all did not aim high. */
    ASPIRATIONAL;

    BigDecimal success() {
      return switch (this) {
        case COMMITTED -> BigDecimal.ONE;
        case ASPIRATIONAL -> new BigDecimal("0.7");
      };
    }
  }

  /** A goal, and how much it weighs; above 0. */
  public record KeyResult(String goalId, BigDecimal weight) {}

  /** What an objective may refer to. */
  public interface References {
    boolean hasOwner(Terms.Owner owner);

    boolean hasGoal(String goalId);

    Optional<Objective> objective(String id);
  }

  /** Everything that is wrong with it at once. */
  public List<Violation> violations(References references) {
    List<Violation> violations = new ArrayList<>();
    if (!id.matches("[A-Za-z0-9._:-]{1,100}")) {
      violations.add(new Violation("id", id, "1 to 100 letters, digits or . _ : -"));
    }
    Texts.name("name", name, "what is to be achieved").ifPresent(violations::add);
    Texts.optional("why", why).ifPresent(violations::add);
    if (!references.hasOwner(owner)) {
      violations.add(
          new Violation("owner", owner.kind() + "/" + owner.id(), "a known rep or unit"));
    }
    parentId.ifPresent(parent -> checkParent(parent, references, violations));
    checkKeyResults(references, violations);
    return List.copyOf(violations);
  }

  private void checkParent(String parent, References references, List<Violation> violations) {
    Set<String> seen = new HashSet<>(Set.of(id));
    Optional<String> above = Optional.of(parent);
    if (references.objective(parent).isEmpty() && !parent.equals(id)) {
      violations.add(new Violation("parentId", parent, "the id of a known objective"));
    }
    while (above.isPresent()) {
      if (!seen.add(above.get())) {
        violations.add(
            new Violation(
                "parentId", parent, "an objective that is neither this one nor below it"));
        return;
      }
      above = references.objective(above.get()).flatMap(Objective::parentId);
    }
  }

  private void checkKeyResults(References references, List<Violation> violations) {
    if (keyResults.size() > MOST_KEY_RESULTS) {
      violations.add(
          new Violation(
              "keyResults",
              keyResults.size() + " key results",
              "at most %d".formatted(MOST_KEY_RESULTS)));
    }
    Set<String> goals = new HashSet<>();
    for (int i = 0; i < keyResults.size(); i++) {
      KeyResult keyResult = keyResults.get(i);
      String field = "keyResults[%d].".formatted(i);
      if (!references.hasGoal(keyResult.goalId())) {
        violations.add(
            new Violation(field + "goalId", keyResult.goalId(), "the id of a known goal"));
      }
      if (!goals.add(keyResult.goalId())) {
        violations.add(
            new Violation(field + "goalId", keyResult.goalId(), "a goal that is not named twice"));
      }
      if (keyResult.weight().signum() <= 0
          || !Numbers.fits(keyResult.weight(), Numbers.LEVEL_DIGITS)) {
        violations.add(
            new Violation(
                field + "weight",
                Numbers.shown(keyResult.weight()),
                "more than 0 and below 1000000"));
      }
    }
  }
}
