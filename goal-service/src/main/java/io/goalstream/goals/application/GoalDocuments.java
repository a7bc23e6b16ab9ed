package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import java.util.List;
import java.util.Set;

/** Goals, which can also be searched. */
public interface GoalDocuments extends Documents<Goal> {
  /** Goals that meet the query, in the order of their ids. */
  List<Stored<Goal>> search(GoalQuery query);

  /** The ids of goals that begin so. */
  Set<String> idsStartingWith(String prefix);

  /** Goals with an approved adjustment that is not applied yet, in the order of their ids. */
  List<Stored<Goal>> withApprovedAdjustments();

  /** Goals that count, are not final, and are or were to be reviewed, in the order of their ids. */
  List<Stored<Goal>> withReviews();

  /** The ids of goals that others name as the one above them, or that were broken down. */
  Set<String> idsOfWholes();
}
