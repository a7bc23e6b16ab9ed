package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.domain.Activity;
import io.goalstream.attainment.domain.Deal;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Organization.Belonging;
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

  /** Tells of a fact. */
  public void fact(Fact fact) {
    Shelf shelf = fact.kind() == FactKind.DEAL ? Shelf.DEAL : Shelf.ACTIVITY;
    Set<String> reps =
        fact.credits().stream().map(Fact.Credited::repId).collect(Collectors.toSet());
    keep(shelf, fact.id(), fact, reps, fact.possibleDates());
  }

  /** Withdraws a deal. */
  public void withdrawn(String dealId) {
    keep(Shelf.DEAL, dealId, null, Set.of(), List.of());
  }

  public void goal(Goal goal) {
    keep(Shelf.GOAL, goal.id(), new WorldChange.GoalDefined(goal), Set.of(), List.of());
  }

  public void rep(String id, Belonging... units) {
    keep(Shelf.REP, id, new WorldChange.RepDefined(id, List.of(units)), Set.of(), List.of());
  }

  public void unit(String id, Belonging... parents) {
    keep(Shelf.UNIT, id, new WorldChange.UnitDefined(id, List.of(parents)), Set.of(), List.of());
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
    return content.map(bytes -> (WorldChange) objects.get(ByteBuffer.wrap(bytes).getInt()));
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
        Optional.empty());
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
        Optional.empty());
  }

  static Metric customers() {
    return new Metric(
        "customers",
        "Customers",
        Aggregation.DISTINCT_COUNT,
        Unit.COUNT,
        won(Selection.ONE),
        Optional.empty(),
        Optional.of("customerId"));
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
        Optional.empty(),
        new BigDecimal(target),
        Goal.Direction.INCREASE,
        metric.unit() == Unit.MONEY ? Optional.of("EUR") : Optional.empty(),
        List.of(BigDecimal.ONE));
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
