package io.goalstream.goals.rest;

import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Gaps;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.rest.OrganizationJson.RepBody;
import io.goalstream.goals.rest.OrganizationJson.RepView;
import io.goalstream.goals.rest.OrganizationJson.UnitBody;
import io.goalstream.goals.rest.OrganizationJson.UnitView;
import java.math.BigDecimal;
import java.time.LocalDate;
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

/** What goals rest on: the organization and exchange rates. */
@RestController
@RequestMapping("/api/v1")
class OrganizationController {
  private final Members members;
  private final Rates rates;

  OrganizationController(Members members, Rates rates) {
    this.members = members;
    this.rates = rates;
  }

  record OrganizationView(List<UnitView> units, List<RepView> reps) {}

  record GapList(List<String> warnings) {}

  record RateList(List<ExchangeRate> rates) {}

  record RateBody(@Nullable BigDecimal rate) {}

  @GetMapping("/organization")
  OrganizationView organization(Caller caller) {
    caller.needs(Action.READ_ORGANIZATION);
    Organization organization = members.organization();
    return new OrganizationView(
        organization.units().values().stream().map(UnitView::of).toList(),
        organization.reps().values().stream().map(RepView::of).toList());
  }

  @PutMapping("/organization/units/{id}")
  ResponseEntity<UnitView> unit(
      @PathVariable String id, @RequestBody UnitBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    Unit unit = body.unit(id);
    boolean added = RefusedException.unless(members.put(unit));
    return ResponseEntity.status(status(added)).body(UnitView.of(unit));
  }

  @PutMapping("/organization/reps/{id}")
  ResponseEntity<RepView> rep(@PathVariable String id, @RequestBody RepBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    Rep rep = body.rep(id);
    boolean added = RefusedException.unless(members.put(rep));
    return ResponseEntity.status(status(added)).body(RepView.of(rep));
  }

  /** What nobody is told of when it is changed: days for which the organization says nothing. */
  @GetMapping("/organization/gaps")
  GapList gaps(Caller caller) {
    caller.needs(Action.READ_ORGANIZATION);
    return new GapList(Gaps.in(members.organization()).stream().map(Gaps.Gap::what).toList());
  }

  @GetMapping("/exchange-rates")
  RateList rates(Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new RateList(rates.all());
  }

  @PutMapping("/exchange-rates/{from}/{to}/{validFrom}")
  ExchangeRate rate(
      @PathVariable String from,
      @PathVariable String to,
      @PathVariable LocalDate validFrom,
      @RequestBody RateBody body,
      Caller caller) {
    caller.needs(Action.ADMINISTER);
    BigDecimal rate = body.rate();
    if (rate == null) {
      throw new RefusedException(List.of(new Violation("rate", "nothing", "a number above 0")));
    }
    return RefusedException.unless(rates.put(new ExchangeRate(from, to, validFrom, rate)));
  }

  private static HttpStatus status(boolean added) {
    return added ? HttpStatus.CREATED : HttpStatus.OK;
  }
}
