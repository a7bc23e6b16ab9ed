package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.Preview;
import io.goalstream.attainment.application.Previews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Counts terms that nobody has published. */
@RestController
@Tag(name = "Preview", description = "Counts terms that nobody has published")
class PreviewController {
  private final Previews previews;

  PreviewController(Previews previews) {
    this.previews = previews;
  }

  @PostMapping(
      path = "/api/v1/progress/{goalId}/preview",
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Where a goal would stand with other terms, and what would be announced",
      description =
          "The body is a record of goals.definitions.v1 as the topic has it: a zero byte, the id"
              + " of the schema, Avro. It is counted from the ledger; nothing is kept and nothing"
              + " is announced. goal-service asks this for people: see its adjustments and"
              + " metrics. For the roles SERVICE and ADMIN.")
  Preview preview(
      @PathVariable
          @Parameter(
              description = "Id of the goal, the key of the record",
              example = "demo-company-revenue")
          String goalId,
      @RequestBody byte[] definition) {
    return previews
        .of(goalId, definition)
        .orElseThrow(
            () ->
                new RefusedException(
                    List.of(
                        new Violation(
                            "body",
                            "%d bytes that say no goal to be counted".formatted(definition.length),
                            "an active record of goals.definitions.v1 with the key " + goalId))));
  }
}
