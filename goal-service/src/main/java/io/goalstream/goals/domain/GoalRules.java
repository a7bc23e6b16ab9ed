package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The life of a goal: what may be asked, what follows, and what is announced. */
public final class GoalRules {
  private static final List<BigDecimal> USUAL_THRESHOLDS =
      List.of(new BigDecimal("0.5"), new BigDecimal("0.8"), BigDecimal.ONE);
  private static final int PLACES = 6;
  private static final Set<String> DIRECTIONS = Set.of("INCREASE", "DECREASE");
  private static final int DIGITS = 18;

  /** Attainment as a topic carries it. */
  private static final int LEVEL_DIGITS = 6;

  private static final List<String> KINDS =
      List.of("ANNUAL", "TEAM", "INDIVIDUAL", "ACTIVITY", "STRETCH");
  private static final Set<String> OPERATORS =
      Set.of("IN", "NOT_IN", "AT_LEAST", "AT_MOST", "PRESENT");
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private GoalRules() {}

  /** What a request may refer to. */
  public interface References {
    Optional<Metric> metric(String id);

    boolean hasRep(String id);

    boolean hasUnit(String id);

    boolean hasGoal(String id);
  }

  /** A goal after a change, with what is announced of it. */
  public record Change(Goal goal, List<GoalEvent> events) {}

  /**
   * Makes a draft.
   *
   * @param freshId the id if the request has none
   */
  public static Outcome<Change> create(
      GoalRequest request, References references, String freshId, Instant now) {
    List<Violation> violations = new ArrayList<>();
    Optional<Metric> metric = request.metricId().flatMap(references::metric);
    checkWho(request, references, violations);
    checkWhat(request, metric, violations);
    checkWhen(request, violations);
    checkHowMuch(request, metric, violations);
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    Goal goal = draft(request, metric.orElseThrow(), freshId, now);
    GoalEvent created = GoalEvent.of(GoalEvent.Kind.GOAL_CREATED, goal, Optional.empty(), now);
    return new Outcome.Done<>(new Change(goal, List.of(created)));
  }

  private static Goal draft(GoalRequest request, Metric metric, String freshId, Instant now) {
    return new Goal(
        request.id().orElse(freshId),
        1,
        Goal.State.DRAFT,
        request.name().orElseThrow().strip(),
        new Goal.Owner(request.ownerKind().orElseThrow(), request.ownerId().orElseThrow()),
        metric,
        request.filter(),
        new Goal.Period(
            request.start().orElseThrow(),
            request.end().orElseThrow(),
            request.zone().orElse("UTC")),
        request.baseline(),
        request.target().orElseThrow(),
        request.direction().orElse(metric.usualDirection()),
        metric.unit().equals(Metric.MONEY) ? request.currency() : Optional.empty(),
        request.thresholds().orElse(USUAL_THRESHOLDS),
        request.parentId(),
        request.kind(),
        false,
        Optional.empty(),
        0,
        now);
  }

  private static void checkWho(
      GoalRequest request, References references, List<Violation> violations) {
    request
        .id()
        .ifPresent(
            id -> {
              if (!id.matches("[A-Za-z0-9._:-]{1,100}")) {
                violations.add(new Violation("id", id, "1 to 100 letters, digits or . _ : -"));
              }
            });
    if (request.name().filter(name -> !name.isBlank()).isEmpty()) {
      violations.add(new Violation("name", "nothing", "a name that people recognise"));
    }
    String kind = request.ownerKind().orElse("nothing");
    String id = request.ownerId().orElse("nothing");
    switch (kind) {
      case "REP" -> {
        if (!references.hasRep(id)) {
          violations.add(new Violation("owner.id", id, "the id of a known rep"));
        }
      }
      case "UNIT" -> {
        if (!references.hasUnit(id)) {
          violations.add(new Violation("owner.id", id, "the id of a known unit"));
        }
      }
      default -> violations.add(new Violation("owner.kind", kind, "REP or UNIT"));
    }
    request
        .parentId()
        .filter(parent -> !references.hasGoal(parent))
        .ifPresent(
            parent -> violations.add(new Violation("parentId", parent, "the id of a known goal")));
    request
        .kind()
        .filter(word -> !KINDS.contains(word))
        .ifPresent(
            word ->
                violations.add(new Violation("kind", word, "one of " + String.join(", ", KINDS))));
  }

