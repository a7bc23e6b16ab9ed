package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.between;
import static io.goalstream.goals.domain.Examples.startingOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static Unit unit(String id, Dated... placements) {
    return new Unit(id, id, List.of(placements), List.of(startingOn("ines", "2020-01-01")));
  }

  private static Rep rep(String id, Dated... memberships) {
    return new Rep(id, id, "en", "UTC", List.of(memberships));
  }

  /** A region that left the company takes the units below it along, whether anybody is in them. */
  @Test
  void aUnitWithoutAWayUpIsFound() {
    List<Unit> units =
        List.of(
            unit("company"),
            unit("region", between("company", "2019-01-01", "2026-07-01")),
            unit("team", startingOn("region", "2020-01-01")));
    Organization organization =
        new Organization(
            units.stream().collect(Collectors.toMap(Unit::id, Function.identity())),
            java.util.Map.of());

    assertThat(Gaps.in(organization))
        .extracting(Gaps.Gap::what)
        .filteredOn(what -> what.startsWith("unit"))
        .containsExactly(
            "unit team is under unit region, from which no way leads up to the company then, from"
                + " 2026-07-01 on");
  }

  private static List<String> gaps(Rep rep, Unit... units) {
    Organization organization =
        new Organization(
            Arrays.stream(units).collect(Collectors.toMap(Unit::id, Function.identity())),
            java.util.Map.of(rep.id(), rep));
    return Gaps.in(organization).stream()
        .map(Gaps.Gap::what)
        .filter(what -> what.startsWith("rep"))
        .toList();
  }

  @Test
  void aWayUpThatIsWholeHasNoGap() {
    assertThat(
            gaps(
                rep("ana", startingOn("team", "2020-01-01")),
                unit("company"),
                unit("region", startingOn("company", "2019-01-01")),
                unit(
                    "team",
                    between("region", "2019-01-01", "2022-01-01"),
                    startingOn("company", "2022-01-01"))))
        .isEmpty();
  }

  /** What ana sold before 2024 counts for the team and the region, and not for the company. */
  @Test
  void aGapHigherUpIsFound() {
    assertThat(
            gaps(
                rep("ana", startingOn("team", "2020-01-01")),
                unit("company"),
                unit("region", startingOn("company", "2024-01-01")),
                unit("team", startingOn("region", "2020-01-01"))))
        .containsExactly(
            "rep ana is in unit team, from which no way leads up to the company then, from"
                + " 2020-01-01 until 2024-01-01");
  }

  @Test
  void unitsInACircleLeadNowhere() {
    assertThat(
            gaps(
                rep("ana", startingOn("team", "2020-01-01")),
                unit("region", startingOn("team", "2020-01-01")),
                unit("team", startingOn("region", "2020-01-01"))))
        .singleElement()
        .asString()
        .contains("from 2020-01-01 on");
  }
}
