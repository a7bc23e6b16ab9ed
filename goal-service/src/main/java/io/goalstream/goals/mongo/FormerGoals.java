package io.goalstream.goals.mongo;

import java.util.List;
import org.bson.Document;

/** Goals as they were kept before terms, negotiation and history were. */
final class FormerGoals {
  private static final String TERMS = "terms";

  private FormerGoals() {}

  /** The goal as it is kept now; one that is kept so already stays as it is. */
  static Document present(Document goal) {
    if (goal.containsKey(TERMS)) {
      return goal;
    }
    Object changedAt = goal.get("changedAt");
    return new Document("id", goal.get("id"))
        .append("revision", goal.get("revision"))
        .append("state", goal.get("state"))
        .append(TERMS, terms(goal))
        .append("adjustments", List.of())
        .append(
            "reaching",
            new Document("reached", goal.get("reached"))
                .append("at", goal.get("reachedAt"))
                .append("crossing", goal.get("reachedCrossing")))
        .append(
            "history",
            List.of(
                new Document("kind", "CREATED")
                    .append("by", "goalstream")
                    .append("at", changedAt)
                    .append("reason", "kept by an earlier version; its first steps are not known")
                    .append("edits", List.of())))
        .append("changedAt", changedAt);
  }

  private static Document terms(Document goal) {
    return new Document("name", goal.get("name"))
        .append("owner", goal.get("owner"))
        .append("metric", goal.get("metric"))
        .append("filter", goal.get("filter"))
        .append("period", goal.get("period"))
        .append(
            "aim",
            new Document("baseline", goal.get("baseline"))
                .append("target", goal.get("target"))
                .append("direction", goal.get("direction"))
                .append("currency", goal.get("currency"))
                .append("levels", List.of())
                .append("observation", "PERIOD"))
        .append("course", new Document("seasons", List.of()))
        .append(
            "watch",
            new Document("thresholds", goal.get("thresholds"))
                .append("graceDays", 5)
                .append("checkpoints", List.of()))
        .append(
            "place",
            new Document("parentId", goal.get("parentId"))
                .append("kind", goal.get("kind"))
                .append("weight", "1")
                .append("locked", false));
  }
}
