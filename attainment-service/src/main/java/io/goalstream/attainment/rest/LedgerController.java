package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.Contribution;
import io.goalstream.attainment.application.Contributions;
import io.goalstream.attainment.application.Contributions.Order;
import io.goalstream.attainment.application.Counted;
import io.goalstream.attainment.application.DailyHistory;
import io.goalstream.attainment.application.Explanation;
import io.goalstream.attainment.application.Explanations;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.domain.Goal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is behind a number. */
@RestController
@RequestMapping("/api/v1/progress/{goalId}")
@Tag(name = "Drill-down", description = "What is behind a number, from the ledger")
class LedgerController {
  /** A little more than three years. */
  static final int MOST_DAYS = 1_100;

  private static final String CSV = "text/csv";
  private static final Map<String, Order> SORTS =
      Map.of("date", Order.DATE, "credited", Order.CREDITED, "factId", Order.FACT_ID);

  private final DailyHistory history;
  private final Contributions contributions;
  private final Explanations explanations;
  private final ProgressStore store;
  private final Clock clock;

  LedgerController(
      DailyHistory history,
      Contributions contributions,
      Explanations explanations,
      ProgressStore store,
      Clock clock) {
    this.history = history;
    this.contributions = contributions;
    this.explanations = explanations;
    this.store = store;
    this.clock = clock;
  }

  record HistoryAnswer(
      String goalId,
      long revision,
      String zone,
      LocalDate from,
      LocalDate to,
      List<DailyHistory.Day> days) {}

  /**
   * @param asOf the moment for which it was counted
   * @param from the first day whose facts make the number
   * @param to the last day whose facts make the number
   * @param life where a result is final, it and its adjustment; the contributions are to what would
   *     be the number now
   */
  record ContributionsAnswer(
      String goalId,
      long revision,
      Instant asOf,
      LocalDate from,
      LocalDate to,
      Counted counted,
      ProgressView.@Nullable LifeView life,
      List<Contribution> contributions,
      int page,
      int size,
      long total) {}

  @GetMapping(path = "/history", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "The number day by day, for a burn-up chart",
      description =
          "By crediting date in the goal's zone, computed from the facts that are known now. With"
              + " the line of the goal's course, except for goals that are kept; a rolling number"
              + " is that of the window which ends with the day. At most 1,100 days.")
  HistoryAnswer history(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      @RequestParam
          @Parameter(
              description = "First day; the period's first day if left out",
              example = "2026-01-01")
          Optional<LocalDate> from,
      @RequestParam
          @Parameter(
              description =
                  "Last day; today, or the period's last day if that is over, if left out",
              example = "2026-01-31")
          Optional<LocalDate> to,
      Caller caller) {
    Goal goal = caller.needs(history.goal(goalId).orElseThrow(() -> UnknownException.goal(goalId)));
    LocalDate start = goal.period().start();
    LocalDate end = goal.period().end().minusDays(1);
    Instant now = clock.instant();
    LocalDate today = now.atZone(goal.period().zone()).toLocalDate();
    LocalDate first = from.orElse(start);
    LocalDate last = to.orElse(today.isBefore(start) ? start : today.isAfter(end) ? end : today);
    String period = "a day in the goal's period, %s to %s".formatted(start, end);
    new Checks()
        .require(goal.period().contains(first), "from", first, period)
        .require(goal.period().contains(last), "to", last, period)
        .require(!last.isBefore(first), "to", last, "from or a later day, found from " + first)
        .require(
            ChronoUnit.DAYS.between(first, last) < MOST_DAYS,
            "to",
            last,
            "at most %d days from %s on".formatted(MOST_DAYS, first))
        .done();
    List<DailyHistory.Day> days = history.days(goal, first, last, now).days();
    return new HistoryAnswer(
        goalId, goal.revision(), goal.period().zone().getId(), first, last, days);
  }

  @GetMapping(path = "/contributions", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "The facts behind a number and what each counts for",
      description =
          "Together they make the number; those of a rolling goal are the facts of the window as it"
              + " is now. Facts that wait for a rate are listed with the rate that is missing. Of a"
              + " final goal they are what would count now, with the result and its adjustment"
              + " beside them. With Accept: text/csv all of them on one sheet, in the order of"
              + " their ids.")
  ContributionsAnswer contributions(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      @RequestParam @Parameter(description = "date, credited or factId", example = "date")
          Optional<String> sort,
      @RequestParam @Parameter(description = "asc or desc", example = "desc")
          Optional<String> order,
      @RequestParam(defaultValue = "0") @Parameter(description = "Page, from 0", example = "0")
          int page,
      @RequestParam(defaultValue = "50")
          @Parameter(description = "Facts on a page, 1 to 500", example = "50")
          int size,
      Caller caller) {
    Checks checks = new Checks().page(page, size, Contributions.DEEPEST_ROW);
    Order by = checks.word("sort", sort, SORTS, Order.DATE);
    boolean descending = checks.descending(order, false);
    checks.done();
    caller.needs(contributions.goal(goalId).orElseThrow(() -> UnknownException.goal(goalId)));
    Instant now = clock.instant();
    Contributions.Page found =
        contributions
            .page(goalId, now, by, descending, page * size, size)
            .orElseThrow(() -> UnknownException.goal(goalId));
    return new ContributionsAnswer(
        goalId,
        found.goal().revision(),
        now,
        found.days().start(),
        found.days().end().minusDays(1),
        found.counted(),
        store.find(goalId).map(ProgressView::life).orElse(null),
        found.contributions(),
        page,
        size,
        found.total());
  }

  @GetMapping(path = "/contributions", produces = CSV)
  @Operation(
      summary = "The facts behind a number as CSV",
      description = "RFC 4180; cells that a spreadsheet would take for a formula begin with '.")
  void csv(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    Goal goal =
        caller.needs(contributions.goal(goalId).orElseThrow(() -> UnknownException.goal(goalId)));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"contributions.csv\"");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    try (ContributionSheet sheet = new ContributionSheet(out)) {
      contributions.each(goal, clock.instant(), sheet::add);
    }
  }

  @GetMapping(path = "/explanation", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Why a number changed between two moments",
      description =
          "Counts with everything that was known at from and at to, and splits the difference by"
              + " cause: goal change, organization, rates, time, deals, activities, withdrawals."
              + " They are brought in in this order, and everything is counted anew after each, so"
              + " the causes' differences add up to the whole difference, whatever the metric.")
  Explanation explanation(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      @RequestParam @Parameter(description = "The earlier moment", example = "2026-03-01T00:00:00Z")
          Instant from,
      @RequestParam
          @Parameter(
              description = "The later moment; now if left out",
              example = "2026-03-31T12:00:00Z")
          Optional<Instant> to,
      Caller caller) {
    Instant until = to.orElseGet(clock::instant);
    new Checks().require(from.isBefore(until), "to", until, "a moment after from, " + from).done();
    explanations.goals(goalId, from, until).forEach(caller::needs);
    return explanations
        .explain(goalId, from, until)
        .orElseThrow(() -> UnknownException.goal(goalId));
  }
}
