package io.goalstream.system;

import static io.goalstream.system.SalesOps.COMPANY;
import static io.goalstream.system.SalesOps.LONG_AGO;

import io.goalstream.system.oracle.Admission;
import io.goalstream.system.oracle.Condition;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Oracle;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import io.goalstream.system.oracle.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A company's year, made up from a seed: an organization with moves, a stream of deals and
 * activities with duplicates, disorder, corrections, conflicts, withdrawals and returns, and goals
 * whose targets lie at, just above and below what is achieved in the end.
 */
final class World {
  private static final Logger LOG = LoggerFactory.getLogger(World.class);
  static final int DEALS = 20_000;
  static final int ACTIVITIES = 1_500;
  private static final int CHUNK = 500;
  private static final String SALES_CYCLE_BEFORE = "120";
  private static final String STREAM = "attributes.stream";
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Shanghai"), ZoneId.of("America/New_York"));

  /** What is handed in together: full states in batches, then withdrawals one by one. */
  record Chunk(List<Fact> deals, List<Fact> activities, List<Fact> withdrawals) {
    List<Fact> inOrder() {
      List<Fact> all = new ArrayList<>(deals);
      all.addAll(activities);
      all.addAll(withdrawals);
      return all;
    }

    int size() {
      return deals.size() + activities.size() + withdrawals.size();
    }
  }

  private final SplittableRandom random;
  private final String name;
  private final LocalDate start;
  private final LocalDate middle;
  private final LocalDate end;

  /** The end of a period that is over, with a result that is not final yet. */
  private final LocalDate over;

  private final LocalDate today;
  private final Organization organization;
  private final List<Chunk> chunks;
  private final Admission admission = new Admission();
  private final List<Goal> goals;

  /** A world that ends today, from the seed that was asked for or from any. */
  static World ofToday(String name) {
    String given = System.getProperty("seed", "");
    long seed = given.isBlank() ? new SplittableRandom().nextLong() : Long.parseLong(given);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LOG.info("Seed {}, today {}; -Dseed={} replays it", seed, today, seed);
    return new World(name, seed, today);
  }

  /**
   * @param name tells its units, reps, goals and facts from those of others
   * @param today the last day on which anything happened
   */
  World(String name, long seed, LocalDate today) {
    this.name = name;
    this.random = new SplittableRandom(seed);
    this.today = today;
    this.end = today.plusMonths(1).withDayOfMonth(1);
    this.middle = end.minusMonths(6);
    this.start = end.minusMonths(12);
    this.over = today.minusDays(1);
    this.organization = makeOrganization();
    this.chunks = chunks(makeStream());
    chunks.forEach(chunk -> chunk.inOrder().forEach(admission::receive));
    this.goals = makeGoals();
  }

  Organization organization() {
    return organization;
  }

