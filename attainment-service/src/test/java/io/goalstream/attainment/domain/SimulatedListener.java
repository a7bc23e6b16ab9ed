package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.AttainmentEvent.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Hears every event, and remembers what nobody may hear twice. */
final class SimulatedListener {
  private static final String NAMED = "level/";

  private final Map<String, Map<String, Set<String>>> ids = new HashMap<>();
  private final Map<String, Map<String, Long>> numbers = new HashMap<>();
  private final Set<String> named = new HashSet<>();

  /** A goal that is gone starts over when it comes back. */
  void forgets(String goalId) {
    ids.remove(goalId);
    numbers.remove(goalId);
    named.remove(goalId);
  }

  /** A level with a name that is gone starts over when it comes back. */
  void forgetsLevels(Progress progress) {
    Predicate<String> gone =
        key ->
            key.startsWith(NAMED)
                && progress.levels().stream()
                    .noneMatch(
                        level ->
                            level.name().filter(key.substring(NAMED.length())::equals).isPresent());
    ids.getOrDefault(progress.goal().id(), new HashMap<>()).keySet().removeIf(gone);
    numbers.getOrDefault(progress.goal().id(), new HashMap<>()).keySet().removeIf(gone);
  }

  void hears(List<AttainmentEvent> events) {
    for (AttainmentEvent event : events) {
      noIdIsHeardTwice(event);
      theNumbersOfAKeyGoUp(event);
      if (event.happening() instanceof Happening.LevelCrossed(LevelState level, _)) {
        assertThat(event.kind())
            .as("crossing %d of %s", event.crossing(), level)
            .isEqualTo(event.crossing() % 2 == 1 ? Kind.THRESHOLD_REACHED : Kind.THRESHOLD_LOST);
      }
    }
  }

  private void noIdIsHeardTwice(AttainmentEvent event) {
    Set<String> known =
        ids.computeIfAbsent(event.goal().id(), id -> new HashMap<>())
            .computeIfAbsent(event.happening().key(), key -> new HashSet<>());
    assertThat(known.add(event.id())).as("first hearing of %s", event).isTrue();
  }

  /**
   * By one. A level with a name may come to lie on a threshold, or leave it, and takes its number
   * along; then the next number is any higher one.
   */
  private void theNumbersOfAKeyGoUp(AttainmentEvent event) {
    String goalId = event.goal().id();
    if (!event.goal().levels().isEmpty()) {
      named.add(goalId);
    }
    Map<String, Long> known = numbers.computeIfAbsent(goalId, id -> new HashMap<>());
    String key = event.happening().key();
    long last = known.getOrDefault(key, 0L);
    if (named.contains(goalId)) {
      assertThat(event.crossing()).as("%s after %d", key, last).isGreaterThan(last);
    } else {
      assertThat(event.crossing()).as("%s after %d", key, last).isEqualTo(last + 1);
    }
    known.put(key, event.crossing());
  }
}
