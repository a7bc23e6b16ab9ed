package io.goalstream.goals.domain.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A company with a unit north (ana and ben, who was hired on 1 July 2026) and a unit south (cleo).
 */
class PlannerTest {
  private final FakeSurroundings company = new FakeSurroundings();

  @Test
  void aYearBecomesQuartersAndMonthsThatAddUpToTheCent() {
    List<Row> rows = plan(yearOf("1000"), quarters(), months());

    assertThat(rows).hasSize(4 + 12);
    assertThat(rows.getFirst())
        .extracting(Row::path, Row::goalId, Row::parentId, Row::name)
        .containsExactly("2026-Q1", "g-1:2026-Q1", "g-1", "Revenue Ana · 2026-Q1");
    assertThat(rows.stream().skip(1).limit(3))
        .extracting(Row::path, Row::parentId, Row::name, row -> row.aim().target().toPlainString())
        .containsExactly(
            tuple("2026-Q1/2026-01", "g-1:2026-Q1", "Revenue Ana · 2026-01", "83.34"),
            tuple("2026-Q1/2026-02", "g-1:2026-Q1", "Revenue Ana · 2026-02", "83.33"),
            tuple("2026-Q1/2026-03", "g-1:2026-Q1", "Revenue Ana · 2026-03", "83.33"));
  }

  @Test
  void aMonthThatIsCutOffGetsItsDays() {
    Goal goal =
        Examples.draft(
            r -> {
              r.start = Optional.of(LocalDate.of(2026, 4, 16));
              r.end = Optional.of(LocalDate.of(2026, 6, 1));
              r.target = Optional.of(new BigDecimal("300"));
            });

    List<Row> rows = plan(goal, months());

    assertThat(targets(rows)).containsExactly("100", "200");
    assertThat(rows.getFirst().period().start()).isEqualTo("2026-04-16");
  }

  @Test
  void aSeasonFollowsTheYearBefore() {
    company.credit("REP/ana", "2025-01-01", "2025-04-01", "10");
    company.credit("REP/ana", "2025-10-01", "2026-01-01", "30");

    List<Row> rows = plan(yearOf("1000"), time(FiscalCalendar.Unit.QUARTER, Cut.Spread.SEASONAL));

    assertThat(targets(rows)).containsExactly("250", "0", "0", "750");
  }

  @Test
  void withoutAYearBeforeThereIsNoSeason() {
    assertThat(violations(yearOf("1000"), time(FiscalCalendar.Unit.QUARTER, Cut.Spread.SEASONAL)))
        .containsExactly(
            new Violation(
                "cuts[0].spread",
                "SEASONAL, and no results of Revenue Ana a year before",
                "EVEN, or CUSTOM with weights"));
  }

  @Test
  void weightsAreGivenForEveryYearOrForOne() {
    Map<String, BigDecimal> weights =
        Map.of("Q1", dec("1"), "Q2", dec("1"), "Q3", dec("1"), "Q4", dec("9"), "2026-Q4", dec("2"));

    List<Row> rows = plan(yearOf("1000"), custom(weights));

    assertThat(targets(rows)).containsExactly("200", "200", "200", "400");
    assertThat(violations(yearOf("1000"), custom(Map.of("Q1", dec("1")))))
        .extracting(Violation::found)
        .containsExactly("nothing for 2026-Q2", "nothing for 2026-Q3", "nothing for 2026-Q4");
  }

  /** 15 of 30 days of April. */
  @Test
  void aWeightIsThatOfTheWholeMonthAlsoWhereItIsCutOff() {
    Goal goal =
        Examples.draft(
            r -> {
              r.start = Optional.of(LocalDate.of(2026, 4, 16));
              r.end = Optional.of(LocalDate.of(2026, 6, 1));
              r.target = Optional.of(dec("400"));
            });
    Cut cut =
        new Cut.ByTime(
            FiscalCalendar.WALL,
            FiscalCalendar.Unit.MONTH,
            Cut.Spread.CUSTOM,
            Map.of("04", dec("2"), "05", dec("3")),
            List.of(),
            false,
            Optional.empty());

    assertThat(targets(plan(goal, cut))).containsExactly("100", "300");
  }

