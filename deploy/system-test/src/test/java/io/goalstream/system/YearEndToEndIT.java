package io.goalstream.system;

import static io.goalstream.system.YearCompany.HEAD;
import static io.goalstream.system.YearCompany.manager;
import static io.goalstream.system.YearCompany.rep;
import static io.goalstream.system.YearCompany.team;
import static io.goalstream.system.YearCompany.teamOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.Rest.Answer;
import io.goalstream.system.YearPlan.Row;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Organization;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A company of three levels, 20 units and 200 reps ({@code -Dreps=30} is through in a minute) goes
 * through a year over REST, each person as who they are: planned for 17 periods on three metrics,
 * negotiated, reviewed by the month, adjusted in its course, closed. After each step both services
 * must say of every goal what the oracle says.
 *
 * <p>Nobody can move the clock over REST. So the fiscal year lies around today, with half of it
 * over ({@code -DmonthsOver=11}: nearly all). What is over gets its final result at once, since
 * there are no days of grace; the rest is closed as a short year is: the company's goal is adjusted
 * to end today and broken down anew, which closes all goals below it and cancels later months.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YearEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(YearEndToEndIT.class);
  private static final Duration LATER = Duration.ofMinutes(3);
  private static final int MONTHS_OVER = Integer.getInteger("monthsOver", 6);
  private static final List<Integer> NEGOTIATORS = List.of(0, 1, 2);
  private static final String CALENDAR = "year-calendar";
  private static final int PERIODS = 17;
  private static final BigDecimal UNIT_STEP = new BigDecimal("1000");
  private static final BigDecimal REP_STEP = BigDecimal.TEN;

  /** What is planned, in euro, customers and calls. */
  private static final Map<Metric, BigDecimal> TARGETS = targets();

  private final ZoneId zone = zone();
  private final LocalDate today = LocalDate.now(zone);
  private final LocalDate month = today.withDayOfMonth(1);
  private final LocalDate start = month.minusMonths(MONTHS_OVER);
  private final LocalDate end = start.plusYears(1);
  private final SalesOps salesOps;
  private final RunningSystem system;
  private final Rest sam;
  private final Rest chief;
  private final Rest head;
  private final YearCompany company;
  private final YearBooks books;
  private final Map<String, Rest> doors = new HashMap<>();
  private final Map<Metric, YearPlan> plans = new LinkedHashMap<>();

  YearEndToEndIT(RunningSystem system, SalesOps salesOps) {
    long seed = Optional.ofNullable(Long.getLong("seed")).orElseGet(System::nanoTime);
    LOG.info("Seed {}, today {} in {}; -Dseed={} replays it", seed, today, zone, seed);
    this.system = system;
    this.salesOps = salesOps;
    this.sam = system.rest(Service.GOALS).waiting(LATER);
    this.chief = system.goals(SalesOps.CHIEF, "MANAGER");
    this.head = system.goals(HEAD, "MANAGER").waiting(LATER);
    this.company = new YearCompany(seed);
    this.books =
        new YearBooks(
            sam, system.rest(Service.ATTAINMENT).waiting(LATER), YearCompany.organization());
  }

  private static Map<Metric, BigDecimal> targets() {
    Map<Metric, BigDecimal> targets = new LinkedHashMap<>();
    targets.put(Metric.REVENUE, new BigDecimal("36000000"));
    // So many that the least part of a rep can be divided further into months that are whole.
    targets.put(Metric.NEW_CUSTOMERS, BigDecimal.valueOf(400L * YearCompany.REPS));
    targets.put(Metric.CALLS, BigDecimal.valueOf(540L * YearCompany.REPS));
    return targets;
  }

  /** One in which it is not the first of a month, so that the month that runs has a past. */
  private static ZoneId zone() {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    if (now.getDayOfMonth() > 1) {
      return ZoneOffset.UTC;
    }
    return ZoneId.of(now.getHour() < 12 ? "Etc/GMT+12" : "Pacific/Kiritimati");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void aYearIsPlannedNegotiatedReviewedAdjustedAndClosed() {
    timed("the organization is taken in", this::found);
    timed("last year and the months that are over are handed in", this::handInThePast);
    timed("goals down to the reps are proposed", this::proposeToReps);
    timed("three reps negotiate", this::negotiate);
    timed("all is broken down to months and active", this::breakDownToMonths);
    timed("every number is right", this::assertAllRight);
    timed("the month that runs is handed in, and counts", this::handInThePresent);
    timed("the months that are over are reviewed", this::reviewMonths);
    timed("the year is adjusted and broken down anew", this::adjust);
    timed("every number is right", this::assertAllRight);
    timed("the year is closed", this::close);
    timed("every result is right", this::assertAllRight);
    plans.values().forEach(plan -> assertThat(plan.goals()).allMatch(goal -> isOver(goal)));
  }

  private void timed(String what, Runnable phase) {
    long from = System.nanoTime();
    phase.run();
    LOG.info("{} ms: {}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from), what);
  }

  private void assertAllRight() {
    plans.values().forEach(plan -> Eventually.within(LATER, () -> books.assertRight(plan, today)));
  }

  private boolean isOver(Goal goal) {
    return !goal.end().isAfter(today);
  }

  private Rest as(String person, String role) {
    return doors.computeIfAbsent(person, any -> system.goals(person, role));
  }

  private Rest lead(int rep) {
    return as(manager(team(teamOf(rep))), "MANAGER");
  }

  /** Units one by one: a sheet of units alone has no places for them. */
  private void found() {
    Organization organization = YearCompany.organization();
    organization
        .units()
        .forEach(
            unit ->
                sam.put("/api/v1/organization/units/" + unit.id(), Payloads.unit(unit, false))
                    .expectOneOf(200, 201));
    takeIn("reps", YearCompany.repsSheet(organization));
    takeIn("memberships", YearCompany.membershipsSheet(organization));
    takeIn("managers", YearCompany.managersSheet(organization));
    sam.put("/api/v1/calendars/" + CALENDAR, Map.of("startMonth", start.getMonthValue()))
        .expectOneOf(200, 201);
    salesOps.tell(new Organization(List.of(), organization.reps()));
  }

  private void takeIn(String sheet, String csv) {
    String path = "/api/v1/organization/sheets?sheet=" + sheet;
    JsonNode report = sam.send("POST", path, csv, "text/csv").expect(200).json();
    assertThat(report.path("written").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.path("errors")).isEmpty();
  }

  private void handInThePast() {
    handIn(company.facts(start.minusYears(1), start, 3, 4));
    handIn(company.facts(start, month, 5, 6));
    for (Metric metric : TARGETS.keySet()) {
      Goal before = YearPlan.top(metric, start.minusYears(1), start, zone, TARGETS.get(metric));
      String expected = books.standing(before).value();
      Map<String, Object> question = new HashMap<>(body(before));
      question.keySet().retainAll(List.of("metricId", "owner", "period", "filter", "currency"));
      Eventually.within(
          LATER,
          () ->
              assertThat(
                      head.post("/api/v1/metrics/preview", question)
                          .expect(200)
                          .json()
                          .path("value")
                          .decimalValue())
                  .isEqualByComparingTo(expected));
    }
  }

  private void handIn(List<Fact> facts) {
    for (Fact.Kind kind : Fact.Kind.values()) {
      salesOps.handInTogether(kind, facts.stream().filter(fact -> fact.kind() == kind).toList());
    }
    books.add(facts);
  }

  private Map<String, Object> body(Goal goal) {
    Map<String, Object> body = new HashMap<>(Payloads.goal(goal));
    body.put("graceDays", 0);
    body.put("reviewEvery", "MONTHLY");
    body.put("kind", goal.metric().equals(Metric.CALLS) ? "ACTIVITY" : "ANNUAL");
    return body;
  }

  /** The chief sets the goals; who leads the company's sales breaks them down, but sets none. */
  private void proposeToReps() {
    for (Metric metric : TARGETS.keySet()) {
      Goal top = YearPlan.top(metric, start, end, zone, TARGETS.get(metric));
      head.post("/api/v1/goals", body(top)).expect(403);
      chief.post("/api/v1/goals", body(top)).expect(201);
      chief.post("/api/v1/goals/" + top.id() + "/activation").expect(200);
      YearPlan plan = breakDown(top, "PROPOSED", cuts(metric));
      assertThat(plan.rows()).hasSize(YearCompany.REGIONS + YearCompany.TEAMS + YearCompany.REPS);
      assertShares(plan);
    }
  }

  /** Within one rounding step, each part is in proportion to what was said or sold. */
  private void assertShares(YearPlan plan) {
    boolean money = plan.top().metric().money();
    Map<String, BigDecimal> weights = new HashMap<>();
    Map<String, BigDecimal> sums = new HashMap<>();
    for (Row row : plan.rows()) {
      BigDecimal weight =
          money
              ? new BigDecimal(
                  books.standing(row.goal().during(start.minusYears(1), start)).value())
              : BigDecimal.valueOf(YearCompany.potential(row.goal().ownerId()));
      weights.put(row.goal().id(), weight);
      sums.merge(row.parentId(), weight, BigDecimal::add);
    }
    for (Row row : plan.rows()) {
      BigDecimal exact =
          row.distributed()
              .multiply(weights.getOrDefault(row.goal().id(), BigDecimal.ZERO))
              .divide(
                  sums.getOrDefault(row.parentId(), BigDecimal.ZERO), 6, RoundingMode.HALF_EVEN);
      BigDecimal ofMoney = row.goal().owner() == Goal.Owner.UNIT ? UNIT_STEP : REP_STEP;
      BigDecimal step = money ? ofMoney : BigDecimal.ONE;
      assertThat(row.goal().target().subtract(exact).abs())
          .as("%s is %s, exactly %s", row.path(), row.goal().target(), exact)
          .isLessThan(step);
      assertThat(row.goal().target().remainder(step)).as(row.path()).isEqualByComparingTo("0");
    }
  }

  private YearPlan breakDown(Goal top, String as, List<Map<String, Object>> cuts) {
    long from = System.nanoTime();
    Answer proposed =
        head.post("/api/v1/goals/" + top.id() + "/breakdowns", Map.of("cuts", cuts)).expect(201);
    JsonNode proposal = proposed.json();
    long decided = System.nanoTime();
    YearPlan made = YearPlan.of(top, proposal);
    YearPlan plan =
        Optional.ofNullable(plans.get(top.metric()))
            .map(former -> made.after(former, today))
            .orElse(made);
    plan.assertAddsUp();
    String publication = "/api/v1/breakdowns/" + proposal.path("id").asText() + "/publication";
    Map<String, Object> anew =
        Map.of("as", as, "reason", "the year is planned anew", "exception", true);
    JsonNode published =
        head.post(publication, plans.containsKey(top.metric()) ? anew : Map.of("as", as))
            .expect(200)
            .json();
    assertThat(published.path("state").asText()).isEqualTo("PUBLISHED");
    LOG.info(
        "{}: {} rows, {} characters; proposed in {} ms, published in {} ms",
        top.id(),
        proposal.path("rows").size(),
        proposed.text().length(),
        TimeUnit.NANOSECONDS.toMillis(decided - from),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - decided));
    plans.put(top.metric(), plan);
    return plan;
  }

  /** Revenue by what was sold a year before, the other two by what managers think is possible. */
  private static List<Map<String, Object>> cuts(Metric metric) {
    return metric.money()
        ? List.of(
            Map.of("by", "UNITS", "roundTo", UNIT_STEP),
            Map.of("by", "UNITS", "roundTo", UNIT_STEP),
            Map.of("by", "REPS", "roundTo", REP_STEP))
        : byPotential(id -> BigDecimal.valueOf(YearCompany.potential(id)), BigDecimal.ONE);
  }

  private static List<Map<String, Object>> byPotential(
      Function<String, BigDecimal> potential, BigDecimal step) {
    return List.of(
        byPotential("UNITS", YearCompany.regions(), potential, step),
        byPotential("UNITS", YearCompany.teams(), potential, step),
        byPotential("REPS", YearCompany.reps().stream(), potential, step));
  }

  private static Map<String, Object> byPotential(
      String by, Stream<String> members, Function<String, BigDecimal> potential, BigDecimal step) {
    return Map.of(
        "by",
        by,
        "roundTo",
        step,
        "factors",
        Map.of("potential", 1),
        "members",
        members.map(id -> Map.of("id", id, "potential", potential.apply(id))).toList());
  }

  private static List<Map<String, Object>> toMonths(List<Map<String, Object>> cuts) {
    List<Map<String, Object>> all = new ArrayList<>(cuts);
    all.add(Map.of("by", "QUARTERS", "calendar", CALENDAR));
    all.add(Map.of("by", "MONTHS", "calendar", CALENDAR));
    return all;
  }

  /** One is given what he asks for, one is not and accepts, one meets the manager half-way. */
  private void negotiate() {
    for (YearPlan plan : plans.values()) {
      Goal granted = plan.year(rep(NEGOTIATORS.get(0)));
      Goal refused = plan.year(rep(NEGOTIATORS.get(1)));
      Goal halved = plan.year(rep(NEGOTIATORS.get(2)));

      counter(granted, part(granted, "1.1"));
      doorOf(granted).post(path(granted) + "/decision", Map.of("decision", "ACCEPT")).expect(403);
      decide(refused, granted, "ACCEPT").expect(403);
      decide(granted, granted, "ACCEPT").expect(200);

      counter(refused, part(refused, "0.8"));
      decide(refused, refused, "DECLINE").expect(200);
      leadOf(refused).post(path(refused) + "/acceptance").expect(403);
      doorOf(refused).post(path(refused) + "/acceptance").expect(200);

      counter(halved, part(halved, "0.7"));
      decide(halved, halved, "DECLINE").expect(200);
      counter(halved, part(halved, "0.9"));
      decide(halved, halved, "ACCEPT").expect(200);

      assertAgreed(granted, part(granted, "1.1"), "COUNTERED", "COUNTER_ACCEPTED");
      assertAgreed(refused, refused.target(), "COUNTERED", "COUNTER_DECLINED", "ACCEPTED");
      assertAgreed(halved, part(halved, "0.9"), "COUNTER_DECLINED", "COUNTER_ACCEPTED");
      List.of(granted, refused, halved).forEach(goal -> lock(goal, true));
    }
  }

  private Rest doorOf(Goal goal) {
    return as(goal.ownerId(), "REP");
  }

  private Rest leadOf(Goal goal) {
    return lead(YearCompany.reps().indexOf(goal.ownerId()));
  }

  private static String path(Goal goal) {
    return "/api/v1/goals/" + goal.id();
  }

  private static BigDecimal part(Goal goal, String factor) {
    BigDecimal step = goal.metric().money() ? REP_STEP : BigDecimal.ONE;
    return goal.target()
        .multiply(new BigDecimal(factor))
        .divide(step, 0, RoundingMode.DOWN)
        .multiply(step);
  }

  private void counter(Goal goal, BigDecimal target) {
    Map<String, Object> asked =
        Map.of("changes", Map.of("target", target), "reason", "the territory is another one now");
    doorOf(goal).post(path(goal) + "/counter", asked).expect(200);
  }

  /** Somebody's manager decides on the goal. */
  private Answer decide(Goal ofWhom, Goal goal, String decision) {
    return leadOf(ofWhom)
        .post(path(goal) + "/decision", Map.of("decision", decision, "reason", "as we said"));
  }

  private void assertAgreed(Goal goal, BigDecimal target, String... steps) {
    JsonNode agreed = doorOf(goal).get(path(goal)).expect(200).json();
    assertThat(agreed.path("state").asText()).isEqualTo("ACTIVE");
    assertThat(agreed.path("target").decimalValue()).isEqualByComparingTo(target);
    assertThat(doorOf(goal).get(path(goal) + "/history").expect(200).text()).contains(steps);
  }

  /** What was agreed with somebody stays when the goal above is broken down anew. */
  private void lock(Goal goal, boolean locked) {
    adjust(leadOf(goal), leadOf(goal), goal.id(), Map.of("locked", locked));
  }

  private static void adjust(Rest asking, Rest deciding, String goalId, Map<String, ?> changes) {
    String path = "/api/v1/goals/" + goalId + "/adjustments";
    JsonNode asked =
        asking
            .post(path, Map.of("changes", changes, "reason", "as it was agreed"))
            .expect(201)
            .json();
    deciding
        .post(path + "/" + asked.path("id").asText() + "/decision", Map.of("decision", "APPROVE"))
        .expect(200);
  }

  private void breakDownToMonths() {
    for (YearPlan proposed : List.copyOf(plans.values())) {
      YearPlan plan = breakDown(proposed.top(), "ACTIVE", toMonths(cuts(proposed.top().metric())));
      plan.assertIsWhole(PERIODS);
      assertThat(plan.year(rep(NEGOTIATORS.get(0))).target())
          .isEqualByComparingTo(part(proposed.year(rep(NEGOTIATORS.get(0))), "1.1"));
      assertThat(plan.year(rep(NEGOTIATORS.get(2))).target())
          .isEqualByComparingTo(part(proposed.year(rep(NEGOTIATORS.get(2))), "0.9"));
    }
  }

  private void handInThePresent() {
    handIn(company.facts(month, today.plusDays(1), 1, 2));
    assertAllRight();
  }

  /** The manager opens and closes, the rep remarks, others may not. */
  private void reviewMonths() {
    YearPlan plan = plan(Metric.REVENUE);
    for (int rep : NEGOTIATORS) {
      List<Row> months = plan.monthsBefore(rep(rep), today);
      assertThat(months).hasSize(MONTHS_OVER);
      months.forEach(row -> review(row.goal(), lead(rep), as(rep(rep), "REP")));
    }
    Goal team = plan.year(team(teamOf(NEGOTIATORS.getFirst())));
    Rest lead = lead(NEGOTIATORS.getFirst());
    JsonNode review = review(team, lead, lead);
    assertThat(review.path("dueOn").asText()).isEqualTo(month.toString());
  }

  private JsonNode review(Goal goal, Rest lead, Rest owner) {
    JsonNode review = lead.post(path(goal) + "/reviews").expect(201).json();
    assertThat(review.at("/snapshot/value").decimalValue())
        .as("the number of %s in the review", goal.id())
        .isEqualByComparingTo(books.standing(goal).value());
    String path = path(goal) + "/reviews/" + review.path("id").asText();
    Map<String, String> remark = Map.of("kind", "NOTE", "text", "two deals slipped");
    as(rep(YearCompany.REPS - 1), "REP").post(path + "/remarks", remark).expect(403);
    owner.post(path + "/remarks", remark).expect(200);
    Map<String, String> summary = Map.of("summary", "more calls next month");
    as(rep(YearCompany.REPS - 1), "REP").post(path + "/closing", summary).expect(403);
    JsonNode closed = lead.post(path + "/closing", summary).expect(200).json();
    assertThat(closed.path("open").asBoolean()).isFalse();
    assertThat(closed.path("remarks")).hasSize(1);
    boolean oneMonth = !goal.end().isAfter(goal.start().plusMonths(1));
    assertThat(lead.get(path(goal)).expect(200).json().path("nextReviewOn").asText())
        .isEqualTo(oneMonth ? "null" : month.plusMonths(1).toString());
    return closed;
  }

  private YearPlan plan(Metric metric) {
    return Optional.ofNullable(plans.get(metric)).orElseThrow();
  }

  /** Six percent more for the rest of the year; what is over and what is agreed on stays. */
  private void adjust() {
    YearPlan before = plan(Metric.REVENUE);
    BigDecimal target = before.top().target().multiply(new BigDecimal("1.06")).setScale(0);
    Map<String, Object> changes = Map.of("target", target);
    Map<String, Object> preview = Map.of("changes", changes);
    String path = path(before.top());
    assertThat(objection(head.post(path + "/adjustments/preview", preview))).contains("review");
    String review = head.post(path + "/reviews").expect(201).json().path("id").asText();
    assertThat(objection(head.post(path + "/adjustments/preview", preview))).isEqualTo("null");

    JsonNode asked =
        head.post(path + "/adjustments", Map.of("changes", changes, "reason", "a market opened"))
            .expect(201)
            .json();
    String decision = path + "/adjustments/" + asked.path("id").asText() + "/decision";
    head.post(decision, Map.of("decision", "APPROVE")).expect(403);
    JsonNode adjusted = chief.post(decision, Map.of("decision", "APPROVE")).expect(200).json();
    assertThat(adjusted.at("/distributions/0/difference").decimalValue())
        .as("what the parts lack now")
        .isEqualByComparingTo(before.top().target().subtract(target));
    head.post(path + "/reviews/" + review + "/closing", Map.of("summary", "raised")).expect(200);

    YearPlan after = breakDown(before.top().to(target), "ACTIVE", toMonths(cuts(Metric.REVENUE)));
    after.assertIsWhole(PERIODS);
    Map<String, BigDecimal> former = before.targets();
    for (Row row : after.rows()) {
      boolean stays = isOver(row.goal()) || NEGOTIATORS.stream().anyMatch(i -> row.isOf(rep(i)));
      if (stays) {
        assertThat(row.goal().target())
            .as(row.path())
            .isEqualByComparingTo(former.getOrDefault(row.goal().id(), BigDecimal.ZERO));
      }
    }
  }

  private static String objection(Answer preview) {
    return preview.expect(200).json().path("objection").asText();
  }

  /**
   * Each goal of the company ends today, and all below it follow. It has days of grace until they
   * did: what is final is not broken down any more.
   */
  private void close() {
    for (YearPlan plan : List.copyOf(plans.values())) {
      NEGOTIATORS.forEach(rep -> lock(plan.year(rep(rep)), false));
      Goal top = plan.top();
      BigDecimal target =
          top.target()
              .multiply(new BigDecimal("1.15"))
              .multiply(BigDecimal.valueOf(MONTHS_OVER + 1L))
              .divide(new BigDecimal("12000"), 0, RoundingMode.DOWN)
              .multiply(UNIT_STEP);
      String review = head.post(path(top) + "/reviews").expect(201).json().path("id").asText();
      Map<String, Object> changes =
          Map.of("period", Map.of("end", today.toString()), "target", target, "graceDays", 30);
      adjust(head, chief, top.id(), changes);
      head.post(path(top) + "/reviews/" + review + "/closing", Map.of("summary", "a short year"))
          .expect(200);
      Goal shorter = YearPlan.top(top.metric(), start, today, zone, target);
      // In the proportions of the whole year: results of the same days a year before have others.
      BigDecimal step = top.metric().money() ? REP_STEP : BigDecimal.ONE;
      breakDown(shorter, "ACTIVE", toMonths(byPotential(id -> plan.year(id).target(), step)));
      adjust(head, chief, top.id(), Map.of("graceDays", 0));
    }
  }
}
