package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.ANA;
import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.objective.Objective;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people write is kept in documents and sent on, so all of it has an end. */
class TextsTest {
  private static final String TOO_LONG = "x".repeat(3_000);

  @Test
  void aTextHasAtMostTwoThousandCharacters() {
    assertThat(Texts.required("reason", "x".repeat(2_000), "why")).isEmpty();
    assertThat(Texts.required("reason", "x".repeat(2_001), "why"))
        .contains(new Violation("reason", "2001 characters", "at most 2000 characters"));
    assertThat(Texts.required("reason", " \n", "why"))
        .contains(new Violation("reason", "nothing", "why"));
    assertThat(Texts.optional("note", Optional.empty())).isEmpty();
  }

  @Test
  void aNameHasAtMostTwoHundredCharacters() {
    assertThat(Texts.name("name", "x".repeat(200), "a name")).isEmpty();
    assertThat(Texts.name("name", "x".repeat(201), "a name"))
        .contains(new Violation("name", "201 characters", "at most 200 characters"));
  }

  @Test
  void aTextHasLinesAndTabsButNoOtherControlCharactersAndANameHasNone() {
    assertThat(Texts.required("reason", "one\ttwo\r\nthree", "why")).isEmpty();
    assertThat(Texts.required("reason", "one\u0000", "why"))
        .contains(
            new Violation(
                "reason",
                "the control character U+0000",
                "a text without control characters but new lines and tabs"));
    assertThat(Texts.name("name", "one\ntwo", "a name"))
        .contains(
            new Violation(
                "name", "the control character U+000A", "a line without control characters"));
  }

  static Stream<Arguments> steps() {
    Goal draft = Examples.draft(r -> {});
    Goal proposed = done(Negotiation.propose(draft, Optional.empty(), MIA, NOW)).goal();
    Goal active = done(GoalRules.activate(draft, MIA, NOW)).goal();
    Terms less = Examples.draft(r -> r.target = Optional.of(new BigDecimal("900"))).terms();
    Goal countered = done(Negotiation.counter(proposed, less, "too much", ANA, NOW)).goal();
    Goal open = done(Reviews.open(active, Optional.empty(), "r-1", MIA, NOW)).goal();
    Goal asked = done(adjusted(open, less, "why", List.of())).goal();
    Review.Remark remark =
        new Review.Remark(Review.Remark.Kind.NOTE, TOO_LONG, "ana", NOW, Optional.empty());
    Optional<String> given = Optional.of(TOO_LONG);
    return Stream.of(
        Arguments.of("reason", GoalRules.cancel(active, TOO_LONG, MIA, NOW)),
        Arguments.of("note", Negotiation.propose(draft, given, MIA, NOW)),
        Arguments.of("reason", Negotiation.counter(proposed, less, TOO_LONG, ANA, NOW)),
        Arguments.of(
            "reason",
            Negotiation.acceptCounter(
                countered, new Negotiation.Agreement(given, false), MIA, NOW)),
        Arguments.of("reason", Negotiation.declineCounter(countered, TOO_LONG, MIA, NOW)),
        Arguments.of("reason", adjusted(active, less, TOO_LONG, List.of())),
        Arguments.of("evidence[1]", adjusted(active, less, "why", List.of("a.pdf", TOO_LONG))),
        Arguments.of("reason", approved(asked, new Adjustments.Approval(given, false))),
        Arguments.of("reason", approved(asked, new Adjustments.Approval(given, true))),
        Arguments.of("reason", Adjustments.decline(asked, "a-1", TOO_LONG, MIA, NOW)),
        Arguments.of("text", Reviews.remark(open, "r-1", remark)),
        Arguments.of("summary", Reviews.close(open, "r-1", TOO_LONG, MIA, NOW)),
        Arguments.of("text", Rewards.praise(active, TOO_LONG, Optional.empty(), MIA, NOW)),
        Arguments.of(
            "rewards[0].name", Rewards.set(active, List.of(reward(TOO_LONG)), List.of(), MIA, NOW)),
        Arguments.of("name", made(r -> r.name = given)),
        Arguments.of("theme", made(r -> r.theme = given)),
        Arguments.of("levels[0].name", made(r -> r.levels = List.of(level(TOO_LONG)))),
        Arguments.of(
            "checkpoints[0].name", made(r -> r.checkpoints = List.of(checkpoint(TOO_LONG)))));
  }

