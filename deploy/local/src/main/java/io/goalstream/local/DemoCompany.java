package io.goalstream.local;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Aurora Instruments, which nobody has heard of: two regions, six reps and a quarter of business,
 * all made up.
 */
final class DemoCompany {
  private static final List<String> REPS = List.of("ana", "ben", "chen", "dara", "elif", "farid");
  private static final Map<String, String> NAMES =
      Map.of(
          "ana", "Ana Moreau",
          "ben", "Ben Okafor",
          "chen", "Chen Wei",
          "dara", "Dara Lindqvist",
          "elif", "Elif Kaya",
          "farid", "Farid Haddad",
          "gwen", "Gwen Ashby",
          "hugo", "Hugo Stein",
          "iris", "Iris Nakamura");

  /**
   * Somebody one can be.
   *
   * @param role REP, MANAGER or ADMIN
   * @param is what the person is in the company
   */
  record Person(String id, String role, String is) {}

  /** Who does what with goals; sam is no rep, and crm nobody at all. */
  static final List<Person> PEOPLE =
      List.of(
          new Person("sam", "ADMIN", "sales operations"),
          new Person("crm", "SOURCE", "a program that hands deals and activities in"),
          new Person("gwen", "MANAGER", "leads the company"),
          new Person("hugo", "MANAGER", "leads the north"),
          new Person("iris", "MANAGER", "leads the south"),
          new Person("ana", "REP", "sells in the north"),
          new Person("ben", "REP", "sells in the north"),
          new Person("chen", "REP", "sells in the north"),
          new Person("dara", "REP", "sells in the south"),
          new Person("elif", "REP", "sells in the south"),
          new Person("farid", "REP", "sells in the south"));

  private static final long PAST_SEED = 42;
  private static final int DEALS_PER_DAY = 3;
  private static final int CALLS_PER_DAY = 12;

  private final LocalDate today;
  private final LocalDate quarterStart;
  private final RandomGenerator live;
  private final Deque<Map<String, Object>> open = new ArrayDeque<>();
  private final Deque<Map<String, Object>> won = new ArrayDeque<>();
  private long counter;

  /** What happens next: a body for a path of the intake. */
  record Step(String path, Map<String, Object> body) {}

  DemoCompany(LocalDate today) {
    this.today = today;
    this.quarterStart = today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
    this.live = RandomGeneratorFactory.of("L64X128MixRandom").create(System.nanoTime());
    this.counter = System.currentTimeMillis();
  }

  String companyGoal() {
    return "aurora-revenue-" + quarterStart;
  }

  Map<String, Map<String, Object>> units() {
    Map<String, Map<String, Object>> units = new LinkedHashMap<>();
    units.put("aurora", unit("Aurora Instruments", List.of(), List.of()));
    units.put("north", unit("North", under("aurora"), List.of()));
    units.put("south", unit("South", under("aurora"), List.of()));
    return units;
  }

  /** The units again, with those who lead them; reps have to be there first. */
  Map<String, Map<String, Object>> managed() {
    Map<String, Map<String, Object>> units = new LinkedHashMap<>();
    units.put("aurora", unit("Aurora Instruments", List.of(), ledBy("gwen")));
    units.put("north", unit("North", under("aurora"), ledBy("hugo")));
    units.put("south", unit("South", under("aurora"), ledBy("iris")));
    return units;
  }

  private static Map<String, Object> unit(String name, List<?> placements, List<?> managers) {
    return Map.of("name", name, "placements", placements, "managers", managers);
  }

  private List<?> under(String parentId) {
    return List.of(Map.of("parentId", parentId, "since", "2020-01-01"));
  }

  private List<?> ledBy(String repId) {
    return List.of(Map.of("repId", repId, "since", "2020-01-01"));
  }

  Map<String, Map<String, Object>> reps() {
    Map<String, Map<String, Object>> reps = new LinkedHashMap<>();
    REPS.forEach(rep -> reps.put(rep, rep(rep, unitOf(rep))));
    reps.put("gwen", rep("gwen", "aurora"));
    reps.put("hugo", rep("hugo", "north"));
    reps.put("iris", rep("iris", "south"));
    return reps;
  }

