package io.goalstream.goals.domain.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Examples.RequestExample;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.smart.Evidence.Past;
import io.goalstream.goals.domain.smart.SmartCheck.Finding;
import io.goalstream.goals.domain.smart.SmartCheck.Letter;
import io.goalstream.goals.domain.smart.SmartCheck.Remark;
import io.goalstream.goals.domain.smart.SmartCheck.Report;
import io.goalstream.goals.domain.smart.SmartCheck.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The goal is the second quarter of 2026; the best of the quarters before had 1000. */
class SmartCheckTest {
  /** Target, the results before from the latest on, what is said of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1100 | 900 1000 | OK | +10 % against the best quarter, 1000 from 2025-10-01 on",
        "1250 | 900 1000 | OK | +25 % against the best quarter, 1000 from 2025-10-01 on",
        "1250.01 | 900 1000 | WARNING | +25 % against the best quarter, 1000 from 2025-10-01 on",
        "1620 | 900 1000 | WARNING | +62 % against the best quarter, 1000 from 2025-10-01 on",
        "950 | 900 1000 | OK | -5 % against the best quarter, 1000 from 2025-10-01 on",
        "900 | 900 1000 | WARNING | 900 was reached in the last quarter already",
        "1100 | 0 0 | WARNING | There are no results of the owner to compare with",
        "1100 | '' | WARNING | There are no results of the owner to compare with"
      })
  void aTargetIsHeldAgainstTheOwnersOwnResults(
      String target, String past, Verdict verdict, String reason) {
    Finding finding =
        finding(Letter.ACHIEVABLE, r -> r.target = Optional.of(new BigDecimal(target)), past(past));

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.remarks()).extracting(Remark::reason).containsExactly(reason);
  }

  /** Lower is better: the best had 40. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "38 | OK | -5 % against the best quarter, 40 from 2025-10-01 on",
        "32 | OK | -20 % against the best quarter, 40 from 2025-10-01 on",
        "31.99 | WARNING | -20 % against the best quarter, 40 from 2025-10-01 on",
        "44 | WARNING | 44 was reached in the last quarter already"
      })
  void whatIsToDecreaseIsHeldAgainstTheLowest(String target, Verdict verdict, String reason) {
    Finding finding =
        finding(
            Letter.ACHIEVABLE,
            r -> {
              r.metricId = Optional.of("sales-cycle-days");
              r.baseline = Optional.of(new BigDecimal("50"));
              r.target = Optional.of(new BigDecimal(target));
            },
            past("44 40"));

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.remarks()).extracting(Remark::reason).containsExactly(reason);
  }

  @Test
  void everyWarningComesWithASuggestion() {
    Report report =
        SmartCheck.of(
            terms(
                r -> {
                  r.name = Optional.of("More");
                  r.end = Optional.of(LocalDate.of(2028, 1, 1));
                }),
            new Evidence(
                LocalDate.of(2026, 4, 10),
                Optional.of(new Evidence.Facts(0, 0)),
                List.of(),
                Optional.of(terms(r -> {})),
                false,
                List.of("Revenue Ana")));

    assertThat(report.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.WARNING);
    assertThat(report.findings())
        .flatExtracting(Finding::remarks)
        .filteredOn(remark -> !remark.reason().contains("are gone already"))
        .allMatch(remark -> remark.suggestion().isPresent());
  }

  /** Without bounds the target is the greatest number where less is better, else the least. */
  @ParameterizedTest
  @CsvSource({
    "DECREASE, 25 35, '1 of the last 2 periods were within the bounds'",
    "DECREASE, 30, '1 of the last 1 periods were within the bounds'",
    "DECREASE, 31 40, 'None of the last 2 periods was within the bounds'",
    "INCREASE, 29 30, '1 of the last 2 periods were within the bounds'",
    "INCREASE, '', 'There are no results of the owner to compare with'"
  })
  void aGoalThatIsKeptIsHeldAgainstWhatWasKept(String better, String past, String reason) {
    Terms terms =
        terms(
            r -> {
              r.direction = Optional.of("MAINTAIN");
              r.target = Optional.of(new BigDecimal("30"));
            });
    Metric metric = terms.metric();
    Metric directed =
        new Metric(
            metric.id(),
            metric.version(),
            metric.name(),
            metric.description(),
            metric.aggregation(),
            metric.unit(),
            better,
            metric.indicator(),
            metric.selection(),
            metric.denominator(),
            metric.distinctField(),
            metric.complement());
    Terms kept =
        new Terms(
            terms.name(),
            terms.owner(),
            directed,
            terms.filter(),
            terms.period(),
            terms.aim(),
            terms.course(),
            terms.watch(),
            terms.place());

    Report report =
        SmartCheck.of(
            kept,
            new Evidence(
                LocalDate.of(2026, 3, 20),
                Optional.of(new Evidence.Facts(40, 40)),
                past.isEmpty() ? List.of() : past(past),
                Optional.empty(),
                true,
                List.of()));

    assertThat(report.findings())
        .filteredOn(finding -> finding.letter() == Letter.ACHIEVABLE)
        .flatExtracting(Finding::remarks)
        .extracting(Remark::reason)
        .containsExactly(reason);
  }

