package io.goalstream.attainment.records;

import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Organization.Leading;
import io.goalstream.attainment.domain.Rates;
import io.goalstream.attainment.domain.WorldChange;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what surrounds the facts, from the records of the public topics. What it refuses, it
 * explains.
 */
public final class WorldReader {
  /** Keys of the world topic begin with one of these. */
  public static final String GOAL = "goal/";

  public static final String UNIT = "unit/";
  public static final String REP = "rep/";
  public static final String RATE = "rate/";

  private WorldReader() {}

  /** One change of the world, in its order. */
  public record SequencedChange(long sequence, WorldChange change) {}

  /**
   * The change that a record of the world topic means.
   *
   * @param key with one of the prefixes above
   * @param change a goal definition, organization record or rate; null where it was removed
   */
  public static Reading<WorldChange> read(String key, @Nullable Object change) {
    try {
      return new Reading.Read<>(
          switch (change) {
            case GoalDefinition definition -> definition(key, definition);
            case OrganizationRecord organization -> member(key, organization);
            case ExchangeRate rate -> rate(key, rate);
            case null -> removed(key);
            default ->
                throw new IllegalArgumentException("found " + change.getClass().getSimpleName());
          });
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      return new Reading.Rejected<>(String.valueOf(e.getMessage()));
    }
  }

  /** The change that a record of the world topic means, with its place in the order. */
  public static Reading<SequencedChange> read(
      AvroCodec<io.goalstream.attainment.internal.v1.WorldChange> codec, byte[] key, byte[] value) {
    io.goalstream.attainment.internal.v1.WorldChange record;
    try {
      record = codec.decode(value);
    } catch (UnreadableRecordException e) {
      return new Reading.Unreadable<>(String.valueOf(e.getMessage()));
    }
    return switch (read(new String(key, StandardCharsets.UTF_8), record.getChange())) {
      case Reading.Read(WorldChange change) ->
          new Reading.Read<>(new SequencedChange(record.getSequence(), change));
      case Reading.Unreadable(String reason) -> new Reading.Unreadable<>(reason);
      case Reading.Rejected(String reason) -> new Reading.Rejected<>(reason);
    };
  }

  private static WorldChange removed(String key) {
    String id = key.substring(key.indexOf('/') + 1);
    if (key.startsWith(GOAL)) {
      return new WorldChange.GoalForgotten(id);
    }
    if (key.startsWith(UNIT)) {
      return new WorldChange.UnitForgotten(id);
    }
    if (key.startsWith(REP)) {
      return new WorldChange.RepForgotten(id);
    }
    String[] rate = id.split("/", -1);
    return new WorldChange.RateForgotten(
        new Rates.Pair(rate[0], rate[1]), LocalDate.parse(rate[2]));
  }

  /** A removal has nothing but its key, so the key has to be that of what was said before. */
  private static void requireKey(String prefix, String id, String key) {
    if (!key.equals(prefix + id)) {
      throw new IllegalArgumentException(
          "found key %s, expected %s".formatted(key.substring(key.indexOf('/') + 1), id));
    }
  }

  private static WorldChange definition(String key, GoalDefinition definition) {
    requireKey(GOAL, definition.getId(), key);
    return definition.getState() == GoalState.ACTIVE
        ? new WorldChange.GoalDefined(goal(definition))
        : new WorldChange.GoalForgotten(definition.getId());
  }

  private static WorldChange member(String key, OrganizationRecord organization) {
    return switch (organization.getEntity()) {
      case Unit unit -> {
        requireKey(UNIT, unit.getId(), key);
        yield new WorldChange.UnitDefined(
            unit.getId(),
            unit.getPlacements().stream()
                .map(at -> belonging(at.getParentId(), at.getSince(), at.getUntil()))
                .toList(),
            unit.getManagers().stream()
                .map(
                    by ->
                        new Leading(
                            by.getRepId(), by.getSince(), Optional.ofNullable(by.getUntil())))
                .toList());
      }
      case Rep rep -> {
        requireKey(REP, rep.getId(), key);
        yield new WorldChange.RepDefined(
            rep.getId(),
            rep.getMemberships().stream()
                .map(at -> belonging(at.getUnitId(), at.getSince(), at.getUntil()))
                .toList());
      }
      default -> throw new IllegalArgumentException("expected a unit or a rep");
    };
  }

  private static Belonging belonging(String unitId, LocalDate since, @Nullable LocalDate until) {
    return new Belonging(unitId, since, Optional.ofNullable(until));
  }

  private static WorldChange rate(String key, ExchangeRate rate) {
    requireKey(RATE, rate.getFrom() + '/' + rate.getTo() + '/' + rate.getValidFrom(), key);
    if (rate.getRate().signum() <= 0) {
      throw new IllegalArgumentException(
          "found rate %s, expected more than 0".formatted(rate.getRate()));
    }
    return new WorldChange.RateDefined(
        new Rates.Pair(rate.getFrom(), rate.getTo()), rate.getValidFrom(), rate.getRate());
  }