  @Test
  void aCompanyBecomesUnitsAndReps() {
    company.credit("UNIT/north", "2025-01-01", "2026-01-01", "300");
    company.credit("UNIT/south", "2025-01-01", "2026-01-01", "100");
    company.credit("REP/ana", "2025-01-01", "2026-01-01", "200");
    company.credit("REP/ben", "2025-01-01", "2026-01-01", "100");
    company.hired("ben", LocalDate.of(2020, 1, 1));

    List<Row> rows = plan(company("1200"), units(r -> {}), reps(r -> {}));

    assertThat(rows)
        .extracting(Row::path, row -> row.aim().target().toPlainString(), Row::name)
        .containsExactly(
            tuple("north", "900", "Revenue Ana · North"),
            tuple("north/ana", "600", "Revenue Ana · Ana"),
            tuple("north/ben", "300", "Revenue Ana · Ben"),
            tuple("south", "300", "Revenue Ana · South"),
            tuple("south/cleo", "300", "Revenue Ana · Cleo"));
  }

  @Test
  void overAssignmentRaisesWhatIsDividedAtItsCut() {
    List<Row> rows =
        plan(company("1000"), units(r -> r.overAssignment = dec("0.055")), reps(r -> {}));

    assertThat(sum(rows, "g-1")).isEqualByComparingTo("1055");
    assertThat(sum(rows, "g-1:north")).isEqualByComparingTo("527.5");
    assertThat(rows.getFirst().derivation().distributed()).isEqualByComparingTo("1055");
  }

  @Test
  void whoIsThereForHalfAYearGetsAHalfAndARampLowersThatFurther() {
    // Ben has 184 of 365 days; ana all.
    assertThat(targets(plan(unit("549"), reps(r -> r.prorate = true))))
        .containsExactly("365", "184");
    // July at a quarter, August at a half: 153 + ... = 31/4 + 31/2 + 122 days = 145.25
    assertThat(
            targets(
                plan(
                    unit("510.25"),
                    reps(
                        r -> {
                          r.prorate = true;
                          r.ramp = List.of(dec("0.25"), dec("0.5"));
                        }))))
        .containsExactly("365", "145.25");
  }

  @Test
  void aPersonsMonthsFollowTheRamp() {
    Goal ben =
        Examples.draft(
            r -> {
              r.ownerId = Optional.of("ana");
              r.start = Optional.of(LocalDate.of(2026, 7, 1));
              r.end = Optional.of(LocalDate.of(2026, 10, 1));
              r.target = Optional.of(dec("350"));
            });
    company.hired("ana", LocalDate.of(2026, 7, 1));
    Cut months =
        new Cut.ByTime(
            FiscalCalendar.WALL,
            FiscalCalendar.Unit.MONTH,
            Cut.Spread.EVEN,
            Map.of(),
            List.of(dec("0.25"), dec("0.5")),
            false,
            Optional.empty());

    assertThat(targets(plan(ben, months))).containsExactly("50", "100", "200");
  }

  @Test
  void whatDoesNotAddUpIsTheSameForEveryone() {
    Goal cycle =
        Examples.draft(
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.ownerKind = Optional.of("UNIT");
              r.ownerId = Optional.of("north");
              r.baseline = Optional.of(dec("45"));
              r.target = Optional.of(dec("30"));
            });

    List<Row> rows =
        plan(
            cycle,
            reps(
                r -> {
                  r.prorate = true;
                  r.overAssignment = dec("0.1");
                }),
            quarters());

