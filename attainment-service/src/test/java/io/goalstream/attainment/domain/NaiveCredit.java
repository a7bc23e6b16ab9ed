package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What one fact counts for in a goal, written down straight from the definitions: no state, no
 * order, no cleverness.
 *
 * @param above what it counts for, for RATIO in the upper part
 * @param below for RATIO what it counts for in the lower part
 * @param pipeline what it counts for among the open deals
 */
record NaiveCredit(
    Fact fact,
    Optional<Part> above,
    Optional<Part> below,
    Optional<Part> pipeline,
    Optional<String> id) {

  /** A date and a number; without a number the fact waits for a rate. */
  record Part(LocalDate date, Optional<BigDecimal> number) {}

  /** What the facts count for that count for anything. */
  static List<NaiveCredit> of(Goal goal, Collection<Fact> facts, NaiveWorld world) {
    return facts.stream()
        .map(fact -> of(goal, fact, world))
        .filter(one -> one.parked() || one.counts() || one.pipeline.isPresent())
        .toList();
  }

  private static NaiveCredit of(Goal goal, Fact fact, NaiveWorld world) {
    Metric metric = goal.metric();
    Optional<Part> above = part(goal, metric.selection(), fact, world);
    Optional<Part> below = metric.denominator().flatMap(half -> part(goal, half, fact, world));
    Optional<Part> pipeline =
        above.isEmpty() && hasPipeline(metric) && goal.rollingDays().isEmpty()
            ? part(goal, stillOpen(metric.selection()), fact, world)
            : Optional.empty();
    Optional<String> id =
        above.isPresent() ? metric.distinctField().flatMap(fact::word) : Optional.empty();
    if (metric.aggregation() == Aggregation.DISTINCT_COUNT && id.isEmpty()) {
      above = Optional.empty();
    }
    return new NaiveCredit(fact, above, below, pipeline, id);
  }

  /** Money that is won has a pipeline: the same deals, while they are open. */
  static boolean hasPipeline(Metric metric) {
    boolean won =
        metric.selection().conditions().stream()
            .anyMatch(one -> one.equals(new Condition.In("stage", List.of("WON"))));
    return won
        && metric.selection().factKind() == FactKind.DEAL
        && (metric.aggregation() == Aggregation.SUM || metric.aggregation() == Aggregation.COUNT);
  }

  private static Selection stillOpen(Selection won) {
    List<Condition> open =
        won.conditions().stream()
            .map(
                one ->
                    one instanceof Condition.In(String field, List<String> words)
                            && field.equals("stage")
                            && words.equals(List.of("WON"))
                        ? new Condition.In("stage", List.of("OPEN"))
                        : one)
            .toList();
    return new Selection(won.factKind(), open, won.measure(), "expectedCloseOn");
  }

  boolean parked() {
    return waits(above) || waits(below) || waits(pipeline);
  }

  private static boolean waits(Optional<Part> part) {
    return part.filter(one -> one.number().isEmpty()).isPresent();
  }

  boolean counts() {
    return !parked() && (above.isPresent() || below.isPresent());
  }

  /** The day on which the fact itself counts. */
  LocalDate date() {
    return above.or(() -> below).orElseThrow().date();
  }

  private static Optional<Part> part(Goal goal, Selection selection, Fact fact, NaiveWorld world) {
    LocalDate first =
        goal.rollingDays().isPresent()
            ? goal.period().start().minusDays(goal.rollingDays().getAsInt() - 1L)
            : goal.period().start();
    Optional<LocalDate> date =
        date(goal, fact, selection.creditingDate())
            .filter(day -> !day.isBefore(first) && day.isBefore(goal.period().end()));
    boolean selected =
        fact.kind() == selection.factKind()
            && selection.conditions().stream().allMatch(condition -> holds(condition, fact))
            && goal.filter().stream().allMatch(condition -> holds(condition, fact));
    if (date.isEmpty() || !selected) {
      return Optional.empty();
    }
    BigDecimal share = share(goal, fact, date.get(), world);
    return share.signum() == 0
        ? Optional.empty()
        : counted(goal, selection, fact, date.get(), share, world);
  }

  private static Optional<Part> counted(
      Goal goal, Selection selection, Fact fact, LocalDate date, BigDecimal share, NaiveWorld w) {
    Aggregation aggregation = goal.metric().aggregation();
    boolean one = selection.measure().equals("one");
    boolean countsAlone =
        aggregation == Aggregation.COUNT || (aggregation == Aggregation.RATIO && one);
    if (countsAlone || aggregation == Aggregation.DISTINCT_COUNT) {
      return Optional.of(new Part(date, Optional.of(BigDecimal.ONE)));
    }
    boolean isShared = aggregation == Aggregation.SUM || aggregation == Aggregation.RATIO;
    boolean isAmount = List.of("amount", "margin").contains(selection.measure());
    boolean converts =
        goal.currency().isPresent() && !one && (isAmount || goal.metric().unit() == Unit.MONEY);
    String to = goal.currency().orElse("EUR");
    Optional<BigDecimal> rate =
        converts ? w.rate(fact.currency().orElse(to), to, date) : Optional.of(BigDecimal.ONE);
    int places = converts ? Currency.getInstance(to).getDefaultFractionDigits() : 6;
    return fact.number(selection.measure())
        .map(measure -> isShared ? measure.multiply(share) : measure)
        .map(
            number ->
                new Part(
                    date,
                    rate.map(number::multiply)
                        .map(exact -> exact.setScale(places, RoundingMode.HALF_UP))));
  }

  /** A unit has its members' revenue shares, and overlays only where nobody has revenue. */
  private static BigDecimal share(Goal goal, Fact fact, LocalDate date, NaiveWorld world) {
    if (fact instanceof Activity activity) {
      return world.owns(goal.owner(), activity.repId(), date) ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal overlay = BigDecimal.ZERO;
    for (Fact.Credited credit : ((Deal) fact).credits()) {
      if (world.owns(goal.owner(), credit.repId(), date)) {
        revenue = credit.overlay() ? revenue : revenue.add(credit.share());
        overlay = credit.overlay() ? overlay.add(credit.share()) : overlay;
      }
    }
    if (goal.owner().kind() == Goal.Owner.Kind.REP) {
      return revenue.add(overlay);
    }
    return revenue.signum() > 0 ? revenue : overlay.min(BigDecimal.ONE);
  }

  private static Optional<LocalDate> date(Goal goal, Fact fact, String field) {
    return switch (fact) {
      case Deal deal when field.equals("closedOn") -> deal.closedOn();
      case Deal deal when field.equals("createdOn") -> deal.createdOn();
      case Deal deal when field.equals("expectedCloseOn") -> deal.expectedCloseOn();
      case Activity activity when field.equals("occurredAt") ->
          Optional.of(activity.occurredAt().atZone(goal.period().zone()).toLocalDate());
      default -> Optional.empty();
    };
  }

  private static boolean holds(Condition condition, Fact fact) {
    return switch (condition) {
      case Condition.In(String field, List<String> words) ->
          fact.word(field).isPresent() && words.contains(fact.word(field).get());
      case Condition.NotIn(String field, List<String> words) ->
          fact.word(field).isEmpty() || !words.contains(fact.word(field).get());
      case Condition.AtLeast(String field, BigDecimal limit) ->
          fact.number(field).isPresent() && fact.number(field).get().compareTo(limit) >= 0;
      case Condition.AtMost(String field, BigDecimal limit) ->
          fact.number(field).isPresent() && fact.number(field).get().compareTo(limit) <= 0;
      case Condition.Present(String field) -> fact.word(field).isPresent();
    };
  }

  /** The measure with its place in time, for LAST. */
  Latest latest() {
    Instant moment =
        fact instanceof Activity activity
            ? activity.occurredAt()
            : date().atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Latest(moment, fact.changedAt(), fact.id(), number());
  }

  BigDecimal number() {
    return above.flatMap(Part::number).orElse(BigDecimal.ZERO);
  }
}
