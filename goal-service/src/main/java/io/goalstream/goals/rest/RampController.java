package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.calendar.Ramp;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How new reps come up to full productivity, under names that breakdowns can take over. */
@RestController
@RequestMapping("/api/v1/ramps")
class RampController {
  private final Catalogue<Ramp> ramps;

  RampController(Catalogue<Ramp> ramps) {
    this.ramps = ramps;
  }

  record RampBody(@Nullable List<@Nullable BigDecimal> months) {}

  record RampList(List<Ramp> ramps) {}

  @GetMapping
  RampList all(Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new RampList(ramps.all());
  }

  @GetMapping("/{id}")
  Ramp one(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return ramps.find(id).orElseThrow(() -> RefusedException.unknown("ramp", id));
  }

  @PutMapping("/{id}")
  ResponseEntity<Ramp> put(@PathVariable String id, @RequestBody RampBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    Ramp ramp = new Ramp(id, TermsBody.present(body.months(), "months", "a fraction from 0 to 1"));
    boolean added = RefusedException.unless(ramps.put(ramp));
    return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).body(ramp);
  }
}