    assertThat(rows).hasSize(2 + 4 + 2).allMatch(row -> row.aim().equals(cycle.terms().aim()));
    assertThat(rows).extracting(row -> row.derivation().method()).containsOnly("COPIED");
  }

  @Test
  void floorsCapsAndAmountsByHandAreKeptAndTheOthersMakeUpForThem() {
    Cut reps =
        reps(
            r ->
                r.given =
                    List.of(
                        new Cut.Given(
                            "ana",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(dec("100")))));

    assertThat(targets(plan(unit("1000"), reps))).containsExactly("100", "900");
    List<Row> byHand =
        done(
            Planner.plan(
                "b-1",
                unit("1000"),
                List.of(reps),
                List.of(new HandSet("ana", dec("333"))),
                company));
    assertThat(targets(byHand)).containsExactly("333", "667");
    assertThat(byHand.getFirst().byHand()).isTrue();
  }

  @Test
  void lockedChildrenKeepTheirNumbersWhenTheGoalIsBrokenDownAnew() {
    company.goal(part("g-1:ana", "ana", "700", r -> r.locked = true));
    company.goal(part("g-1:ben", "ben", "1", r -> {}));

    List<Row> rows = plan(unit("1000"), reps(r -> {}));

    assertThat(targets(rows)).containsExactly("700", "300");
    assertThat(rows).extracting(Row::action).containsExactly(Row.Action.KEEP, Row.Action.CHANGE);
    assertThat(rows.getLast().before().orElseThrow().target()).isEqualByComparingTo("1");
  }

  /** By hand, by a sheet or as a copy: it has another id, and no derivation. */
  @Test
  void aGoalThatSomebodyMadeForJustThisPartIsTheOneThatIsChanged() {
    company.goal(byHand("g-ana", r -> r.target = Optional.of(dec("700"))));

    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId, Row::action, row -> row.aim().target().intValue())
        .containsExactly(
            tuple("g-ana", Row.Action.CHANGE, 500), tuple("g-1:ben", Row.Action.MAKE, 500));
    company.goal(byHand("g-ana", r -> r.locked = true));
    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId, Row::action)
        .startsWith(tuple("g-ana", Row.Action.KEEP));
  }

  @Test
  void aGoalForSomethingElseOrOneOfSeveralIsLeftAlone() {
    company.goal(byHand("g-q1", r -> r.end = Optional.of(LocalDate.of(2026, 4, 1))));
    company.goal(byHand("g-stretch", r -> r.kind = Optional.of("STRETCH")));
    company.goal(
        byHand(
            "g-filter",
            r ->
                r.filter =
                    List.of(new Metric.Condition("attributes.region", "IN", List.of("south")))));
    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId)
        .containsExactly("g-1:ana", "g-1:ben");

    company.goal(byHand("g-one", r -> {}));
    company.goal(byHand("g-two", r -> {}));
    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId)
        .containsExactly("g-1:ana", "g-1:ben");
  }

  private static Goal byHand(String id, Consumer<Examples.RequestExample> change) {
    return Examples.draft(
        r -> {
          r.id = Optional.of(id);
          r.parentId = Optional.of("g-1");
          change.accept(r);
        });
  }

  /** What ana and ben sell counts for north already; the rest is cleo's. */
  @Test
  void repsOfAUnitWhoseGoalIsLockedGetNoOtherPart() {
    company.goal(lockedNorth(r -> {}));

    assertThat(plan(company("1000"), reps(r -> {})))
        .extracting(Row::goalId, Row::action, row -> row.aim().target().intValue())
        .containsExactly(
            tuple("g-1:cleo", Row.Action.MAKE, 300), tuple("g-1:north", Row.Action.KEEP, 700));
  }

  @Test
  void aLockedGoalOfAUnitCoversItsRepsOnlyWhileItLasts() {
    company.goal(lockedNorth(r -> r.end = Optional.of(LocalDate.of(2026, 10, 1))));

    assertThat(plan(company("1000"), reps(r -> {})))
        .extracting(Row::goalId, row -> row.period().start(), row -> row.aim().target().intValue())
        .containsExactly(
            tuple("g-1:ana", LocalDate.of(2026, 10, 1), 100),
            tuple("g-1:ben", LocalDate.of(2026, 10, 1), 100),
            tuple("g-1:cleo", LocalDate.of(2026, 1, 1), 100),
            tuple("g-1:north", LocalDate.of(2026, 1, 1), 700));
  }

  private static Goal lockedNorth(Consumer<Examples.RequestExample> change) {
    return Examples.partOf(
        Examples.draft(
            r -> {
              r.id = Optional.of("g-1:north");
              r.target = Optional.of(dec("700"));
              r.locked = true;
              change.accept(r);
            }),
        "g-1",
        new Terms.Owner(Terms.Owner.UNIT, "north"));
  }

  @Test
  void aCancelledChildIsFollowedByAnotherOne() {
    Goal active = part("g-1:ana", "ana", "700", r -> {});
    company.goal(
        Examples.done(GoalRules.cancel(active, "left", Examples.MIA, Examples.NOW)).goal());

    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId)
        .containsExactly("g-1:ana.2", "g-1:ben");
  }

  @Test
  void aGoalThatOnlyHasTheIdIsLeftAlone() {
    company.goal(
        Examples.draft(
            r -> {
              r.id = Optional.of("g-1:ana");
              r.metricId = Optional.of("calls");
            }));

    assertThat(plan(unit("1000"), reps(r -> {})))
        .extracting(Row::goalId, Row::action)
        .containsExactly(tuple("g-1:ana.2", Row.Action.MAKE), tuple("g-1:ben", Row.Action.MAKE));
  }

  @Test
  void whoIsNoPartAnyMoreIsCancelledOrStaysWithItsNumber() {
    company.goal(part("g-1:zoe", "zoe", "100", r -> {}));
    company.goal(part("g-1:yan", "yan", "200", r -> r.locked = true));
    company.goal(part("g-1:old", "old", "300", r -> r.end = Optional.of(LocalDate.of(2026, 3, 1))));

    List<Row> rows = plan(unit("1000"), reps(r -> r.without = Set.of("ana")));

    assertThat(rows)
        .extracting(Row::goalId, Row::action, row -> row.aim().target().intValue())
        .containsExactly(
            tuple("g-1:ben", Row.Action.MAKE, 500),
            tuple("g-1:old", Row.Action.KEEP, 300),
            tuple("g-1:yan", Row.Action.KEEP, 200),
            tuple("g-1:zoe", Row.Action.CANCEL, 100));
  }

  @Test
  void aPartWhosePeriodIsOverKeepsItsNumber() {
    company.today(LocalDate.of(2026, 4, 1));
    company.goal(
        part("g-1:2026-Q1", "ana", "100", r -> r.end = Optional.of(LocalDate.of(2026, 4, 1))));

    assertThat(targets(plan(yearOf("1000"), quarters())))
        .containsExactly("100", "300", "300", "300");
    assertThat(
            refused(
                Planner.plan(
                    "b-1",
                    yearOf("1000"),
                    List.of(quarters()),
                    List.of(new HandSet("2026-Q1", dec("5"))),
                    company)))
        .extracting(Violation::expected)
        .containsExactly("nothing, because the period of the goal is over");
  }

  @Test
  void aSeasonThatIsNotOverYetHasTheMeanOfTheOthers() {
    company.today(LocalDate.of(2025, 11, 15));
    company.credit("REP/ana", "2025-01-01", "2025-04-01", "10");
    company.credit("REP/ana", "2025-04-01", "2025-07-01", "20");
    company.credit("REP/ana", "2025-07-01", "2025-10-01", "30");

    List<Row> rows = plan(yearOf("800"), time(FiscalCalendar.Unit.QUARTER, Cut.Spread.SEASONAL));

    assertThat(targets(rows)).containsExactly("100", "200", "300", "200");
    assertThat(rows.getFirst().derivation().notes())
        .containsExactly(
            "nothing is known of the year before 2026-Q4; they have the mean of the others");
  }

  @Test
  void aSeasonOfWeeksIsThatOfTheFiscalYearBefore() {
    FiscalCalendar retail =
        new FiscalCalendar(
            "retail",
            2,
            FiscalCalendar.NamedBy.START,
            FiscalCalendar.Pattern.WEEKS_4_4_5,
            DayOfWeek.SUNDAY);
    company.today(LocalDate.of(2026, 12, 1));
    company.credit("REP/ana", "2024-02-04", "2024-05-05", "1");
    company.credit("REP/ana", "2024-05-05", "2024-08-04", "3");
    Goal half =
        Examples.draft(
            r -> {
              r.start = Optional.of(LocalDate.of(2025, 2, 2));
              r.end = Optional.of(LocalDate.of(2025, 8, 3));
              r.target = Optional.of(dec("400"));
            });

    assertThat(
            targets(
                plan(
                    half,
                    new Cut.ByTime(
                        retail,
                        FiscalCalendar.Unit.QUARTER,
                        Cut.Spread.SEASONAL,
                        Map.of(),
                        List.of(),
                        false,
                        Optional.empty()))))
        .containsExactly("100", "300");
  }

  @Test
  void whoJoinsDuringThePeriodHasAGoalFromThatDayOn() {
    Row ben = plan(unit("1000"), reps(r -> {})).getLast();

    assertThat(ben.period().start()).isEqualTo("2026-07-01");
    assertThat(ben.derivation().notes()).contains("in the unit from 2026-07-01 to 2026-12-31");
  }

  /** South has 184 of 365 days. */
  @Test
  void aUnitThatMovesHasAGoalForItsDaysUnderEachParent() {
    company.placed("south", LocalDate.of(2026, 7, 1));

    List<Row> rows = plan(company("549"), units(r -> r.prorate = true), reps(r -> {}));

    assertThat(rows)
        .filteredOn(row -> row.path().startsWith("south"))
        .extracting(Row::path, row -> row.period().start(), row -> row.aim().target().intValue())
        .containsExactly(
            tuple("south", LocalDate.of(2026, 7, 1), 184),
            tuple("south/cleo", LocalDate.of(2026, 7, 1), 184));
    assertThat(rows)
        .filteredOn(row -> row.path().equals("south"))
        .extracting(row -> row.derivation().notes())
        .asString()
        .contains("in the unit from 2026-07-01 to 2026-12-31");
    assertThat(plan(company("1000"), units(r -> {})))
        .as("without proration the days make no difference")
        .extracting(row -> row.aim().target().intValue())
        .containsExactly(500, 500);
  }

  @Test
  void daysOfAbsenceLowerAShare() {
    company.away(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 2));

    // 364 and 183 of 365 days
    assertThat(targets(plan(unit("547"), reps(r -> r.prorate = true))))
        .containsExactly("364", "183");
  }

  @Test
  void everyPartOfWhatIsToDecreaseHasAWayToGo() {
    Goal complaints =
        Examples.draft(
            r -> {
              r.metricId = Optional.of("calls");
              r.direction = Optional.of("DECREASE");
              r.baseline = Optional.of(dec("4"));
              r.target = Optional.of(dec("2"));
            });

    assertThat(violations(complaints, quarters()))
        .extracting(Violation::found)
        .containsExactly(
            "the baseline 4 of Revenue Ana cannot be divided: some part would have no way from it"
                + " to its target");
  }

  @Test
  void levelsOfAPartKeepTheirOrder() {
    Goal goal =
        Examples.draft(
            r -> {
              r.metricId = Optional.of("calls");
              r.target = Optional.of(dec("14"));
              r.levels =
                  List.of(
                      new Terms.Level("COMMIT", dec("10")),
                      new Terms.Level("LIKELY", dec("11")),
                      new Terms.Level("STRETCH", dec("24")),
                      new Terms.Level("DREAM", dec("25")));
            });

    List<Row> rows =
        plan(goal, custom(Map.of("Q1", dec("6"), "Q2", dec("6"), "Q3", dec("2"), "Q4", dec("1"))));

    for (Row row : rows) {
      List<BigDecimal> values = row.aim().levels().stream().map(Terms.Level::value).toList();
      assertThat(values).isSorted();
      assertThat(values.get(1)).isLessThanOrEqualTo(row.aim().target());
      assertThat(values.get(2)).isGreaterThanOrEqualTo(row.aim().target());
    }
    for (int n = 0; n < 4; n++) {
      int level = n;
      assertThat(
              total(rows.stream().map(Row::aim).toList(), aim -> aim.levels().get(level).value()))
          .isEqualByComparingTo(goal.terms().aim().levels().get(n).value());
    }
  }

  @Test
  void whoeverIsNamedHasToTakePart() {
    Cut reps =
        reps(
            r -> {
              r.without = Set.of("zoe");
              r.given = List.of(Cut.Given.nothing("yan"));
            });

    assertThat(violations(unit("1000"), reps))
        .extracting(Violation::field, Violation::found)
        .containsExactly(tuple("cuts[0].members", "yan"), tuple("cuts[0].without", "zoe"));
    assertThat(
            violations(
                yearOf("1"),
                custom(Map.of("Q1", dec("0"), "Q2", dec("0"), "Q3", dec("0"), "Q4", dec("0")))))
        .extracting(Violation::found)
        .containsExactly("only weights of 0");
  }

  /** A goal of a rep that came of breaking g-1 down. */
  private static Goal part(
      String id, String rep, String target, Consumer<Examples.RequestExample> change) {
    return Examples.partOf(
        Examples.draft(
            r -> {
              r.id = Optional.of(id);
              r.target = Optional.of(dec(target));
              change.accept(r);
            }),
        "g-1",
        rep);
  }

  /** Half a year of tenure counts twice; a month of it makes nobody's history. */
  @Test
  void whoCameDuringTheYearBeforeIsWeighedByTenure() {
    company.credit("REP/ana", "2025-01-01", "2026-01-01", "365");
    company.credit("REP/ben", "2025-01-01", "2026-01-01", "184");
    company.hired("ben", LocalDate.of(2025, 7, 1));
    assertThat(targets(plan(unit("1000"), reps(r -> {})))).containsExactly("500", "500");

    company.hired("ben", LocalDate.of(2025, 12, 1));
    assertThat(plan(unit("1000"), reps(r -> {})).getLast().derivation().notes())
        .contains("without results of its own: the median of the others, times the ramp");
  }

  @Test
  void whatIsOverIsNotDividedAnew() {
    company.today(LocalDate.of(2026, 4, 1));
    company.goal(
        part("g-1:2026-Q1", "ana", "100", r -> r.end = Optional.of(LocalDate.of(2026, 4, 1))));

    assertThat(plan(yearOf("1000"), quarters(), months()))
        .extracting(Row::path)
        .doesNotContain("2026-Q1/2026-01")
        .contains("2026-Q2/2026-04");
    // The quarter that is over keeps its 100; what is left are nine months of 100.
    assertThat(plan(yearOf("1000"), months()))
        .extracting(Row::action, row -> row.aim().target().intValue())
        .containsOnly(tuple(Row.Action.MAKE, 100), tuple(Row.Action.KEEP, 100))
        .hasSize(10);
  }

  @Test
  void onePersonWithoutASeasonHasNoneAndTheOthersDo() {
    company.credit("REP/ana", "2025-01-01", "2025-04-01", "10");

    List<Row> rows =
        plan(unit("800"), reps(r -> {}), time(FiscalCalendar.Unit.QUARTER, Cut.Spread.SEASONAL));

    assertThat(rows)
        .filteredOn(row -> row.path().startsWith("ben/"))
        .allMatch(row -> row.derivation().notes().contains("no results of a year before: even"));
    assertThat(rows)
        .filteredOn(row -> row.path().equals("ana/2026-Q2"))
        .extracting(row -> row.aim().target().intValue())
        .containsExactly(0);
  }

  @Test
  void whoIsLeftOutGetsNothing() {
    assertThat(plan(unit("1000"), reps(r -> r.without = Set.of("ben"))))
        .extracting(Row::path)
        .containsExactly("ana");
  }

  @Test
  void levelsAndBaselinesAreDividedLikeTheTarget() {
    Goal goal =
        Examples.draft(
            r -> {
              r.baseline = Optional.of(dec("700"));
              r.target = Optional.of(dec("1000"));
              r.levels =
                  List.of(
                      new Terms.Level("COMMIT", dec("900")),
                      new Terms.Level("STRETCH", dec("1100")));
            });

    List<Row> rows = plan(goal, time(FiscalCalendar.Unit.QUARTER, Cut.Spread.EVEN), months());

    for (String parent : List.of("g-1", "g-1:2026-Q1")) {
      List<Terms.Aim> aims =
          rows.stream().filter(row -> row.parentId().equals(parent)).map(Row::aim).toList();
      Terms.Aim whole = parent.equals("g-1") ? goal.terms().aim() : rows.getFirst().aim();
      assertThat(total(aims, aim -> aim.levels().get(0).value()))
          .isEqualByComparingTo(whole.levels().get(0).value());
      assertThat(total(aims, aim -> aim.levels().get(1).value()))
          .isEqualByComparingTo(whole.levels().get(1).value());
      assertThat(total(aims, aim -> aim.baseline().orElseThrow()))
          .isEqualByComparingTo(whole.baseline().orElseThrow());
      assertThat(aims)
          .allMatch(aim -> aim.levels().get(0).value().compareTo(aim.target()) <= 0)
          .allMatch(aim -> aim.levels().get(1).value().compareTo(aim.target()) >= 0);
    }
  }

  @Test
  void whatCannotBeDoneIsNamedWithTheCutAndTheReason() {
    assertThat(violations(yearOf("1000"), units(r -> {})))
        .extracting(Violation::field, Violation::expected)
        .containsExactly(tuple("cuts[0].level", "a cut of a unit's goal"));
    assertThat(violations(unit("1000"), units(r -> {})))
        .extracting(Violation::found)
        .containsExactly("UNITS of Revenue Ana, which has none");
    assertThat(byHand("ana", "11"))
        .containsExactly(
            "10 of Revenue Ana cannot be divided: the locked parts add up to 11, and only 10 is to"
                + " be divided");
    assertThat(byHand("zoe", "1")).containsExactly("zoe");
    assertThat(byHand("ana", "-1")).containsExactly("-1");
  }

  private List<String> byHand(String path, String target) {
    List<HandSet> amounts = List.of(new HandSet(path, dec(target)));
    return refused(Planner.plan("b-1", unit("10"), List.of(reps(r -> {})), amounts, company))
        .stream()
        .map(Violation::found)
        .toList();
  }

  @Test
  void whyATargetIsWhatItIsCanBeRead() {
    company.credit("REP/ana", "2025-01-01", "2026-01-01", "200");
    Cut reps = reps(r -> r.factors = new Shares.Factors(dec("1"), dec("0"), dec("0")));

    Row ben = plan(unit("1000"), reps).getLast();

    assertThat(ben.derivation().method()).isEqualTo("COMPOSITE");
    assertThat(ben.derivation().share()).isEqualByComparingTo("0.5");
    assertThat(ben.derivation().terms())
        .extracting(
            Shares.Term::name, term -> term.value().intValue(), term -> term.sum().intValue())
        .containsExactly(tuple("history", 200, 400));
    assertThat(ben.derivation().notes())
        .containsExactly(
            "in the unit from 2026-07-01 to 2026-12-31",
            "without results of its own: the median of the others, times the ramp");
  }

  private List<Row> plan(Goal goal, Cut... cuts) {
    return done(Planner.plan("b-1", goal, List.of(cuts), List.of(), company));
  }

  private List<Violation> violations(Goal goal, Cut... cuts) {
    return refused(Planner.plan("b-1", goal, List.of(cuts), List.of(), company));
  }

  private static List<Row> done(Outcome<List<Row>> outcome) {
    return switch (outcome) {
      case Outcome.Done<List<Row>>(List<Row> rows) -> rows;
      case Outcome.Refused<List<Row>>(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }

  private static List<Violation> refused(Outcome<List<Row>> outcome) {
    return switch (outcome) {
      case Outcome.Refused<List<Row>>(Refusal.Invalid(List<Violation> violations)) -> violations;
      default -> throw new AssertionError(outcome);
    };
  }

  private static BigDecimal sum(List<Row> rows, String parentId) {
    return total(
        rows.stream().filter(row -> row.parentId().equals(parentId)).map(Row::aim).toList(),
        Terms.Aim::target);
  }

  private static BigDecimal total(
      List<Terms.Aim> aims, java.util.function.Function<Terms.Aim, BigDecimal> number) {
    return aims.stream().map(number).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> targets(List<Row> rows) {
    return rows.stream().map(row -> row.aim().target().toPlainString()).toList();
  }

  private static Goal yearOf(String target) {
    return Examples.draft(r -> r.target = Optional.of(dec(target)));
  }

  private static Goal company(String target) {
    return owned("company", target);
  }

  private static Goal unit(String target) {
    return owned("north", target);
  }

  private static Goal owned(String unit, String target) {
    Goal goal =
        Examples.draft(
            r -> {
              r.ownerKind = Optional.of("UNIT");
              r.ownerId = Optional.of("north");
              r.target = Optional.of(dec(target));
            });
    return unit.equals("north") ? goal : Examples.ownedBy(goal, new Terms.Owner("UNIT", unit));
  }

  private static Cut quarters() {
    return time(FiscalCalendar.Unit.QUARTER, Cut.Spread.EVEN);
  }

  private static Cut months() {
    return time(FiscalCalendar.Unit.MONTH, Cut.Spread.EVEN);
  }

  private static Cut time(FiscalCalendar.Unit unit, Cut.Spread spread) {
    return new Cut.ByTime(
        FiscalCalendar.WALL, unit, spread, Map.of(), List.of(), false, Optional.empty());
  }

  private static Cut custom(Map<String, BigDecimal> weights) {
    return new Cut.ByTime(
        FiscalCalendar.WALL,
        FiscalCalendar.Unit.QUARTER,
        Cut.Spread.CUSTOM,
        weights,
        List.of(),
        false,
        Optional.empty());
  }

  private static Cut units(Consumer<CutExample> change) {
    return cut(Cut.Level.UNITS, change);
  }

  private static Cut reps(Consumer<CutExample> change) {
    return cut(Cut.Level.REPS, change);
  }

  private static Cut cut(Cut.Level level, Consumer<CutExample> change) {
    CutExample example = new CutExample();
    change.accept(example);
    return new Cut.ByOrganization(
        level,
        example.factors,
        example.overAssignment,
        example.given,
        example.without,
        example.ramp,
        example.prorate,
        Optional.empty());
  }

  /** A cut in the making. */
  private static final class CutExample {
    private Shares.Factors factors = Shares.Factors.BY_HISTORY;
    private BigDecimal overAssignment = BigDecimal.ZERO;
    private List<Cut.Given> given = List.of();
    private Set<String> without = Set.of();
    private List<BigDecimal> ramp = List.of();
    private boolean prorate;
  }

  private static BigDecimal dec(String number) {
    return new BigDecimal(number);
  }
}
