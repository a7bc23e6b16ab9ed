package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.Reconciler;
import io.goalstream.attainment.application.Reconciliation;
import io.goalstream.attainment.application.ReconciliationRun;
import io.goalstream.attainment.application.Reconciliations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts anew from the ledger and compares. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reconciliation", description = "Counts anew from the ledger and compares")
class ReconciliationController {
  private final Reconciler reconciler;
  private final Reconciliations reconciliations;
  private final LedgerReading ledger;
  private final ProgressStore store;

  ReconciliationController(
      Reconciler reconciler,
      Reconciliations reconciliations,
      LedgerReading ledger,
      ProgressStore store) {
    this.reconciler = reconciler;
    this.reconciliations = reconciliations;
    this.ledger = ledger;
    this.store = store;
  }

  @GetMapping("/progress/{goalId}/reconciliation")
  @Operation(
      summary = "Whether the published number agrees with the ledger",
      description =
          "Recomputes the number from the facts in the ledger. The verdict is AGREES, DIFFERS,"
              + " BEHIND while a part of the service has not read its topics to the end, or"
              + " SWEEPING while the goal is counted anew. Of a final goal the result with its"
              + " adjustment is compared.")
  Reconciliation one(
      @PathVariable @Parameter(description = "Id of the goal", example = "demo-company-revenue")
          String goalId,
      Caller caller) {
    // Either may know the goal before the other does.
    ledger.goal(goalId, LedgerReading.LATEST).ifPresent(caller::needs);
    store.find(goalId).ifPresent(caller::needs);
    return reconciler.reconcile(goalId).orElseThrow(() -> UnknownException.goal(goalId));
  }

  @PostMapping("/reconciliations")
  @Operation(
      summary = "Starts to reconcile many goals in the background",
      description = "All goals, or those of a unit's subtree as it is today; for the role ADMIN.")
  ResponseEntity<ReconciliationRun> start(
      @RequestParam @Parameter(description = "Only this subtree", example = "sales-emea")
          Optional<String> unitId) {
    unitId
        .filter(id -> !ledger.world().knowsUnit(id))
        .ifPresent(
            id -> {
              throw UnknownException.unit(id);
            });
    ReconciliationRun run =
        reconciliations
            .start(unitId.orElse(null))
            .orElseThrow(
                () ->
                    new BusyException(
                        "Several reconciliations wait already; try again when they are done"));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/reconciliations/" + run.id()))
        .body(run);
  }

  @GetMapping("/reconciliations/{id}")
  @Operation(
      summary = "How far a reconciliation of many goals is, and what it found",
      description = "Names the first 100 goals that do not agree; for the role ADMIN.")
  ReconciliationRun run(
      @PathVariable
          @Parameter(
              description = "The id that starting it gave back",
              example = "6f1c2a34-8f0b-4f3f-9a57-3f2f0f6c9d11")
          String id) {
    return reconciliations.find(id).orElseThrow(() -> UnknownException.reconciliation(id));
  }
}
