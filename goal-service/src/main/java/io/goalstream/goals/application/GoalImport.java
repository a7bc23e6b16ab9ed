package io.goalstream.goals.application;

import io.goalstream.goals.domain.CellError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Taking a sheet of goals in: how far it is, and what came of it.
 *
 * @param by who handed it in
 * @param rows how many there are
 * @param done how many of them are through with what it is at
 * @param errorCount how many cells are wrong; errors has the first of them
 * @param at when something was last heard of it
 * @param problem why it failed
 */
public record GoalImport(
    String id,
    String by,
    Instant startedAt,
    Settings settings,
    State state,
    int rows,
    int done,
    Tally tally,
    int errorCount,
    List<CellError> errors,
    Instant at,
    Optional<String> problem) {

  /** What it is at. */
  public enum State {
    /** Rows are looked at; nothing is changed yet. */
    CHECKING,
    /** All rows are good; goals are written. */
    WRITING,
    DONE,
    /** Something is wrong, and nothing is changed. */
    REFUSED,
    /** It ended early; goals that were written stay so, and the same sheet goes on from there. */
    FAILED;

    public boolean isOver() {
      return this == DONE || this == REFUSED || this == FAILED;
    }
  }

  /**
   * How it is done.
   *
   * @param dryRun whether it only says what would be
   * @param approve whether adjustments of active goals are approved at once, not only asked for
   * @param exception whether they are approved also where the policy is against them; imports of
   *     before that could be said do not have it
   */
  public record Settings(boolean dryRun, boolean approve, Optional<Boolean> exception) {
    boolean isException() {
      return exception.orElse(false);
    }
  }

  /** What became of the rows. */
  public record Tally(int created, int changed, int unchanged) {
    static final Tally NOTHING = new Tally(0, 0, 0);
  }

  GoalImport at(State next, int through, Instant now) {
    return new GoalImport(
        id, by, startedAt, settings, next, rows, through, tally, errorCount, errors, now, problem);
  }

  GoalImport found(Tally found, int wrong, List<CellError> first) {
    return new GoalImport(
        id, by, startedAt, settings, state, rows, done, found, wrong, first, at, problem);
  }

  GoalImport failed(String why, Instant now) {
    return new GoalImport(
        id,
        by,
        startedAt,
        settings,
        State.FAILED,
        rows,
        done,
        tally,
        errorCount,
        errors,
        now,
        Optional.of(why));
  }
}
