package io.goalstream.notification.domain.rule;

import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who hears of what, when and how.
 *
 * @param unitId the unit for whose goals, and those of everything below it, the rule is; empty for
 *     the whole company
 * @param when for e-mail and channels; an inbox has everything at once
 * @param cooldown for how long the same subject of the same goal is held back after a message;
 *     corrections never are
 * @param version raised by one at every change
 */
public record Rule(
    String id,
    String name,
    boolean enabled,
    Optional<String> unitId,
    Condition what,
    List<Who> who,
    Timing when,
    Set<Way> ways,
    Duration cooldown,
    Pick pick,
    long version) {
  public Rule {
    who = List.copyOf(who);
    ways = Set.copyOf(ways);
  }

  /** What is told of several levels that one change crosses. */
  public enum Pick {
    HIGHEST,
    EACH
  }

  /**
   * What has to have happened; an empty set allows everything.
   *
   * @param fromLevel the lowest level that is told, as a fraction; it counts
   * @param paces the new pace
   * @param ownerKind REP or UNIT
   */
  public record Condition(
      Set<EventKind> kinds,
      Optional<BigDecimal> fromLevel,
      Set<String> paces,
      Set<String> metricIds,
      Set<String> goalIds,
      Optional<String> ownerKind) {
    public Condition {
      kinds = Set.copyOf(kinds);
      paces = Set.copyOf(paces);
      metricIds = Set.copyOf(metricIds);
      goalIds = Set.copyOf(goalIds);
    }

    /** Every event of these kinds. */
    public static Condition of(Set<EventKind> kinds) {
      return new Condition(kinds, Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.empty());
    }

    /** Whether the event is one of them. */
    public boolean matches(Event event) {
      return allows(kinds, event.kind())
          && allows(goalIds, event.goalId())
          && (metricIds.isEmpty()
              || event.metric().map(it -> metricIds.contains(it.id())).orElse(false))
          && ownerKind.map(kind -> kind.equals(event.owner().kind())).orElse(true)
          && (!event.kind().isLevel() || reachesUp(event))
          && (event.kind() != EventKind.PACE_CHANGED
              || allows(paces, event.after().pace().orElse("")));
    }

    private boolean reachesUp(Event event) {
      return fromLevel.isEmpty()
          || event.level().map(it -> it.compareTo(fromLevel.get()) >= 0).orElse(false);
    }

    private static <T> boolean allows(Set<T> set, T value) {
      return set.isEmpty() || set.contains(value);
    }
  }
}
