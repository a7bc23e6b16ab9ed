package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.domain.Activity;
import io.goalstream.attainment.domain.Course;
import io.goalstream.attainment.domain.DateField;
import io.goalstream.attainment.domain.Deal;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Bounds;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Organization.Leading;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Rates;
import io.goalstream.attainment.domain.WorldChange;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ledger that is told what happened, one thing an hour. Its records are numbers of objects. */
public final class TestLedger implements LedgerRecords {
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final List<Object> objects = new ArrayList<>();
  private int hour;

  /** The ledger as it is read. */
  public LedgerReading reading() {
    return new LedgerReading(ledger, this);
  }

  /** The moment at which nothing happened after what was told so far. */
  public Instant now() {
    return START.plusSeconds(3600L * hour + 60);
  }

  /** Ann and Bob are a team; a deal of Ann's counts for her goal, another waits for a rate. */
  public void aTeamWithAParkedDeal() {
    unit("team");
    rep("ann", in("team", "2020-01-01"));
    rep("bob", in("team", "2020-01-01"));
    goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    fact(deal("d1", 1, "100", "2026-03-10", "ann"));
    fact(dealIn("d2", 1, "70", "GBP", "c", "2026-04-02", "ann"));
  }

  /** Tells of a fact. */
  public void fact(Fact fact) {
    Shelf shelf = fact.kind() == FactKind.DEAL ? Shelf.DEAL : Shelf.ACTIVITY;
    Set<String> reps =
        fact.credits().stream().map(Fact.Credited::repId).collect(Collectors.toSet());
    keep(shelf, fact.id(), fact, reps, DateField.everyDateOf(fact));
  }

  /** Withdraws a deal. */
  public void withdrawn(String dealId) {
    keep(Shelf.DEAL, dealId, null, Set.of(), List.of());
  }

  public void goal(Goal goal) {
    keep(Shelf.GOAL, goal.id(), new WorldChange.GoalDefined(goal), Set.of(), List.of());
  }

  /** The record of a definition that is not told. */
  public byte[] untold(Goal goal) {
    objects.add(new WorldChange.GoalDefined(goal));
    return ByteBuffer.allocate(4).putInt(objects.size() - 1).array();
  }

  public void rep(String id, Belonging... units) {
    keep(Shelf.REP, id, new WorldChange.RepDefined(id, List.of(units)), Set.of(), List.of());
  }

  public void unit(String id, Belonging... parents) {
    keep(
        Shelf.UNIT,
        id,
        new WorldChange.UnitDefined(id, List.of(parents), List.of()),
        Set.of(),
        List.of());
  }

  /** A unit that somebody leads. */
  public void unitLed(String id, List<Leading> leaders, Belonging... parents) {
    keep(
        Shelf.UNIT,
        id,
        new WorldChange.UnitDefined(id, List.of(parents), leaders),
        Set.of(),
        List.of());
  }

  public void rate(String from, String to, String day, String rate) {
    WorldChange change =
        new WorldChange.RateDefined(
            new Rates.Pair(from, to), LocalDate.parse(day), new BigDecimal(rate));
    keep(Shelf.RATE, from + "/" + to + "/" + day, change, Set.of(), List.of());
  }

  private void keep(
      Shelf shelf, String key, @Nullable Object object, Set<String> reps, List<LocalDate> dates) {
    hour++;
    Optional<byte[]> content = Optional.empty();
    if (object != null) {
      objects.add(object);
      content = Optional.of(ByteBuffer.allocate(4).putInt(objects.size() - 1).array());
    }
    ledger.keep(
        List.of(
            new LedgerEntry(
                shelf, key, "t", 0, hour, START.plusSeconds(3600L * hour), content, reps, dates)));
  }

  @Override
  public Optional<Fact> fact(Shelf shelf, byte[] content) {
    return Optional.of((Fact) objects.get(ByteBuffer.wrap(content).getInt()));
  }

  @Override
  public Optional<WorldChange> world(Shelf shelf, String key, Optional<byte[]> content) {
    return content
        .map(bytes -> ByteBuffer.wrap(bytes).getInt())
        .filter(number -> number < objects.size())
        .map(number -> (WorldChange) objects.get(number));
  }

  static Belonging in(String unitId, String since) {
    return new Belonging(unitId, LocalDate.parse(since), Optional.empty());
  }

  static Belonging in(String unitId, String since, String until) {
    return new Belonging(unitId, LocalDate.parse(since), Optional.of(LocalDate.parse(until)));
  }

  static Selection won(String measure) {
    return new Selection(
        FactKind.DEAL,
        List.of(new Metric.Condition.In("stage", List.of("WON"))),
        measure,
        "closedOn");
  }

