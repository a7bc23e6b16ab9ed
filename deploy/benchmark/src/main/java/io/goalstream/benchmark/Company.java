package io.goalstream.benchmark;

import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalKind;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A made-up company: reps in units, and revenue goals for every owner by month, quarter and year.
 * What a goal's number must be follows from the sums of its owner and period alone.
 */
final class Company {
  static final String CURRENCY = "EUR";
  static final String PROBE_ATTRIBUTE = "probe";
  static final BigDecimal PROBE_TARGET = money(100_000);

  private static final String COMPANY = "company";
  private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
  private static final double MEAN_REVENUE_PER_DEAL = 3_900;

  /**
   * Leaves nothing out, but the engine does not know: it has to count goals with this filter anew.
   */
  private static final List<Condition> EVERY_DEAL =
      List.of(new Condition("stage", Operator.NOT_IN, List.of("NONE")));

  /** Every rep has these: nine months, four quarters and the year; more months as there is room. */
  private static final int MONTHS_OF_EVERY_REP = 9;

  private final int reps;
  private final int units;
  private final int probes;
  private final int deals;
  private final List<Target> targets = new ArrayList<>();

  /** A goal in short: which sum it is about. An idle goal has an owner who sells nothing. */
  private record Target(String goalId, OwnerKind kind, String ownerId, int owner, Period period) {}

  /**
   * Makes a company.
   *
   * @param goals how many goals there are in all
   * @param probes how many of them are probes
   * @param deals how many deals it will have, so that some targets are reached
   * @throws IllegalArgumentException if the goals that everybody has are more than that
   */
  Company(int reps, int units, int goals, int probes, int deals) {
    this.reps = reps;
    this.units = units;
    this.probes = probes;
    this.deals = deals;
    addUnits();
    for (Period period : Period.ALL) {
      if (period.number() >= Period.MONTHS || period.number() < MONTHS_OF_EVERY_REP) {
        addReps(period, reps);
      }
    }
    for (int month = MONTHS_OF_EVERY_REP; month < Period.MONTHS; month++) {
      addReps(Period.ALL.get(month), Math.min(reps, goals - probes - targets.size()));
    }
    if (targets.size() + probes > goals) {
      throw new IllegalArgumentException(
          "found room for %d goals, expected at least %d"
              .formatted(goals, targets.size() + probes));
    }
    for (int idle = 0; targets.size() + probes < goals; idle++) {
      Period period = Period.ALL.get(idle % Period.ALL.size());
      String owner = "idle-" + idle / Period.ALL.size();
      targets.add(new Target(owner + "-" + period.name(), OwnerKind.REP, owner, -1, period));
    }
  }

  /** How many goals a company has at least. */
  static int fewestGoals(int reps, int units, int probes) {
    int ofRep = Period.ALL.size() - Period.MONTHS + MONTHS_OF_EVERY_REP;
    return reps * ofRep + (units + 1) * Period.ALL.size() + probes;
  }

  private void addUnits() {
    for (Period period : Period.ALL) {
      targets.add(new Target(COMPANY + "-" + period.name(), OwnerKind.UNIT, COMPANY, 0, period));
      for (int unit = 0; unit < units; unit++) {
        String id = unitId(unit);
        targets.add(new Target(id + "-" + period.name(), OwnerKind.UNIT, id, unit, period));
      }
    }
  }

  private void addReps(Period period, int count) {
    for (int rep = 0; rep < count; rep++) {
      String id = repId(rep);
      targets.add(new Target(id + "-" + period.name(), OwnerKind.REP, id, rep, period));
    }
  }

  static String repId(int rep) {
    return "rep-" + rep;
  }

  private static String managerId(int unit) {
    return "manager-" + unit;
  }

  static String unitId(int unit) {
    return "unit-" + unit;
  }

  static String probeId(int probe) {
    return "probe-" + probe;
  }

  int reps() {
    return reps;
  }

  int units() {
    return units;
  }

  int probes() {
    return probes;
  }

  int goals() {
    return targets.size() + probes;
  }

  int unitOf(int rep) {
    return rep % units;
  }

  /** Spread over the company, so that probes are no other facts than the rest. */
  int repOfProbe(int probe) {
    return (int) ((long) probe * reps / probes);
  }

