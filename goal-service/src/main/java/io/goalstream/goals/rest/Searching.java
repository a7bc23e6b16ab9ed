package io.goalstream.goals.rest;

import io.goalstream.goals.application.GoalQuery;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Violation;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which goals somebody looks for. */
@Component
final class Searching {
  private final Members members;

  Searching(Members members) {
    this.members = members;
  }

  /** What is looked for, as parameters of the address. */
  record Search(
      @Nullable String ownerId,
      @Nullable String unitId,
      @Nullable String metricId,
      @Nullable String parentId,
      @Nullable Set<Goal.State> state,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String text,
      GoalQuery.@Nullable WaitingFor waitingFor,
      @Nullable String after) {}

  /**
   * The question to what is kept.
   *
   * @param allowed whose goals may be found; empty for everybody's
   * @param limit the most goals to answer
   */
  GoalQuery query(Search search, Optional<Set<String>> allowed, int limit) {
    Optional<String> text = Optional.ofNullable(search.text()).filter(part -> !part.isBlank());
    if (text.filter(part -> part.chars().anyMatch(Character::isISOControl)).isPresent()) {
      throw new RefusedException(
          List.of(new Violation("text", "a control character", "letters, digits and marks")));
    }
    return new GoalQuery(
        common(allowed, owners(search)),
        Optional.ofNullable(search.metricId()),
        Optional.ofNullable(search.parentId()).map(Set::of),
        Optional.ofNullable(search.state()).orElseGet(Set::of),
        Optional.ofNullable(search.from()),
        Optional.ofNullable(search.until()),
        text,
        Optional.ofNullable(search.waitingFor()),
        false,
        Optional.ofNullable(search.after()),
        limit);
  }

  private Optional<Set<String>> owners(Search search) {
    Optional<String> owner = Optional.ofNullable(search.ownerId());
    Optional<Set<String>> subtree =
        Optional.ofNullable(search.unitId())
            .map(
                unit ->
                    members(unit, search)
                        .orElseThrow(() -> RefusedException.unknown("unit", unit)));
    return subtree
        .map(ids -> owner.map(id -> ids.contains(id) ? Set.of(id) : Set.<String>of()).orElse(ids))
        .or(() -> owner.map(Set::of));
  }

  /** The members of today, or of any of the days that are looked at. */
  private Optional<Set<String>> members(String unit, Search search) {
    return search.from() == null && search.until() == null
        ? members.subtree(unit)
        : members.subtree(
            unit,
            Optional.ofNullable(search.from()).orElse(Days.FIRST),
            Optional.ofNullable(search.until()).orElse(Days.END));
  }

  /** Whose goals are both allowed and looked for; empty for everybody's. */
  static Optional<Set<String>> common(
      Optional<Set<String>> allowed, Optional<Set<String>> lookedFor) {
    if (allowed.isEmpty() || lookedFor.isEmpty()) {
      return allowed.or(() -> lookedFor);
    }
    Set<String> both = new HashSet<>(lookedFor.get());
    both.retainAll(allowed.get());
    return Optional.of(both);
  }
}