  /**
   * The goal that a definition describes.
   *
   * @throws IllegalArgumentException if it breaks a rule; says what was found and what was expected
   */
  public static Goal goal(GoalDefinition definition) {
    Metric metric = metric(definition.getMetric());
    Optional<String> currency = Optional.ofNullable(definition.getCurrency());
    currency.ifPresent(Currency::getInstance);
    if (metric.needsCurrency() && currency.isEmpty()) {
      throw new IllegalArgumentException("a goal that counts money needs a currency");
    }
    if (definition.getTarget().signum() < 0) {
      throw new IllegalArgumentException(
          "found target %s, expected 0 or more".formatted(definition.getTarget()));
    }
    Goal.Direction direction = named(Goal.Direction.class, definition.getDirection());
    if (direction == Goal.Direction.DECREASE && definition.getBaseline() == null) {
      throw new IllegalArgumentException("a goal to decrease a number needs a baseline");
    }
    Goal goal =
        new Goal(
            definition.getId(),
            definition.getRevision(),
            definition.getName(),
            new Goal.Owner(
                named(Goal.Owner.Kind.class, definition.getOwnerKind()), definition.getOwnerId()),
            metric,
            conditions(definition.getFilter()),
            new Goal.Period(
                definition.getPeriodStart(),
                definition.getPeriodEnd(),
                ZoneId.of(definition.getZone())),
            OptionReader.days("rollingDays", definition.getRollingDays(), 1),
            Optional.ofNullable(definition.getBaseline()),
            definition.getTarget(),
            direction,
            OptionReader.bounds(definition),
            named(Goal.Observation.class, definition.getObservation()),
            currency,
            List.copyOf(definition.getThresholds()),
            OptionReader.levels(definition),
            OptionReader.course(definition),
            OptionReader.paceBands(definition),
            OptionReader.announcements(definition));
    if (goal.isKept() && goal.rollingDays().isPresent()) {
      throw new IllegalArgumentException(
          "a goal to keep a number is looked at by observation, found rollingDays as well");
    }
    return goal;
  }

  private static Metric metric(MetricDefinition definition) {
    Metric.Aggregation aggregation = named(Metric.Aggregation.class, definition.getAggregation());
    Optional<Metric.Selection> denominator =
        Optional.ofNullable(definition.getDenominator()).map(WorldReader::selection);
    Optional<String> distinctField = Optional.ofNullable(definition.getDistinctField());
    if (aggregation == Metric.Aggregation.RATIO && denominator.isEmpty()) {
      throw new IllegalArgumentException("a RATIO metric needs a denominator");
    }
    if (aggregation == Metric.Aggregation.DISTINCT_COUNT && distinctField.isEmpty()) {
      throw new IllegalArgumentException("a DISTINCT_COUNT metric needs a distinctField");
    }
    return new Metric(
        definition.getId(),
        definition.getName(),
        aggregation,
        named(Metric.Unit.class, definition.getUnit()),
        selection(definition.getSelection()),
        denominator,
        distinctField,
        definition.getComplement(),
        definition.getUsualDirection() == Direction.DECREASE);
  }

  private static Metric.Selection selection(Selection selection) {
    return new Metric.Selection(
        named(FactKind.class, selection.getFactKind()),
        conditions(selection.getConditions()),
        selection.getMeasure(),
        selection.getCreditingDate());
  }

  private static List<Condition> conditions(List<io.goalstream.goals.v1.Condition> conditions) {
    return conditions.stream().map(WorldReader::condition).toList();
  }

  private static Condition condition(io.goalstream.goals.v1.Condition condition) {
    String field = condition.getField();
    return switch (condition.getOperator()) {
      case IN -> new Condition.In(field, List.copyOf(condition.getValues()));
      case NOT_IN -> new Condition.NotIn(field, List.copyOf(condition.getValues()));
      case AT_LEAST -> new Condition.AtLeast(field, limit(condition));
      case AT_MOST -> new Condition.AtMost(field, limit(condition));
      case PRESENT -> new Condition.Present(field);
      case UNKNOWN -> throw new IllegalArgumentException("found an unknown operator on " + field);
    };
  }

  private static BigDecimal limit(io.goalstream.goals.v1.Condition condition) {
    if (condition.getValues().size() != 1) {
      throw new IllegalArgumentException(
          "found %s on %s, expected one number"
              .formatted(condition.getValues(), condition.getField()));
    }
    return new BigDecimal(condition.getValues().getFirst());
  }

  /**
   * The domain's constant of the same name; UNKNOWN, which stands for a newer schema's word, has
   * none.
   */
  private static <E extends Enum<E>> E named(Class<E> type, Enum<?> constant) {
    return Enum.valueOf(type, constant.name());
  }
}
