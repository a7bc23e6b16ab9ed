package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Course.Season;
import io.goalstream.attainment.domain.Course.WorkingCalendar;
import io.goalstream.attainment.domain.Fact.Credited;
import io.goalstream.attainment.domain.Goal.Announcements;
import io.goalstream.attainment.domain.Goal.Bounds;
import io.goalstream.attainment.domain.Goal.Checkpoint;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Goal.Period;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Metric.Unit;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts, metrics and goals of which a test says only what matters to it. */
final class Examples {
  static final ZoneId UTC = ZoneId.of("UTC");
  static final Period YEAR = period("2026-01-01", "2027-01-01", UTC);

  static final Selection WON_AMOUNT =
      new Selection(
          FactKind.DEAL, List.of(new Condition.In("stage", List.of("WON"))), "amount", "closedOn");

  private Examples() {}

  static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Optional<BigDecimal> some(String text) {
    return Optional.of(number(text));
  }

  static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  static Period period(String start, String end, ZoneId zone) {
    return new Period(day(start), day(end), zone);
  }

  static Metric metric(Aggregation aggregation, Unit unit, Selection selection) {
    return new Metric(
        "metric",
        "Metric",
        aggregation,
        unit,
        selection,
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  static Metric revenue() {
    return metric(Aggregation.SUM, Unit.MONEY, WON_AMOUNT);
  }

  static Metric ratio(Unit unit, Selection numerator, Selection denominator) {
    return new Metric(
        "metric",
        "Metric",
        Aggregation.RATIO,
        unit,
        numerator,
        Optional.of(denominator),
        Optional.empty(),
        false,
        false);
  }

  static Metric distinct(String field) {
    return new Metric(
        "metric",
        "Metric",
        Aggregation.DISTINCT_COUNT,
        Unit.COUNT,
        WON_AMOUNT,
        Optional.empty(),
        Optional.of(field),
        false,
        false);
  }

  static Selection deals(String measure, String date, Condition... conditions) {
    return new Selection(FactKind.DEAL, List.of(conditions), measure, date);
  }

  static Selection activities(String measure, Condition... conditions) {
    return new Selection(FactKind.ACTIVITY, List.of(conditions), measure, "occurredAt");
  }

  static GoalOf goal(Owner owner, Metric metric) {
    return new GoalOf(owner, metric);
  }

  static DealOf deal(String id) {
    return new DealOf(id);
  }

  static ActivityOf activity(String id, String repId, Instant occurredAt) {
    return new ActivityOf(id, repId, occurredAt);
  }

  /** A goal of 100 in 2026 unless said otherwise. */
  static final class GoalOf {
    private final Owner owner;
    private final Metric metric;
    private String id = "goal";
    private long revision = 1;
    private List<Condition> filter = List.of();
    private Period period = YEAR;
    private Optional<BigDecimal> baseline = Optional.empty();
    private BigDecimal target = number("100");
    private Direction direction = Direction.INCREASE;
    private Optional<String> currency;
    private List<BigDecimal> thresholds = List.of(number("0.5"), number("0.8"), number("1"));
    private List<Goal.Level> levels = List.of();
    private OptionalInt rollingDays = OptionalInt.empty();
    private Bounds bounds = Bounds.NONE;
    private Observation observation = Observation.PERIOD;
    private Course course = Course.EVEN;
    private Pace.Bands paceBands = Pace.Bands.USUAL;
    private Announcements announcements = Announcements.USUAL;

    private GoalOf(Owner owner, Metric metric) {
      this.owner = owner;
      this.metric = metric;
      this.currency = metric.unit() == Unit.MONEY ? Optional.of("EUR") : Optional.empty();
    }

    GoalOf id(String value) {
      id = value;
      return this;
    }

    GoalOf revision(long value) {
      revision = value;
      return this;
    }

    GoalOf filter(Condition... conditions) {
      filter = List.of(conditions);
      return this;
    }

    GoalOf period(Period value) {
      period = value;
      return this;
    }

    GoalOf baseline(String value) {
      baseline = some(value);
      return this;
    }

    GoalOf target(String value) {
      target = number(value);
      return this;
    }

    GoalOf direction(Direction value) {
      direction = value;
      return this;
    }

    GoalOf currency(String code) {
      currency = Optional.of(code);
      return this;
    }

    GoalOf thresholds(String... levels) {
      thresholds = Stream.of(levels).map(Examples::number).toList();
      return this;
    }

    GoalOf level(String name, String value) {
      levels =
          Stream.concat(levels.stream(), Stream.of(new Goal.Level(name, number(value)))).toList();
      return this;
    }

    GoalOf rollingDays(int days) {
      rollingDays = OptionalInt.of(days);
      return this;
    }

    /** Empty where there is no such bound. */
    GoalOf bounds(@Nullable String lower, @Nullable String upper) {
      bounds =
          new Bounds(
              Optional.ofNullable(lower).map(Examples::number),
              Optional.ofNullable(upper).map(Examples::number));
      return this;
    }

    GoalOf observation(Observation value) {
      observation = value;
      return this;
    }

    GoalOf season(String start, String weight) {
      List<Season> seasons = new ArrayList<>(course.seasons());
      seasons.add(new Season(day(start), number(weight)));
      course = new Course(List.copyOf(seasons), course.workingCalendar());
      return this;
    }

    /** Monday to Friday, but for the holidays. */
    GoalOf workingDays(String... holidays) {
      WorkingCalendar calendar =
          new WorkingCalendar(
              EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
              Stream.of(holidays).map(Examples::day).collect(Collectors.toSet()));
      course = new Course(course.seasons(), Optional.of(calendar));
      return this;
    }

    GoalOf course(Course value) {
      course = value;
      return this;
    }

    GoalOf paceBands(String onTrackFrom, String atRiskAbove, String hysteresis) {
      paceBands = new Pace.Bands(number(onTrackFrom), number(atRiskAbove), number(hysteresis));
      return this;
    }

    GoalOf graceDays(int days) {
      announcements =
          new Announcements(
              days,
              announcements.endingSoonDays(),
              announcements.silenceDays(),
              announcements.checkpoints());
      return this;
    }

    GoalOf endingSoonDays(int days) {
      announcements =
          new Announcements(
              announcements.graceDays(),
              OptionalInt.of(days),
              announcements.silenceDays(),
              announcements.checkpoints());
      return this;
    }

    GoalOf silenceDays(int days) {
      announcements =
          new Announcements(
              announcements.graceDays(),
              announcements.endingSoonDays(),
              OptionalInt.of(days),
              announcements.checkpoints());
      return this;
    }

    GoalOf checkpoint(String name, String at, String value) {
      List<Checkpoint> checkpoints = new ArrayList<>(announcements.checkpoints());
      checkpoints.add(new Checkpoint(name, Instant.parse(at), number(value)));
      announcements =
          new Announcements(
              announcements.graceDays(),
              announcements.endingSoonDays(),
              announcements.silenceDays(),
              List.copyOf(checkpoints));
      return this;
    }

    Goal build() {
      return new Goal(
          id,
          revision,
          "Goal " + id,
          owner,
          metric,
          filter,
          period,
          rollingDays,
          baseline,
          target,
          direction,
          bounds,
          observation,
          currency,
          thresholds,
          levels,
          course,
          paceBands,
          announcements);
    }
  }

  /** A won deal of 100 EUR, closed on 15 May 2026 and credited to nobody unless said otherwise. */
  static final class DealOf {
    private final String id;
    private long version = 1;
    private String stage = "WON";
    private Optional<BigDecimal> amount = some("100");
    private Optional<BigDecimal> margin = Optional.empty();
    private Optional<BigDecimal> quantity = Optional.empty();
    private Optional<BigDecimal> probability = Optional.empty();
    private Optional<String> currency = Optional.of("EUR");
    private Optional<String> customerId = Optional.empty();
    private Optional<LocalDate> createdOn = Optional.empty();
    private Optional<LocalDate> expectedCloseOn = Optional.empty();
    private Optional<LocalDate> closedOn = Optional.of(day("2026-05-15"));
    private Instant changedAt = Instant.EPOCH;
    private final List<Credited> credits = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();

    private DealOf(String id) {
      this.id = id;
    }

    DealOf version(long value) {
      version = value;
      return this;
    }

    DealOf stage(String value) {
      stage = value;
      return this;
    }

    DealOf amount(@Nullable String value) {
      amount = Optional.ofNullable(value).map(Examples::number);
      return this;
    }

    DealOf margin(String value) {
      margin = some(value);
      return this;
    }

    DealOf probability(String value) {
      probability = some(value);
      return this;
    }

    DealOf expectedClose(String date) {
      expectedCloseOn = Optional.of(day(date));
      return this;
    }

    DealOf changed(Instant at) {
      changedAt = at;
      return this;
    }

    DealOf quantity(String value) {
      quantity = some(value);
      return this;
    }

    DealOf currency(@Nullable String code) {
      currency = Optional.ofNullable(code);
      return this;
    }

    DealOf customer(@Nullable String value) {
      customerId = Optional.ofNullable(value);
      return this;
    }

    DealOf created(String date) {
      createdOn = Optional.of(day(date));
      return this;
    }

    DealOf closed(@Nullable String date) {
      closedOn = Optional.ofNullable(date).map(Examples::day);
      return this;
    }

    DealOf revenue(String repId, String share) {
      credits.add(new Credited(repId, number(share), false));
      return this;
    }

    DealOf overlay(String repId, String share) {
      credits.add(new Credited(repId, number(share), true));
      return this;
    }

    DealOf attribute(String name, String value) {
      attributes.put(name, value);
      return this;
    }

    Deal build() {
      return new Deal(
          id,
          version,
          stage,
          Optional.empty(),
          amount,
          margin,
          currency,
          quantity,
          "NEW_BUSINESS",
          customerId,
          Optional.empty(),
          Optional.empty(),
          Optional.of("crm"),
          createdOn,
          expectedCloseOn,
          closedOn,
          probability,
          List.copyOf(credits),
          Map.copyOf(attributes),
          changedAt);
    }
  }

  /** A call without any number unless said otherwise. */
  static final class ActivityOf {
    private final String id;
    private final String repId;
    private final Instant occurredAt;
    private long version = 1;
    private String type = "CALL";
    private Optional<String> customerId = Optional.empty();
    private Optional<BigDecimal> quantity = Optional.empty();
    private Optional<BigDecimal> amount = Optional.empty();
    private Optional<String> currency = Optional.empty();
    private Optional<BigDecimal> score = Optional.empty();
    private Instant changedAt = Instant.EPOCH;
    private final Map<String, String> attributes = new HashMap<>();

    private ActivityOf(String id, String repId, Instant occurredAt) {
      this.id = id;
      this.repId = repId;
      this.occurredAt = occurredAt;
    }

    ActivityOf version(long value) {
      version = value;
      return this;
    }

    ActivityOf type(String value) {
      type = value;
      return this;
    }

    ActivityOf customer(String value) {
      customerId = Optional.of(value);
      return this;
    }

    ActivityOf changed(Instant at) {
      changedAt = at;
      return this;
    }

    ActivityOf quantity(String value) {
      quantity = some(value);
      return this;
    }

    ActivityOf amount(String value, String code) {
      amount = some(value);
      currency = Optional.of(code);
      return this;
    }

    ActivityOf score(String value) {
      score = some(value);
      return this;
    }

    ActivityOf attribute(String name, String value) {
      attributes.put(name, value);
      return this;
    }

    Activity build() {
      return new Activity(
          id,
          version,
          type,
          repId,
          customerId,
          Optional.empty(),
          Optional.of("crm"),
          occurredAt,
          quantity,
          amount,
          currency,
          score,
          Map.copyOf(attributes),
          changedAt);
    }
  }
}