  List<Goal> goals() {
    return goals;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** What must become of each record of the stream. */
  Admission admission() {
    return admission;
  }

  /** Where every goal must stand when the whole stream was handed in. */
  Oracle oracle() {
    return new Oracle(organization, admission.facts());
  }

  /** Whether the id is of one of its units, reps, goals or facts. */
  boolean owns(String id) {
    return id.startsWith(named(""));
  }

  private String named(String suffix) {
    return name + "-" + suffix;
  }

  private List<String> reps() {
    return organization.reps().stream().map(Rep::id).toList();
  }

  /**
   * Two units, a team that moves from one to the other, a rep who moves, one who leaves and comes
   * back.
   */
  private Organization makeOrganization() {
    LocalDate move = start.plusDays(100);
    LocalDate leaves = middle.plusDays(20);
    LocalDate returns = middle.plusDays(50);
    Unit north =
        new Unit(
            named("north"),
            List.of(new Spell(COMPANY, LONG_AGO, null)),
            List.of(new Spell(named("r1"), LONG_AGO, null)));
    Unit south =
        new Unit(
            named("south"),
            List.of(new Spell(COMPANY, LONG_AGO, null)),
            List.of(new Spell(named("r4"), LONG_AGO, null)));
    Unit team =
        new Unit(
            named("team"),
            List.of(new Spell(north.id(), LONG_AGO, middle), new Spell(south.id(), middle, null)),
            List.of());
    return new Organization(
        List.of(north, south, team),
        List.of(
            rep("r1", new Spell(north.id(), LONG_AGO, null)),
            rep("r2", new Spell(north.id(), LONG_AGO, null)),
            rep("r3", new Spell(north.id(), LONG_AGO, move), new Spell(south.id(), move, null)),
            rep("r4", new Spell(south.id(), LONG_AGO, null)),
            rep(
                "r5",
                new Spell(south.id(), LONG_AGO, leaves),
                new Spell(south.id(), returns, null)),
            rep("r6", new Spell(team.id(), LONG_AGO, null))));
  }

  private Rep rep(String id, Spell... memberships) {
    return new Rep(named(id), List.of(memberships));
  }

  /** A record and when it is handed in, from 0 to 1. */
  private record Timed(Fact fact, double at) {}

  private List<Fact> makeStream() {
    List<Timed> stream = new ArrayList<>();
    for (int i = 0; stream.size() < DEALS; i++) {
      addLife(stream, deal(named("d" + i)), Fact.Kind.DEAL);
    }
    stream.subList(DEALS, stream.size()).clear();
    for (int i = 0; stream.size() < DEALS + ACTIVITIES; i++) {
      addLife(stream, activity(named("a" + i)), Fact.Kind.ACTIVITY);
    }
    stream.sort(Comparator.comparingDouble(Timed::at));
    return stream.stream().map(Timed::fact).toList();
  }

  /** All versions of one thing, with its duplicates and conflicts. */
  private void addLife(List<Timed> stream, Fact first, Fact.Kind kind) {
    double at = random.nextDouble();
    Fact fact = first;
    Fact lastSeen = first;
    int versions = versions();
    for (int i = 0; i < versions; i++) {
      stream.add(new Timed(fact, position(at)));
      if (chance(0.05)) {
        stream.add(new Timed(fact, position(at + 0.05 * random.nextDouble())));
      }
      if (chance(0.005) && !fact.withdrawn()) {
        Fact other =
            kind == Fact.Kind.DEAL
                ? fact.with("amount", amount())
                : fact.with("repId", pick(reps()));
        stream.add(new Timed(other, position(at + 0.01 * random.nextDouble())));
      }
      if (!fact.withdrawn()) {
        lastSeen = fact;
      }
      at += 0.03 * random.nextDouble();
      fact = next(fact, lastSeen, kind);
    }
  }

  private int versions() {
    int roll = random.nextInt(100);
    return roll < 35 ? 1 : roll < 65 ? 2 : roll < 85 ? 3 : random.nextInt(4, 7);
  }

  /** Mostly about when it happened; sometimes at any other time. */
  private double position(double at) {
    return chance(0.04) ? random.nextDouble() : at + 0.02 * (random.nextDouble() - 0.5);
  }

  private Fact next(Fact fact, Fact lastSeen, Fact.Kind kind) {
    long version = fact.version() + random.nextInt(1, 4);
    if (!fact.withdrawn() && chance(0.1)) {
      return fact.withdrawnAt(version);
    }
    Fact changed = lastSeen.at(version);
    return switch (kind) {
      case DEAL -> changeDeal(changed);
      case ACTIVITY -> changeActivity(changed);
    };
  }

  private Fact deal(String id) {
    Fact deal =
        Fact.deal(id, random.nextInt(1, 4))
            .with("type", pick("NEW_BUSINESS", "NEW_BUSINESS", "EXPANSION", "RENEWAL"))
            .with("customerId", named("customer-" + random.nextInt(400)))
            .with("amount", amount())
            .with("currency", "EUR")
            .with("createdOn", start.plusDays(random.nextInt(330)).minusDays(120))
            .with(STREAM, name)
            .creditedTo(credits());
    return staged(deal, pick("OPEN", "WON", "WON", "WON", "LOST"));
  }

  private Fact changeDeal(Fact deal) {
    return switch (random.nextInt(6)) {
      case 0 -> deal.with("amount", amount());
      case 1 -> staged(deal, pick("OPEN", "WON", "WON", "LOST"));
      case 2 ->
          deal.fields().containsKey("closedOn") ? deal.with("closedOn", closedOn(deal)) : deal;
      case 3 -> deal.creditedTo(credits());
      case 4 -> deal.with("type", pick("NEW_BUSINESS", "EXPANSION", "RENEWAL"));
      default -> deal.with("customerId", named("customer-" + random.nextInt(400)));
    };
  }

  private Fact staged(Fact deal, String stage) {
    Fact staged = deal.with("stage", stage);
    return stage.equals("OPEN")
        ? staged.without("closedOn").with("expectedCloseOn", today.plusDays(30))
        : staged.with("closedOn", closedOn(deal));
  }

  /**
   * Some time after its creation; often on a day at which a period or a membership begins or ends.
   */
  private LocalDate closedOn(Fact deal) {
    LocalDate created = deal.date("createdOn", ZoneOffset.UTC).orElseThrow();
    LocalDate day =
        chance(0.15)
            ? pick(start, middle, over, start.plusDays(100)).minusDays(random.nextInt(2))
            : created.plusDays(random.nextInt(120));
    LocalDate notBefore = day.isBefore(created) ? created : day;
    return notBefore.isAfter(today) ? today : notBefore;
  }

  private BigDecimal amount() {
    int places = pick(0, 2, 2, 3, 6);
    return new BigDecimal(random.nextLong(100, 50_000_000))
        .movePointLeft(2)
        .add(new BigDecimal(random.nextLong(1_000_000)).movePointLeft(6))
        .setScale(places, RoundingMode.DOWN);
  }

  private List<Credit> credits() {
    List<String> shuffled = new ArrayList<>(reps());
    shuffled.sort(Comparator.comparingLong(rep -> random.nextLong()));
    List<Credit> credits = new ArrayList<>();
    BigDecimal left = BigDecimal.ONE;
    int people = pick(1, 1, 1, 2, 2, 3);
    for (int i = 0; i < people - 1; i++) {
      BigDecimal share = new BigDecimal(random.nextInt(1, 333_334)).movePointLeft(6);
      credits.add(new Credit(shuffled.get(i), share, Credit.Kind.REVENUE));
      left = left.subtract(share);
    }
    credits.add(new Credit(shuffled.get(people - 1), left, Credit.Kind.REVENUE));
    int helpers = pick(0, 0, 0, 1, 2);
    for (int i = 0; i < helpers; i++) {
      BigDecimal share = new BigDecimal(random.nextInt(1, 1_000_001)).movePointLeft(6);
      credits.add(new Credit(shuffled.get(people + i), share, Credit.Kind.OVERLAY));
    }
    if (chance(0.02)) {
      credits.add(new Credit(shuffled.getFirst(), new BigDecimal("0.1"), Credit.Kind.OVERLAY));
    }
    return credits;
  }

  private Fact activity(String id) {
    return Fact.activity(id, random.nextInt(1, 4))
        .with("type", pick("CALL", "CALL", "CALL", "EMAIL", "MEETING"))
        .with("repId", pick(reps()))
        .with("occurredAt", moment())
        .with(STREAM, name);
  }

  private Fact changeActivity(Fact activity) {
    return switch (random.nextInt(3)) {
      case 0 -> activity.with("type", pick("CALL", "CALL", "EMAIL"));
      case 1 -> activity.with("repId", pick(reps()));
      default -> activity.with("occurredAt", moment());
    };
  }

  /** Any time of the year and a little before; often so near to midnight that the zone decides. */
  private Instant moment() {
    LocalDate day =
        chance(0.3)
            ? pick(start, middle, over, start.plusDays(100))
            : start.minusDays(20).plusDays(random.nextInt(350));
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return midnight.plus(random.nextLong(-12 * 3600, 12 * 3600), ChronoUnit.SECONDS);
  }

  private static List<Chunk> chunks(List<Fact> stream) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < stream.size(); from += CHUNK) {
      List<Fact> slice = stream.subList(from, Math.min(stream.size(), from + CHUNK));
      chunks.add(
          new Chunk(
              full(slice, Fact.Kind.DEAL),
              full(slice, Fact.Kind.ACTIVITY),
              slice.stream().filter(Fact::withdrawn).toList()));
    }
    return chunks;
  }

  private static List<Fact> full(List<Fact> slice, Fact.Kind kind) {
    return slice.stream().filter(fact -> fact.kind() == kind && !fact.withdrawn()).toList();
  }

  private List<Goal> makeGoals() {
    List<Goal> made = new ArrayList<>();
    Oracle oracle = oracle();
    for (Metric metric : Metric.SHIPPED) {
      for (String rep : reps()) {
        made.add(goal(Goal.Owner.REP, rep, metric, "year", start, end));
      }
      for (String unit : List.of(named("north"), named("south"), named("team"), COMPANY)) {
        made.add(goal(Goal.Owner.UNIT, unit, metric, "year", start, end));
        made.add(goal(Goal.Owner.UNIT, unit, metric, "so-far", start, over));
      }
      made.add(goal(Goal.Owner.REP, named("r3"), metric, "second-half", middle, end));
    }
    return made.stream().map(goal -> goal.to(target(goal, oracle.standing(goal)))).toList();
  }

  private Goal goal(
      Goal.Owner owner,
      String ownerId,
      Metric metric,
      String period,
      LocalDate from,
      LocalDate to) {
    String id = named(ownerId.replace(name + "-", "") + "-" + metric.id() + "-" + period);
    Goal goal =
        Goal.of(id, owner, ownerId, metric, from, to, "1")
            .where(Condition.in(STREAM, name))
            .in(pick(ZONES));
    return metric.equals(Metric.SALES_CYCLE_DAYS) ? goal.from(SALES_CYCLE_BEFORE) : goal;
  }

  private BigDecimal target(Goal goal, Standing last) {
    BigDecimal achieved =
        last.value().equals(Standing.NONE) ? BigDecimal.ZERO : new BigDecimal(last.value());
    BigDecimal smallest = goal.metric().money() ? new BigDecimal("0.01") : BigDecimal.ONE;
    BigDecimal target =
        switch (goal.metric().aggregation()) {
          case SUM, COUNT, DISTINCT_COUNT ->
              pick(
                  achieved,
                  achieved.add(smallest),
                  achieved.multiply(new BigDecimal("1.25")),
                  achieved.multiply(new BigDecimal("0.4")),
                  achieved.multiply(new BigDecimal("3")));
          case RATIO -> pick(achieved, new BigDecimal("0.5"), new BigDecimal("0.9"));
          // What is to decrease cannot aim at where it began.
          case AVERAGE ->
              pick(achieved, new BigDecimal("30"), achieved.add(BigDecimal.TEN))
                  .min(new BigDecimal(SALES_CYCLE_BEFORE).subtract(BigDecimal.ONE));
        };
    return target.max(smallest.min(new BigDecimal("0.5"))).setScale(places(goal), RoundingMode.UP);
  }

  private static int places(Goal goal) {
    return switch (goal.metric().aggregation()) {
      case SUM -> 2;
      case COUNT, DISTINCT_COUNT -> 0;
      case AVERAGE, RATIO -> 6;
    };
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
