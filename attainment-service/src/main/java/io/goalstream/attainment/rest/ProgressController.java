package io.goalstream.attainment.rest;

import static io.goalstream.attainment.rest.Descriptions.DAY;
import static io.goalstream.attainment.rest.Descriptions.END;
import static io.goalstream.attainment.rest.Descriptions.METRIC;
import static io.goalstream.attainment.rest.Descriptions.NAME;
import static io.goalstream.attainment.rest.Descriptions.ON;
import static io.goalstream.attainment.rest.Descriptions.ORDER;
import static io.goalstream.attainment.rest.Descriptions.OWNER;
import static io.goalstream.attainment.rest.Descriptions.OWNER_KIND;
import static io.goalstream.attainment.rest.Descriptions.PACE;
import static io.goalstream.attainment.rest.Descriptions.PAGE;
import static io.goalstream.attainment.rest.Descriptions.PHASE;
import static io.goalstream.attainment.rest.Descriptions.SILENT;
import static io.goalstream.attainment.rest.Descriptions.SIZE;
import static io.goalstream.attainment.rest.Descriptions.SORT;
import static io.goalstream.attainment.rest.Descriptions.START;
import static io.goalstream.attainment.rest.Descriptions.STATE;
import static io.goalstream.attainment.rest.Descriptions.UNIT;

import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.ProgressQuery;
import io.goalstream.attainment.application.ProgressQuery.Field;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.application.World;
import io.goalstream.attainment.domain.Figures.DataState;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Pace;
import io.goalstream.attainment.domain.Phase;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where goals stand. */
@RestController
@RequestMapping(path = "/api/v1/progress", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Progress", description = "Where goals stand now")
class ProgressController {
  private static final Map<String, Field> SORTS =
      Map.of(
          "attainment", Field.ATTAINMENT,
          "value", Field.VALUE,
          "pace", Field.PACE,
          "gap", Field.GAP,
          "remaining", Field.REMAINING,
          "projection", Field.PROJECTION,
          "coverage", Field.COVERAGE,
          "name", Field.NAME,
          "periodEnd", Field.PERIOD_END,
          "goalId", Field.GOAL_ID);

  private final ProgressStore store;
  private final LedgerReading ledger;
  private final Clock clock;

  ProgressController(ProgressStore store, LedgerReading ledger, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  record ProgressList(List<ProgressView> progress, int page, int size, long total) {}

  @GetMapping("/{goalId}")
  @Operation(
      summary = "Where one goal stands",
      description = "Fields and units are those of the topic attainment.progress.v1.")
  ProgressView one(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      Caller caller) {
    return caller.needs(store.find(goalId).orElseThrow(() -> UnknownException.goal(goalId)));
  }

  @GetMapping
  @Operation(
      summary = "Where goals stand, filtered, sorted and paged",
      description =
          "All conditions must hold, and only goals that the caller sees are found: reps see their"
              + " own, managers also those of the units that they lead today and below. Where the"
              + " number to sort by is missing, a goal counts as lower than any number.")
  ProgressList some(
      @RequestParam @Parameter(description = OWNER, example = "ana") Optional<String> ownerId,
      @RequestParam @Parameter(description = OWNER_KIND, example = "REP")
          Optional<Owner.Kind> ownerKind,
      @RequestParam @Parameter(description = UNIT, example = "sales-emea") Optional<String> unitId,
      @RequestParam @Parameter(description = METRIC, example = "revenue") Optional<String> metricId,
      @RequestParam @Parameter(description = STATE, example = "OK") Optional<DataState> state,
      @RequestParam @Parameter(description = PACE, example = "AT_RISK") Optional<Pace> paceStatus,
      @RequestParam @Parameter(description = PHASE, example = "ENDING_SOON") Optional<Phase> phase,
      @RequestParam @Parameter(description = SILENT, example = "true") Optional<Boolean> silent,
      @RequestParam @Parameter(description = START, example = "2026-01-01")
          Optional<LocalDate> periodStart,
      @RequestParam @Parameter(description = END, example = "2027-01-01")
          Optional<LocalDate> periodEnd,
      @RequestParam @Parameter(description = ON, example = "2026-06-30") Optional<LocalDate> on,
      @RequestParam @Parameter(description = DAY, example = "2026-06-30") Optional<LocalDate> date,
      @RequestParam @Parameter(description = NAME, example = "revenue") Optional<String> q,
      @RequestParam @Parameter(description = SORT, example = "attainment") Optional<String> sort,
      @RequestParam @Parameter(description = ORDER, example = "desc") Optional<String> order,
      @RequestParam(defaultValue = "0") @Parameter(description = PAGE, example = "0") int page,
      @RequestParam(defaultValue = "50") @Parameter(description = SIZE, example = "50") int size,
      Caller caller) {
    Checks checks = new Checks().page(page, size, Checks.DEEPEST_ROW);
    Field field = checks.word("sort", sort, SORTS, Field.GOAL_ID);
    boolean descending = checks.descending(order, false);
    checks.name("q", q);
    checks.done();
    LocalDate day = date.or(() -> on).orElseGet(() -> LocalDate.now(clock));
    ProgressQuery query =
        new ProgressQuery(
            ownerId,
            ownerKind,
            caller.sight().within(unitId.map(id -> subtree(ledger, id, day))),
            metricId,
            state.map(Enum::name),
            paceStatus.map(Enum::name),
            phase.map(Enum::name),
            silent,
            periodStart,
            periodEnd,
            on,
            q,
            Optional.empty(),
            Optional.empty());
    return new ProgressList(
        store.find(query, new ProgressQuery.Order(field, descending), page * size, size),
        page,
        size,
        store.count(query));
  }

  /** Who belongs to the unit on the day. */
  static Set<Owner> subtree(LedgerReading ledger, String unitId, LocalDate day) {
    World world = ledger.world();
    if (!world.knowsUnit(unitId)) {
      throw UnknownException.unit(unitId);
    }
    return world.subtree(unitId, day);
  }
}
