package io.goalstream.goals.domain;

import io.goalstream.goals.domain.TermsRequest.AimRequest;
import io.goalstream.goals.domain.TermsRequest.PlaceRequest;
import io.goalstream.goals.domain.TermsRequest.WatchRequest;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes terms of a request, or says everything that is wrong with it at once. */
final class TermsCheck {
  static final List<String> KINDS = List.of("ANNUAL", "TEAM", "INDIVIDUAL", "ACTIVITY", "STRETCH");
  private static final Set<String> DIRECTIONS =
      Set.of(Terms.Aim.INCREASE, Terms.Aim.DECREASE, Terms.Aim.MAINTAIN, Terms.Aim.RANGE);
  private static final List<String> OBSERVATIONS =
      List.of(Terms.Aim.WHOLE_PERIOD, "DAY", "WEEK", "MONTH", "QUARTER");
  private static final int MOST_ROLLING_DAYS = 3_660;
  private static final int MOST_YEARS = 20;
  private static final int LONGEST_LINEAGE = 20;

  private final TermsRequest request;
  private final Optional<String> goalId;
  private final References references;
  private final Optional<Metric> metric;
  private final Optional<FiscalCalendar.Span> span;
  private final List<Violation> violations = new ArrayList<>();

  private TermsCheck(TermsRequest request, Optional<String> goalId, References references) {
    this.request = request;
    this.goalId = goalId;
    this.references = references;
    this.metric = request.metricId().flatMap(references::metric);
    this.span = request.period().fiscal().flatMap(this::span);
  }

  /**
   * What was found.
   *
   * @param terms empty if a rule is broken
   */
  record Finding(Optional<Terms> terms, List<Violation> violations) {}

  /**
   * Checks everything.
   *
   * @param goalId the goal that the terms are for, if it is known
   */
  static Finding of(TermsRequest request, Optional<String> goalId, References references) {
    return new TermsCheck(request, goalId, references).finding();
  }

  private Finding finding() {
    checkWho();
    checkPlace();
    checkWhat();
    checkWhen();
    checkHowMuch();
    request.course().workingCalendar().ifPresent(this::checkCalendar);
    new WatchCheck(request, violations).check();
    return violations.isEmpty()
        ? new Finding(Optional.of(terms(metric.orElseThrow())), List.of())
        : new Finding(Optional.empty(), List.copyOf(violations));
  }

  private Terms terms(Metric counted) {
    AimRequest aim = request.aim();
    WatchRequest watch = request.watch();
    PlaceRequest place = request.place();
    return new Terms(
        request.name().orElseThrow().strip(),
        new Terms.Owner(request.ownerKind().orElseThrow(), request.ownerId().orElseThrow()),
        counted,
        List.copyOf(request.filter()),
        new Terms.Period(
            start().orElseThrow(),
            end().orElseThrow(),
            request.period().zone().orElse("UTC"),
            request.period().rollingDays()),
        new Terms.Aim(
            aim.baseline(),
            aim.target().orElseThrow(),
            direction(counted),
            counted.needsCurrency() ? aim.currency() : Optional.empty(),
            List.copyOf(aim.levels()),
            aim.lowerBound(),
            aim.upperBound(),
            aim.observation().orElse(Terms.Aim.WHOLE_PERIOD)),
        new Terms.Course(
            request.course().seasons(),
            request.course().workingCalendar().map(this::days),
            request.course().paceBands()),
        new Terms.Watch(
            watch.thresholds().orElse(Terms.Watch.USUAL_THRESHOLDS),
            watch.graceDays().orElse(Terms.Watch.USUAL_GRACE_DAYS),
            watch.endingSoonDays(),
            watch.silenceDays(),
            List.copyOf(watch.checkpoints()),
            watch.reviewEvery()),
        new Terms.Place(
            place.parentId(),
            place.theme().map(String::strip).filter(theme -> !theme.isEmpty()),
            place.kind(),
            place.weight().orElse(BigDecimal.ONE),
            place.locked()));
  }

  private void checkCalendar(TermsRequest.CalendarRequest asked) {
    if (asked.id().isEmpty()) {
      violations.addAll(WorkingDays.violations("workingCalendar.", days(asked)));
      return;
    }
    String id = asked.id().get();
    if (!asked.weekdays().isEmpty() || !asked.holidays().isEmpty()) {
      violations.add(
          new Violation("workingCalendar", id + " and days", "either an id or days of its own"));
    } else if (references.workingCalendar(id).isEmpty()) {
      violations.add(new Violation("workingCalendar.id", id, "the id of a known working calendar"));
    }
  }

  private Terms.WorkingCalendar days(TermsRequest.CalendarRequest asked) {
    return asked
        .id()
        .flatMap(references::workingCalendar)
        .orElseGet(() -> new Terms.WorkingCalendar(asked.weekdays(), asked.holidays()));
  }

  private String direction(Metric counted) {
    return request.aim().direction().orElse(counted.usualDirection());
  }

