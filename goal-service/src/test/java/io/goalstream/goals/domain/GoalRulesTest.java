package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples.RequestExample;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoalRulesTest {
  private static final String FRACTION =
      "a fraction above 0 and above the one before, below 1000000";
  private static final String DIGITS = "at most 18 digits before the point and 6 after it";

  /** The end of 2026 in Berlin. */
  private static final Instant OVER = Instant.parse("2026-12-31T23:00:00Z");

  private static Arguments request(
      String what, Consumer<RequestExample> change, Violation... expected) {
    return Arguments.of(what, change, List.of(expected));
  }

  private static Violation violation(String field, String found, String expected) {
    return new Violation(field, found, expected);
  }

  private static Optional<BigDecimal> number(String number) {
    return Optional.of(new BigDecimal(number));
  }

  static Stream<Arguments> who() {
    String id = "1 to 100 letters, digits or . _ : -";
    return Stream.of(
        request("nothing wrong", r -> {}),
        request("longest id", r -> r.id = Optional.of("x".repeat(100))),
        request(
            "id too long",
            r -> r.id = Optional.of("x".repeat(101)),
            violation("id", "x".repeat(101), id)),
        request("an id with a slash", r -> r.id = Optional.of("a/b"), violation("id", "a/b", id)),
        request(
            "blank name",
            r -> r.name = Optional.of(" "),
            violation("name", "nothing", "a name that people recognise")),
        request(
            "no owner",
            r -> {
              r.ownerKind = Optional.empty();
              r.ownerId = Optional.empty();
            },
            violation("owner.kind", "nothing", "REP or UNIT")),
        request(
            "unknown rep",
            r -> r.ownerId = Optional.of("zoe"),
            violation("owner.id", "zoe", "the id of a known rep")),
        request(
            "unknown unit",
            r -> r.ownerKind = Optional.of("UNIT"),
            violation("owner.id", "ana", "the id of a known unit")),
        request("known parent", r -> r.parentId = Optional.of("g-0")),
        request(
            "itself as parent",
            r -> r.parentId = Optional.of("g-1"),
            violation("parentId", "g-1", "a goal that is neither this one nor below it")),
        request(
            "a goal below it as parent",
            r -> r.parentId = Optional.of("g-1-1"),
            violation("parentId", "g-1-1", "a goal that is neither this one nor below it")),
        request("a small weight", r -> r.weight = number("0.000001")),
        request(
            "no weight at all",
            r -> r.weight = number("0"),
            violation("weight", "0", "more than 0 and below 1000000")),
        request(
            "unknown parent",
            r -> r.parentId = Optional.of("g-9"),
            violation("parentId", "g-9", "the id of a known goal")),
        request(
            "another kind",
            r -> r.kind = Optional.of("BONUS"),
            violation("kind", "BONUS", "one of ANNUAL, TEAM, INDIVIDUAL, ACTIVITY, STRETCH")));
  }

  static Stream<Arguments> what() {
    return Stream.of(
        request(
            "no metric",
            r -> r.metricId = Optional.empty(),
            violation("metricId", "nothing", "the id of a known metric")),
        request(
            "unknown metric",
            r -> r.metricId = Optional.of("luck"),
            violation("metricId", "luck", "the id of a known metric")),
        filtered("a filter", new Metric.Condition("region", "IN", List.of("north"))),
        filtered("a presence", new Metric.Condition("region", "PRESENT", List.of())),
        filtered("a comparison", new Metric.Condition("amount", "AT_LEAST", List.of("5.5"))),
        filtered(
            "a filter without a field",
            new Metric.Condition(" ", "IN", List.of("north")),
            violation("filter[0].field", "nothing", "the name of a field")),
        filtered(
            "a field that no deal has",
            new Metric.Condition("regoin", "IN", List.of("north")),
            violation(
                "filter[0].field",
                "regoin",
                "one of currency, customerId, id, productId, region, source, sourceStage, stage,"
                    + " type, or attributes.<name>")),
        filtered("an attribute", new Metric.Condition("attributes.tier", "PRESENT", List.of())),
        filtered(
            "another operator",
            new Metric.Condition("region", "LIKE", List.of("n*")),
            violation("filter[0].operator", "LIKE", "IN, NOT_IN, AT_LEAST, AT_MOST or PRESENT")),
        filtered(
            "no words",
            new Metric.Condition("region", "NOT_IN", List.of()),
            violation("filter[0].values", "nothing", "at least one word")),
        filtered(
            "a comparison with a word",
            new Metric.Condition("amount", "AT_MOST", List.of("much")),
            violation("filter[0].values", "[much]", "one number")),
        filtered(
            "a comparison with two numbers",
            new Metric.Condition("amount", "AT_MOST", List.of("1", "2")),
            violation("filter[0].values", "[1, 2]", "one number")),
        filtered(
            "a comparison with an absurd number",
            new Metric.Condition("amount", "AT_LEAST", List.of("1E+999999999")),
            violation("filter[0].values", "[1E+999999999]", "one number")));
  }

  private static Arguments filtered(
      String what, Metric.Condition condition, Violation... expected) {
    return request(what, r -> r.filter = List.of(condition), expected);
  }

  static Stream<Arguments> when() {
    return Stream.of(
        request(
            "no period",
            r -> {
              r.start = Optional.empty();
              r.end = Optional.empty();
            },
            violation("period.start", "nothing", "the first day, or a label such as 2027-Q1"),
            violation(
                "period.end", "nothing", "the day after the last day, or a label such as 2027-Q1")),
        fiscal("a fiscal quarter", "calendar", "2027-Q1"),
        fiscal(
            "a quarter that there is not",
            "calendar",
            "2027-Q5",
            violation(
                "period.label",
                "2027-Q5",
                "a fiscal year, quarter or month such as 2027, 2027-Q1 or 2027-01")),
        fiscal(
            "a year that no topic carries",
            "calendar",
            "2200",
            violation(
                "period.start", "2200-01-01", "a day from 1900-01-01 on and before 2200-01-01"),
            violation(
                "period.end", "2201-01-01", "a day from 1900-01-01 on and before 2200-01-01")),
        fiscal(
            "a calendar that there is not",
            "retail",
            "2027",
            violation("period.calendar", "retail", "the id of a known fiscal calendar")),
        request(
            "a label and days",
            r -> r.fiscal = Optional.of(new TermsRequest.FiscalRequest("calendar", "2027")),
            violation("period.label", "2027 and days", "either a label, or a start and an end")),
        request("one day", r -> r.end = Optional.of(LocalDate.of(2026, 1, 2))),
        request(
            "no day",
            r -> r.end = r.start,
            violation("period.end", "2026-01-01", "a day after period.start, which is 2026-01-01")),
        request(
            "a year that no topic carries",
            r -> r.end = Optional.of(LocalDate.of(2200, 1, 1)),
            violation("period.end", "2200-01-01", "a day from 1900-01-01 on and before 2200-01-01"),
            violation("period.end", "2200-01-01", "at most 20 years after period.start")),
        request("20 years", r -> r.end = Optional.of(LocalDate.of(2046, 1, 1))),
        request("no zone", r -> r.zone = Optional.empty()),
        request(
            "another zone",
            r -> r.zone = Optional.of("Berlin"),
            violation("period.zone", "Berlin", "an IANA time zone such as Europe/Berlin")));
  }

  private static Arguments fiscal(
      String what, String calendar, String label, Violation... expected) {
    return request(
        what,
        r -> {
          r.start = Optional.empty();
          r.end = Optional.empty();
          r.fiscal = Optional.of(new TermsRequest.FiscalRequest(calendar, label));
        },
        expected);
  }

  @Test
  void aFiscalPeriodIsItsDays() {
    Terms.Period period =
        Examples.draft(
                r -> {
                  r.start = Optional.empty();
                  r.end = Optional.empty();
                  r.fiscal = Optional.of(new TermsRequest.FiscalRequest("calendar", "2027-Q1"));
                })
            .terms()
            .period();

    assertThat(period.start()).isEqualTo("2027-01-01");
    assertThat(period.end()).isEqualTo("2027-04-01");
  }

  static Stream<Arguments> howMuch() {
    return Stream.of(
        request("target 0", r -> r.target = number("0")),
        request(
            "no target",
            r -> r.target = Optional.empty(),
            violation("target", "nothing", "a number")),
        request(
            "target below 0",
            r -> r.target = number("-0.01"),
            violation("target", "-0.01", "0 or more")),
        request(
            "a zero with too many places",
            r -> r.target = number("0E-10000"),
            violation("target", "0E-10000", DIGITS)),
        request("6 places", r -> r.target = number("0.000001")),
        request(
            "7 places",
            r -> r.target = number("0.0000001"),
            violation("target", "0.0000001", DIGITS)),
        request("18 digits", r -> r.target = number("9".repeat(18))),
        request(
            "19 digits",
            r -> r.target = number("9".repeat(19)),
            violation("target", "9".repeat(19), DIGITS)),
        request(
            "an absurd number",
            r -> r.target = number("1E+999999999"),
            violation("target", "1E+999999999", DIGITS)),
        request(
            "target just above the baseline",
            r -> {
              r.baseline = number("1000");
              r.target = number("1000.01");
            }),
        request(
            "target at the baseline",
            r -> {
              r.baseline = number("1000");
              r.target = number("1000.00");
            },
            violation("target", "1000.00", "more than the baseline, because it is to increase")),
        request(
            "no currency",
            r -> r.currency = Optional.empty(),
            violation(
                "currency",
                "nothing",
                "an ISO 4217 code such as EUR, because the metric is money")),
        request(
            "another direction",
            r -> r.direction = Optional.of("SIDEWAYS"),
            violation("direction", "SIDEWAYS", "INCREASE, DECREASE, MAINTAIN or RANGE")),
        request(
            "to decrease without a baseline",
            r -> r.metricId = Optional.of("sales-cycle-days"),
            violation(
                "baseline", "nothing", "where the number stands now, because it is to decrease")),
        request(
            "to decrease to just below the baseline",
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.baseline = number("45");
              r.target = number("44.999999");
            }),
        request(
            "to decrease to the baseline",
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.baseline = number("45");
              r.target = number("45");
            },
            violation("target", "45", "less than the baseline, because it is to decrease")));
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        request("to maintain", r -> r.direction = Optional.of("MAINTAIN")),
        request(
            "to maintain at the baseline",
            r -> {
              r.direction = Optional.of("MAINTAIN");
              r.baseline = number("1000");
            }),
        request(
            "a range with one edge",
            r -> {
              r.direction = Optional.of("RANGE");
              r.upperBound = number("1100");
              r.observation = Optional.of("MONTH");
            }),
        request(
            "a range of one number",
            r -> {
              r.direction = Optional.of("RANGE");
              r.lowerBound = number("1000");
              r.upperBound = number("1000.00");
            }),
        request(
            "a range without edges",
            r -> r.direction = Optional.of("RANGE"),
            violation("lowerBound", "nothing", "lowerBound, upperBound or both, to stay between")),
        request(
            "a range upside down",
            r -> {
              r.direction = Optional.of("RANGE");
              r.lowerBound = number("1000.01");
              r.upperBound = number("1000");
            },
            violation("upperBound", "1000", "the lowerBound or more")),
        request(
            "a number to keep and to slide",
            r -> {
              r.direction = Optional.of("MAINTAIN");
              r.rollingDays = Optional.of(30);
            },
            violation(
                "period.rollingDays",
                "30",
                "nothing, because how often it is looked is said by observation")),
        request(
            "another observation",
            r -> r.observation = Optional.of("HOUR"),
            violation("observation", "HOUR", "one of PERIOD, DAY, WEEK, MONTH, QUARTER")),
        request("one day that slides", r -> r.rollingDays = Optional.of(1)),
        request(
            "no day that slides",
            r -> r.rollingDays = Optional.of(0),
            violation("period.rollingDays", "0", "1 to 3660 days")));
  }

  static Stream<Arguments> named() {
    return Stream.of(
        request(
            "two levels",
            r -> r.levels = List.of(level("COMMIT", "800"), level("STRETCH", "1200"))),
        request("equal levels", r -> r.levels = List.of(level("A", "800"), level("B", "800"))),
        request(
            "levels that go back",
            r -> r.levels = List.of(level("COMMIT", "800"), level("STRETCH", "799.99")),
            violation("levels[1].value", "799.99", "at least as far from the baseline as COMMIT")),
        request(
            "levels down",
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.baseline = number("45");
              r.target = number("30");
              r.levels = List.of(level("COMMIT", "33"), level("STRETCH", "27"));
            }),
        request(
            "levels up where down is the way",
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.baseline = number("45");
              r.target = number("30");
              r.levels = List.of(level("COMMIT", "27"), level("STRETCH", "33"));
            },
            violation("levels[1].value", "33", "at least as far from the baseline as COMMIT")),
        request(
            "a name twice",
            r -> r.levels = List.of(level("A", "800"), level("A", "900")),
            violation("levels[1].name", "A", "a name such as STRETCH that no other level has")));
  }

  private static Terms.Level level(String name, String value) {
    return new Terms.Level(name, new BigDecimal(value));
  }

  static Stream<Arguments> watched() {
    return Stream.of(
        request("no grace", r -> r.graceDays = Optional.of(0)),
        request(
            "less than no grace",
            r -> r.graceDays = Optional.of(-1),
            violation("graceDays", "-1", "0 to 366 days")),
        request("a day of silence", r -> r.silenceDays = Optional.of(1)),
        request(
            "no silence",
            r -> r.silenceDays = Optional.of(0),
            violation("silenceDays", "0", "1 to 366 days")),
        seasoned("two seasons", season("2026-01-01", "1"), season("2026-07-01", "2")),
        refusedSeasons(
            "seasons out of order",
            List.of(season("2026-07-01", "1"), season("2026-07-01", "2")),
            violation(
                "seasons[1].start",
                "2026-07-01",
                "a day after the season before, which starts on 2026-07-01")),
        refusedSeasons(
            "seasons without weight",
            List.of(season("2026-01-01", "0"), season("2026-07-01", "0")),
            violation("seasons", "only weights of 0", "at least one above 0")),
        request(
            "a week without work",
            r ->
                r.course =
                    new Terms.Course(
                        List.of(),
                        Optional.of(new Terms.WorkingCalendar(List.of(), List.of())),
                        Optional.empty()),
            violation("workingCalendar.weekdays", "nothing", "a day of the week to work on")),
        request(
            "bands upside down",
            r ->
                r.course =
                    new Terms.Course(
                        List.of(),
                        Optional.empty(),
                        Optional.of(
                            new Terms.PaceBands(
                                new BigDecimal("0.9"), BigDecimal.ONE, BigDecimal.ZERO))),
            violation(
                "paceBands",
                "0.9, 1, 0",
                "edges of 0 or more, and atRiskAbove not above onTrackFrom")),
        request(
            "a checkpoint twice",
            r -> r.checkpoints = List.of(checkpoint("Wednesday"), checkpoint("Wednesday")),
            violation(
                "checkpoints[1].name",
                "Wednesday",
                "a name that no other checkpoint of the goal has")));
  }

  private static Terms.Checkpoint checkpoint(String name) {
    return new Terms.Checkpoint(name, NOW, BigDecimal.TWO);
  }

  private static Terms.Season season(String start, String weight) {
    return new Terms.Season(LocalDate.parse(start), new BigDecimal(weight));
  }

  private static Arguments seasoned(String what, Terms.Season... seasons) {
    return refusedSeasons(what, List.of(seasons));
  }

  private static Arguments refusedSeasons(
      String what, List<Terms.Season> seasons, Violation... expected) {
    return request(
        what,
        r -> r.course = new Terms.Course(seasons, Optional.empty(), Optional.empty()),
        expected);
  }

  static Stream<Arguments> levels() {
    return Stream.of(
        leveled("ascending", List.of("0.000001", "1", "1.2", "999999.999999")),
        leveled("0", List.of("0"), violation("thresholds[0]", "0", FRACTION)),
        leveled("twice", List.of("1", "1.0"), violation("thresholds[1]", "1.0", FRACTION)),
        leveled(
            "7 places", List.of("0.1234567"), violation("thresholds[0]", "0.1234567", FRACTION)),
        leveled(
            "more than the topic can carry",
            List.of("1000000"),
            violation("thresholds[0]", "1000000", FRACTION)),
        leveled(
            "an absurd one",
            List.of("1E+999999999"),
            violation("thresholds[0]", "1E+999999999", FRACTION)));
  }

  private static Arguments leveled(String what, List<String> levels, Violation... expected) {
    return request(
        what,
        r -> r.thresholds = Optional.of(levels.stream().map(BigDecimal::new).toList()),
        expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"who", "what", "when", "howMuch", "kept", "named", "watched", "levels"})
  void aBrokenRuleIsNamedWithItsFieldWhatWasFoundAndWhatIsExpected(
      String what, Consumer<RequestExample> change, List<Violation> expected) {
    Outcome<Change> outcome =
        GoalRules.create(Examples.request(change), Examples.references(), "fresh", MIA, NOW);

    if (expected.isEmpty()) {
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
    } else {
      assertThat(outcome).isEqualTo(Outcome.refused(new Refusal.Invalid(expected)));
    }
  }

  @Test
  void givenARequestWhenItIsCreatedThenItIsADraftWithTheUsualLevels() {
    Change created =
        done(
            GoalRules.create(
                Examples.request(r -> r.id = Optional.empty()),
                Examples.references(),
                "fresh",
                MIA,
                NOW));

    assertThat(created.goal().id()).isEqualTo("fresh");
    assertThat(created.goal().state()).isEqualTo(Goal.State.DRAFT);
    assertThat(created.goal().revision()).isEqualTo(1);
    assertThat(created.goal().terms().aim().direction()).isEqualTo("INCREASE");
    assertThat(created.goal().terms().watch().thresholds())
        .containsExactly(new BigDecimal("0.5"), new BigDecimal("0.8"), BigDecimal.ONE);
    assertThat(created.events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_CREATED);
  }

  @Test
  void aGoalThatIsNotMoneyKeepsNoCurrency() {
    assertThat(Examples.draft(r -> r.metricId = Optional.of("calls")).terms().aim().currency())
        .isEmpty();
  }

  @Test
  void givenADraftWhenItIsActivatedThenItCountsUnderANewRevision() {
    Change activated = done(GoalRules.activate(draft(), MIA, NOW));

    assertThat(activated.goal().state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(activated.goal().revision()).isEqualTo(2);
    assertThat(activated.events())
        .extracting(GoalEvent::kind)
        .containsExactly(GoalEvent.Kind.GOAL_ACTIVATED);
  }

  @Test
  void givenAnActiveOrCancelledGoalWhenItIsActivatedThenThePresentStateForbidsIt() {
    Goal active = done(GoalRules.activate(draft(), MIA, NOW)).goal();
    Goal cancelled = done(GoalRules.cancel(active, "sold out", MIA, NOW)).goal();

    assertThat(GoalRules.activate(active, MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict("found state ACTIVE, expected DRAFT or PROPOSED")));
    assertThat(GoalRules.activate(cancelled, MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict("found state CANCELLED, expected DRAFT or PROPOSED")));
  }

  @Test
  void givenAGoalWhenItIsCancelledThenAReasonIsNeededAndOnceIsEnough() {
    Goal cancelled = done(GoalRules.cancel(draft(), "sold out", MIA, NOW)).goal();

    assertThat(cancelled.state()).isEqualTo(Goal.State.CANCELLED);
    assertThat(GoalRules.cancel(draft(), " ", MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Invalid(
                    List.of(violation("reason", "nothing", "why the goal is cancelled")))));
    assertThat(GoalRules.cancel(cancelled, "again", MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "found state CANCELLED, expected a goal whose result is not final")));
  }

  @Test
  void givenACrossingWhenItIsTakenInThenOnlyALaterOneChangesTheGoalAgain() {
    Goal reached = crossed(draft(), true, 1);

    assertThat(reached.reaching().reached()).isTrue();
    assertThat(reached.reaching().at()).contains(NOW);
    assertThat(reached.revision()).as("the definition did not change").isEqualTo(1);
    assertThat(GoalRules.crossed(reached, true, 1, "e", NOW)).isEmpty();
    assertThat(GoalRules.crossed(reached, false, 0, "e", NOW)).isEmpty();

    Goal lost = crossed(reached, false, 2);
    assertThat(lost.reaching().reached()).isFalse();
    assertThat(lost.reaching().at()).isEmpty();
    assertThat(crossed(lost, true, 3).reaching().reached()).isTrue();
  }

  @Test
  void anEventOfTheSameCauseHasTheSameIdAndOfAnotherCauseAnother() {
    Goal draft = draft();
    String first = event(GoalRules.crossed(draft, true, 1, "e", NOW).orElseThrow());

    assertThat(event(GoalRules.crossed(draft, true, 1, "e", NOW).orElseThrow())).isEqualTo(first);
    Goal reached = crossed(draft, true, 1);
    assertThat(
            List.of(
                event(done(GoalRules.activate(draft, MIA, NOW))),
                event(GoalRules.crossed(draft, false, 1, "e", NOW).orElseThrow()),
                event(GoalRules.crossed(reached, false, 2, "e", NOW).orElseThrow())))
        .doesNotContain(first)
        .doesNotHaveDuplicates();
  }

  private static Goal draft() {
    return Examples.draft(r -> {});
  }

  private static String event(Change change) {
    return change.events().getFirst().eventId();
  }

  private static Goal crossed(Goal goal, boolean reached, long crossing) {
    return GoalRules.crossed(goal, reached, crossing, "e-" + crossing, NOW).orElseThrow().goal();
  }

  @Test
  void givenADraftWhenItIsEditedThenTheHistorySaysWhatWasAndWhatIs() {
    Goal edited =
        done(GoalRules.edit(draft(), terms(r -> r.target = number("1500.00")), MIA, NOW)).goal();

    assertThat(edited.revision()).isEqualTo(2);
    assertThat(edited.history().getLast())
        .isEqualTo(
            Step.of(Step.Kind.EDITED, MIA, NOW)
                .changing(List.of(new Step.Edit("target", "1000", "1500"))));
    assertThat(done(GoalRules.edit(edited, edited.terms(), MIA, NOW)).goal())
        .as("the same terms are no step")
        .isEqualTo(edited);
  }

  @Test
  void givenAnActiveGoalWhenItIsEditedThenTheWayToAdjustItIsNamed() {
    Goal active = done(GoalRules.activate(draft(), MIA, NOW)).goal();

    assertThat(GoalRules.edit(active, terms(r -> r.target = number("1")), MIA, NOW))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "the goal is ACTIVE: it changes by an adjustment, POST"
                        + " /api/v1/goals/g-1/adjustments")));
  }

  @Test
  void givenAnActiveGoalWhenItsPeriodEndsThenItIsProvisionalAndThenFinalOnce() {
    Goal active = done(GoalRules.activate(draft(), MIA, NOW)).goal();
    Goal ended = GoalRules.ended(active, "e-1", OVER).orElseThrow().goal();
    Goal.Result result = result("ACHIEVED", "0", 0);
    Goal settled = GoalRules.settled(ended, result, "e-2", OVER).orElseThrow().goal();

    assertThat(ended.state()).isEqualTo(Goal.State.ENDED);
    assertThat(GoalRules.ended(active, "e-1", OVER.minusMillis(1)))
        .as("an event of before the period was made longer")
        .isEmpty();
    assertThat(GoalRules.ended(ended, "e-1", OVER)).isEmpty();
    assertThat(settled.state()).isEqualTo(Goal.State.FINAL);
    assertThat(settled.result()).contains(result);
    assertThat(settled.revision()).as("what is counted did not change").isEqualTo(2);
    assertThat(GoalRules.settled(settled, result("MISSED", "0", 0), "e-3", OVER)).isEmpty();
    assertThat(GoalRules.cancel(settled, "never mind", MIA, NOW))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void givenAFinalResultWhenSomethingComesLaterThenItStandsBesideTheResult() {
    Goal active = done(GoalRules.activate(draft(), MIA, NOW)).goal();
    Goal settled =
        GoalRules.settled(active, result("ACHIEVED", "0", 0), "e-1", OVER).orElseThrow().goal();

    Goal adjusted =
        GoalRules.changedAfterwards(settled, result("MISSED", "-50", 2), "e-2", NOW)
            .orElseThrow()
            .goal();

    assertThat(adjusted.result()).contains(result("ACHIEVED", "-50", 2));
    assertThat(GoalRules.changedAfterwards(adjusted, result("MISSED", "-20", 1), "e-0", NOW))
        .as("an older difference")
        .isEmpty();
    assertThat(GoalRules.changedAfterwards(active, result("MISSED", "-20", 1), "e-0", NOW))
        .as("no result yet")
        .isEmpty();
  }

  private static Goal.Result result(String outcome, String difference, long adjustments) {
    return new Goal.Result(
        outcome, number("1000"), number("1"), NOW, new BigDecimal(difference), adjustments);
  }

  private static Terms terms(Consumer<RequestExample> change) {
    return Examples.draft(change).terms();
  }
}