  private static void checkWhat(
      GoalRequest request, Optional<Metric> metric, List<Violation> violations) {
    if (metric.isEmpty()) {
      violations.add(
          new Violation(
              "metricId", request.metricId().orElse("nothing"), "the id of a known metric"));
    }
    for (int i = 0; i < request.filter().size(); i++) {
      Metric.Condition condition = request.filter().get(i);
      String field = "filter[%d]".formatted(i);
      if (condition.field().isBlank()) {
        violations.add(new Violation(field + ".field", "nothing", "the name of a field"));
      }
      if (!OPERATORS.contains(condition.operator())) {
        violations.add(
            new Violation(
                field + ".operator",
                condition.operator(),
                "IN, NOT_IN, AT_LEAST, AT_MOST or PRESENT"));
      }
      boolean comparison = Set.of("AT_LEAST", "AT_MOST").contains(condition.operator());
      if (comparison
          && !(condition.values().size() == 1 && isNumber(condition.values().getFirst()))) {
        violations.add(
            new Violation(field + ".values", condition.values().toString(), "one number"));
      }
      if (Set.of("IN", "NOT_IN").contains(condition.operator()) && condition.values().isEmpty()) {
        violations.add(new Violation(field + ".values", "nothing", "at least one word"));
      }
    }
  }