  private static String unitOf(String rep) {
    return REPS.indexOf(rep) < 3 ? "north" : "south";
  }

  private Map<String, Object> rep(String rep, String unitId) {
    List<?> memberships = List.of(Map.of("unitId", unitId, "since", "2020-01-01"));
    return Map.of("name", NAMES.getOrDefault(rep, rep), "memberships", memberships);
  }

  /**
   * The goals of this quarter: targets are near what the past leads to, so that levels are crossed.
   */
  List<Map<String, Object>> goals() {
    List<Map<String, Object>> goals = new ArrayList<>();
    long days = ChronoUnit.DAYS.between(quarterStart, quarterStart.plusMonths(3));
    long perRep = days * DEALS_PER_DAY * 10_000L / REPS.size() / 1_000 * 1_000;
    goals.add(
        money(companyGoal(), "Revenue of the company", "UNIT", "aurora", perRep * REPS.size()));
    goals.add(money("north-revenue-" + quarterStart, "Revenue North", "UNIT", "north", perRep * 3));
    goals.add(money("south-revenue-" + quarterStart, "Revenue South", "UNIT", "south", perRep * 3));
    goals.add(
        plain(
            "aurora-win-rate-" + quarterStart,
            "Win rate of the company",
            "UNIT",
            "aurora",
            "win-rate",
            "0.6"));
    Map<String, Object> cycle =
        plain(
            "aurora-cycle-" + quarterStart,
            "Shorter sales cycle",
            "UNIT",
            "aurora",
            "sales-cycle-days",
            "30");
    cycle.put("baseline", "45");
    goals.add(cycle);
    for (String unit : List.of("north", "south")) {
      String name = "New customers " + (unit.equals("north") ? "North" : "South");
      goals.add(
          plain(unit + "-customers-" + quarterStart, name, "UNIT", unit, "new-customers", "60"));
    }
    for (int i = 0; i < REPS.size(); i++) {
      String rep = REPS.get(i);
      String first = NAMES.getOrDefault(rep, rep).replaceAll(" .*", "");
      long stretch = perRep * (80 + 8L * i) / 100;
      goals.add(money(rep + "-revenue-" + quarterStart, "Revenue " + first, "REP", rep, stretch));
      goals.add(
          plain(
              rep + "-calls-" + quarterStart,
              "Calls " + first,
              "REP",
              rep,
              "calls",
              String.valueOf(140 + 20 * i)));
    }
    return goals;
  }

  private Map<String, Object> money(
      String id, String name, String kind, String owner, long target) {
    Map<String, Object> goal = plain(id, name, kind, owner, "revenue", String.valueOf(target));
    goal.put("currency", "EUR");
    return goal;
  }

  private Map<String, Object> plain(
      String id, String name, String kind, String owner, String metricId, String target) {
    Map<String, Object> goal = new LinkedHashMap<>();
    goal.put("id", id);
    goal.put("name", name);
    goal.put("owner", Map.of("kind", kind, "id", owner));
    goal.put("metricId", metricId);
    goal.put(
        "period",
        Map.of("start", quarterStart.toString(), "end", quarterStart.plusMonths(3).toString()));
    goal.put("target", target);
    return goal;
  }

  /** Deals from the first day of the quarter until yesterday; the same whenever they are made. */
  List<Map<String, Object>> pastDeals() {
    List<Map<String, Object>> deals = new ArrayList<>();
    for (LocalDate day = quarterStart; day.isBefore(today); day = day.plusDays(1)) {
      RandomGenerator random = ofDay(day);
      for (int i = 0; i < DEALS_PER_DAY; i++) {
        String id = "past-%s-%d".formatted(day, i);
        deals.add(
            deal(
                id,
                random,
                random.nextInt(10) < 6 ? "WON" : "LOST",
                day,
                day.atStartOfDay(ZoneOffset.UTC).toInstant()));
      }
    }
    return deals;
  }

