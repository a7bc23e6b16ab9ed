package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Function<Goal, CreditRule> ruleOf;
  private final Map<String, Slot> slots = new HashMap<>();
  private final GoalIndex<Slot> index = new GoalIndex<>();
  private final Map<Goal.Owner, Set<Slot>> byOwner = new HashMap<>();
  private final Organization organization = new Organization();
  private final Rates rates = new Rates();
  private final Set<Slot> waiting = new LinkedHashSet<>();
  private final Set<Slot> walking = new LinkedHashSet<>();
  private final Deque<Slot> changed = new ArrayDeque<>();

  /** What a walk found comes after what live facts changed: somebody waits for those. */
  private final Deque<Slot> walked = new ArrayDeque<>();

  private final Map<String, Boolean> forgotten = new LinkedHashMap<>();
  private final Map<CreditTerms, Weighing> weighings = new HashMap<>();
  private final Map<Goal.Owner, Owning> ownings = new HashMap<>();
  private final RecentMemberships memberships = new RecentMemberships(organization);
  private final List<Slot> candidates = new ArrayList<>();
  private final Consumer<Slot> candidate = this::candidate;
  private @Nullable Position cursor;
  private long sequence;
  private long visit;
  private @Nullable Fact factAsked;
  private @Nullable Trigger trigger;

  /** The how manieth fact is in hand; what was found out about an earlier one is void. */
  private long asked;

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

  private enum State {
    WAITING,
    WALKING,
    WHOLE
  }

  /** The fact at hand by one goal's terms, which are many goals' terms. */
  private final class Weighing {
    private final CreditTerms terms;
    private Weighed weighed = Weighed.NOTHING;
    private long weighedAt;

    Weighing(CreditTerms terms) {
      this.terms = terms;
    }

    Weighed weighed() {
      if (weighedAt != asked) {
        weighedAt = asked;
        weighed = terms.weigh(factAsked(), rates);
      }
      return weighed;
    }
  }

  /** An owner's share in the fact at hand, which most of the owner's goals ask for. */
  private final class Owning {
    private BigDecimal share = BigDecimal.ZERO;
    private LocalDate date = LocalDate.MIN;
    private long foundAt;

    BigDecimal share(CreditRule rule, LocalDate on) {
      if (foundAt != asked || !date.equals(on)) {
        foundAt = asked;
        date = on;
        share = rule.share(factAsked(), on, memberships);
      }
      return share;
    }
  }

  private final class Slot implements CreditRule.Scales {
    final Goal goal;
    final CreditRule rule;
    private final @Nullable Weighing above;
    private final @Nullable Weighing below;
    private final @Nullable Weighing pipeline;
    private final Owning owning;
    private final long firstDay;
    private final long endDay;
    State state = State.WAITING;
    long basis;
    Accumulator accumulator;
    Optional<Cause> cause;
    boolean isChanged;
    long visit;
    Credit former = Credit.NONE;
    Instant latestChange = Instant.MIN;
    @Nullable Trigger trigger;
    BigDecimal creditBefore = BigDecimal.ZERO;
    BigDecimal creditAfter = BigDecimal.ZERO;

    Slot(CreditRule rule, long basis, Cause cause) {
      this.goal = rule.goal();
      this.rule = rule;
      this.above = weighing(rule, CreditRule.Part.ABOVE);
      this.below = weighing(rule, CreditRule.Part.BELOW);
      this.pipeline = weighing(rule, CreditRule.Part.PIPELINE);
      this.owning = ownings.computeIfAbsent(goal.owner(), owner -> new Owning());
      Goal.Period credited = goal.creditedPeriod();
      this.firstDay = credited.start().toEpochDay();
      this.endDay = credited.end().toEpochDay();
      this.basis = basis;
      this.accumulator = new Accumulator(goal);
      this.cause = Optional.of(cause);
    }

    @Override
    public boolean isOfHalves() {
      return below != null;
    }

    @Override
    public boolean isInTime(Weighed weighed) {
      return weighed.isWithin(firstDay, endDay);
    }

    @Override
    public Weighed weigh(CreditRule.Part part) {
      Weighing weighing =
          switch (part) {
            case ABOVE -> above;
            case BELOW -> below;
            case PIPELINE -> pipeline;
          };
      return weighing == null ? Weighed.NOTHING : weighing.weighed();
    }

    @Override
    public BigDecimal share(LocalDate date) {
      return owning.share(rule, date);
    }

    /** What the fact at hand counts for. */
    Credit credit() {
      return CreditRule.credit(factAsked(), this);
    }

    void restart(long newBasis, Cause newCause) {
      state = State.WAITING;
      basis = newBasis;
      accumulator = new Accumulator(goal);
      cause = Optional.of(newCause);
      trigger = null;
    }

    void causedBy(Trigger next, BigDecimal before, BigDecimal after) {
      trigger = next;
      creditBefore = before;
      creditAfter = after;
    }

    /**
     * What changed the number last. After a restart nobody knows; then the fact that its source
     * changed last is the best guess.
     */
    Cause currentCause() {
      if (trigger != null) {
        cause = Optional.of(trigger.cause(creditBefore, creditAfter));
        trigger = null;
      }
      return cause.orElse(Cause.TIME);
    }
  }

  private @Nullable Weighing weighing(CreditRule rule, CreditRule.Part part) {
    CreditTerms terms = rule.terms().get(part);
    return terms == null ? null : weighings.computeIfAbsent(terms, Weighing::new);
  }

  /** Takes a fact in hand, to ask what it counts for. */
  private void ask(Fact fact) {
    asked++;
    factAsked = fact;
    trigger = null;
  }

  /**
   * The fact in hand as a cause: many goals keep it until they are sent, and a whole fact would be
   * much to keep.
   */
  private Trigger trigger(boolean withdrawn) {
    if (trigger == null) {
      Fact fact = factAsked();
      trigger = new Trigger(fact.kind(), withdrawn, fact.id(), fact.version());
    }
    return trigger;
  }

  private record Trigger(FactKind kind, boolean withdrawn, String id, long version) {
    Cause cause(BigDecimal before, BigDecimal after) {
      return Cause.fact(kind, withdrawn, id, version, before, after);
    }
  }

  private Fact factAsked() {
    return Objects.requireNonNull(factAsked);
  }

  /** The sequence of the last change of the world that was taken in. */
  public long sequence() {
    return sequence;
  }

  /** Takes in a change of the world; the goals that it touches wait for the next walk. */
  public void worldChanged(long changeSequence, WorldChange change) {
    memberships.forget();
    sequence = Math.max(sequence, changeSequence);
    switch (change) {
      case WorldChange.GoalDefined(Goal goal) -> define(goal, changeSequence);
      case WorldChange.GoalForgotten(String id) -> forgotten.put(id, forget(id));
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
    for (Slot slot : slots.values()) {
      slot.basis = sequence;
      slot.cause = Optional.empty();
    }
    forgotten.clear();
  }

  private void define(Goal goal, long basis) {
    forget(goal.id());
    forgotten.remove(goal.id());
    Slot slot = new Slot(ruleOf.apply(goal), basis, Cause.of(Cause.Kind.GOAL_CHANGE, goal.id()));
    slots.put(goal.id(), slot);
    byOwner.computeIfAbsent(goal.owner(), owner -> new LinkedHashSet<>()).add(slot);
    index.add(goal, slot.rule.dateFields(), slot);
    waiting.add(slot);
  }

  /** Returns whether distinct ids were said apart. */
  private boolean forget(String goalId) {
    Slot slot = slots.remove(goalId);
    if (slot == null) {
      return false;
    }
    byOwner.getOrDefault(slot.goal.owner(), new HashSet<>()).remove(slot);
    index.remove(slot.goal, slot.rule.dateFields(), slot);
    stop(slot);
    return slot.accumulator.identities().areApart();
  }

  private void organizationChanged(long basis, String id, Set<String> unitIds) {
    for (String unitId : unitIds) {
      for (Slot slot : byOwner.getOrDefault(Goal.Owner.unit(unitId), Set.of())) {
        restart(slot, basis, Cause.of(Cause.Kind.ORGANIZATION_CHANGE, id));
      }
    }
  }

  /** A rate matters to the days from its date until the next one of the pair. */
  private void ratesChanged(long basis, Rates.Pair pair, LocalDate validFrom) {
    Optional<LocalDate> next = rates.nextAfter(pair, validFrom);
    for (Slot slot : slots.values()) {
      Goal.Period period = slot.goal.creditedPeriod();
      if (slot.goal.currency().filter(pair.to()::equals).isPresent()
          && validFrom.isBefore(period.end())
          && next.filter(date -> !date.isAfter(period.start())).isEmpty()) {
        restart(slot, basis, Cause.of(Cause.Kind.RATE_CHANGE, pair.from() + "/" + pair.to()));
      }
    }
  }

  private void restart(Slot slot, long basis, Cause cause) {
    slot.restart(basis, cause);
    stop(slot);
    waiting.add(slot);
  }

  private void stop(Slot slot) {
    waiting.remove(slot);
    walking.remove(slot);
    slot.isChanged = false;
  }

  /**
   * Takes in that a fact is now another than before. Goals that wait for a walk do not need to
   * know; goals that are being walked need to know only if the walk has passed the fact already.
   */
  public void factChanged(Position position, Optional<Fact> before, Optional<Fact> after) {
    boolean passed = cursor != null && position.compareTo(cursor) <= 0;
    collect(before, after);
    before.ifPresent(
        fact -> {
          ask(fact);
          for (Slot slot : candidates) {
            slot.former = isCounting(slot, passed) ? slot.credit() : Credit.NONE;
          }
        });
    after.ifPresent(this::ask);
    for (Slot slot : candidates) {
      if (isCounting(slot, passed)) {
        apply(slot, before.isPresent() ? slot.former : Credit.NONE, after);
      }
    }
  }

  private static boolean isCounting(Slot slot, boolean passed) {
    return slot.state == State.WHOLE || (slot.state == State.WALKING && passed);
  }

  private void apply(Slot slot, Credit old, Optional<Fact> after) {
    Credit now = after.isPresent() ? slot.credit() : Credit.NONE;
    if (old.equals(now)) {
      return;
    }
    slot.accumulator.takeBack(old);
    slot.accumulator.add(now);
    slot.causedBy(trigger(after.isEmpty()), old.sum(), now.sum());
    if (slot.state == State.WHOLE) {
      changed(slot, changed);
    }
  }

  private static void changed(Slot slot, Deque<Slot> waiting) {
    if (!slot.isChanged) {
      slot.isChanged = true;
      waiting.add(slot);
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
    for (Slot slot : waiting) {
      slot.state = State.WALKING;
      slot.latestChange = Instant.MIN;
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
    collect(Optional.of(fact), Optional.empty());
    ask(fact);
    for (Slot slot : candidates) {
      if (slot.state == State.WALKING) {
        walked(slot, fact);
      }
    }
  }

  private void walked(Slot slot, Fact fact) {
    Credit credit = slot.credit();
    if (credit.isNothing()) {
      return;
    }
    slot.accumulator.add(credit);
    if (slot.cause.isEmpty() && credit.counts() && fact.changedAt().isAfter(slot.latestChange)) {
      slot.latestChange = fact.changedAt();
      slot.causedBy(trigger(false), BigDecimal.ZERO, credit.sum());
    }
  }

  /** Ends the walk: the walked goals are whole, and their numbers are handed out. */
  public void endWalk() {
    cursor = null;
    for (Slot slot : walking) {
      slot.state = State.WHOLE;
      changed(slot, walked);
    }
    walking.clear();
  }

  /** True if a number waits to be handed out. */
  public boolean hasChanges() {
    return !changed.isEmpty() || !walked.isEmpty();
  }

  /** About how many numbers wait to be handed out that live facts changed. */
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
    List<Change> taken = new ArrayList<>(Math.min(most, changed.size() + walked.size()));
    while (taken.size() < most && hasChanges()) {
      Slot slot = changed.isEmpty() ? walked.remove() : changed.remove();
      if (slot.isChanged) { // Else it waits for a walk by now, or was forgotten.
        slot.isChanged = false;
        taken.add(change(slot, bucketsFrom, factsSeen));
      }
    }
    return taken;
  }

  private Change change(Slot slot, LocalDate today, long factsSeen) {
    // Once the period is over, a rolling number stays that of its last days.
    LocalDate end = slot.goal.period().end();
    LocalDate bucketsFrom =
        slot.goal.rollingDays().isPresent()
            ? (today.isBefore(end) ? today : end).minusDays(slot.goal.rollingDays().getAsInt())
            : slot.goal.period().start();
    Identities ids = slot.accumulator.identities();
    boolean apart = ids.areApart();
    Partial partial =
        slot.accumulator.partial(slot.basis, !apart, bucketsFrom, factsSeen, slot.currentCause());
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
    return slots.size();
  }

  /** How many goals wait for a walk or are being walked. */
  public int sweepingGoalCount() {
    return waiting.size() + walking.size();
  }

  /**
   * Finds every goal that the fact can possibly count for: those of the credited reps and of all
   * units above them, on any of the fact's dates.
   */
  private void collect(Optional<Fact> before, Optional<Fact> after) {
    candidates.clear();
    visit++;
    if (before.isPresent()) {
      collect(before.get());
    }
    if (after.isPresent()) {
      collect(after.get());
    }
  }

  private void collect(Fact fact) {
    switch (fact) {
      case Deal deal -> {
        collect(deal, DateField.CLOSED_ON, deal.closedOn());
        collect(deal, DateField.CREATED_ON, deal.createdOn());
        collect(deal, DateField.EXPECTED_CLOSE_ON, deal.expectedCloseOn());
      }
      case Activity activity -> {
        // Anywhere on earth it is at most a day earlier or later than in UTC.
        LocalDate utc = activity.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        collect(activity, DateField.OCCURRED_AT, Optional.of(utc));
        collectIfElsewhere(activity, utc, utc.minusDays(1));
        collectIfElsewhere(activity, utc, utc.plusDays(1));
      }
    }
  }

  /** Most neighbouring days lead to the same month and the same units. */
  private void collectIfElsewhere(Activity activity, LocalDate utc, LocalDate date) {
    if (date.getMonthValue() != utc.getMonthValue()
        || !memberships
            .unitsOf(activity.repId(), date)
            .equals(memberships.unitsOf(activity.repId(), utc))) {
      collect(activity, DateField.OCCURRED_AT, Optional.of(date));
    }
  }

  private void collect(Fact fact, DateField field, Optional<LocalDate> date) {
    if (date.isEmpty() || !index.uses(field)) {
      return;
    }
    for (Fact.Credited credited : fact.credits()) {
      collect(index.ofRep(credited.repId()), field, date.get());
      for (String unit : memberships.unitsOf(credited.repId(), date.get())) {
        collect(index.ofUnit(unit), field, date.get());
      }
    }
  }

  private void collect(GoalIndex.@Nullable Owned<Slot> owned, DateField field, LocalDate date) {
    if (owned != null) {
      owned.visit(field, date, candidate);
    }
  }

  private void candidate(Slot slot) {
    if (slot.visit != visit) {
      slot.visit = visit;
      candidates.add(slot);
    }
  }
}
