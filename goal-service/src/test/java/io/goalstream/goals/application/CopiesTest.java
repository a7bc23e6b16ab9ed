package io.goalstream.goals.application;

import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.between;
import static io.goalstream.goals.domain.Examples.startingOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Goal.Distribution;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.Shares;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The year of the unit north, 1,000 EUR, and its reps' parts, as drafts of the year after. */
class CopiesTest {
  private static final Reward TRIP =
      Reward.at(
          BigDecimal.ONE, "Club trip", Reward.Kind.RECOGNITION, Optional.empty(), Optional.empty());

  private final FakeGoalDocuments goalDocuments = new FakeGoalDocuments();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Members members = new Members(new FakeDocuments<>(), () -> {}, clock);
  private final AtomicInteger ids = new AtomicInteger();
  private final KnownThings references =
      new KnownThings(
          goalDocuments,
          members,
          new MetricCatalogue(List.of(Examples.REVENUE), new FakeDocuments<>()),
          new Catalogue<>("working calendar", List.of(), new FakeDocuments<>()),
          new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), new FakeDocuments<>()));
  private final Goals goals =
      new Goals(
          goalDocuments,
          references,
          Examples.POLICY,
          () -> {},
          clock,
          () -> "id-" + ids.incrementAndGet());
  private final Copies copies =
      new Copies(goalDocuments, references, goalId -> Optional.empty(), members, () -> {}, clock);

  @BeforeEach
  void found() {
    members.put(new Unit("north", "North", List.of(), List.of()));
    for (String rep : List.of("ana", "ben", "cleo")) {
      members.put(new Rep(rep, rep, "en", "UTC", List.of(startingOn("north", "2020-01-01"))));
    }
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.ownerKind = Optional.of("UNIT");
                  r.ownerId = Optional.of("north");
                }),
            MIA));
    done(goals.activate(Guarded.any("g-1"), MIA));
  }

  private void breakDown(String overAssignment) {
    Breakdowns breakdowns =
        new Breakdowns(
            new FakeBreakdownDocuments(),
            goalDocuments,
            members,
            new Results(goalDocuments, goalId -> Optional.empty()),
            new FakePreviews(),
            Examples.POLICY,
            () -> {},
            clock,
            () -> "b-" + ids.incrementAndGet());
    Cut reps =
        new Cut.ByOrganization(
            Cut.Level.REPS,
            Shares.Factors.BY_HISTORY,
            new BigDecimal(overAssignment),
            List.of(),
            Set.of(),
            List.of(),
            false,
            Optional.empty());
    Stored<Breakdown> proposal = done(breakdowns.propose("g-1", List.of(reps), MIA));
    done(
        breakdowns.publish(
            Guarded.any(proposal.id()),
            Breakdown.PublishAs.ACTIVE,
            Adjustments.Approval.PLAIN,
            MIA));
  }

  private Map<String, Outcome<Goal>> copy(String growth) {
    return copy(GoalQuery.EVERYTHING, growth);
  }

  private Map<String, Outcome<Goal>> copy(GoalQuery query, String growth) {
    return copies
        .copy(
            new Copies.Wanted(
                query, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"), false),
            new BigDecimal(growth),
            FiscalCalendar.WALL,
            MIA)
        .stream()
        .collect(Collectors.toMap(Copies.Copy::from, Copies.Copy::outcome));
  }

  private Goal copyOf(Map<String, Outcome<Goal>> made, String goalId) {
    return goalDocuments
        .find(done(Objects.requireNonNull(made.get(goalId))).id())
        .orElseThrow()
        .value();
  }

  private BigDecimal sum(Map<String, Outcome<Goal>> made) {
    return List.of("g-1:ana", "g-1:ben", "g-1:cleo").stream()
        .map(id -> copyOf(made, id).terms().aim().target())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** 333.33 and 5 % is 350.00 rounded; three of them and their cent were 1,050.01. */
  @Test
  void whatAddedUpDoesSoAgainAfterGrowthAndRounding() {
    breakDown("0");

    Map<String, Outcome<Goal>> made = copy("0.05");

    assertThat(copyOf(made, "g-1").terms().aim().target()).isEqualByComparingTo("1050");
    assertThat(sum(made)).isEqualByComparingTo("1050");
    assertThat(copyOf(made, "g-1").distributions())
        .containsExactly(
            new Distribution(
                Goal.Dimension.ORGANIZATION, Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO));
    assertThat(events(copyOf(made, "g-1"))).containsExactly("GOAL_CREATED");
    assertThat(copyOf(made, "g-1:ana").terms().place().parentId())
        .contains(copyOf(made, "g-1").id());
  }

  @Test
  void anOverAssignmentIsKept() {
    breakDown("0.1");

    Map<String, Outcome<Goal>> made = copy("0.07");

    assertThat(sum(made)).isEqualByComparingTo("1177");
    assertThat(copyOf(made, "g-1").distributions().getFirst().overAssignment())
        .isEqualByComparingTo("0.1");
    assertThat(copyOf(made, "g-1").distributions().getFirst().difference()).isZero();
  }

  @Test
  void aChangedPartOfTheCopyIsAnnounced() {
    breakDown("0");
    Map<String, Outcome<Goal>> made = copy("0");

    done(goals.cancel(Guarded.any(copyOf(made, "g-1:ana").id()), "left", MIA));

    assertThat(events(copyOf(made, "g-1"))).containsExactly("GOAL_CREATED", "GOAL_CHILDREN_DIFFER");
  }

  @Test
  void askingTwiceMakesNoSecondPlanUnlessTheFirstWasCancelled() {
    Map<String, Outcome<Goal>> first = copy("0");
    Goal copy = copyOf(first, "g-1");

    assertThat(copy("0").get("g-1"))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "it was copied before: goal %s, which is DRAFT".formatted(copy.id()))));
    done(goals.cancel(Guarded.any(copy.id()), "anew", MIA));

    assertThat(copyOf(copy("0.5"), "g-1").terms().aim().target()).isEqualByComparingTo("1500");
  }

  /** A manager copies the reps' goals, and somebody else the team's before or afterwards. */
  @Test
  void whatIsCopiedPartByPartComesTogether() {
    breakDown("0");
    GoalQuery reps = ofOwners("ana", "ben");
    GoalQuery rest = ofOwners("north", "cleo");

    Map<String, Outcome<Goal>> first = copy(reps, "0");
    Goal ana = copyOf(first, "g-1:ana");
    assertThat(ana.terms().place().parentId()).isEmpty();
    Goal whole = copyOf(copy(rest, "0"), "g-1");
    copy("0");

    assertThat(copyOf(first, "g-1:ana").terms().place().parentId()).contains(whole.id());
    assertThat(goalDocuments.find(whole.id()).orElseThrow().value().distributions())
        .extracting(Distribution::difference)
        .containsExactly(BigDecimal.ZERO);
  }

  private static GoalQuery ofOwners(String... ids) {
    GoalQuery all = GoalQuery.EVERYTHING;
    return new GoalQuery(
        Optional.of(Set.of(ids)),
        all.metricId(),
        all.parentIds(),
        all.states(),
        all.from(),
        all.until(),
        all.text(),
        all.waitingFor(),
        all.recognised(),
        all.after(),
        all.limit());
  }

  @Test
  void whoHasLeftGetsNoCopyAndIsMissedInTheSum() {
    breakDown("0");
    members.put(
        new Rep("ana", "ana", "en", "UTC", List.of(between("north", "2020-01-01", "2026-12-01"))));

    Map<String, Outcome<Goal>> made = copy("0");

    assertThat(made.get("g-1:ana"))
        .asString()
        .contains("a rep who is in a unit on some day from 2027-01-01 until 2027-12-31");
    assertThat(copyOf(made, "g-1").distributions().getFirst().difference())
        .isEqualByComparingTo("-333.34");
    assertThat(events(copyOf(made, "g-1"))).endsWith("GOAL_CHILDREN_DIFFER");
  }

  @Test
  void rewardsComeAlongAndLevelsThatAreTheTargetStayTheTarget() {
    done(goals.setRewards(Guarded.any("g-1"), List.of(TRIP), Optional.empty(), MIA));
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of("g-2");
                  r.levels =
                      List.of(
                          new Terms.Level("TARGET", new BigDecimal("1000")),
                          new Terms.Level("STRETCH", new BigDecimal("1200")));
                }),
            MIA));

    Map<String, Outcome<Goal>> made = copy("0.1");

    assertThat(copyOf(made, "g-1").rewards()).containsExactly(TRIP);
    assertThat(copyOf(made, "g-2").terms().aim().levels())
        .containsExactly(
            new Terms.Level("TARGET", new BigDecimal("1100.00")),
            new Terms.Level("STRETCH", new BigDecimal("1320.00")));
  }

  /** The second month of a quarter has 28 days, and the third 35. */
  @Test
  void theNextPeriodIsTheCalendars() {
    FiscalCalendar retail =
        new FiscalCalendar(
            "retail",
            2,
            FiscalCalendar.NamedBy.START,
            FiscalCalendar.Pattern.WEEKS_4_4_5,
            DayOfWeek.SUNDAY);
    FiscalCalendar.Span second =
        retail
            .spans(
                FiscalCalendar.Unit.MONTH,
                LocalDate.parse("2026-03-05"),
                LocalDate.parse("2026-03-06"))
            .getFirst();
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of("g-month");
                  r.start = Optional.of(second.start());
                  r.end = Optional.of(second.end());
                }),
            MIA));

    Goal copy =
        done(
            copies
                .copy(
                    new Copies.Wanted(GoalQuery.EVERYTHING, second.start(), second.end(), false),
                    BigDecimal.ZERO,
                    retail,
                    MIA)
                .getFirst()
                .outcome());

    assertThat(second.days()).isEqualTo(28);
    assertThat(copy.terms().period().start()).isEqualTo(second.end());
    assertThat(copy.terms().period().days()).isEqualTo(35);
  }

  /** The year goes on, and has no part in the copy of the year that there may be already. */
  @Test
  void theNextQuarterIsBelowTheSameYearAndTheFirstOneBelowTheNext() {
    Goal nextYear = copyOf(copy("0"), "g-1");
    quarter("g-1:q1", "2026-01-01", "2026-04-01");
    quarter("g-1:q4", "2026-10-01", "2027-01-01");

    assertThat(nextQuarter("2026-01-01", "2026-04-01").terms().place().parentId()).contains("g-1");
    assertThat(nextQuarter("2026-10-01", "2027-01-01").terms().place().parentId())
        .contains(nextYear.id());
  }

  /** A year with a quarter, a month and a week of it: each has its place in the next year. */
  @Test
  void aWholePlanMovesIntoTheNextYear() {
    quarter("g-1:q1", "2026-01-01", "2026-04-01");
    below("g-1:q1", "g-1:feb", "2026-02-01", "2026-03-01");
    below("g-1:feb", "g-1:week", "2026-02-09", "2026-02-16");
    Goal secondQuarter = nextQuarter("2026-01-01", "2026-04-01");

    Map<String, Outcome<Goal>> made = copyWithParts();

    assertThat(made).hasSize(5).containsKey(secondQuarter.id());
    assertThat(period(made, "g-1")).isEqualTo("2027-01-01 2028-01-01");
    assertThat(period(made, "g-1:q1")).isEqualTo("2027-01-01 2027-04-01");
    assertThat(period(made, secondQuarter.id())).isEqualTo("2027-04-01 2027-07-01");
    assertThat(period(made, "g-1:feb")).isEqualTo("2027-02-01 2027-03-01");
    assertThat(period(made, "g-1:week")).isEqualTo("2027-02-09 2027-02-16");
    assertThat(copyOf(made, "g-1:feb").terms().place().parentId())
        .contains(copyOf(made, "g-1:q1").id());
    assertThat(copyOf(made, "g-1:q1").terms().place().parentId())
        .contains(copyOf(made, "g-1").id());
    assertThat(copyWithParts().values())
        .allSatisfy(again -> assertThat(again).isInstanceOf(Outcome.Refused.class));
  }

  /** The 29th is the day after February in 2027, of which nothing is left. */
  @Test
  void aDayThatTheNextYearDoesNotHaveIsRefused() {
    below("g-1", "g-leap", "2028-02-29", "2028-03-01");

    Outcome<Goal> made =
        copies
            .copy(
                new Copies.Wanted(
                    GoalQuery.EVERYTHING,
                    LocalDate.parse("2028-01-01"),
                    LocalDate.parse("2029-01-01"),
                    true),
                BigDecimal.ZERO,
                FiscalCalendar.WALL,
                MIA)
            .getFirst()
            .outcome();

    assertThat(made).asString().contains("period.end", "unlike February 29");
  }

  private Map<String, Outcome<Goal>> copyWithParts() {
    return copies
        .copy(
            new Copies.Wanted(
                GoalQuery.EVERYTHING,
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2027-01-01"),
                true),
            BigDecimal.ZERO,
            FiscalCalendar.WALL,
            MIA)
        .stream()
        .collect(Collectors.toMap(Copies.Copy::from, Copies.Copy::outcome));
  }

  private String period(Map<String, Outcome<Goal>> made, String goalId) {
    Terms.Period period = copyOf(made, goalId).terms().period();
    return period.start() + " " + period.end();
  }

  private void quarter(String id, String start, String end) {
    below("g-1", id, start, end);
  }

  private void below(String parentId, String id, String start, String end) {
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of(id);
                  r.ownerKind = Optional.of("UNIT");
                  r.ownerId = Optional.of("north");
                  r.parentId = Optional.of(parentId);
                  r.start = Optional.of(LocalDate.parse(start));
                  r.end = Optional.of(LocalDate.parse(end));
                }),
            MIA));
  }

  private Goal nextQuarter(String start, String end) {
    return done(
        copies
            .copy(
                new Copies.Wanted(
                    GoalQuery.EVERYTHING, LocalDate.parse(start), LocalDate.parse(end), false),
                BigDecimal.ZERO,
                FiscalCalendar.WALL,
                MIA)
            .getFirst()
            .outcome());
  }

  private List<String> events(Goal goal) {
    return goalDocuments.pending(100).stream()
        .filter(pending -> pending.stored().id().equals(goal.id()))
        .flatMap(pending -> pending.items().stream())
        .flatMap(item -> item.event().map(GoalEvent::kind).map(Enum::name).stream())
        .toList();
  }

  private static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }
}
