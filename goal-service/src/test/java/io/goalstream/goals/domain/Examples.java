package io.goalstream.goals.domain;

import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Capacity;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.Derivation;
import io.goalstream.goals.domain.breakdown.HandSet;
import io.goalstream.goals.domain.breakdown.Row;
import io.goalstream.goals.domain.breakdown.Shares;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Requests and goals that break no rule, to be changed field by field. */
public final class Examples {
  public static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  /** Months and shorter take 20 % at any time, longer periods change at reviews. */
  public static final AdjustmentPolicy POLICY =
      new AdjustmentPolicy(31, new BigDecimal("0.2"), true);

  /** A manager. */
  public static final Actor MIA = new Actor("mia");

  /** A rep. */
  public static final Actor ANA = new Actor("ana");

  public static final Metric REVENUE = metric("revenue", "SUM", "MONEY", "INCREASE");
  public static final Metric CALLS = metric("calls", "COUNT", "COUNT", "INCREASE");
  public static final Metric CYCLE = metric("sales-cycle-days", "AVERAGE", "DAYS", "DECREASE");

  private Examples() {}

  /** A request in the making. */
  public static final class RequestExample {
    public Optional<String> id = Optional.of("g-1");
    public Optional<String> name = Optional.of("Revenue Ana");
    public Optional<String> ownerKind = Optional.of("REP");
    public Optional<String> ownerId = Optional.of("ana");
    public Optional<String> metricId = Optional.of("revenue");
    public List<Metric.Condition> filter = List.of();
    public Optional<LocalDate> start = Optional.of(LocalDate.of(2026, 1, 1));
    public Optional<LocalDate> end = Optional.of(LocalDate.of(2027, 1, 1));
    public Optional<String> zone = Optional.of("Europe/Berlin");
    public Optional<BigDecimal> baseline = Optional.empty();
    public Optional<BigDecimal> target = Optional.of(new BigDecimal("1000"));
    public Optional<String> direction = Optional.empty();
    public Optional<String> currency = Optional.of("EUR");
    public Optional<List<BigDecimal>> thresholds = Optional.empty();
    public Optional<String> parentId = Optional.empty();
    public Optional<String> kind = Optional.of("INDIVIDUAL");

    public List<Terms.Level> levels = List.of();
    public Optional<BigDecimal> lowerBound = Optional.empty();
    public Optional<BigDecimal> upperBound = Optional.empty();
    public Optional<String> observation = Optional.empty();
    public Optional<Integer> rollingDays = Optional.empty();
    public Optional<TermsRequest.FiscalRequest> fiscal = Optional.empty();
    public Terms.Course course = Terms.Course.EVEN;
    public Optional<Integer> graceDays = Optional.empty();
    public Optional<Integer> endingSoonDays = Optional.empty();
    public Optional<Integer> silenceDays = Optional.empty();
    public List<Terms.Checkpoint> checkpoints = List.of();
    public Optional<Review.Cadence> reviewEvery = Optional.empty();
    public Optional<String> theme = Optional.empty();
    public Optional<BigDecimal> weight = Optional.empty();
    public boolean locked;

    TermsRequest terms() {
      return new TermsRequest(
          name,
          ownerKind,
          ownerId,
          metricId,
          filter,
          new TermsRequest.PeriodRequest(start, end, fiscal, zone, rollingDays),
          new TermsRequest.AimRequest(
              baseline, target, direction, currency, levels, lowerBound, upperBound, observation),
          TermsRequest.CourseRequest.of(course),
          new TermsRequest.WatchRequest(
              thresholds, graceDays, endingSoonDays, silenceDays, checkpoints, reviewEvery),
          new TermsRequest.PlaceRequest(parentId, theme, kind, weight, locked));
    }
  }

  public static TermsRequest terms(Consumer<RequestExample> change) {
    RequestExample example = new RequestExample();
    change.accept(example);
    return example.terms();
  }

  public static GoalRequest request(Consumer<RequestExample> change) {
    RequestExample example = new RequestExample();
    change.accept(example);
    return new GoalRequest(example.id, example.terms());
  }

  /** A draft of that request, which must break no rule. */
  public static Goal draft(Consumer<RequestExample> change) {
    return done(GoalRules.create(request(change), references(), "fresh", MIA, NOW)).goal();
  }

