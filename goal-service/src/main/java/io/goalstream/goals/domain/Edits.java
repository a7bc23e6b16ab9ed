package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What differs between two sets of terms, value by value, under the names that requests use. */
final class Edits {
  private static final String NOTHING = "nothing";

  private Edits() {}

  static List<Step.Edit> between(Terms before, Terms after) {
    Map<String, String> former = shown(before);
    Map<String, String> present = shown(after);
    List<Step.Edit> edits = new ArrayList<>();
    former.forEach(
        (field, value) -> {
          String now = present.getOrDefault(field, NOTHING);
          if (!value.equals(now)) {
            edits.add(new Step.Edit(field, value, now));
          }
        });
    return List.copyOf(edits);
  }

  /** Whether both aims ask the same, however many zeros their numbers are written with. */
  static boolean areSame(Terms.Aim one, Terms.Aim other) {
    Map<String, String> former = new LinkedHashMap<>();
    Map<String, String> present = new LinkedHashMap<>();
    aim(one, former);
    aim(other, present);
    return former.equals(present);
  }

  private static Map<String, String> shown(Terms terms) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("name", terms.name());
    shown.put("owner", terms.owner().kind() + "/" + terms.owner().id());
    shown.put("metricId", terms.metric().id());
    shown.put("filter", listed(terms.filter(), Edits::condition));
    shown.put("period.start", terms.period().start().toString());
    shown.put("period.end", terms.period().end().toString());
    shown.put("period.zone", terms.period().zone());
    shown.put("period.rollingDays", shown(terms.period().rollingDays()));
    aim(terms.aim(), shown);
    shown.put(
        "seasons",
        listed(
            terms.course().seasons(), season -> season.start() + ": " + number(season.weight())));
    shown.put("workingCalendar", shown(terms.course().workingCalendar().map(Edits::calendar)));
    shown.put("paceBands", shown(terms.course().paceBands().map(Edits::bands)));
    Terms.Watch watch = terms.watch();
    shown.put("thresholds", shown(watch.thresholds().stream().map(Edits::number).toList()));
    shown.put("graceDays", String.valueOf(watch.graceDays()));
    shown.put("endingSoonDays", shown(watch.endingSoonDays()));
    shown.put("silenceDays", shown(watch.silenceDays()));
    shown.put(
        "checkpoints",
        listed(
            watch.checkpoints(),
            one -> "%s: %s by %s".formatted(one.name(), number(one.value()), one.at())));
    shown.put("reviewEvery", shown(watch.reviewEvery()));
    Terms.Place place = terms.place();
    shown.put("parentId", shown(place.parentId()));
    shown.put("theme", shown(place.theme()));
    shown.put("kind", shown(place.kind()));
    shown.put("weight", number(place.weight()));
    shown.put("locked", String.valueOf(place.locked()));
    return shown;
  }

  private static void aim(Terms.Aim aim, Map<String, String> shown) {
    shown.put("baseline", shown(aim.baseline().map(Edits::number)));
    shown.put("target", number(aim.target()));
    shown.put("direction", aim.direction());
    shown.put("currency", shown(aim.currency()));
    shown.put(
        "levels",
        shown(
            aim.levels().stream()
                .map(level -> level.name() + " " + number(level.value()))
                .toList()));
    shown.put("lowerBound", shown(aim.lowerBound().map(Edits::number)));
    shown.put("upperBound", shown(aim.upperBound().map(Edits::number)));
    shown.put("observation", aim.observation());
  }

  private static String condition(Metric.Condition condition) {
    String values = condition.values().isEmpty() ? "" : " " + String.join(", ", condition.values());
    return condition.field() + " " + condition.operator() + values;
  }

  private static String calendar(Terms.WorkingCalendar calendar) {
    String days = String.join(", ", calendar.weekdays());
    return calendar.holidays().isEmpty() ? days : days + "; but not " + shown(calendar.holidays());
  }

  private static String bands(Terms.PaceBands bands) {
    return "on track from %s; at risk above %s; hysteresis %s"
        .formatted(
            number(bands.onTrackFrom()), number(bands.atRiskAbove()), number(bands.hysteresis()));
  }

  /** 1000 and 1000.00 are the same number. */
  private static String number(BigDecimal value) {
    return Numbers.shown(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
  }

  private static String shown(Optional<?> value) {
    return value.map(Object::toString).orElse(NOTHING);
  }

  private static String shown(List<?> values) {
    return values.isEmpty()
        ? NOTHING
        : String.join(", ", values.stream().map(Object::toString).toList());
  }

  private static <T> String listed(List<T> values, Function<T, String> words) {
    return values.isEmpty() ? NOTHING : String.join("; ", values.stream().map(words).toList());
  }
}
