package io.goalstream.goals.domain.smart;

import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a goal is specific, measurable, achievable, relevant and time-bound, with a reason and a
 * suggestion for everything that is in doubt. It warns; what breaks a rule is a contradiction.
 */
public final class SmartCheck {
  /** A target this much over the best period is in doubt. */
  private static final BigDecimal BOLD = new BigDecimal("1.25");

  /** A fiscal year of whole weeks has 53 of them at most. */
  private static final int LONG_DAYS = 371;

  private static final int SHORT_NAME = 8;

  private final Map<Letter, List<Remark>> remarks = new EnumMap<>(Letter.class);
  private final Map<Letter, Verdict> verdicts = new EnumMap<>(Letter.class);

  private SmartCheck() {
    for (Letter letter : Letter.values()) {
      remarks.put(letter, new ArrayList<>());
      verdicts.put(letter, Verdict.OK);
    }
  }

  /** What is asked of a goal. */
  public enum Letter {
    SPECIFIC,
    MEASURABLE,
    ACHIEVABLE,
    RELEVANT,
    TIME_BOUND
  }

  /** What came of it; the later, the worse. */
  public enum Verdict {
    OK,
    WARNING,
    CONTRADICTION
  }

  /** Something that was found, and what could be done about it; nothing if all is well. */
  public record Remark(String reason, Optional<String> suggestion) {}

  /** The finding for one letter. */
  public record Finding(Letter letter, Verdict verdict, List<Remark> remarks) {}

  /** The findings for all letters; the verdict is the worst of them. */
  public record Report(Verdict verdict, List<Finding> findings) {}

  /** Terms that break rules: each broken rule belongs to a letter. */
  public static Report contradicted(List<Violation> violations) {
    SmartCheck check = new SmartCheck();
    for (Violation violation : violations) {
      Letter letter = letterOf(violation.field());
      check.verdicts.put(letter, Verdict.CONTRADICTION);
      check.add(
          letter,
          new Remark(
              "%s: found %s".formatted(violation.field(), violation.found()),
              Optional.of("expected " + violation.expected())));
    }
    return check.report();
  }

  private static Letter letterOf(String field) {
    String first = field.split("[.\\[]", 2)[0];
    return switch (first) {
      case "period", "seasons", "checkpoints", "graceDays", "endingSoonDays" -> Letter.TIME_BOUND;
      case "target", "levels" -> Letter.ACHIEVABLE;
      case "baseline", "currency", "direction", "lowerBound", "upperBound", "observation" ->
          Letter.MEASURABLE;
      case "parentId", "theme", "kind", "weight" -> Letter.RELEVANT;
      default -> field.equals("metricId") ? Letter.MEASURABLE : Letter.SPECIFIC;
    };
  }

  /** Terms that break no rule. */
  public static Report of(Terms terms, Evidence evidence) {
    SmartCheck check = new SmartCheck();
    check.specific(terms, evidence);
    check.measurable(terms, evidence);
    check.achievable(terms, evidence);
    check.relevant(terms, evidence);
    check.timeBound(terms, evidence);
    return check.report();
  }

  private Report report() {
    List<Finding> findings = new ArrayList<>();
    for (Letter letter : Letter.values()) {
      findings.add(
          new Finding(
              letter,
              verdicts.getOrDefault(letter, Verdict.OK),
              List.copyOf(remarks.getOrDefault(letter, List.of()))));
    }
    Verdict worst =
        findings.stream().map(Finding::verdict).max(Comparator.naturalOrder()).orElse(Verdict.OK);
    return new Report(worst, List.copyOf(findings));
  }

  private void specific(Terms terms, Evidence evidence) {
    if (terms.name().length() < SHORT_NAME) {
      warn(
          Letter.SPECIFIC,
          "\"%s\" hardly says what is to be achieved".formatted(terms.name()),
          "Name what, of whom and by when, such as \"Revenue North 2026-Q1\"");
    }
    for (String other : evidence.alike()) {
      warn(
          Letter.SPECIFIC,
          "%s counts the same in the same time".formatted(other),
          "Give one of them a filter, or drop one");
    }
    if (remarks.getOrDefault(Letter.SPECIFIC, List.of()).isEmpty()) {
      note(
          Letter.SPECIFIC,
          "%s of %s %s"
              .formatted(
                  terms.metric().name(),
                  terms.owner().kind().equals(Terms.Owner.REP) ? "rep" : "unit",
                  terms.owner().id()));
    }
  }

