package io.goalstream.attainment.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every goal's number over the facts of one partition. A changed fact is taken out and put in; a
 * change of the world makes the goals that it touches wait for a walk over all facts. A goal's
 * number is handed out only when it is whole.
 *
 * <p>Not safe for several threads: it belongs to one task.
 */
public final class CreditTable {
  /** By how far the clocks of a credit task and a judge may differ. */
  private static final int DAYS_OF_GRACE = 3;

  /** More are seldom taken at once. */
  private static final int USUALLY_TAKEN = 1_024;

  private final Function<Goal, CreditRule> ruleOf;
  private final Map<String, CountedGoal> goals = new HashMap<>();
  private final Map<Goal.Owner, Set<CountedGoal>> byOwner = new HashMap<>();
  private final Map<CreditSeries.Key, CreditSeries> shared = new HashMap<>();
  private final GoalIndex<CreditSeries> index = new GoalIndex<>();
  private final Organization organization = new Organization();
  private final Rates rates = new Rates();

  /** By rep, until the index or the organization changes. */
  private final Map<String, Reach> reaches = new HashMap<>();

  private final FactInHand hand = new FactInHand(organization::unitsOf, rates);
  private final Set<CreditCell> waiting = new LinkedHashSet<>();
  private final Set<CreditCell> walking = new LinkedHashSet<>();

  /** Goals with a cell that waits or is walked. */
  private final Set<CountedGoal> incomplete = new LinkedHashSet<>();

  private final Deque<CreditCell> changed = new ArrayDeque<>();

  /**
   * Goals to tell of for another reason than a fact: somebody waits for those that facts changed.
   */
  private final Deque<CountedGoal> toTell = new ArrayDeque<>();

  private final Map<String, Boolean> forgotten = new LinkedHashMap<>();
  private final List<CreditSeries> candidates = new ArrayList<>();
  private @Nullable Position cursor;
  private long sequence;
  private long walks;

  /**
   * Counts the changes of facts and of the world; also says which visit of the candidates it is.
   */
  private long clock;

  public CreditTable() {
    this(CreditRule::new);
  }

  /**
   * @param ruleOf makes the rule of a goal, or gives one that was made before
   */
  public CreditTable(Function<Goal, CreditRule> ruleOf) {
    this.ruleOf = ruleOf;
  }

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

  /**
   * What a partition has to say of a goal.
   *
   * @param idParts the parts of the distinct ids that changed, where they are said apart
   * @param apart whether the distinct ids are said apart from the partial number
   */
  public record Change(Partial partial, boolean apart, Map<Integer, List<String>> idParts) {}

  /** The sequence of the last change of the world that was taken in. */
  public long sequence() {
    return sequence;
  }

