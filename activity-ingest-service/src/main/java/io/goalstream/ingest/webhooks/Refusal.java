package io.goalstream.ingest.webhooks;

/**
 * Why a call is not believed.
 *
 * @param reason a stable word, for counting
 * @param detail what was found and what was expected, without any secret
 */
public record Refusal(Reason reason, String detail) {
  /** What is wrong with a call. */
  public enum Reason {
    MISSING,
    OUTDATED,
    WRONG,
    ELSEWHERE
  }

  static Refusal missing(String header) {
    return new Refusal(Reason.MISSING, "found no %s, expected one".formatted(header));
  }

  static Refusal wrong(String what) {
    return new Refusal(Reason.WRONG, "found another %s than expected".formatted(what));
  }
}
