package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.WorldChange;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ledger in the words of the domain: what was known at a moment. Safe for several threads. */
public final class LedgerReading {
  /** A moment after everything that is known. */
  public static final Instant LATEST = Instant.MAX;

  /** Above this many members, facts are looked for by their days alone. */
  static final int REPS_ASKED_FOR = 5_000;

  private final Ledger ledger;
  private final LedgerRecords records;
  private volatile Latest latest = new Latest(Map.of(), new World());

  /** The world as it was read at those positions of its topics. */
  private record Latest(Map<String, Long> positions, World world) {}

  public LedgerReading(Ledger ledger, LedgerRecords records) {
    this.ledger = ledger;
    this.records = records;
  }

  /** The goal as it was known at the moment, if it was counted then. */
  public Optional<Goal> goal(String goalId, Instant moment) {
    return ledger
        .goal(goalId)
        .flatMap(history -> change(history, moment))
        .flatMap(
            change ->
                change instanceof WorldChange.GoalDefined(Goal goal)
                    ? Optional.of(goal)
                    : Optional.empty());
  }

  /** The world as it now is; read anew only after it has changed. */
  public World world() {
    Map<String, Long> positions = worldPositions();
    Latest known = latest;
    if (!positions.isEmpty() && positions.equals(known.positions())) {
      return known.world();
    }
    World world = world(LATEST);
    latest = new Latest(positions, world);
    return world;
  }

  private Map<String, Long> worldPositions() {
    Map<String, Long> positions = new HashMap<>(ledger.positions());
    positions
        .keySet()
        .removeIf(
            place ->
                !place.startsWith("sales.organization.")
                    && !place.startsWith("sales.exchange-rates."));
    return positions;
  }

  /** The world as it was known at the moment. */
  public World world(Instant moment) {
    World world = new World();
    try (Stream<History> histories = ledger.world()) {
      histories.forEach(history -> change(history, moment).ifPresent(world::put));
    }
    return world;
  }

  private Optional<WorldChange> change(History history, Instant moment) {
    return history
        .at(moment)
        .flatMap(version -> records.world(history.shelf(), history.key(), version.content()));
  }

  /** Every fact that can count for the goal in that world. Close the stream. */
  Stream<History> factsOf(Goal goal, World world) {
    return ledger.facts(wanted(goal, world.everMembersOf(goal.owner())));
  }

  /** Every fact that can count for either goal in its world. Close the stream. */
  Stream<History> factsOf(Goal one, World worldOfOne, Goal other, World worldOfOther) {
    Set<String> members = new HashSet<>(worldOfOne.everMembersOf(one.owner()));
    members.addAll(worldOfOne.everMembersOf(other.owner()));
    members.addAll(worldOfOther.everMembersOf(other.owner()));
    Ledger.Wanted first = wanted(one, members);
    Ledger.Wanted second = wanted(other, members);
    Set<Shelf> shelves = EnumSet.copyOf(first.shelves());
    shelves.addAll(second.shelves());
    return ledger.facts(
        new Ledger.Wanted(
            shelves,
            first.repIds(),
            first.first().isBefore(second.first()) ? first.first() : second.first(),
            first.last().isAfter(second.last()) ? first.last() : second.last()));
  }

  private static Ledger.Wanted wanted(Goal goal, Set<String> members) {
    Set<Shelf> shelves = EnumSet.of(shelf(goal.metric().selection()));
    goal.metric().denominator().map(LedgerReading::shelf).ifPresent(shelves::add);
    return new Ledger.Wanted(
        shelves,
        members.size() > REPS_ASKED_FOR ? Optional.empty() : Optional.of(members),
        goal.creditedPeriod().start(),
        goal.creditedPeriod().end().minusDays(1));
  }

  private static Shelf shelf(Selection selection) {
    return shelf(selection.factKind());
  }

  private static Shelf shelf(FactKind kind) {
    return switch (kind) {
      case DEAL -> Shelf.DEAL;
      case ACTIVITY -> Shelf.ACTIVITY;
    };
  }

  /** The fact as it was known at the moment, if there was one. */
  Optional<Fact> fact(History history, Instant moment) {
    return history
        .at(moment)
        .flatMap(Ledger.Version::content)
        .flatMap(content -> records.fact(history.shelf(), content));
  }
}
