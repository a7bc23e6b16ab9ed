package io.goalstream.ingest.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a fact that is handed in. A higher version replaces; an equal version
 * with equal content is a duplicate, with other content a conflict; a lower version is stale. What
 * breaks a rule is rejected before any of this.
 */
public final class Admission {
  public static final String RULE_BROKEN = "RULE_BROKEN";
  public static final String VERSION_CONFLICT = "VERSION_CONFLICT";
  public static final String VERSION_STALE = "VERSION_STALE";
  public static final String ALREADY_ADMITTED = "ALREADY_ADMITTED";

  private Admission() {}

  /** What becomes of it. */
  public sealed interface Decision {
    /** It is the truth from now on. */
    record Accepted() implements Decision {}

    /** It was known already. */
    record Duplicate(String detail) implements Decision {}

    /** Something newer is known. */
    record Stale(String detail) implements Decision {}

    /** It cannot be admitted. */
    record Rejected(String reason, String detail) implements Decision {}
  }

  /**
   * Decides.
   *
   * @param admitted what was admitted last under the same id; a withdrawal counts
   * @param submitted what is handed in now
   */
  public static Decision decide(Optional<Fact> admitted, Fact submitted, Instant receivedAt) {
    List<Violation> violations = submitted.violations(receivedAt);
    if (!violations.isEmpty()) {
      String detail =
          violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
      return new Decision.Rejected(RULE_BROKEN, detail);
    }
    return admitted.map(last -> against(last, submitted)).orElseGet(Decision.Accepted::new);
  }

  private static Decision against(Fact last, Fact submitted) {
    if (submitted.version() > last.version()) {
      return new Decision.Accepted();
    }
    if (submitted.version() < last.version()) {
      return new Decision.Stale(
          "found version %d, but version %d is admitted already"
              .formatted(submitted.version(), last.version()));
    }
    return submitted.hasContentOf(last)
        ? new Decision.Duplicate("version %d is admitted already".formatted(last.version()))
        : new Decision.Rejected(
            VERSION_CONFLICT,
            "version %d is admitted already with other content; a change needs a higher version"
                .formatted(last.version()));
  }
}
