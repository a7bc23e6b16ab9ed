package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every goal's number over the facts of one partition. A changed fact is taken out and put in; a
 * change of the world makes the goals that it touches wait for a walk over all facts. A goal's
 * number is handed out only when it is whole.
 *
 * <p>Not safe for several threads: it belongs to one task.
 */
public final class CreditTable {
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<Goal.Owner, List<Slot>> byOwner = new HashMap<>();
  private final Organization organization = new Organization();
  private final Rates rates = new Rates();
  private final Set<Slot> waiting = new LinkedHashSet<>();
  private final Set<Slot> walking = new LinkedHashSet<>();
  private final Set<Slot> changed = new LinkedHashSet<>();
  private @Nullable Position cursor;
  private long sequence;

  /**
   * Where a fact stands in the order of the walk: deals before activities, then by the bytes of the
   * key. The beginning of a walk is before every fact, whatever its key.
   */
  public static final class Position implements Comparable<Position> {
    private static final Position START = new Position(FactKind.DEAL, new byte[0]);

    private final FactKind kind;
    private final byte[] key;

    public Position(FactKind kind, byte[] key) {
      this.kind = kind;
      this.key = key.clone();
    }

    /** Whether the fact is among the deals or the activities. */
    public FactKind kind() {
      return kind;
    }

    /** The fact's key on its topic. */
    public byte[] key() {
      return key.clone();
    }

    @Override
    public int compareTo(Position other) {
      if (this == START || other == START) {
        return Boolean.compare(other == START, this == START);
      }
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Position position && compareTo(position) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * kind.hashCode() + Arrays.hashCode(key);
    }
  }

  private enum State {
    WAITING,
    WALKING,
    WHOLE
  }

  private static final class Slot {
    final Goal goal;
    final CreditRule rule;
    State state = State.WAITING;
    long basis;
    Accumulator accumulator = new Accumulator();
    Optional<Cause> cause = Optional.empty();
    Instant latestChange = Instant.MIN;
    Optional<Cause> latestFact = Optional.empty();

    Slot(Goal goal, long basis) {
      this.goal = goal;
      this.rule = new CreditRule(goal);
      this.basis = basis;
    }

    void restart(long newBasis, Cause newCause) {
      state = State.WAITING;
      basis = newBasis;
      accumulator = new Accumulator();
      cause = Optional.of(newCause);
    }
  }

  /** The sequence of the last change of the world that was taken in. */
  public long sequence() {
    return sequence;
  }