  private void measurable(Terms terms, Evidence evidence) {
    evidence
        .facts()
        .ifPresentOrElse(
            facts -> {
              String metric = terms.metric().name();
              if (facts.all() == 0) {
                warn(
                    Letter.MEASURABLE,
                    "No fact that %s counts was seen in the last year".formatted(metric),
                    "Connect the source that knows them, or choose a metric that is fed");
              } else if (facts.own() == 0) {
                warn(
                    Letter.MEASURABLE,
                    ("%d facts that %s counts were seen in the last year,"
                            + " none of them for this owner and filter")
                        .formatted(facts.all(), metric),
                    "Check owner and filter; somebody new has none yet");
              } else {
                note(
                    Letter.MEASURABLE,
                    "%d facts that %s counts were seen in the last year"
                        .formatted(facts.own(), metric));
              }
            },
            () ->
                warn(
                    Letter.MEASURABLE,
                    "Nobody could say whether facts arrive: attainment-service did not answer",
                    "Check again in a moment"));
    boolean quotient = !Amounts.addUp(terms) && !terms.aim().isKept();
    if (quotient && terms.aim().baseline().isEmpty()) {
      warn(
          Letter.MEASURABLE,
          "Where %s stands today is not said".formatted(terms.metric().name()),
          latest(evidence)
              .map(value -> "Set the baseline; the last period had " + shown(value))
              .orElse("Set the baseline"));
    }
  }

  private static Optional<BigDecimal> latest(Evidence evidence) {
    return evidence.past().stream().flatMap(past -> past.value().stream()).findFirst();
  }

  private void achievable(Terms terms, Evidence evidence) {
    List<Evidence.Past> known =
        evidence.past().stream().filter(past -> past.value().isPresent()).toList();
    if (terms.aim().isKept()) {
      kept(terms, known);
      return;
    }
    boolean down = terms.aim().direction().equals(Terms.Aim.DECREASE);
    Comparator<Evidence.Past> byValue = Comparator.comparing(SmartCheck::value);
    Optional<Evidence.Past> best =
        known.stream()
            .filter(past -> value(past).signum() > 0)
            .max(down ? byValue.reversed() : byValue);
    if (best.isEmpty()) {
      warn(
          Letter.ACHIEVABLE,
          "There are no results of the owner to compare with",
          "Compare with others of the team, or begin with a COMMIT level that is sure");
      return;
    }
    String period = PastPeriods.word(terms);
    BigDecimal target = terms.aim().target();
    BigDecimal record = value(best.get());
    String difference = percent(target, record);
    String against =
        "%s %% against the best %s, %s from %s on"
            .formatted(difference, period, shown(record), best.get().start());
    boolean bold =
        down
            ? target.multiply(BOLD).compareTo(record) < 0
            : target.compareTo(record.multiply(BOLD)) > 0;
    boolean easy =
        latest(evidence)
            .map(last -> down ? target.compareTo(last) >= 0 : target.compareTo(last) <= 0)
            .orElse(false);
    if (bold) {
      BigDecimal ambitious =
          down
              ? record.divide(BOLD, 2, RoundingMode.HALF_UP)
              : record.multiply(BOLD).setScale(2, RoundingMode.HALF_UP);
      warn(
          Letter.ACHIEVABLE,
          against,
          "%s would be ambitious; keep %s as a STRETCH level"
              .formatted(shown(ambitious), shown(target)));
    } else if (easy) {
      warn(
          Letter.ACHIEVABLE,
          "%s was reached in the last %s already"
              .formatted(shown(latest(evidence).orElse(record)), period),
          "Ask for more, unless something has changed");
    } else {
      note(Letter.ACHIEVABLE, against);
    }
  }

  private void kept(Terms terms, List<Evidence.Past> known) {
    if (known.isEmpty()) {
      warn(
          Letter.ACHIEVABLE,
          "There are no results of the owner to compare with",
          "Look at the first periods before much depends on it");
      return;
    }
    long met =
        known.stream().map(SmartCheck::value).filter(value -> isWithin(terms, value)).count();
    if (met == 0) {
      warn(
          Letter.ACHIEVABLE,
          "None of the last %d periods was within the bounds".formatted(known.size()),
          "Set a goal that leads there first");
    } else {
      note(
          Letter.ACHIEVABLE,
          "%d of the last %d periods were within the bounds".formatted(met, known.size()));
    }
  }

