package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Foresight;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.LevelState;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.domain.Recount;
import io.goalstream.attainment.domain.WorldChange;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts definitions that nobody has published, from the ledger: nothing is kept and nothing is
 * announced.
 */
public final class Previews {
  private final LedgerRecords records;
  private final Contributions contributions;
  private final ProgressStore store;
  private final Clock clock;

  public Previews(
      LedgerRecords records, Contributions contributions, ProgressStore store, Clock clock) {
    this.records = records;
    this.contributions = contributions;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What would come of a definition.
   *
   * @param definition a record of goals.definitions.v1 with that goal id, as the topic has it
   * @return empty if the record cannot be read, breaks a rule, or is not to be counted
   */
  public Optional<Preview> of(String goalId, byte[] definition) {
    return records
        .world(Shelf.GOAL, goalId, Optional.of(definition))
        .flatMap(
            change ->
                change instanceof WorldChange.GoalDefined(Goal goal)
                    ? Optional.of(preview(goal))
                    : Optional.empty());
  }

  private Preview preview(Goal goal) {
    Instant now = clock.instant();
    Optional<Foresight.Known> known =
        contributions
            .goal(goal.id())
            .map(counted -> new Foresight.Known(counted(counted, now), announced(goal.id())));
    Foresight foresight = Foresight.of(known, counted(goal, now), now);
    return new Preview(
        goal.id(),
        foresight.present().map(Previews::stand).orElse(null),
        stand(foresight.then()),
        foresight.events().stream().map(Previews::announcement).toList(),
        now);
  }

  private Recount counted(Goal goal, Instant now) {
    return contributions.each(goal, now, contribution -> {});
  }

  private Optional<Pace> announced(String goalId) {
    return store.find(goalId).map(ProgressView::announcedPaceStatus).map(Pace::valueOf);
  }

  private static Preview.Stand stand(Progress progress) {
    Figures figures = progress.figures();
    return new Preview.Stand(
        Counted.of(figures),
        figures.dataState().name(),
        Counted.shortened(figures.gap()),
        Counted.shortened(figures.expected()),
        Counted.shortened(figures.pace()),
        figures.paceStatus().name(),
        progress.life().phase().name(),
        progress.levels().stream()
            .map(
                level ->
                    new Preview.LevelStand(
                        Counted.plain(level.threshold()), nameOf(level), level.reached()))
            .toList());
  }

  private static Preview.Announcement announcement(AttainmentEvent event) {
    return event.happening() instanceof Happening.LevelCrossed(LevelState level, String key)
        ? new Preview.Announcement(
            event.happening().kind().name(), Counted.plain(level.threshold()), nameOf(level))
        : new Preview.Announcement(event.happening().kind().name(), null, null);
  }

  private static @org.jspecify.annotations.Nullable String nameOf(LevelState level) {
    return level.name().orElse(null);
  }
}