  private static boolean isNumber(String text) {
    try {
      return Numbers.fits(new BigDecimal(text), DIGITS, 30);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void checkWhen(GoalRequest request, List<Violation> violations) {
    if (request.start().isEmpty()) {
      violations.add(new Violation("period.start", "nothing", "the first day"));
    }
    if (request.end().isEmpty()) {
      violations.add(new Violation("period.end", "nothing", "the day after the last day"));
    }
    request
        .start()
        .ifPresent(
            start ->
                request
                    .end()
                    .filter(end -> !end.isAfter(start))
                    .ifPresent(
                        end ->
                            violations.add(
                                new Violation(
                                    "period.end",
                                    end.toString(),
                                    "a day after period.start, which is " + start))));
    request
        .zone()
        .filter(zone -> !isZone(zone))
        .ifPresent(
            zone ->
                violations.add(
                    new Violation("period.zone", zone, "an IANA time zone such as Europe/Berlin")));
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.of(zone).getId().equals(zone);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void checkHowMuch(
      GoalRequest request, Optional<Metric> metric, List<Violation> violations) {
    if (request.target().isEmpty()) {
      violations.add(new Violation("target", "nothing", "a number"));
    }
    request
        .target()
        .filter(target -> target.signum() < 0)
        .ifPresent(
            target -> violations.add(new Violation("target", Numbers.shown(target), "0 or more")));
    request.target().ifPresent(target -> checkPlaces("target", target, violations));
    request.baseline().ifPresent(baseline -> checkPlaces("baseline", baseline, violations));
    request
        .direction()
        .filter(word -> !DIRECTIONS.contains(word))
        .ifPresent(
            word -> violations.add(new Violation("direction", word, "INCREASE or DECREASE")));
    metric.ifPresent(known -> checkAgainst(known, request, violations));
    request.thresholds().ifPresent(thresholds -> checkThresholds(thresholds, violations));
  }

  private static void checkAgainst(Metric metric, GoalRequest request, List<Violation> violations) {
    String direction = request.direction().orElse(metric.usualDirection());
    BigDecimal baseline = request.baseline().orElse(BigDecimal.ZERO);
    int way = request.target().orElse(baseline).compareTo(baseline);
    if (direction.equals("DECREASE")) {
      if (request.baseline().isEmpty()) {
        violations.add(
            new Violation(
                "baseline", "nothing", "where the number stands now, because it is to decrease"));
      } else if (way >= 0) {
        violations.add(
            new Violation(
                "target",
                shown(request.target()),
                "less than the baseline, because it is to decrease"));
      }
    } else if (request.baseline().isPresent() && way <= 0) {
      violations.add(
          new Violation(
              "target",
              shown(request.target()),
              "more than the baseline, because it is to increase"));
    }
    if (metric.unit().equals(Metric.MONEY)) {
      String code = request.currency().orElse("nothing");
      if (!CURRENCIES.contains(code)) {
        violations.add(
            new Violation(
                "currency", code, "an ISO 4217 code such as EUR, because the metric is money"));
      }
    }
  }

  private static String shown(Optional<BigDecimal> number) {
    return number.map(Numbers::shown).orElse("nothing");
  }

  private static void checkPlaces(String field, BigDecimal number, List<Violation> violations) {
    if (!Numbers.fits(number, DIGITS, PLACES)) {
      violations.add(
          new Violation(
              field, Numbers.shown(number), "at most 18 digits before the point and 6 after it"));
    }
  }

  private static void checkThresholds(List<BigDecimal> thresholds, List<Violation> violations) {
    for (int i = 0; i < thresholds.size(); i++) {
      BigDecimal threshold = thresholds.get(i);
      boolean ascending = i == 0 || threshold.compareTo(thresholds.get(i - 1)) > 0;
      if (threshold.signum() <= 0 || !ascending || !Numbers.fits(threshold, LEVEL_DIGITS, PLACES)) {
        violations.add(
            new Violation(
                "thresholds[%d]".formatted(i),
                Numbers.shown(threshold),
                "a fraction above 0 and above the one before, below 1000000"));
      }
    }
  }

  /** Publishes a draft: from now on it counts. */
  public static Outcome<Change> activate(Goal goal, Instant now) {
    if (goal.state() != Goal.State.DRAFT) {
      return Outcome.refused(
          new Refusal.Conflict("found state %s, expected DRAFT".formatted(goal.state())));
    }
    Goal active = goal.in(Goal.State.ACTIVE, now);
    return new Outcome.Done<>(
        new Change(
            active,
            List.of(GoalEvent.of(GoalEvent.Kind.GOAL_ACTIVATED, active, Optional.empty(), now))));
  }

  /** Ends a goal before its time: from now on it counts no more. */
  public static Outcome<Change> cancel(Goal goal, String reason, Instant now) {
    if (goal.state() == Goal.State.CANCELLED) {
      return Outcome.refused(
          new Refusal.Conflict("found state CANCELLED, expected DRAFT or ACTIVE"));
    }
    if (reason.isBlank()) {
      return Outcome.refused(
          new Refusal.Invalid(
              List.of(new Violation("reason", "nothing", "why the goal is cancelled"))));
    }
    Goal cancelled = goal.in(Goal.State.CANCELLED, now);
    return new Outcome.Done<>(
        new Change(
            cancelled,
            List.of(
                GoalEvent.of(GoalEvent.Kind.GOAL_CANCELLED, cancelled, Optional.of(reason), now))));
  }

  /**
   * Takes in that the level of 100 % was crossed. A crossing that was taken in before, or one
   * before it, changes nothing.
   *
   * @param crossing the number of the crossing
   */
  public static Optional<Change> crossed(
      Goal goal, boolean reached, long crossing, String eventId, Instant at) {
    if (crossing <= goal.reachedCrossing()) {
      return Optional.empty();
    }
    Goal crossed = goal.crossed(reached, crossing, at);
    GoalEvent.Kind kind =
        reached ? GoalEvent.Kind.GOAL_REACHED : GoalEvent.Kind.GOAL_NO_LONGER_REACHED;
    return Optional.of(
        new Change(crossed, List.of(GoalEvent.of(kind, crossed, Optional.of(eventId), at))));
  }
}