  private void checkWho() {
    Texts.name("name", request.name().orElse(""), "a name that people recognise")
        .ifPresent(violations::add);
    request.place().theme().flatMap(theme -> Texts.line("theme", theme)).ifPresent(violations::add);
    String kind = request.ownerKind().orElse("nothing");
    String id = request.ownerId().orElse("nothing");
    switch (kind) {
      case Terms.Owner.REP -> {
        if (!references.hasRep(id)) {
          broken("owner.id", id, "the id of a known rep");
        }
      }
      case Terms.Owner.UNIT -> {
        if (!references.hasUnit(id)) {
          broken("owner.id", id, "the id of a known unit");
        }
      }
      default -> broken("owner.kind", kind, "REP or UNIT");
    }
  }

  private void checkPlace() {
    PlaceRequest place = request.place();
    place.parentId().ifPresent(this::checkParent);
    place
        .kind()
        .filter(word -> !KINDS.contains(word))
        .ifPresent(word -> broken("kind", word, "one of " + String.join(", ", KINDS)));
    place
        .weight()
        .filter(weight -> weight.signum() <= 0 || !Numbers.fits(weight, Numbers.LEVEL_DIGITS))
        .ifPresent(
            weight -> broken("weight", Numbers.shown(weight), "more than 0 and below 1000000"));
  }

  private void checkParent(String parentId) {
    Optional<References.Lineage> above = references.goal(parentId);
    if (above.isEmpty()) {
      broken("parentId", parentId, "the id of a known goal");
    }
    int generations = 0;
    while (above.isPresent() && generations <= LONGEST_LINEAGE) {
      if (goalId.equals(above.map(References.Lineage::id))) {
        broken("parentId", parentId, "a goal that is neither this one nor below it");
        return;
      }
      above = above.get().parentId().flatMap(references::goal);
      generations++;
    }
    if (generations > LONGEST_LINEAGE) {
      broken("parentId", parentId, "a goal with fewer than %d above it".formatted(LONGEST_LINEAGE));
    }
  }

  private void checkWhat() {
    if (metric.isEmpty()) {
      broken("metricId", request.metricId().orElse("nothing"), "the id of a known metric");
    }
    Conditions.check(request.filter(), "filter", violations);
    metric.ifPresent(
        counted -> violations.addAll(MetricRules.unknownFields(counted, request.filter())));
  }

  private void checkWhen() {
    TermsRequest.PeriodRequest period = request.period();
    period.fiscal().ifPresent(this::checkFiscal);
    checkDays();
    period
        .zone()
        .filter(zone -> !Zones.isKnown(zone))
        .ifPresent(zone -> broken("period.zone", zone, "an IANA time zone such as Europe/Berlin"));
    period
        .rollingDays()
        .filter(days -> days < 1 || days > MOST_ROLLING_DAYS)
        .ifPresent(
            days ->
                broken(
                    "period.rollingDays",
                    String.valueOf(days),
                    "1 to %d days".formatted(MOST_ROLLING_DAYS)));
  }

  private void checkDays() {
    Optional<LocalDate> start = start();
    if (start.isEmpty() && request.period().fiscal().isEmpty()) {
      broken("period.start", "nothing", "the first day, or a label such as 2027-Q1");
    }
    if (end().isEmpty() && request.period().fiscal().isEmpty()) {
      broken("period.end", "nothing", "the day after the last day, or a label such as 2027-Q1");
    }
    end()
        .filter(end -> start.map(first -> !end.isAfter(first)).orElse(false))
        .ifPresent(
            end ->
                broken(
                    "period.end",
                    end.toString(),
                    "a day after period.start, which is " + start.orElseThrow()));
    start.ifPresent(first -> checkDay("period.start", first));
    end().ifPresent(last -> checkDay("period.end", last));
    end()
        .filter(
            end ->
                start
                    .filter(first -> first.isBefore(Days.END))
                    .map(first -> end.isAfter(first.plusYears(MOST_YEARS)))
                    .orElse(false))
        .ifPresent(
            end ->
                broken(
                    "period.end",
                    end.toString(),
                    "at most %d years after period.start".formatted(MOST_YEARS)));
  }

  private void checkFiscal(TermsRequest.FiscalRequest asked) {
    if (request.period().start().isPresent() || request.period().end().isPresent()) {
      broken("period.label", asked.label() + " and days", "either a label, or a start and an end");
    }
    if (references.fiscalCalendar(asked.calendar()).isEmpty()) {
      broken("period.calendar", asked.calendar(), "the id of a known fiscal calendar");
    } else if (span.isEmpty()) {
      broken(
          "period.label",
          asked.label(),
          "a fiscal year, quarter or month such as 2027, 2027-Q1 or 2027-01");
    }
  }

