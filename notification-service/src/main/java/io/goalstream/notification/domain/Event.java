package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a goal.
 *
 * @param eventId the same at every repetition
 * @param metric what the goal counts; empty where the event does not say
 * @param currency ISO 4217, where the metric is money
 * @param target in the metric's unit; shares are fractions
 * @param level attainment as a fraction: 0.5 is 50 %; there for levels only
 * @param levelName of a level that has one, such as COMMIT
 * @param crossing orders what happened of one matter: the number of the crossing, change of pace,
 *     end or silence, or for what people do the milliseconds of its moment
 * @param occurredAt when it was judged or done
 */
public record Event(
    String eventId,
    EventKind kind,
    String goalId,
    String goalName,
    Owner owner,
    Optional<Metric> metric,
    Optional<String> currency,
    Optional<BigDecimal> target,
    Optional<BigDecimal> level,
    Optional<String> levelName,
    long crossing,
    Standing before,
    Standing after,
    Cause cause,
    Details details,
    Instant occurredAt) {

  /** Whose goal it is; kind is REP or UNIT. */
  public record Owner(String kind, String id) {
    public boolean isRep() {
      return kind.equals("REP");
    }
  }

  /** What is counted; unit is MONEY, COUNT, SHARE, DAYS, HOURS or SCORE. */
  public record Metric(String id, String name, String unit) {}

  /**
   * Where the goal stood.
   *
   * @param attainment as a fraction
   * @param pace ON_TRACK, AT_RISK, OFF_TRACK, NOT_STARTED or NOT_APPLICABLE; empty where the event
   *     does not say
   */
  public record Standing(
      Optional<BigDecimal> value, Optional<BigDecimal> attainment, Optional<String> pace) {
    public static final Standing UNKNOWN =
        new Standing(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Why the number changed; kind is DEAL, ACTIVITY, WITHDRAWAL, GOAL_CHANGE and so on. */
  public record Cause(
      String kind,
      Optional<String> id,
      Optional<BigDecimal> creditBefore,
      Optional<BigDecimal> creditAfter) {
    public static final Cause NONE =
        new Cause("NONE", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What only some kinds have.
   *
   * @param periodEnd the day after the last day of the period
   * @param silentSince the first day without a credit
   * @param difference the number as it would be now minus the result's
   * @param by who did it: a person's id
   * @param reason the reason that was given, the reward, or the praise
   */
  public record Details(
      Optional<LocalDate> periodEnd,
      Optional<LocalDate> silentSince,
      Optional<Checkpoint> checkpoint,
      Optional<BigDecimal> difference,
      Optional<String> by,
      Optional<String> reason,
      List<Edit> edits) {
    public static final Details NONE =
        new Details(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Details {
      edits = List.copyOf(edits);
    }
  }

  /** What had to be there at a moment, and what was. */
  public record Checkpoint(
      String name, Instant at, BigDecimal expected, Optional<BigDecimal> found) {}

  /** One value of the goal before and after, as texts. */
  public record Edit(String field, String before, String after) {}

  /** What it is about. */
  public Matter matter() {
    return kind.isLevel()
        ? Matter.of(level.orElse(BigDecimal.ZERO), levelName)
        : Matter.of(matterName());
  }

  private String matterName() {
    return switch (kind) {
      case LEVEL_REACHED, LEVEL_LOST -> "levels";
      case PACE_CHANGED -> "pace";
      case NOT_REACHED_BY ->
          details.checkpoint().map(it -> "checkpoint " + it.name() + " " + it.at()).orElse("");
      case NO_ACTIVITY -> "silence";
      case ENDING_SOON, ENDED, FINAL, RESULT_ADJUSTED -> kind.name();
      case PROPOSED,
          COUNTERED,
          COUNTER_DECLINED,
          ADJUSTMENT_REQUESTED,
          ADJUSTMENT_DECLINED,
          ADJUSTED,
          CANCELLED,
          CHILDREN_DIFFER,
          REVIEW_OVERDUE,
          PRAISED ->
          "event " + eventId;
      case REWARD_EARNED, REWARD_TAKEN_BACK -> "reward " + details.reason().orElse("");
    };
  }

  /** The levels of a goal speak of each other; every other matter is a thread of its own. */
  public String thread() {
    return matterName();
  }

  /** Levels that one change crosses at once have the same moment. */
  public String moment() {
    return goalId + " " + kind + " " + occurredAt + " " + cause.kind() + cause.id().orElse("");
  }

  /** A number as it is compared and kept: without zeros at its end. */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