  /** A goal whose review of February is overdue. */
  public static Goal chased(String id) {
    Goal draft =
        draft(
            r -> {
              r.id = Optional.of(id);
              r.reviewEvery = Optional.of(Review.Cadence.MONTHLY);
            });
    Goal active = done(GoalRules.activate(draft, MIA, NOW)).goal();
    return Reviews.chase(active, Instant.parse("2026-03-02T00:00:00Z")).orElseThrow().goal();
  }

  /** The same, of which nobody wants reviews any more. */
  public static Goal chasedWithoutCadence(String id) {
    return chased(id).edit().terms(draft(r -> r.id = Optional.of(id)).terms()).quietly();
  }

  /** A goal whose owner was praised. */
  public static Goal praised(String id) {
    Goal goal = draft(r -> r.id = Optional.of(id));
    return done(Rewards.praise(goal, "Well done", Optional.of("Closer"), MIA, NOW)).goal();
  }

  /** A goal that is reached, and for which a badge was earned. */
  public static Goal rewarded(String id) {
    Goal active = done(GoalRules.activate(draft(r -> r.id = Optional.of(id)), MIA, NOW)).goal();
    Reward badge =
        Reward.at(BigDecimal.ONE, "Badge", Reward.Kind.BADGE, Optional.empty(), Optional.empty());
    List<Rewards.Level> reached =
        List.of(new Rewards.Level(BigDecimal.ONE, Optional.empty(), true, 1));
    return done(Rewards.set(active, List.of(badge), reached, MIA, NOW)).goal();
  }

  /** An active goal that is to be 1200 from that day on. */
  public static Goal withApprovedAdjustment(String id, LocalDate day) {
    Goal active = done(GoalRules.activate(draft(r -> r.id = Optional.of(id)), MIA, NOW)).goal();
    Terms more = draft(r -> r.target = Optional.of(new BigDecimal("1200"))).terms();
    Adjustment.Request request =
        new Adjustment.Request(
            active.terms().with(more.aim()), "the new region", List.of(), Optional.of(day));
    Goal asked = done(Adjustments.request(active, request, "a-1", POLICY, ANA, NOW)).goal();
    return done(Adjustments.approve(
            asked,
            "a-1",
            new Adjustments.Approval(Optional.of("it is so"), true),
            POLICY,
            MIA,
            NOW))
        .goal();
  }

  /** A proposal with both kinds of cuts, a target by hand and a row. */
  public static Breakdown breakdown(String id) {
    Goal goal = draft(r -> {});
    BigDecimal third = BigDecimal.ONE.divide(new BigDecimal("3"), MathContext.DECIMAL128);
    Derivation derivation =
        new Derivation(
            id,
            "COMPOSITE",
            new BigDecimal("1000"),
            new BigDecimal("0.05"),
            third,
            List.of(new Shares.Term("history", BigDecimal.ONE, third, BigDecimal.TEN)),
            Capacity.FULL,
            Optional.of(BigDecimal.ONE),
            Optional.empty(),
            List.of("set by hand"));
    Cut.Given given =
        new Cut.Given(
            "a.b",
            Optional.of(third),
            Optional.empty(),
            Optional.empty(),
            Optional.of(BigDecimal.ONE),
            Optional.empty());
    return new Breakdown(
        id,
        goal.id(),
        Breakdown.Basis.of(goal.terms()),
        List.of(
            new Cut.ByOrganization(
                Cut.Level.REPS,
                Shares.Factors.BY_HISTORY,
                new BigDecimal("0.05"),
                List.of(given),
                Set.of("ben"),
                List.of(new BigDecimal("0.25")),
                true,
                Optional.of(new BigDecimal("100"))),
            new Cut.ByTime(
                FiscalCalendar.WALL,
                FiscalCalendar.Unit.MONTH,
                Cut.Spread.CUSTOM,
                Map.of("01", third),
                List.of(),
                false,
                Optional.empty())),
        List.of(new HandSet("a.b/2026-01", third)),
        Breakdown.State.PROPOSED,
        Optional.of(Breakdown.PublishAs.ACTIVE),
        Optional.of("the plan was raised"),
        List.of(
            new Row(
                "a.b",
                goal.id(),
                "g-1:a.b",
                Row.Action.CHANGE,
                "Revenue",
                goal.terms().owner(),
                goal.terms().period(),
                goal.terms().aim(),
                derivation,
                Optional.of(new Row.Before(third, 3)),
                true)),
        "mia",
        NOW);
  }