  /** Without bounds the target is the least number, or the greatest where less is better. */
  private static boolean isWithin(Terms terms, BigDecimal value) {
    Terms.Aim aim = terms.aim();
    boolean bounded = aim.lowerBound().isPresent() || aim.upperBound().isPresent();
    boolean less = terms.metric().usualDirection().equals(Terms.Aim.DECREASE);
    Optional<BigDecimal> lower = bounded || less ? aim.lowerBound() : Optional.of(aim.target());
    Optional<BigDecimal> upper = bounded || !less ? aim.upperBound() : Optional.of(aim.target());
    return lower.map(least -> value.compareTo(least) >= 0).orElse(true)
        && upper.map(most -> value.compareTo(most) <= 0).orElse(true);
  }

  private void relevant(Terms terms, Evidence evidence) {
    if (evidence.parent().isEmpty()) {
      if (terms.place().theme().isEmpty()) {
        warn(
            Letter.RELEVANT,
            "It contributes to no other goal and serves no theme of the company",
            "Set parentId to the goal that it serves, or name the theme");
      } else {
        note(Letter.RELEVANT, "It serves " + terms.place().theme().orElseThrow());
      }
      return;
    }
    Terms parent = evidence.parent().orElseThrow();
    if (!evidence.parentCoversOwner()) {
      warn(
          Letter.RELEVANT,
          "The owner does not belong to %s, whose goal it shall contribute to"
              .formatted(parent.owner().id()),
          "Choose a goal of a unit above the owner");
    }
    if (!parent.metric().id().equals(terms.metric().id())) {
      note(
          Letter.RELEVANT,
          "It counts %s and the goal above counts %s: it leads there, but does not add up to it"
              .formatted(terms.metric().name(), parent.metric().name()));
    }
    if (remarks.getOrDefault(Letter.RELEVANT, List.of()).isEmpty()) {
      note(Letter.RELEVANT, "It contributes to " + parent.name());
    }
  }

  private void timeBound(Terms terms, Evidence evidence) {
    Terms.Period period = terms.period();
    long days = period.days();
    if (!period.end().isAfter(evidence.today())) {
      warn(
          Letter.TIME_BOUND,
          "The period ended before today, on " + period.end().minusDays(1),
          "Choose a period that is still to come");
    } else if (period.rollingDays().isPresent()) {
      note(
          Letter.TIME_BOUND,
          "On each day from %s to %s it is the number of the last %d days"
              .formatted(
                  period.start(), period.end().minusDays(1), period.rollingDays().orElseThrow()));
    } else if (period.start().isBefore(evidence.today())) {
      long gone = ChronoUnit.DAYS.between(period.start(), evidence.today());
      note(
          Letter.TIME_BOUND,
          "%d of %d days are gone already; what was done in them counts".formatted(gone, days));
    }
    if (days > LONG_DAYS && period.rollingDays().isEmpty()) {
      warn(
          Letter.TIME_BOUND,
          "%d days are too long to steer by".formatted(days),
          "Break it down into quarters: POST /api/v1/goals/{id}/breakdowns");
    }
    evidence
        .parent()
        .map(Terms::period)
        .filter(
            above -> above.start().isAfter(period.start()) || above.end().isBefore(period.end()))
        .ifPresent(
            above ->
                warn(
                    Letter.TIME_BOUND,
                    "The goal above runs from %s to %s, and this one does not fit in"
                        .formatted(above.start(), above.end().minusDays(1)),
                    "Choose a period within it"));
    if (remarks.getOrDefault(Letter.TIME_BOUND, List.of()).isEmpty()) {
      note(Letter.TIME_BOUND, "From %s to %s".formatted(period.start(), period.end().minusDays(1)));
    }
  }

  private static BigDecimal value(Evidence.Past past) {
    return past.value().orElse(BigDecimal.ZERO);
  }

  private static String percent(BigDecimal target, BigDecimal record) {
    BigDecimal percent =
        target.subtract(record).movePointRight(2).divide(record, 0, RoundingMode.HALF_UP);
    return (percent.signum() > 0 ? "+" : "") + percent.toPlainString();
  }

  private static String shown(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Numbers.shown(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  private void note(Letter letter, String reason) {
    add(letter, new Remark(reason, Optional.empty()));
  }

  private void warn(Letter letter, String reason, String suggestion) {
    verdicts.put(letter, Verdict.WARNING);
    add(letter, new Remark(reason, Optional.of(suggestion)));
  }

  private void add(Letter letter, Remark remark) {
    remarks.computeIfAbsent(letter, any -> new ArrayList<>()).add(remark);
  }
}