  static Metric revenue() {
    return new Metric(
        "revenue",
        "Revenue",
        Aggregation.SUM,
        Unit.MONEY,
        won("amount"),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  /** Deals won for each demo. */
  static Metric closeRate() {
    return new Metric(
        "close-rate",
        "Close rate",
        Aggregation.RATIO,
        Unit.SHARE,
        won(Selection.ONE),
        Optional.of(new Selection(FactKind.ACTIVITY, List.of(), Selection.ONE, "occurredAt")),
        Optional.empty(),
        false,
        false);
  }

  static Metric customers() {
    return new Metric(
        "customers",
        "Customers",
        Aggregation.DISTINCT_COUNT,
        Unit.COUNT,
        won(Selection.ONE),
        Optional.empty(),
        Optional.of("customerId"),
        false,
        false);
  }

  /** A goal in the first half of 2026. */
  static Goal goal(long revision, Owner owner, Metric metric, String target) {
    return goal(revision, owner, metric, target, "2026-07-01");
  }

  static Goal goal(long revision, Owner owner, Metric metric, String target, String end) {
    return new Goal(
        "g",
        revision,
        "Goal",
        owner,
        metric,
        List.of(),
        new Goal.Period(LocalDate.parse("2026-01-01"), LocalDate.parse(end), ZoneId.of("UTC")),
        OptionalInt.empty(),
        Optional.empty(),
        new BigDecimal(target),
        Goal.Direction.INCREASE,
        Bounds.NONE,
        Observation.PERIOD,
        metric.unit() == Unit.MONEY ? Optional.of("EUR") : Optional.empty(),
        List.of(BigDecimal.ONE),
        List.of(),
        Course.EVEN,
        Pace.Bands.USUAL,
        Goal.Announcements.USUAL);
  }

  /** The same goal over the last so many days. */
  static Goal rolling(Goal goal, int days) {
    return with(
        goal, OptionalInt.of(days), goal.direction(), goal.bounds(), goal.observation(), EVEN);
  }

  /** The same goal, met while the number is between the bounds in each observed period. */
  static Goal range(Goal goal, String lower, String upper, Observation observation) {
    Bounds bounds =
        new Bounds(Optional.of(new BigDecimal(lower)), Optional.of(new BigDecimal(upper)));
    return with(goal, goal.rollingDays(), Goal.Direction.RANGE, bounds, observation, EVEN);
  }

  /** The same goal on another course. */
  static Goal on(Course course, Goal goal) {
    return with(
        goal, goal.rollingDays(), goal.direction(), goal.bounds(), goal.observation(), course);
  }

  private static final Course EVEN = Course.EVEN;

  private static Goal with(
      Goal goal,
      OptionalInt rollingDays,
      Goal.Direction direction,
      Bounds bounds,
      Observation observation,
      Course course) {
    return new Goal(
        goal.id(),
        goal.revision(),
        goal.name(),
        goal.owner(),
        goal.metric(),
        goal.filter(),
        goal.period(),
        rollingDays,
        goal.baseline(),
        goal.target(),
        direction,
        bounds,
        observation,
        goal.currency(),
        goal.thresholds(),
        goal.levels(),
        course,
        goal.paceBands(),
        goal.announcements());
  }

  /** A metric of the amounts of won deals. */
  static Metric amounts(Aggregation aggregation) {
    return new Metric(
        "amounts",
        "Amounts",
        aggregation,
        Unit.MONEY,
        won("amount"),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  /** The share of demos that did not lead to a deal. */
  static Metric lossRate() {
    Metric rate = closeRate();
    return new Metric(
        rate.id(),
        rate.name(),
        rate.aggregation(),
        rate.unit(),
        rate.selection(),
        rate.denominator(),
        rate.distinctField(),
        true,
        true);
  }

  static Deal deal(String id, long version, String amount, String closedOn, String... reps) {
    return dealIn(id, version, amount, "EUR", "c", closedOn, reps);
  }

  /** A won deal that the reps share evenly. */
  static Deal dealIn(
      String id,
      long version,
      String amount,
      String currency,
      String customer,
      String closedOn,
      String... reps) {
    BigDecimal share = BigDecimal.ONE.divide(BigDecimal.valueOf(reps.length));
    return new Deal(
        id,
        version,
        "WON",
        Optional.empty(),
        Optional.of(new BigDecimal(amount)),
        Optional.empty(),
        Optional.of(currency),
        Optional.empty(),
        "NEW_BUSINESS",
        Optional.of(customer),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(LocalDate.parse(closedOn)),
        Optional.empty(),
        List.of(reps).stream().map(rep -> new Fact.Credited(rep, share, false)).toList(),
        Map.of(),
        Instant.EPOCH);
  }

  /** Deals won for each deal created. */
  static Metric wonOfCreated() {
    return new Metric(
        "won-of-created",
        "Won of created",
        Aggregation.RATIO,
        Unit.SHARE,
        won(Selection.ONE),
        Optional.of(new Selection(FactKind.DEAL, List.of(), Selection.ONE, "createdOn")),
        Optional.empty(),
        false,
        false);
  }

  /** A deal that was won on one day and created on another. */
  static Deal created(String id, String createdOn, String closedOn) {
    return dated(deal(id, 1, "1", closedOn, "ann"), "WON", createdOn, null, closedOn, null);
  }

  /** An open deal. */
  static Deal open(String id, String amount, String probability, String expectedCloseOn) {
    Deal deal = deal(id, 1, amount, expectedCloseOn, "ann");
    return dated(deal, "OPEN", null, expectedCloseOn, null, probability);
  }

  private static Deal dated(
      Deal deal,
      String stage,
      @Nullable String createdOn,
      @Nullable String expectedCloseOn,
      @Nullable String closedOn,
      @Nullable String probability) {
    return new Deal(
        deal.id(),
        deal.version(),
        stage,
        Optional.empty(),
        deal.amount(),
        Optional.empty(),
        deal.currency(),
        Optional.empty(),
        deal.type(),
        deal.customerId(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(createdOn).map(LocalDate::parse),
        Optional.ofNullable(expectedCloseOn).map(LocalDate::parse),
        Optional.ofNullable(closedOn).map(LocalDate::parse),
        Optional.ofNullable(probability).map(BigDecimal::new),
        deal.credits(),
        Map.of(),
        Instant.EPOCH);
  }

  static Activity demo(String id, String rep, String day) {
    return new Activity(
        id,
        1,
        "DEMO",
        rep,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.parse(day + "T12:00:00Z"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Instant.EPOCH);
  }
}
