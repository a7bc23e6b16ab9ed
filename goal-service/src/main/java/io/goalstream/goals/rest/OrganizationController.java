package io.goalstream.goals.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Gaps;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.rest.OrganizationJson.RepBody;
import io.goalstream.goals.rest.OrganizationJson.RepView;
import io.goalstream.goals.rest.OrganizationJson.UnitBody;
import io.goalstream.goals.rest.OrganizationJson.UnitView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

  /** A unit as it is now, and days for which nothing is said of it. */
  record PutUnitView(@JsonUnwrapped UnitView unit, List<String> warnings) {}

  /** A rep as known now, and days for which nothing is said of the rep. */
  record PutRepView(@JsonUnwrapped RepView rep, List<String> warnings) {}

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

  @GetMapping("/organization/units/{id}")
  UnitView unit(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_ORGANIZATION);
    return Optional.ofNullable(members.organization().units().get(id))
        .map(UnitView::of)
        .orElseThrow(() -> RefusedException.unknown("unit", id));
  }

  @GetMapping("/organization/reps/{id}")
  RepView rep(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_ORGANIZATION);
    return Optional.ofNullable(members.organization().reps().get(id))
        .map(RepView::of)
        .orElseThrow(() -> RefusedException.unknown("rep", id));
  }

  @PutMapping("/organization/units/{id}")
  ResponseEntity<PutUnitView> unit(
      @PathVariable String id, @RequestBody UnitBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    Unit unit = body.unit(id);
    List<Gaps.Gap> before = Gaps.in(members.organization());
    boolean added = RefusedException.unless(members.put(unit));
    return ResponseEntity.status(status(added))
        .body(new PutUnitView(UnitView.of(unit), warnings(Terms.Owner.UNIT, id, before)));
  }

  @PutMapping("/organization/reps/{id}")
  ResponseEntity<PutRepView> rep(
      @PathVariable String id, @RequestBody RepBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    Rep rep = body.rep(id);
    List<Gaps.Gap> before = Gaps.in(members.organization());
    boolean added = RefusedException.unless(members.put(rep));
    return ResponseEntity.status(status(added))
        .body(new PutRepView(RepView.of(rep), warnings(Terms.Owner.REP, id, before)));
  }

  /** What is missing of that one, and what of others has come to be missing by the change. */
  private List<String> warnings(String kind, String id, List<Gaps.Gap> before) {
    Terms.Owner who = new Terms.Owner(kind, id);
    return Gaps.in(members.organization()).stream()
        .filter(gap -> gap.who().equals(who) || !before.contains(gap))
        .map(Gaps.Gap::what)
        .toList();
  }

  /** Days for which the organization says nothing, all of them. */
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