  private static Terms.Level level(String name) {
    return new Terms.Level(name, BigDecimal.ONE);
  }

  private static Terms.Checkpoint checkpoint(String name) {
    return new Terms.Checkpoint(name, NOW, BigDecimal.ONE);
  }

  private static Reward reward(String name) {
    return Reward.at(BigDecimal.ONE, name, Reward.Kind.BADGE, Optional.empty(), Optional.empty());
  }

  private static Outcome<Change> made(Consumer<Examples.RequestExample> change) {
    return GoalRules.create(Examples.request(change), Examples.references(), "fresh", MIA, NOW);
  }

  private static Outcome<Change> adjusted(
      Goal goal, Terms terms, String reason, List<String> evidence) {
    return Adjustments.request(
        goal,
        new Adjustment.Request(terms, reason, evidence, Optional.empty()),
        "a-1",
        Examples.POLICY,
        ANA,
        NOW);
  }

  private static Outcome<Change> approved(Goal goal, Adjustments.Approval approval) {
    return Adjustments.approve(goal, "a-1", approval, Examples.POLICY, MIA, NOW);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void noStepTakesATextWithoutAnEnd(String field, Outcome<Change> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    Refusal refusal = ((Outcome.Refused<Change>) outcome).refusal();
    assertThat(refusal).isInstanceOf(Refusal.Invalid.class);
    assertThat(((Refusal.Invalid) refusal).violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo(field);
              assertThat(violation.found()).isEqualTo("3000 characters");
            });
  }

  @Test
  void evidenceHasAnEndAsWell() {
    Goal active = done(GoalRules.activate(Examples.draft(r -> {}), MIA, NOW)).goal();
    Terms less = Examples.draft(r -> r.target = Optional.of(new BigDecimal("900"))).terms();

    assertThat(adjusted(active, less, "why", Collections.nCopies(21, "a.pdf")))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Invalid(List.of(new Violation("evidence", "21 texts", "at most 20")))));
  }

  @Test
  void neitherUnitsNorRepsNorObjectivesNorMetricsTakeTextsWithoutAnEnd() {
    Organization nothing = new Organization(Map.of(), Map.of());
    Organization.Rep rep =
        new Organization.Rep(
            "ana",
            TOO_LONG,
            "en",
            "UTC",
            List.of(),
            Optional.empty(),
            List.of(
                new Organization.Absence(
                    TOO_LONG, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2))));
    Metric metric = Examples.REVENUE;

    assertThat(nothing.check(new Organization.Unit("u", TOO_LONG, List.of(), List.of())))
        .extracting(Violation::field)
        .containsExactly("name");
    assertThat(nothing.check(rep))
        .extracting(Violation::field)
        .containsExactly("name", "absences[0].reason");
    assertThat(objective().violations(known()))
        .extracting(Violation::field)
        .containsExactly("name", "why");
    assertThat(
            MetricRules.violations(
                new Metric(
                    metric.id(),
                    1,
                    TOO_LONG,
                    Optional.of(TOO_LONG),
                    metric.aggregation(),
                    metric.unit(),
                    metric.usualDirection(),
                    metric.indicator(),
                    metric.selection(),
                    metric.denominator(),
                    metric.distinctField(),
                    metric.complement())))
        .extracting(Violation::field)
        .containsExactly("name", "description");
  }

  private static Objective objective() {
    return new Objective(
        "o-1",
        TOO_LONG,
        Optional.of(TOO_LONG),
        new Terms.Owner(Terms.Owner.REP, "ana"),
        Objective.Kind.ASPIRATIONAL,
        Optional.empty(),
        List.of(new Objective.KeyResult("g-1", BigDecimal.ONE)),
        false,
        "mia",
        NOW);
  }

  private static Objective.References known() {
    return new Objective.References() {
      @Override
      public boolean hasOwner(Terms.Owner owner) {
        return true;
      }

      @Override
      public boolean hasGoal(String goalId) {
        return true;
      }

      @Override
      public Optional<Objective> objective(String id) {
        return Optional.empty();
      }
    };
  }
}