  /** A draft that was broken down over time. */
  public static Goal brokenDown(String id) {
    return Children.note(
            draft(r -> r.id = Optional.of(id)),
            Goal.Dimension.TIME,
            BigDecimal.ZERO,
            breakdown("b-1"))
        .orElseThrow()
        .goal();
  }

  /** The same draft as a rep's part of another goal, activated. */
  public static Goal partOf(Goal goal, String parentId, String rep) {
    return partOf(goal, parentId, new Terms.Owner(Terms.Owner.REP, rep));
  }

  /** The same draft as somebody's part of another goal, activated. */
  public static Goal partOf(Goal goal, String parentId, Terms.Owner owner) {
    Terms terms = goal.terms();
    Terms.Place place = terms.place();
    Goal part =
        Goal.draft(
                goal.id(),
                new Terms(
                    terms.name(),
                    owner,
                    terms.metric(),
                    terms.filter(),
                    terms.period(),
                    terms.aim(),
                    terms.course(),
                    terms.watch(),
                    new Terms.Place(
                        Optional.of(parentId),
                        place.theme(),
                        place.kind(),
                        place.weight(),
                        place.locked())),
                goal.history().getFirst())
            .edit()
            .derivation(breakdown("b-0").rows().getFirst().derivation())
            .quietly();
    return done(GoalRules.activate(part, MIA, NOW)).goal();
  }

  /** The same draft with another owner. */
  public static Goal ownedBy(Goal goal, Terms.Owner owner) {
    Terms terms = goal.terms();
    return Goal.draft(
        goal.id(),
        new Terms(
            terms.name(),
            owner,
            terms.metric(),
            terms.filter(),
            terms.period(),
            terms.aim(),
            terms.course(),
            terms.watch(),
            terms.place()),
        goal.history().getFirst());
  }

  /** What was done; it must not have been refused. */
  public static Change done(Outcome<Change> outcome) {
    return switch (outcome) {
      case Outcome.Done<Change>(Change change) -> change;
      case Outcome.Refused<Change>(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }

  /**
   * There are the rep ana, the unit north, the goals g-0, g-1 and g-1-1, each below the one before,
   * and three metrics.
   */
  public static References references() {
    return new References() {
      @Override
      public Optional<Metric> metric(String id) {
        return List.of(REVENUE, CALLS, CYCLE).stream()
            .filter(metric -> metric.id().equals(id))
            .findFirst();
      }

      @Override
      public boolean hasRep(String id) {
        return id.equals("ana");
      }

      @Override
      public boolean hasUnit(String id) {
        return id.equals("north");
      }

      @Override
      public Optional<Terms.WorkingCalendar> workingCalendar(String id) {
        return Optional.empty();
      }

      @Override
      public Optional<FiscalCalendar> fiscalCalendar(String id) {
        return Optional.of(FiscalCalendar.WALL).filter(calendar -> calendar.id().equals(id));
      }

      @Override
      public Optional<Lineage> goal(String id) {
        return switch (id) {
          case "g-0" -> Optional.of(new Lineage("g-0", Optional.empty()));
          case "g-1-1" -> Optional.of(new Lineage("g-1-1", Optional.of("g-1")));
          case "g-1" -> Optional.of(new Lineage("g-1", Optional.of("g-0")));
          default -> Optional.empty();
        };
      }
    };
  }

  public static Dated startingOn(String id, String since) {
    return new Dated(id, LocalDate.parse(since), Optional.empty());
  }

  public static Dated between(String id, String since, String until) {
    return new Dated(id, LocalDate.parse(since), Optional.of(LocalDate.parse(until)));
  }

  private static Metric metric(String id, String aggregation, String unit, String direction) {
    return new Metric(
        id,
        1,
        id,
        Optional.empty(),
        aggregation,
        unit,
        direction,
        "LAGGING",
        new Metric.Selection("DEAL", List.of(), "amount", "closedOn"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