  private Optional<FiscalCalendar.Span> span(TermsRequest.FiscalRequest asked) {
    try {
      return references.fiscalCalendar(asked.calendar()).map(one -> one.span(asked.label()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<LocalDate> start() {
    return span.map(FiscalCalendar.Span::start).or(() -> request.period().start());
  }

  private Optional<LocalDate> end() {
    return span.map(FiscalCalendar.Span::end).or(() -> request.period().end());
  }

  private void checkHowMuch() {
    AimRequest aim = request.aim();
    if (aim.target().isEmpty()) {
      broken("target", "nothing", "a number");
    }
    aim.target()
        .filter(target -> target.signum() < 0)
        .ifPresent(target -> broken("target", Numbers.shown(target), "0 or more"));
    checkPlaces("target", aim.target());
    checkPlaces("baseline", aim.baseline());
    checkPlaces("lowerBound", aim.lowerBound());
    checkPlaces("upperBound", aim.upperBound());
    aim.direction()
        .filter(word -> !DIRECTIONS.contains(word))
        .ifPresent(word -> broken("direction", word, "INCREASE, DECREASE, MAINTAIN or RANGE"));
    aim.observation()
        .filter(word -> !OBSERVATIONS.contains(word))
        .ifPresent(
            word -> broken("observation", word, "one of " + String.join(", ", OBSERVATIONS)));
    metric.ifPresent(this::checkAgainst);
    checkLevels();
  }

  private void checkAgainst(Metric counted) {
    switch (direction(counted)) {
      case Terms.Aim.DECREASE -> checkDecrease();
      case Terms.Aim.INCREASE -> checkIncrease();
      case Terms.Aim.MAINTAIN, Terms.Aim.RANGE -> checkKept(direction(counted));
      default -> {
        // Refused already.
      }
    }
    if (counted.needsCurrency()) {
      String code = request.aim().currency().orElse("nothing");
      if (!Currencies.isKnown(code)) {
        broken("currency", code, "an ISO 4217 code such as EUR, because the metric is money");
      }
    }
  }

  private void checkDecrease() {
    AimRequest aim = request.aim();
    if (aim.baseline().isEmpty()) {
      broken("baseline", "nothing", "where the number stands now, because it is to decrease");
    } else if (way() >= 0) {
      broken("target", shown(aim.target()), "less than the baseline, because it is to decrease");
    }
  }

  private void checkIncrease() {
    AimRequest aim = request.aim();
    if (aim.baseline().isPresent() && way() <= 0) {
      broken("target", shown(aim.target()), "more than the baseline, because it is to increase");
    }
  }

  private int way() {
    BigDecimal baseline = request.aim().baseline().orElse(BigDecimal.ZERO);
    return request.aim().target().orElse(baseline).compareTo(baseline);
  }

  private void checkKept(String direction) {
    AimRequest aim = request.aim();
    if (direction.equals(Terms.Aim.RANGE)
        && aim.lowerBound().isEmpty()
        && aim.upperBound().isEmpty()) {
      broken("lowerBound", "nothing", "lowerBound, upperBound or both, to stay between");
    }
    aim.upperBound()
        .filter(upper -> aim.lowerBound().map(lower -> lower.compareTo(upper) > 0).orElse(false))
        .ifPresent(upper -> broken("upperBound", Numbers.shown(upper), "the lowerBound or more"));
    if (request.period().rollingDays().isPresent()) {
      broken(
          "period.rollingDays",
          String.valueOf(request.period().rollingDays().orElseThrow()),
          "nothing, because how often it is looked is said by observation");
    }
  }

  private void checkLevels() {
    List<Terms.Level> levels = request.aim().levels();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < levels.size(); i++) {
      Terms.Level level = levels.get(i);
      String field = "levels[%d]".formatted(i);
      if (level.name().isBlank() || !names.add(level.name())) {
        broken(
            field + ".name",
            level.name().isBlank() ? "nothing" : level.name(),
            "a name such as STRETCH that no other level has");
      }
      Texts.line(field + ".name", level.name()).ifPresent(violations::add);
      checkPlaces(field + ".value", Optional.of(level.value()));
      boolean back = i > 0 && level.value().compareTo(levels.get(i - 1).value()) * way() < 0;
      if (back) {
        broken(
            field + ".value",
            Numbers.shown(level.value()),
            "at least as far from the baseline as %s".formatted(levels.get(i - 1).name()));
      }
    }
  }

  private void checkPlaces(String field, Optional<BigDecimal> number) {
    number
        .filter(value -> !Numbers.fits(value, Numbers.DIGITS))
        .ifPresent(
            value ->
                broken(
                    field,
                    Numbers.shown(value),
                    "at most 18 digits before the point and 6 after it"));
  }

  private void checkDay(String field, LocalDate day) {
    if (day.isBefore(Days.FIRST) || !day.isBefore(Days.END)) {
      broken(field, day.toString(), Days.EXPECTED);
    }
  }

  private static String shown(Optional<BigDecimal> number) {
    return number.map(Numbers::shown).orElse("nothing");
  }

  private void broken(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
  }
}