  /** The organization's records by their key. */
  Map<String, OrganizationRecord> organization() {
    Map<String, OrganizationRecord> records = new HashMap<>();
    Unit company = new Unit(COMPANY, "Company", List.of(), List.of());
    records.put("unit/" + COMPANY, new OrganizationRecord(1L, company, SOME_TIME));
    for (int unit = 0; unit < units; unit++) {
      List<Placement> placements = List.of(new Placement(COMPANY, LONG_AGO, null));
      List<Management> managers = List.of(new Management(managerId(unit), LONG_AGO, null));
      Unit record = new Unit(unitId(unit), "Unit " + unit, placements, managers);
      records.put("unit/" + unitId(unit), new OrganizationRecord(1L, record, SOME_TIME));
    }
    for (int rep = 0; rep < reps; rep++) {
      List<Membership> memberships = List.of(new Membership(unitId(unitOf(rep)), LONG_AGO, null));
      Rep record = new Rep(repId(rep), "Rep " + rep, "en", "UTC", memberships);
      records.put("rep/" + repId(rep), new OrganizationRecord(1L, record, SOME_TIME));
    }
    return records;
  }

  /**
   * The definitions of all goals, or of copies of them under other ids.
   *
   * @param prefix put before each id; copies do not share what is counted for the others
   */
  List<GoalDefinition> definitions(String prefix) {
    List<GoalDefinition> definitions = new ArrayList<>(goals());
    SplittableRandom random = new SplittableRandom(17);
    for (Target target : targets) {
      definitions.add(definition(prefix, target, 0.5 + random.nextDouble()));
    }
    for (int probe = 0; probe < probes; probe++) {
      definitions.add(probe(prefix, probe));
    }
    return definitions;
  }

  private GoalDefinition definition(String prefix, Target target, double ambition) {
    int owners = target.kind == OwnerKind.REP ? reps : target.ownerId.equals(COMPANY) ? 1 : units;
    double usual = MEAN_REVENUE_PER_DEAL * deals / owners * target.period.days() / 365;
    return goal(prefix + target.goalId, target.kind, target.ownerId, target.period)
        .setFilter(prefix.isEmpty() ? List.of() : EVERY_DEAL)
        .setTarget(money(Math.max(1, (long) (usual * ambition)) * 100))
        .setThresholds(List.of(level("0.5"), level("0.8"), level("1")))
        .build();
  }

  private GoalDefinition probe(String prefix, int probe) {
    List<String> values = List.of(probeId(probe));
    return goal(
            prefix + probeId(probe), OwnerKind.REP, repId(repOfProbe(probe)), Period.ALL.getLast())
        .setFilter(List.of(new Condition("attributes." + PROBE_ATTRIBUTE, Operator.IN, values)))
        .setTarget(PROBE_TARGET)
        .setThresholds(List.of(level("1")))
        .build();
  }

  private static GoalDefinition.Builder goal(
      String id, OwnerKind kind, String ownerId, Period period) {
    return GoalDefinition.newBuilder()
        .setId(id)
        .setRevision(1L)
        // Whatever the date of the run is, the goals of the year still count.
        .setGraceDays(36_500)
        .setState(GoalState.ACTIVE)
        .setName("Revenue of " + ownerId + " in " + period.name())
        .setKind(kind == OwnerKind.REP ? GoalKind.INDIVIDUAL : GoalKind.TEAM)
        .setOwnerKind(kind)
        .setOwnerId(ownerId)
        .setMetric(revenue())
        .setFilter(List.of())
        .setPeriodStart(period.start())
        .setPeriodEnd(period.end())
        .setZone("UTC")
        .setDirection(Direction.INCREASE)
        .setCurrency(CURRENCY)
        .setChangedAt(SOME_TIME);
  }

  /** As the catalogue of metrics has it. */
  private static MetricDefinition revenue() {
    List<Condition> won = List.of(new Condition("stage", Operator.IN, List.of("WON")));
    return MetricDefinition.newBuilder()
        .setId("revenue")
        .setVersion(1L)
        .setName("Revenue")
        .setAggregation(Aggregation.SUM)
        .setUnit(MetricUnit.MONEY)
        .setSelection(new Selection(FactKind.DEAL, won, "amount", "closedOn"))
        .build();
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents * 10_000, 6);
  }

  private static BigDecimal level(String fraction) {
    return new BigDecimal(fraction).setScale(6);
  }

  /**
   * What each goal's number must be, in cents.
   *
   * @param sums of the facts so far
   * @param prefix of the ids, as in {@link #definitions}
   */
  Map<String, Long> expected(Sums sums, String prefix) {
    Map<String, Long> expected = new HashMap<>(goals() * 2);
    for (Target target : targets) {
      int period = target.period.number();
      long cents =
          target.owner < 0
              ? 0
              : target.kind == OwnerKind.REP
                  ? sums.ofRep(target.owner, period)
                  : target.ownerId.equals(COMPANY)
                      ? sums.ofCompany(period)
                      : sums.ofUnit(target.owner, period);
      expected.put(prefix + target.goalId, cents);
    }
    return expected;
  }
}