  /** False on the first day of a quarter, and as long as no deal of the quarter was won. */
  boolean hasPastRevenue() {
    return pastDeals().stream().anyMatch(deal -> "WON".equals(deal.get("stage")));
  }

  List<Map<String, Object>> pastActivities() {
    List<Map<String, Object>> activities = new ArrayList<>();
    for (LocalDate day = quarterStart; day.isBefore(today); day = day.plusDays(1)) {
      RandomGenerator random = ofDay(day);
      for (int i = 0; i < CALLS_PER_DAY; i++) {
        Instant at = day.atTime(9 + i % 8, random.nextInt(60)).toInstant(ZoneOffset.UTC);
        activities.add(call("past-call-%s-%d".formatted(day, i), random, at));
      }
    }
    return activities;
  }

  private static RandomGenerator ofDay(LocalDate day) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(PAST_SEED + day.toEpochDay());
  }

  long pauseMillis() {
    return live.nextInt(400, 1_200);
  }

  /**
   * Something happens: mostly calls and new deals, now and then a deal is won, lost, corrected or
   * reopened.
   */
  Step nextStep(Instant now) {
    int dice = live.nextInt(100);
    if (dice < 45) {
      counter++;
      return new Step("/activities", call("live-call-" + counter, live, now));
    }
    if (dice < 70 || open.isEmpty()) {
      counter++;
      LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
      Map<String, Object> deal = deal("live-" + counter, live, "OPEN", day, now);
      open.add(deal);
      return new Step("/deals", deal);
    }
    if (dice < 96 || won.isEmpty()) {
      Map<String, Object> closed = next(open.remove(), now);
      boolean isWon = live.nextInt(10) < 6;
      closed.put("stage", isWon ? "WON" : "LOST");
      closed.put("closedOn", now.atZone(ZoneOffset.UTC).toLocalDate().toString());
      if (isWon) {
        won.add(closed);
      }
      return new Step("/deals", closed);
    }
    Map<String, Object> reopened = next(won.remove(), now);
    reopened.put("stage", "OPEN");
    reopened.remove("closedOn");
    open.add(reopened);
    return new Step("/deals", reopened);
  }

  private static Map<String, Object> next(Map<String, Object> deal, Instant now) {
    Map<String, Object> next = new LinkedHashMap<>(deal);
    next.put("version", ((Number) deal.getOrDefault("version", 0)).longValue() + 1);
    next.put("changedAt", now.toString());
    return next;
  }

  private Map<String, Object> deal(
      String id, RandomGenerator random, String stage, LocalDate day, Instant changedAt) {
    Map<String, Object> deal = new LinkedHashMap<>();
    deal.put("id", id);
    deal.put("version", 1L);
    deal.put("stage", stage);
    deal.put("amount", String.valueOf(random.nextInt(40, 360) * 50));
    deal.put("currency", "EUR");
    deal.put("type", random.nextInt(3) == 0 ? "EXPANSION" : "NEW_BUSINESS");
    deal.put("customerId", "customer-" + random.nextInt(150));
    deal.put("createdOn", day.minusDays(random.nextInt(15, 55)).toString());
    if (!stage.equals("OPEN")) {
      deal.put("closedOn", day.toString());
    }
    deal.put("credits", credits(random));
    deal.put("changedAt", changedAt.toString());
    return deal;
  }

  /** Most deals have one rep, some are shared by two. */
  private static List<Map<String, Object>> credits(RandomGenerator random) {
    int first = random.nextInt(REPS.size());
    if (random.nextInt(5) > 0) {
      return List.of(Map.of("repId", REPS.get(first)));
    }
    int second = (first + 1 + random.nextInt(REPS.size() - 1)) % REPS.size();
    return List.of(
        Map.of("repId", REPS.get(first), "share", "0.6"),
        Map.of("repId", REPS.get(second), "share", "0.4"));
  }

  private static Map<String, Object> call(String id, RandomGenerator random, Instant at) {
    return Map.of(
        "id",
        id,
        "version",
        1,
        "type",
        "CALL",
        "repId",
        REPS.get(random.nextInt(REPS.size())),
        "occurredAt",
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        "changedAt",
        at.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
