package io.goalstream.goals.application;

import static io.goalstream.goals.domain.Examples.MIA;
import static io.goalstream.goals.domain.Examples.NOW;
import static io.goalstream.goals.domain.Examples.startingOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Step;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.Row;
import io.goalstream.goals.domain.breakdown.Shares;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakdownsTest {
  private static final List<Cut> REPS_AND_QUARTERS =
      List.of(
          new Cut.ByOrganization(
              Cut.Level.REPS,
              Shares.Factors.BY_HISTORY,
              new BigDecimal("0.1"),
              List.of(),
              Set.of(),
              List.of(),
              false,
              Optional.empty()),
          new Cut.ByTime(
              FiscalCalendar.WALL,
              FiscalCalendar.Unit.QUARTER,
              Cut.Spread.EVEN,
              Map.of(),
              List.of(),
              false,
              Optional.empty()));

  private final FakeGoalDocuments goalDocuments = new FakeGoalDocuments();
  private final FakeBreakdownDocuments documents = new FakeBreakdownDocuments();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Members members = new Members(new FakeDocuments<>(), () -> {}, clock);
  private final FakePreviews previews = new FakePreviews();
  private final AtomicInteger ids = new AtomicInteger();
  private final Goals goals =
      new Goals(
          goalDocuments,
          new KnownThings(
              goalDocuments,
              members,
              new MetricCatalogue(List.of(Examples.REVENUE), new FakeDocuments<>()),
              new Catalogue<>("working calendar", List.of(), new FakeDocuments<>()),
              new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), new FakeDocuments<>())),
          Examples.POLICY,
          () -> {},
          clock,
          () -> "id-" + ids.incrementAndGet());
  private final Breakdowns breakdowns =
      new Breakdowns(
          documents,
          goalDocuments,
          members,
          new Results(goalDocuments, goalId -> Optional.empty()),
          previews,
          Examples.POLICY,
          () -> {},
          clock,
          () -> "b-" + ids.incrementAndGet());

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

  @Test
  void aProposalMakesNothing() {
    Stored<Breakdown> proposal = done(breakdowns.propose("g-1", REPS_AND_QUARTERS, MIA));

    assertThat(proposal.value().rows()).hasSize(3 + 12);
    assertThat(goalDocuments.all()).hasSize(1);
    assertThat(breakdowns.of("g-1")).containsExactly(proposal);
  }

  @Test
  void aPlanThatSomebodyMadeByHandIsTakenOver() {
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of("g-ana");
                  r.parentId = Optional.of("g-1");
                }),
            MIA));
    done(goals.activate(Guarded.any("g-ana"), MIA));

    publish(propose());

    assertThat(goalDocuments.all()).hasSize(16);
    assertThat(goal("g-ana").derivation()).isPresent();
    assertThat(goal("g-1").distributions())
        .extracting(Goal.Distribution::difference)
        .containsOnly(BigDecimal.ZERO);
    assertThat(goals.find("g-1:ana")).isEmpty();
  }

  @Test
  void aGoalIsCancelledWithAllThatIsBelowItOrNothingOfIt() {
    publish(propose());
    Guarded top = Guarded.any("g-1");

    Outcome<Stored<Goal>> foreign =
        goals.cancelAll(top, "the year is another one", owner -> !owner.id().equals("ben"), MIA);
    assertThat(foreign)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Forbidden.class));
    assertThat(goals.cancelAll(top, " ", owner -> true, MIA)).isInstanceOf(Outcome.Refused.class);
    assertThat(goals.cancelAll(new Guarded("g-1", OptionalLong.of(1)), "x", owner -> true, MIA))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(goalDocuments.all())
        .extracting(goal -> goal.value().state())
        .containsOnly(Goal.State.ACTIVE);
    goalDocuments.beforeNextReplace(() -> adjust("g-1:ana", r -> r.locked = true));

    done(goals.cancelAll(top, "the year is another one", owner -> true, MIA));

    assertThat(goalDocuments.all())
        .extracting(goal -> goal.value().state())
        .containsOnly(Goal.State.CANCELLED);
    assertThat(goal("g-1").history())
        .extracting(Step::kind)
        .doesNotContain(Step.Kind.CHILDREN_DIFFER);
  }

  /**
   * Events wait in the order in which they are relayed: the definition before what is said of it.
   */
  @Test
  void whatIsPublishedCountsAddsUpAndKnowsWhy() {
    Stored<Breakdown> published = publish(propose());

    assertThat(published.value().state()).isEqualTo(Breakdown.State.PUBLISHED);
    assertThat(goalDocuments.all()).hasSize(16);
    assertThat(goalDocuments.all())
        .extracting(goal -> goal.value().state())
        .containsOnly(Goal.State.ACTIVE);
    assertThat(target("g-1:ana").add(target("g-1:ben")).add(target("g-1:cleo")))
        .isEqualByComparingTo("1100");
    Goal quarter = goal("g-1:ana:2026-Q1");
    assertThat(quarter.derivation().orElseThrow().breakdownId()).isEqualTo(published.id());
    assertThat(quarter.terms().place().parentId()).contains("g-1:ana");
    assertThat(goal("g-1").distributions())
        .containsExactly(
            new Goal.Distribution(
                Goal.Dimension.ORGANIZATION,
                Optional.of(published.id()),
                new BigDecimal("0.1"),
                BigDecimal.ZERO));
    assertThat(events("g-1:ana")).containsExactly("state", "GOAL_CREATED", "GOAL_ACTIVATED");
  }

  @Test
  void aTargetSetByHandMovesTheOthers() {
    Stored<Breakdown> proposal = propose();

    Stored<Breakdown> changed =
        done(
            breakdowns.change(
                Guarded.any(proposal.id()),
                Optional.empty(),
                Map.of("ana", Optional.of(new BigDecimal("500"))),
                MIA));
    publish(changed);

    assertThat(target("g-1:ana")).isEqualByComparingTo("500");
    assertThat(target("g-1:ben")).isEqualByComparingTo("300");
    assertThat(target("g-1:ana:2026-Q1")).isEqualByComparingTo("125");
  }

  @Test
  void partsThatSomebodyElseMadeMeanwhileAreNoticed() {
    Stored<Breakdown> both = propose();
    Stored<Breakdown> withoutAna =
        done(
            breakdowns.propose(
                "g-1",
                List.of(
                    new Cut.ByOrganization(
                        Cut.Level.REPS,
                        Shares.Factors.BY_HISTORY,
                        BigDecimal.ZERO,
                        List.of(),
                        Set.of("ben", "cleo"),
                        List.of(),
                        false,
                        Optional.empty())),
                MIA));
    publish(both);
    goals.cancel(Guarded.any("g-1:ana"), "left", MIA);

    assertThat(publication(withoutAna)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatChangedSinceTheProposalIsNotOverwritten() {
    Stored<Breakdown> first = propose();
    Stored<Breakdown> second = propose();
    publish(first);

    assertThat(publication(second))
        .isEqualTo(
            Outcome.refused(
                new Refusal.Conflict(
                    "goal g-1:ana was changed since the proposal was made; compute it anew")));
    assertThat(publication(first)).as("the same again").isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aSecondBreakdownKeepsLockedGoalsAndAdjustsTheOthers() {
    publish(propose());
    adjust("g-1:ana", r -> r.locked = true);
    adjust("g-1", r -> r.target = Optional.of(new BigDecimal("2000")));

    publish(propose());

    assertThat(target("g-1:ana")).isEqualByComparingTo("366.67");
    assertThat(target("g-1:ben").add(target("g-1:cleo"))).isEqualByComparingTo("1833.33");
    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("0");
    assertThat(events("g-1:ben")).endsWith("state", "GOAL_ADJUSTED");
  }

  @Test
  void childrenThatNoLongerAddUpAreAnnouncedOnceAndSoIsTheirAddingUpAgain() {
    publish(propose());

    adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("400")));
    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("33.33");
    adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("410")));
    assertThat(events("g-1").stream().filter("GOAL_CHILDREN_DIFFER"::equals)).hasSize(1);
    adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("366.67")));

    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_ADD_UP");
    assertThat(goal("g-1").history().getLast().reason())
        .contains("the goals over its members add up to it again");
  }

  /** Before they add up, a plan that is made goal by goal is not ready, and nobody is told. */
  @Test
  void goalsThatPeopleMakeAreAPlanOnceTheyAddUp() {
    part("g-ana", "ana", "400");
    part("g-ben", "ben", "500");
    assertThat(goal("g-1").distributions()).isEmpty();
    part("g-cleo", "cleo", "100");

    assertThat(goal("g-1").distributions())
        .containsExactly(
            new Goal.Distribution(
                Goal.Dimension.ORGANIZATION, Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO));
    assertThat(goal("g-1").history().getLast().reason())
        .contains("the goals over its members add up to it");
    assertThat(events("g-1")).doesNotContain("GOAL_CHILDREN_ADD_UP");

    goals.cancel(Guarded.any("g-cleo"), "left", MIA);

    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("-100");
    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_DIFFER");
    assertThat(adjust("g-1", r -> r.target = Optional.of(new BigDecimal("950"))))
        .as("the answer to a change knows what the parts come to")
        .isEqualTo(goalDocuments.find("g-1").orElseThrow())
        .extracting(goal -> goal.value().distributions().getFirst().difference().intValue())
        .isEqualTo(-50);
    adjust("g-1", r -> r.target = Optional.of(new BigDecimal("1000")));
    part("g-dan", "ana", "100");
    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_ADD_UP");
  }

  /** One goal with the number of the whole is no plan yet, and a plan without goals is none. */
  @Test
  void nothingIsMissedWhereNobodyBrokeDown() {
    part("g-ana", "ana", "1000");
    assertThat(goal("g-1").distributions()).isEmpty();
    done(goals.cancel(Guarded.any("g-ana"), "anew", MIA));
    part("g-ben", "ben", "400");
    part("g-cleo", "cleo", "600");
    assertThat(goal("g-1").distributions()).hasSize(1);

    done(goals.cancel(Guarded.any("g-ben"), "anew", MIA));
    done(goals.cancel(Guarded.any("g-cleo"), "anew", MIA));

    assertThat(goal("g-1").distributions()).isEmpty();
  }

  /** It is beside the plan, as breaking down sees it. */
  @Test
  void aStretchOrAnotherFilterIsNoPartOfTheSum() {
    publish(propose());
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of("g-stretch");
                  r.parentId = Optional.of("g-1");
                  r.kind = Optional.of("STRETCH");
                }),
            MIA));
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of("g-north");
                  r.parentId = Optional.of("g-1");
                  r.filter = List.of(new Metric.Condition("region", "IN", List.of("north")));
                }),
            MIA));

    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("0");
  }

  /** The process may have stopped between the goals and the look at their sum. */
  @Test
  void aPlanThatNobodyLookedAtIsFoundLater() {
    part("g-ana", "ana", "400");
    Goal rest =
        Examples.draft(
            r -> {
              r.id = Optional.of("g-ben");
              r.target = Optional.of(new BigDecimal("600"));
            });
    goalDocuments.insert("g-ben", Examples.partOf(rest, "g-1", "ben"), true, List.of());

    goals.checkAllSums();

    assertThat(goal("g-1").distributions()).hasSize(1);
  }

  @Test
  void aPartThatEarnsSomethingOnALevelOfItsOwnIsNotBrokenDownAnew() {
    publish(propose());
    Terms.Level level = new Terms.Level("STRETCH", new BigDecimal("500"));
    adjust("g-1:ana", r -> r.levels = List.of(level));
    adjust("g-1", r -> r.target = Optional.of(new BigDecimal("2000")));
    Stored<Breakdown> proposed = propose();
    Reward trip =
        new Reward(
            "Trip",
            Reward.Kind.BADGE,
            Optional.empty(),
            Optional.of("STRETCH"),
            Optional.empty(),
            Optional.empty());
    done(goals.setRewards(Guarded.any("g-1:ana"), List.of(trip), Optional.empty(), MIA));

    Refusal.Conflict why =
        new Refusal.Conflict(
            "goal g-1:ana: found nothing at STRETCH, expected STRETCH too, because it earns Trip;"
                + " set other rewards first");
    assertThat(breakdowns.propose("g-1", REPS_AND_QUARTERS, MIA)).isEqualTo(Outcome.refused(why));
    assertThat(publication(proposed))
        .as("proposed before there was a reward")
        .isEqualTo(Outcome.refused(why));
  }

  private void part(String id, String rep, String target) {
    done(
        goals.create(
            Examples.request(
                r -> {
                  r.id = Optional.of(id);
                  r.parentId = Optional.of("g-1");
                  r.ownerId = Optional.of(rep);
                  r.target = Optional.of(new BigDecimal(target));
                }),
            MIA));
  }

  @Test
  void aCancelledChildIsMissedInTheSum() {
    publish(propose());

    goals.cancel(Guarded.any("g-1:ana"), "left", MIA);

    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("-366.67");
  }

  @Test
  void whereverItStopsEitherNothingIsMadeOrEverything() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      BreakdownsTest other = new BreakdownsTest();
      other.found();
      other.stopsAndResumes(random.nextInt(40), random.nextBoolean());
    }
  }

  private void stopsAndResumes(int writes, boolean written) {
    Stored<Breakdown> proposal = propose();
    goalDocuments.goAwayAfter(writes, written);
    untilItStops(() -> publish(proposal));
    goalDocuments.goAwayAfter(writes / 2, !written);
    untilItStops(breakdowns::resume);
    breakdowns.resume();
    breakdowns.resume();

    assertThat(goalDocuments.all()).hasSize(16);
    assertThat(documents.find(proposal.id()).orElseThrow().value().state())
        .isEqualTo(Breakdown.State.PUBLISHED);
    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("0");
    for (Stored<Goal> goal : goalDocuments.all()) {
      if (!goal.id().equals("g-1")) {
        assertThat(events(goal.id()))
            .as("%s after %d writes", goal.id(), writes)
            .containsExactly("state", "GOAL_CREATED", "GOAL_ACTIVATED");
      }
    }
  }

  private void untilItStops(Runnable work) {
    try {
      work.run();
    } catch (PartAwayException e) {
      assertThat(e).hasMessage("The database does not answer");
    } finally {
      goalDocuments.comeBack();
    }
  }

  @Test
  void whatSomebodyChangedAfterTheDecisionIsNotOverwritten() {
    publish(propose());
    adjust("g-1", r -> r.target = Optional.of(new BigDecimal("2000")));
    Stored<Breakdown> proposal = propose();
    goalDocuments.goAwayAfter(0, false);
    untilItStops(() -> publish(proposal));
    adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("999")));

    breakdowns.resume();

    assertThat(target("g-1:ana")).isEqualByComparingTo("999");
    assertThat(target("g-1:ben")).isEqualByComparingTo("733.33");
    assertThat(goal("g-1").distributions().getFirst().difference()).isNotZero();
    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_DIFFER");
  }

  @Test
  void aChildThatWasCancelledMeanwhileMakesTheProposalOutdated() {
    publish(propose());
    Stored<Breakdown> proposal = propose();
    goals.cancel(Guarded.any("g-1:ana"), "left", MIA);

    assertThat(publication(proposal)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whoIsLeftOutOfTheNextBreakdownIsCancelledWithWhatIsBelow() {
    publish(propose());

    publish(done(breakdowns.propose("g-1", List.of(withoutAna()), MIA)));

    assertThat(goal("g-1:ana").state()).isEqualTo(Goal.State.CANCELLED);
    assertThat(goal("g-1:ana:2026-Q1").state()).isEqualTo(Goal.State.CANCELLED);
    assertThat(target("g-1:ben")).isEqualByComparingTo("550");
    assertThat(goal("g-1").distributions().getFirst().difference()).isEqualByComparingTo("0");
    assertThat(goal("g-1:ben").distributions().getFirst().difference())
        .as("the quarters of ben were not broken down anew")
        .isEqualByComparingTo("-183.33");
  }

  private static Cut withoutAna() {
    Cut.ByOrganization reps = (Cut.ByOrganization) REPS_AND_QUARTERS.getFirst();
    return new Cut.ByOrganization(
        reps.level(),
        reps.factors(),
        reps.overAssignment(),
        List.of(),
        Set.of("ana"),
        List.of(),
        false,
        Optional.empty());
  }

  @Test
  void whatStaysBecauseSomebodyChangedItKeepsWhatIsBelow() {
    publish(propose());
    Stored<Breakdown> proposal = done(breakdowns.propose("g-1", List.of(withoutAna()), MIA));
    goalDocuments.beforeNextReplace(
        () -> adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("999"))));

    publish(proposal);

    assertThat(goal("g-1:ana").state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(goal("g-1:ana:2026-Q1").state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(events("g-1:ana:2026-Q1")).doesNotContain("GOAL_CANCELLED");
    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_DIFFER");
  }

  @Test
  void whatThePolicyIsAgainstNeedsAnException() {
    done(publication(propose(), Optional.empty(), false));
    adjust("g-1", r -> r.target = Optional.of(new BigDecimal("1500")));
    Stored<Breakdown> proposal = propose();

    assertThat(breakdowns.objections(proposal.value()))
        .containsOnlyKeys(proposal.value().rows().stream().map(Row::goalId).toList())
        .containsEntry(
            "g-1:ana", "a goal of more than 31 days changes at reviews, and none is open");
    assertThat(refusal(publication(proposal, Optional.of("the plan was raised"), false)))
        .isInstanceOfSatisfying(
            Refusal.Conflict.class,
            conflict ->
                assertThat(conflict.detail())
                    .startsWith("the policy is against 15 of the changes of active goals (ana: ")
                    .contains("; and 5 more)"));
    assertThat(target("g-1:ana")).isEqualByComparingTo("366.67");

    done(publication(proposal, Optional.of("the plan was raised"), true));

    Adjustment adjustment = goal("g-1:ana").adjustments().getLast();
    assertThat(adjustment.reason()).isEqualTo("the plan was raised");
    assertThat(adjustment.decision().orElseThrow().exception()).isTrue();
    assertThat(breakdowns.objections(breakdowns.find(proposal.id()).orElseThrow().value()))
        .as("what is decided needs no exception")
        .isEmpty();
  }

  @Test
  void whoChangesOrCancelsWhatCountsSaysWhy() {
    done(publication(propose(), Optional.empty(), false));
    Stored<Breakdown> without = done(breakdowns.propose("g-1", List.of(withoutAna()), MIA));

    assertThat(refusal(publication(without, Optional.of(" "), true)))
        .isEqualTo(
            new Refusal.Invalid(
                List.of(
                    new Violation(
                        "reason", "nothing", "why 3 active goals are changed or cancelled"))));

    done(publication(without, Optional.of(" ana left "), true));

    assertThat(goal("g-1:ana").history().getLast().reason()).contains("ana left");
  }

  @Test
  void aBreakdownThatChangesNothingNeedsNoReason() {
    done(publication(propose(), Optional.empty(), false));

    done(publication(propose(), Optional.empty(), false));

    assertThat(goal("g-1:ana").adjustments()).isEmpty();
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal();
  }

  @Test
  void draftsThatAreBrokenDownAgainAreActivated() {
    done(
        breakdowns.publish(
            Guarded.any(propose().id()),
            Breakdown.PublishAs.DRAFT,
            Adjustments.Approval.PLAIN,
            MIA));
    assertThat(goal("g-1:ana").state()).isEqualTo(Goal.State.DRAFT);

    publish(propose());

    assertThat(goal("g-1:ana").state()).isEqualTo(Goal.State.ACTIVE);
  }

  @Test
  void aNewBreakdownTellsThatTheChildrenAddUpAgain() {
    publish(propose());
    adjust("g-1:ana", r -> r.target = Optional.of(new BigDecimal("400")));

    publish(propose());

    assertThat(events("g-1")).endsWith("GOAL_CHILDREN_ADD_UP");
  }

  @Test
  void theYearBeforeIsAskedForWhereNoFormerGoalSaysIt() {
    previews.credited("ana", "2025-01-01", "600");
    previews.credited("ben", "2025-01-01", "200");
    previews.credited("cleo", "2025-01-01", "200");

    publish(propose());

    assertThat(target("g-1:ana")).isEqualByComparingTo("660");
    assertThat(target("g-1:ben")).isEqualByComparingTo("220");
  }

  @Test
  void aProposalThatIsLetGoCannotBePublished() {
    Stored<Breakdown> proposal = propose();
    done(breakdowns.discard(Guarded.any(proposal.id())));

    assertThat(publication(proposal))
        .isEqualTo(
            Outcome.refused(new Refusal.Conflict("found state DISCARDED, expected PROPOSED")));
  }

  @Test
  void goalsCanBeProposedToTheirOwnersInstead() {
    done(
        breakdowns.publish(
            Guarded.any(propose().id()),
            Breakdown.PublishAs.PROPOSED,
            Adjustments.Approval.PLAIN,
            MIA));

    assertThat(goal("g-1:ana").state()).isEqualTo(Goal.State.PROPOSED);
    assertThat(events("g-1:ana")).containsExactly("GOAL_CREATED", "GOAL_PROPOSED");
  }

  private Stored<Breakdown> propose() {
    return done(breakdowns.propose("g-1", REPS_AND_QUARTERS, MIA));
  }

  private Stored<Breakdown> publish(Stored<Breakdown> proposal) {
    return done(publication(proposal));
  }

  private Outcome<Stored<Breakdown>> publication(Stored<Breakdown> proposal) {
    return publication(proposal, Optional.of("the plan was raised"), true);
  }

  private Outcome<Stored<Breakdown>> publication(
      Stored<Breakdown> proposal, Optional<String> reason, boolean exception) {
    return breakdowns.publish(
        Guarded.any(proposal.id()),
        Breakdown.PublishAs.ACTIVE,
        new Adjustments.Approval(reason, exception),
        MIA);
  }

  private Stored<Goal> adjust(
      String goalId, java.util.function.Consumer<Examples.RequestExample> change) {
    Goal goal = goal(goalId);
    Stored<Goal> asked =
        done(
            goals.requestAdjustment(
                Guarded.any(goalId),
                Examples.terms(
                    r -> {
                      r.name = Optional.of(goal.terms().name());
                      r.ownerKind = Optional.of(goal.terms().owner().kind());
                      r.ownerId = Optional.of(goal.terms().owner().id());
                      r.target = Optional.of(goal.terms().aim().target());
                      r.parentId = goal.terms().place().parentId();
                      change.accept(r);
                    }),
                new AdjustmentReason("it has to be", List.of(), Optional.empty()),
                MIA));
    return done(
        goals.approveAdjustment(
            Guarded.any(goalId),
            asked.value().adjustments().getLast().id(),
            new Adjustments.Approval(Optional.of("yes"), true),
            MIA));
  }

  private Goal goal(String id) {
    return goalDocuments.find(id).orElseThrow().value();
  }

  private BigDecimal target(String id) {
    return goal(id).terms().aim().target();
  }

  private List<String> events(String goalId) {
    return goalDocuments.pending(100).stream()
        .filter(pending -> pending.stored().id().equals(goalId))
        .flatMap(pending -> pending.items().stream())
        .map(item -> item.event().map(GoalEvent::kind).map(Enum::name).orElse("state"))
        .toList();
  }

  private static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }
}