  /** Takes in a change of the world; the goals that it touches wait for the next walk. */
  public void worldChanged(long changeSequence, WorldChange change) {
    sequence = Math.max(sequence, changeSequence);
    switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> define(goal, changeSequence);
      case WorldChange.GoalForgotten(String id) -> forget(id);
      case WorldChange.UnitDefined(String id, var parents) ->
          organizationChanged(changeSequence, id, organization.putUnit(id, parents));
      case WorldChange.UnitForgotten(String id) ->
          organizationChanged(changeSequence, id, organization.removeUnit(id));
      case WorldChange.RepDefined(String id, var units) ->
          organizationChanged(changeSequence, id, organization.putRep(id, units));
      case WorldChange.RepForgotten(String id) ->
          organizationChanged(changeSequence, id, organization.removeRep(id));
      case WorldChange.RateDefined(Rates.Pair pair, var validFrom, var rate) -> {
        rates.put(pair, validFrom, rate);
        ratesChanged(changeSequence, pair);
      }
      case WorldChange.RateForgotten(Rates.Pair pair, var validFrom) -> {
        rates.remove(pair, validFrom);
        ratesChanged(changeSequence, pair);
      }
    }
  }

  /**
   * Says that the changes so far were read back from a store: the latest of each kind, in any
   * order. What they replaced is not known any more, so every goal may have been touched by any of
   * them, and its number rests on all.
   */
  public void worldRestored() {
    for (Slot slot : slots.values()) {
      slot.basis = sequence;
      slot.cause = Optional.empty();
    }
  }

  private void define(Goal goal, long basis) {
    forget(goal.id());
    Slot slot = new Slot(goal, basis);
    slot.cause = Optional.of(Cause.of(Cause.Kind.GOAL_CHANGE, goal.id()));
    slots.put(goal.id(), slot);
    byOwner.computeIfAbsent(goal.owner(), owner -> new ArrayList<>()).add(slot);
    waiting.add(slot);
  }

  private void forget(String goalId) {
    Slot slot = slots.remove(goalId);
    if (slot != null) {
      byOwner.getOrDefault(slot.goal.owner(), new ArrayList<>()).remove(slot);
      waiting.remove(slot);
      walking.remove(slot);
      changed.remove(slot);
    }
  }

  private void organizationChanged(long basis, String id, Set<String> unitIds) {
    for (String unitId : unitIds) {
      for (Slot slot : byOwner.getOrDefault(Goal.Owner.unit(unitId), List.of())) {
        restart(slot, basis, Cause.of(Cause.Kind.ORGANIZATION_CHANGE, id));
      }
    }
  }

  private void ratesChanged(long basis, Rates.Pair pair) {
    for (Slot slot : slots.values()) {
      if (slot.goal.currency().filter(pair.to()::equals).isPresent()) {
        restart(slot, basis, Cause.of(Cause.Kind.RATE_CHANGE, pair.from() + "/" + pair.to()));
      }
    }
  }

  private void restart(Slot slot, long basis, Cause cause) {
    slot.restart(basis, cause);
    walking.remove(slot);
    changed.remove(slot);
    waiting.add(slot);
  }

  /**
   * Takes in that a fact is now another than before. Goals that wait for a walk do not need to
   * know; goals that are being walked need to know only if the walk has passed the fact already.
   */
  public void factChanged(Position position, Optional<Fact> before, Optional<Fact> after) {
    boolean passed = cursor != null && position.compareTo(cursor) <= 0;
    for (Slot slot : candidates(before, after)) {
      if (slot.state == State.WHOLE || (slot.state == State.WALKING && passed)) {
        apply(slot, before, after);
      }
    }
  }

  private void apply(Slot slot, Optional<Fact> before, Optional<Fact> after) {
    Credit old = before.map(fact -> credit(slot, fact)).orElse(Credit.NONE);
    Credit now = after.map(fact -> credit(slot, fact)).orElse(Credit.NONE);
    if (old.equals(now)) {
      return;
    }
    slot.accumulator.takeBack(old);
    slot.accumulator.add(now);
    Fact fact = after.or(() -> before).orElseThrow();
    slot.cause = Optional.of(Cause.fact(fact, after.isEmpty(), old.sum(), now.sum()));
    if (slot.state == State.WHOLE) {
      changed.add(slot);
    }
  }

  private Credit credit(Slot slot, Fact fact) {
    return slot.rule.credit(fact, organization, rates);
  }

  /** True if goals wait for a walk and none is under way. */
  public boolean needsWalk() {
    return cursor == null && !waiting.isEmpty();
  }

  /** True while a walk is under way. */
  public boolean isWalking() {
    return cursor != null;
  }

  /** The last fact that the walk under way has passed; before every fact at its beginning. */
  public Position cursor() {
    return cursor == null ? Position.START : cursor;
  }

  /**
   * Starts a walk for all goals that wait. Every fact then has to be {@link #walked} in the order
   * of its position.
   */
  public void beginWalk() {
    cursor = Position.START;
    for (Slot slot : waiting) {
      slot.state = State.WALKING;
      slot.latestChange = Instant.MIN;
      slot.latestFact = Optional.empty();
    }
    walking.addAll(waiting);
    waiting.clear();
  }

  /** Passes a place of the walk where there is no fact. */
  public void passed(Position position) {
    cursor = position;
  }

  /** Counts the next fact of the walk. */
  public void walked(Position position, Fact fact) {
    cursor = position;
    for (Slot slot : candidates(Optional.of(fact), Optional.empty())) {
      if (slot.state == State.WALKING) {
        Credit credit = credit(slot, fact);
        slot.accumulator.add(credit);
        if (credit.counts() && fact.changedAt().isAfter(slot.latestChange)) {
          slot.latestChange = fact.changedAt();
          slot.latestFact = Optional.of(Cause.fact(fact, false, BigDecimal.ZERO, credit.sum()));
        }
      }
    }
  }

  /** Ends the walk: the walked goals are whole, and their numbers are handed out. */
  public void endWalk() {
    cursor = null;
    for (Slot slot : walking) {
      slot.state = State.WHOLE;
      // After a restart nobody knows what changed the number last; the latest fact is the best
      // guess.
      slot.cause = slot.cause.or(() -> slot.latestFact);
      changed.add(slot);
    }
    walking.clear();
  }

  /** True if a number waits to be handed out. */
  public boolean hasChanges() {
    return !changed.isEmpty();
  }

  /**
   * True if every goal is whole: then nothing that the world asked for up to {@link #sequence} is
   * missing.
   */
  public boolean isWhole() {
    return waiting.isEmpty() && walking.isEmpty();
  }

  /** The numbers that changed since they were last handed out. */
  public List<Partial> takeChanges() {
    List<Partial> partials = new ArrayList<>(changed.size());
    for (Slot slot : changed) {
      partials.add(
          slot.accumulator.partial(slot.goal.id(), slot.basis, slot.cause.orElse(Cause.TIME)));
    }
    changed.clear();
    return partials;
  }

  /** How many goals are counted. */
  public int goalCount() {
    return slots.size();
  }

  private Set<Slot> candidates(Optional<Fact> before, Optional<Fact> after) {
    Set<Slot> candidates = new HashSet<>();
    before.ifPresent(fact -> collect(fact, candidates));
    after.ifPresent(fact -> collect(fact, candidates));
    return candidates;
  }

  /**
   * Adds every goal that the fact can possibly count for: those of the credited reps and of all
   * units above them.
   */
  private void collect(Fact fact, Collection<Slot> candidates) {
    for (Fact.Credited credited : fact.credits()) {
      candidates.addAll(byOwner.getOrDefault(Goal.Owner.rep(credited.repId()), List.of()));
      Set<String> units = new HashSet<>();
      fact.possibleDates()
          .forEach(date -> units.addAll(organization.unitsOf(credited.repId(), date)));
      for (String unit : units) {
        candidates.addAll(byOwner.getOrDefault(Goal.Owner.unit(unit), List.of()));
      }
    }
  }
}
