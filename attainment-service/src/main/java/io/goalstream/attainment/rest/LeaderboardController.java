package io.goalstream.attainment.rest;

import static io.goalstream.attainment.rest.Descriptions.COMPARED;
import static io.goalstream.attainment.rest.Descriptions.CURRENCY;
import static io.goalstream.attainment.rest.Descriptions.END;
import static io.goalstream.attainment.rest.Descriptions.MEASURE;
import static io.goalstream.attainment.rest.Descriptions.METRIC;
import static io.goalstream.attainment.rest.Descriptions.PAGE;
import static io.goalstream.attainment.rest.Descriptions.PLACES;
import static io.goalstream.attainment.rest.Descriptions.START;
import static io.goalstream.attainment.rest.Descriptions.SUBTREE;

import io.goalstream.attainment.application.Leaderboard;
import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.ProgressQuery;
import io.goalstream.attainment.application.ProgressQuery.Order;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.domain.Goal.Owner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is ahead. */
@RestController
@Tag(name = "Leaderboard", description = "Who is ahead, by metric and period")
class LeaderboardController {
  private static final Map<String, Leaderboard.By> BY =
      Map.of("attainment", Leaderboard.By.ATTAINMENT, "value", Leaderboard.By.VALUE);

  private final Leaderboard leaderboard;
  private final ProgressStore store;
  private final LedgerReading ledger;
  private final Clock clock;

  LeaderboardController(
      Leaderboard leaderboard, ProgressStore store, LedgerReading ledger, Clock clock) {
    this.leaderboard = leaderboard;
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  record Board(List<Leaderboard.Place> places, int page, int size, long ranked, long total) {}

  @GetMapping(path = "/api/v1/leaderboard", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "A leaderboard",
      description =
          "Standard competition ranking: equal numbers share a rank (1, 2, 2, 4). Goals without a"
              + " number come last, without a rank. Ordered by value, goals to decrease a number"
              + " have the lowest first. A goal whose result is final stands with its result,"
              + " whatever adjustment came after it. Everybody who signed in sees it.")
  Board leaderboard(
      @RequestParam @Parameter(description = METRIC, example = "revenue") String metricId,
      @RequestParam @Parameter(description = START, example = "2026-01-01") LocalDate periodStart,
      @RequestParam @Parameter(description = END, example = "2027-01-01") LocalDate periodEnd,
      @RequestParam @Parameter(description = SUBTREE, example = "sales-emea")
          Optional<String> unitId,
      @RequestParam(defaultValue = "REP") @Parameter(description = COMPARED, example = "REP")
          Owner.Kind ownerKind,
      @RequestParam @Parameter(description = MEASURE, example = "attainment") Optional<String> by,
      @RequestParam @Parameter(description = CURRENCY, example = "EUR") Optional<String> currency,
      @RequestParam(defaultValue = "0") @Parameter(description = PAGE, example = "0") int page,
      @RequestParam(defaultValue = "50") @Parameter(description = PLACES, example = "50")
          int size) {
    Checks checks = new Checks().page(page, size, Checks.DEEPEST_ROW);
    Leaderboard.By measure = checks.word("by", by, BY, Leaderboard.By.ATTAINMENT);
    checks.require(
        periodStart.isBefore(periodEnd),
        "periodEnd",
        periodEnd,
        "a day after periodStart, " + periodStart);
    checks.done();
    ProgressQuery query =
        new ProgressQuery(
            Optional.empty(),
            Optional.of(ownerKind),
            unitId.map(id -> ProgressController.subtree(ledger, id, LocalDate.now(clock))),
            Optional.of(metricId),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(periodStart),
            Optional.of(periodEnd),
            Optional.empty(),
            Optional.empty(),
            currency,
            Optional.empty());
    boolean lowestFirst = measure == Leaderboard.By.VALUE && isLowestFirst(query);
    Leaderboard.Page found = leaderboard.page(query, measure, lowestFirst, page * size, size);
    return new Board(found.places(), page, size, found.ranked(), found.total());
  }

  /** True if a lower value is better. Values of several currencies cannot be compared. */
  private boolean isLowestFirst(ProgressQuery query) {
    Set<String> currencies = store.currencies(query);
    new Checks()
        .require(
            currencies.size() <= 1,
            "currency",
            "goals in " + String.join(", ", currencies),
            "one of them, because values of several currencies cannot be compared")
        .done();
    return store.find(query, Order.BY_ID, 0, 1).stream()
        .map(ProgressView::direction)
        .anyMatch("DECREASE"::equals);
  }
}