  /** Takes in a change of the world; the goals that it touches wait for the next walk. */
  public void worldChanged(long changeSequence, WorldChange change) {
    clock++;
    sequence = Math.max(sequence, changeSequence);
    switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> define(goal, changeSequence);
      case WorldChange.GoalForgotten(String id) -> forgotten.put(id, forget(id));
      case WorldChange.UnitDefined(String id, var parents, var leaders) ->
          organizationChanged(changeSequence, id, organization.putUnit(id, parents));
      case WorldChange.UnitForgotten(String id) ->
          organizationChanged(changeSequence, id, organization.removeUnit(id));
      case WorldChange.RepDefined(String id, var units) ->
          organizationChanged(changeSequence, id, organization.putRep(id, units));
      case WorldChange.RepForgotten(String id) ->
          organizationChanged(changeSequence, id, organization.removeRep(id));
      case WorldChange.RateDefined(Rates.Pair pair, var validFrom, var rate) -> {
        rates.put(pair, validFrom, rate);
        ratesChanged(changeSequence, pair, validFrom);
      }
      case WorldChange.RateForgotten(Rates.Pair pair, var validFrom) -> {
        rates.remove(pair, validFrom);
        ratesChanged(changeSequence, pair, validFrom);
      }
    }
  }

  /**
   * Says that the changes so far were read back from a store: the latest of each kind, in any
   * order. What they replaced is not known any more, so every goal may have been touched by any of
   * them, and its number rests on all.
   */
  public void worldRestored() {
    clock++;
    for (CountedGoal goal : goals.values()) {
      goal.touched(sequence, Optional.empty(), clock);
    }
    forgotten.clear();
  }

  private void define(Goal goal, long basis) {
    CreditRule rule = ruleOf.apply(goal);
    Optional<CreditSeries.Key> key = CreditSeries.Key.of(rule);
    CreditSeries series =
        key.map(shared::get).orElseGet(() -> begin(new CreditSeries(rule, key, hand)));
    Cause cause = Cause.of(Cause.Kind.GOAL_CHANGE, goal.id());
    CountedGoal counted =
        new CountedGoal(rule.goal(), series.cellsOf(goal, waiting::add), basis, cause, clock);
    counted.cells.forEach(cell -> cell.join(counted));
    // What the old one has in common with the new one need not be counted again.
    CountedGoal former = goals.put(goal.id(), counted);
    if (former != null) {
      leave(former);
    }
    forgotten.remove(goal.id());
    byOwner.computeIfAbsent(goal.owner(), owner -> new LinkedHashSet<>()).add(counted);
    tellOnceWhole(counted);
  }

  private CreditSeries begin(CreditSeries series) {
    series.key().ifPresent(key -> shared.put(key, series));
    index.add(series.owner(), series.days(), series.dateFields(), series);
    reaches.clear();
    return series;
  }

  private void tellOnceWhole(CountedGoal goal) {
    if (!goal.isWhole()) {
      incomplete.add(goal);
    } else if (!goal.isToTell) {
      goal.isToTell = true;
      toTell.add(goal);
    }
  }

  /** Returns whether distinct ids were said apart. */
  private boolean forget(String goalId) {
    CountedGoal goal = goals.remove(goalId);
    if (goal == null) {
      return false;
    }
    leave(goal);
    return goal.cells.getFirst().identities().areApart();
  }

  private void leave(CountedGoal goal) {
    byOwner.getOrDefault(goal.goal.owner(), new HashSet<>()).remove(goal);
    incomplete.remove(goal);
    goal.isToTell = false;
    for (CreditCell cell : goal.cells) {
      if (!cell.leave(goal)) {
        end(cell);
      }
    }
  }

  private void end(CreditCell cell) {
    waiting.remove(cell);
    walking.remove(cell);
    cell.isToTell = false;
    CreditSeries series = cell.series;
    if (!series.remove(cell)) {
      series.key().ifPresent(shared::remove);
      index.remove(series.owner(), series.days(), series.dateFields(), series);
      reaches.clear();
    }
  }

  private void organizationChanged(long basis, String id, Set<String> unitIds) {
    reaches.clear();
    index.forgetUnits();
    for (String unitId : unitIds) {
      for (CountedGoal goal : byOwner.getOrDefault(Goal.Owner.unit(unitId), Set.of())) {
        recount(goal, goal.cells, basis, Cause.of(Cause.Kind.ORGANIZATION_CHANGE, id));
      }
    }
  }

  /** A rate matters to the days from its date until the next one of the pair. */
  private void ratesChanged(long basis, Rates.Pair pair, LocalDate validFrom) {
    Optional<LocalDate> next = rates.nextAfter(pair, validFrom);
    for (CountedGoal goal : goals.values()) {
      List<CreditCell> touched = goal.convertingTo(pair.to(), validFrom, next);
      if (!touched.isEmpty()) {
        Cause cause = Cause.of(Cause.Kind.RATE_CHANGE, pair.from() + "/" + pair.to());
        recount(goal, touched, basis, cause);
      }
    }
  }

  private void recount(CountedGoal goal, List<CreditCell> cells, long basis, Cause cause) {
    goal.touched(basis, Optional.of(cause), clock);
    cells.forEach(this::restart);
    incomplete.add(goal);
  }

  private void restart(CreditCell cell) {
    if (waiting.add(cell)) {
      walking.remove(cell);
      cell.restart();
      Collections.addAll(incomplete, cell.goals());
    }
  }

  /**
   * Takes in that a fact is now another than before. Cells that wait for a walk do not need to
   * know; cells that are being walked need to know only if the walk has passed the fact already.
   */
  public void factChanged(Position position, Optional<Fact> before, Optional<Fact> after) {
    boolean passed = cursor != null && position.compareTo(cursor) <= 0;
    begins();
    if (before.isPresent()) {
      take(before.get());
      for (CreditSeries series : candidates) {
        series.former = series.credit();
        series.formerCell = series.found();
      }
    }
    int former = candidates.size();
    after.ifPresent(this::take);
    for (int place = 0; place < candidates.size(); place++) {
      CreditSeries series = candidates.get(place);
      // Those that only the present fact led to come last.
      Credit old = place < former ? series.former : Credit.NONE;
      CreditCell oldCell = place < former ? series.formerCell : null;
      Credit now = after.isPresent() ? series.credit() : Credit.NONE;
      CreditCell cell = after.isPresent() ? series.found() : null;
      if (cell == oldCell) {
        if (cell != null && cell.isCounting(passed) && !old.equals(now)) {
          replace(cell, old, now);
          changed(cell, old, now, after.isEmpty());
        }
      } else {
        move(oldCell, cell, passed, old, now, after.isEmpty());
      }
    }
  }

  private static void replace(CreditCell cell, Credit old, Credit now) {
    cell.takeBack(old);
    cell.add(now);
  }

  /**
   * Takes the fact from one cell to another, either of which may not exist. A cell that is still
   * being counted knows of it as the cause if the other one has counted it.
   */
  private void move(
      @Nullable CreditCell from,
      @Nullable CreditCell to,
      boolean passed,
      Credit old,
      Credit now,
      boolean withdrawn) {
    boolean counted = false;
    if (from != null && from.isCounting(passed)) {
      replace(from, old, Credit.NONE);
      counted = true;
    }
    if (to != null && to.isCounting(passed)) {
      replace(to, Credit.NONE, now);
      counted = true;
    }
    if (counted && from != null) {
      changed(from, old, Credit.NONE, withdrawn);
    }
    if (counted && to != null) {
      changed(to, Credit.NONE, now, withdrawn);
    }
  }

  private void changed(CreditCell cell, Credit old, Credit now, boolean withdrawn) {
    cell.changed(clock, hand.trigger(withdrawn), old.sum(), now.sum());
    if (cell.state == CreditCell.State.WHOLE && !cell.isToTell) {
      cell.isToTell = true;
      changed.add(cell);
    }
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
    walks++;
    for (CreditCell cell : waiting) {
      cell.state = CreditCell.State.WALKING;
      cell.series.walk = walks;
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
    begins();
    take(fact);
    for (CreditSeries series : candidates) {
      if (series.walk == walks) {
        walked(series);
      }
    }
  }

  private void walked(CreditSeries series) {
    Credit credit = series.credit();
    CreditCell cell = series.found();
    if (cell != null && cell.state == CreditCell.State.WALKING) {
      cell.add(credit);
      cell.guess(hand, credit);
    }
  }

  /** Ends the walk: goals that are whole now are handed out. */
  public void endWalk() {
    cursor = null;
    walking.forEach(cell -> cell.state = CreditCell.State.WHOLE);
    walking.clear();
    List<CountedGoal> whole = incomplete.stream().filter(CountedGoal::isWhole).toList();
    whole.forEach(incomplete::remove);
    whole.forEach(this::tellOnceWhole);
  }

  /** True if a number may wait to be handed out. */
  public boolean hasChanges() {
    return !changed.isEmpty() || !toTell.isEmpty();
  }

  /** About how many cells that live facts changed wait for their goals to be handed out. */
  public int liveChangeCount() {
    return changed.size();
  }

  /**
   * True if every goal is whole and was handed out: then nothing that the world asked for up to
   * {@link #sequence} is missing.
   */
  public boolean isWhole() {
    return waiting.isEmpty() && walking.isEmpty();
  }

  /**
   * The numbers that changed since they were last handed out, those by live facts first, and the
   * longest waiting first.
   *
   * @param most how many at most
   * @param factsSeen how many facts the partition holds
   */
  public List<Change> takeChanges(int most, Instant now, long factsSeen) {
    LocalDate bucketsFrom = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_OF_GRACE);
    List<Change> taken = new ArrayList<>(Math.min(most, USUALLY_TAKEN));
    Consumer<CountedGoal> take =
        goal -> {
          goal.isToTell = false;
          goal.toldAt = clock;
          taken.add(change(goal, bucketsFrom, factsSeen));
        };
    // Live facts come first, but leave a quarter to the others, however many they are.
    int ofFacts = toTell.isEmpty() ? most : most - most / 4;
    while (taken.size() < ofFacts && !changed.isEmpty()) {
      CreditCell cell = changed.element();
      if (takeGoalsOf(cell, ofFacts - taken.size(), take)) {
        changed.remove();
        if (cell.isToTell) {
          changed.add(cell);
        }
      }
    }
    while (taken.size() < most && !toTell.isEmpty()) {
      CountedGoal goal = toTell.remove();
      if (goal.isToTell && goal.isWhole()) { // Else it waits for a walk, was told, or is forgotten.
        take.accept(goal);
      }
      goal.isToTell = false;
    }
    return taken;
  }

  /**
   * Takes the goals that are to be told because the cell changed, each once: what changes meanwhile
   * waits for the cell's next turn. False if some are left.
   */
  private boolean takeGoalsOf(CreditCell cell, int most, Consumer<CountedGoal> take) {
    if (!cell.isToTell) {
      return true; // It waits for a walk by now, or is not needed any more.
    }
    int left = most;
    for (CountedGoal goal = cell.nextToTell(clock); goal != null; goal = cell.nextToTell(clock)) {
      if (goal.toldAt < cell.changedAt && goal.isWhole()) {
        take.accept(goal);
        left--;
      }
      if (left == 0) {
        return false;
      }
    }
    cell.isToTell = cell.changedWhileTold();
    return true;
  }

  private static Change change(CountedGoal counted, LocalDate today, long factsSeen) {
    Goal goal = counted.goal;
    // Once the period is over, a rolling number stays that of its last days.
    LocalDate end = goal.period().end();
    LocalDate bucketsFrom =
        goal.rollingDays().isPresent()
            ? (today.isBefore(end) ? today : end).minusDays(goal.rollingDays().getAsInt())
            : goal.period().start();
    // Only who has a single cell can have ids.
    Identities ids = counted.cells.getFirst().identities();
    boolean apart = ids.areApart();
    Partial partial =
        Accumulator.partial(
            goal, counted.cells, counted.basis(), !apart, bucketsFrom, factsSeen, counted.cause());
    return new Change(partial, apart, apart ? ids.takeChangedParts() : Map.of());
  }

  /**
   * Goals that were forgotten since this was last asked: what was said of them is void. The value
   * tells whether distinct ids were said apart.
   */
  public Map<String, Boolean> takeForgotten() {
    Map<String, Boolean> taken = new LinkedHashMap<>(forgotten);
    forgotten.clear();
    return taken;
  }

  /** How many goals are counted. */
  public int goalCount() {
    return goals.size();
  }

  /** How many goals wait for a walk or are being walked. */
  public int sweepingGoalCount() {
    return incomplete.size();
  }

  private void begins() {
    candidates.clear();
    clock++;
  }

  /**
   * Takes a fact in hand and finds every goal that it can possibly count for: those of the credited
   * reps and of all units above them, on any of the fact's dates.
   */
  private void take(Fact fact) {
    hand.take(fact);
    List<Fact.Credited> credits = fact.credits();
    for (int credit = 0; credit < credits.size(); credit++) {
      String repId = credits.get(credit).repId();
      Reach reach = reaches.get(repId);
      if (reach == null) {
        reach = new Reach(index, organization, repId);
        reaches.put(repId, reach);
      }
      switch (fact) {
        case Deal deal -> {
          meet(reach, credit, DateField.CLOSED_ON, deal.closedOn());
          meet(reach, credit, DateField.CREATED_ON, deal.createdOn());
          meet(reach, credit, DateField.EXPECTED_CLOSE_ON, deal.expectedCloseOn());
        }
        case Activity activity -> meet(reach, credit, activity);
      }
    }
  }

  /** Anywhere on earth it is at most a day earlier or later than in UTC. */
  private void meet(Reach reach, int credit, Activity activity) {
    LocalDate utc = activity.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
    meet(reach, credit, DateField.OCCURRED_AT, Optional.of(utc));
    meetIfElsewhere(reach, credit, utc, utc.minusDays(1));
    meetIfElsewhere(reach, credit, utc, utc.plusDays(1));
  }

  /** Most neighbouring days lead to the same month and the same units. */
  private void meetIfElsewhere(Reach reach, int credit, LocalDate utc, LocalDate date) {
    boolean sameUnits = reach.isSameOn(date, utc);
    if (!sameUnits) {
      hand.ownersVary();
    }
    if (!sameUnits || date.getMonthValue() != utc.getMonthValue()) {
      meet(reach, credit, DateField.OCCURRED_AT, Optional.of(date));
    }
  }

  private void meet(Reach reach, int credit, DateField field, Optional<LocalDate> date) {
    if (date.isEmpty() || !index.uses(field)) {
      return;
    }
    long mark = FactInHand.mark(credit, field);
    for (CreditSeries series : reach.on(field, date.get())) {
      series.meet(mark);
      if (series.visit != clock) {
        series.visit = clock;
        candidates.add(series);
      }
    }
  }
}
