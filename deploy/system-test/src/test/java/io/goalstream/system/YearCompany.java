package io.goalstream.system;

import static io.goalstream.system.SalesOps.LONG_AGO;
import static java.util.stream.Collectors.joining;

import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A company of three levels with 20 units and 200 reps in its teams ({@code -Dreps=30} has fewer),
 * and what they sold and did, made up from a seed. The managers are further people, above the teams
 * that they lead.
 */
final class YearCompany {
  static final String TOP = "year";
  static final String HEAD = "year-head";
  static final String STORY = "attributes.story";
  static final int REGIONS = 4;
  static final int TEAMS = 15;
  static final int REPS = Integer.getInteger("reps", 200);

  private static final int CUSTOMERS = 900;
  private static final int MINUTES_OF_DAY = 24 * 60;

  private final SplittableRandom random;
  private int facts;

  YearCompany(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static String region(int number) {
    return "year-region-%d".formatted(number);
  }

  static String team(int number) {
    return "year-team-%02d".formatted(number);
  }

  static String rep(int number) {
    return "year-rep-%03d".formatted(number);
  }

  static String regionOf(int team) {
    return region(team % REGIONS);
  }

  static int teamOf(int rep) {
    return rep % TEAMS;
  }

  /** Who leads the region or the team. */
  static String manager(String unit) {
    return unit + "-lead";
  }

  /** How much somebody or a team may bring, in the eyes of its manager. */
  static int potential(String ownerId) {
    return 1 + Math.floorMod(ownerId.hashCode(), 5);
  }

  static Stream<String> regions() {
    return IntStream.range(0, REGIONS).mapToObj(YearCompany::region);
  }

  static Stream<String> teams() {
    return IntStream.range(0, TEAMS).mapToObj(YearCompany::team);
  }

  static List<String> reps() {
    return IntStream.range(0, REPS).mapToObj(YearCompany::rep).toList();
  }

  /** The whole of it, without the unit above. */
  static Organization organization() {
    List<Unit> units = new ArrayList<>();
    List<Rep> people = new ArrayList<>();
    units.add(new Unit(TOP, since(SalesOps.COMPANY), since(HEAD)));
    people.add(new Rep(HEAD, since(TOP)));
    for (int region = 0; region < REGIONS; region++) {
      units.add(new Unit(region(region), since(TOP), since(manager(region(region)))));
      people.add(new Rep(manager(region(region)), since(region(region))));
    }
    for (int team = 0; team < TEAMS; team++) {
      units.add(new Unit(team(team), since(regionOf(team)), since(manager(team(team)))));
      people.add(new Rep(manager(team(team)), since(regionOf(team))));
    }
    for (int rep = 0; rep < REPS; rep++) {
      people.add(new Rep(rep(rep), since(team(teamOf(rep)))));
    }
    return new Organization(units, people);
  }

  private static List<Spell> since(String id) {
    return List.of(new Spell(id, LONG_AGO, null));
  }

  /** The sheet of all people. */
  static String repsSheet(Organization organization) {
    return sheet(
        "id,name,locale,zone",
        organization.reps().stream().map(rep -> rep.id() + ",Rep " + rep.id() + ",en,UTC"));
  }

  static String membershipsSheet(Organization organization) {
    return sheet("repId,unitId,since", rows(organization.reps(), Rep::id, Rep::memberships));
  }

  static String managersSheet(Organization organization) {
    return sheet("unitId,repId,since", rows(organization.units(), Unit::id, Unit::managers));
  }

  private static <T> Stream<String> rows(
      List<T> things, Function<T, String> id, Function<T, List<Spell>> spells) {
    return things.stream()
        .flatMap(
            thing ->
                spells.apply(thing).stream()
                    .map(
                        spell -> "%s,%s,%s".formatted(id.apply(thing), spell.id(), spell.since())));
  }

  private static String sheet(String headings, Stream<String> rows) {
    return Stream.concat(Stream.of(headings), rows).collect(joining("\r\n", "", "\r\n"));
  }

  /** What every rep sold and did on days of the half-open stretch. */
  List<Fact> facts(LocalDate from, LocalDate until, int dealsEach, int activitiesEach) {
    List<Fact> made = new ArrayList<>();
    for (int rep = 0; rep < REPS; rep++) {
      for (int i = 0; i < dealsEach; i++) {
        made.add(deal(rep, day(from, until)));
      }
      for (int i = 0; i < activitiesEach; i++) {
        made.add(activity(rep, day(from, until)));
      }
    }
    return made;
  }

  private LocalDate day(LocalDate from, LocalDate until) {
    return from.plusDays(random.nextLong(ChronoUnit.DAYS.between(from, until)));
  }

  private Fact deal(int rep, LocalDate closedOn) {
    return Fact.deal("year-deal-" + facts++, 1)
        .with("stage", random.nextInt(10) == 0 ? "LOST" : "WON")
        .with("type", random.nextInt(3) == 0 ? "EXPANSION" : "NEW_BUSINESS")
        .with("customerId", "year-customer-" + random.nextInt(CUSTOMERS))
        .with("amount", new BigDecimal(random.nextLong(500_00, 40_000_00)).movePointLeft(2))
        .with("currency", "EUR")
        .with("createdOn", closedOn.minusDays(30))
        .with("closedOn", closedOn)
        .with(STORY, TOP)
        .creditedTo(credits(rep));
  }

  /** Mostly one rep's; some are shared with a colleague, who is often in another team. */
  private List<Credit> credits(int rep) {
    String colleague = rep((rep + 1 + random.nextInt(REPS - 1)) % REPS);
    return switch (random.nextInt(6)) {
      case 0 -> List.of(Credit.revenue(rep(rep), "0.6"), Credit.revenue(colleague, "0.4"));
      case 1 -> List.of(Credit.revenue(rep(rep), "1"), Credit.overlay(colleague, "0.5"));
      default -> List.of(Credit.revenue(rep(rep), "1"));
    };
  }

  private Fact activity(int rep, LocalDate day) {
    Instant at =
        day.atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plus(random.nextInt(MINUTES_OF_DAY), ChronoUnit.MINUTES);
    return Fact.activity("year-activity-" + facts++, 1)
        .with("type", random.nextInt(5) == 0 ? "EMAIL" : "CALL")
        .with("repId", rep(rep))
        .with("occurredAt", at)
        .with(STORY, TOP);
  }
}
