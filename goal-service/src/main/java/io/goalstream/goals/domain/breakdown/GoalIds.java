package io.goalstream.goals.domain.breakdown;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of goals that come of breaking down: the same place always has the same id. */
final class GoalIds {
  private static final int LONGEST = 100;

  private GoalIds() {}

  static String below(String goalId, String segment) {
    String readable = goalId + ":" + segment;
    return readable.length() <= LONGEST
        ? readable
        : UUID.nameUUIDFromBytes(readable.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