  @Test
  void aGoodGoalIsPraisedWithReasons() {
    Report report =
        SmartCheck.of(
            terms(r -> {}),
            new Evidence(
                LocalDate.of(2026, 3, 20),
                Optional.of(new Evidence.Facts(40, 40)),
                past("900 1000"),
                Optional.of(terms(r -> r.name = Optional.of("Revenue North"))),
                true,
                List.of()));

    assertThat(report.verdict()).isEqualTo(Verdict.OK);
    assertThat(report.findings())
        .flatExtracting(Finding::remarks)
        .extracting(Remark::reason)
        .containsExactly(
            "revenue of rep ana",
            "40 facts that revenue counts were seen in the last year",
            "+10 % against the best quarter, 1000 from 2025-10-01 on",
            "It contributes to Revenue North",
            "From 2026-04-01 to 2026-06-30");
  }

  @Test
  void aRollingNumberIsNotSteeredByThePeriodInWhichItIsLookedAt() {
    Finding finding =
        finding(
            Letter.TIME_BOUND,
            r -> {
              r.start = Optional.of(LocalDate.of(2026, 1, 1));
              r.end = Optional.of(LocalDate.of(2028, 1, 1));
              r.rollingDays = Optional.of(30);
            },
            past("900"));

    assertThat(finding.verdict()).isEqualTo(Verdict.OK);
    assertThat(finding.remarks())
        .extracting(Remark::reason)
        .containsExactly(
            "On each day from 2026-01-01 to 2027-12-31 it is the number of the last 30 days");
  }

  /** Somebody new has no facts, in a company that has many. */
  @Test
  void factsOfOthersAreNotDenied() {
    Finding finding =
        SmartCheck.of(
                terms(r -> {}),
                new Evidence(
                    LocalDate.of(2026, 3, 20),
                    Optional.of(new Evidence.Facts(0, 5_000)),
                    List.of(),
                    Optional.empty(),
                    true,
                    List.of()))
            .findings()
            .get(Letter.MEASURABLE.compareTo(Letter.SPECIFIC));

    assertThat(finding.remarks().getFirst().reason())
        .startsWith("5000 facts that revenue counts were seen in the last year, none of them");
  }

  @Test
  void ifNobodyAnswersThatIsSaid() {
    Finding finding =
        SmartCheck.of(
                terms(r -> {}),
                new Evidence(
                    LocalDate.of(2026, 3, 20),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    true,
                    List.of()))
            .findings()
            .get(Letter.MEASURABLE.compareTo(Letter.SPECIFIC));

    assertThat(finding.remarks().getFirst().reason()).contains("did not answer");
  }

  @Test
  void brokenRulesAreContradictionsOfTheirLetters() {
    Report report =
        SmartCheck.contradicted(
            List.of(
                new Violation("owner.id", "zoe", "the id of a known rep"),
                new Violation("metricId", "luck", "the id of a known metric"),
                new Violation("levels[0].value", "1", "more"),
                new Violation("parentId", "g-9", "the id of a known goal"),
                new Violation("period.end", "nothing", "the day after the last day")));

    assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.CONTRADICTION);
  }

  private static Finding finding(Letter letter, Consumer<RequestExample> change, List<Past> past) {
    Report report =
        SmartCheck.of(
            terms(change),
            new Evidence(
                LocalDate.of(2026, 3, 20),
                Optional.of(new Evidence.Facts(40, 40)),
                past,
                Optional.empty(),
                true,
                List.of()));
    return report.findings().stream()
        .filter(finding -> finding.letter() == letter)
        .findFirst()
        .orElseThrow();
  }

  private static List<Past> past(String values) {
    List<Past> past = new ArrayList<>();
    LocalDate end = LocalDate.of(2026, 4, 1);
    for (String value : values.isBlank() ? List.<String>of() : List.of(values.split(" "))) {
      LocalDate start = end.minusMonths(3);
      past.add(new Past(start, end, Optional.of(new BigDecimal(value))));
      end = start;
    }
    return past;
  }

  private static Terms terms(Consumer<RequestExample> change) {
    return Examples.draft(
            r -> {
              r.start = Optional.of(LocalDate.of(2026, 4, 1));
              r.end = Optional.of(LocalDate.of(2026, 7, 1));
              r.target = Optional.of(new BigDecimal("1100"));
              change.accept(r);
            })
        .terms();
  }
}
