package io.goalstream.goals.application;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers by owner and first day; nothing is known of others. */
public final class FakePreviews implements Previews {
  private final Map<String, BigDecimal> numbers = new HashMap<>();
  private boolean away;

  /** What was credited to the owner in the period that starts on that day. */
  public void credited(String ownerId, String start, String number) {
    numbers.put(ownerId + " " + start, new BigDecimal(number));
  }

  public void goAway() {
    away = true;
  }

  @Override
  public Preview of(Goal goal, Terms terms) {
    return new Preview(
        Optional.of(of(goal.terms())),
        of(terms),
        List.of(new Announcement("THRESHOLD_LOST", Optional.of(BigDecimal.ONE), Optional.empty())),
        Examples.NOW);
  }

  @Override
  public Stand of(Terms terms) {
    if (away) {
      throw new PartAwayException(
          "attainment-service does not answer", new IllegalStateException());
    }
    Optional<BigDecimal> value =
        Optional.ofNullable(numbers.get(terms.owner().id() + " " + terms.period().start()));
    return new Stand(
        value,
        value,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "NOT_STARTED",
        "RUNNING",
        value.isPresent() ? 3 : 0,
        0);
  }
}
