package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Organization.Belonging;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationTest {
  private final Organization organization = new Organization();

  @Test
  void aRepBelongsToTheOwnUnitAndToAllAboveIt() {
    organization.putUnit("region", List.of(since("company", "2020-01-01")));
    organization.putUnit("team", List.of(since("region", "2020-01-01")));
    organization.putRep("rep", List.of(since("team", "2020-01-01")));

    assertThat(organization.unitsOf("rep", day("2026-01-01")))
        .containsExactlyInAnyOrder("team", "region", "company");
    assertThat(organization.unitsOf("stranger", day("2026-01-01"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2019-12-31, ''",
    "2020-01-01, old",
    "2026-04-30, old",
    "2026-05-01, new",
    "2026-05-02, new"
  })
  void aTransferHoldsFromItsDay(String date, String unit) {
    organization.putRep(
        "rep", List.of(between("old", "2020-01-01", "2026-05-01"), since("new", "2026-05-01")));

    assertThat(organization.unitsOf("rep", day(date)))
        .isEqualTo(unit.isEmpty() ? Set.of() : Set.of(unit));
  }

  @Test
  void aUnitThatMovesTakesItsMembersAlongFromThatDay() {
    organization.putUnit(
        "team",
        List.of(between("north", "2020-01-01", "2026-05-01"), since("south", "2026-05-01")));
    organization.putRep("rep", List.of(since("team", "2020-01-01")));

    assertThat(organization.unitsOf("rep", day("2026-04-30"))).containsOnly("team", "north");
    assertThat(organization.unitsOf("rep", day("2026-05-01"))).containsOnly("team", "south");
  }

  @Test
  void changingARepTouchesTheUnitsAboveBeforeAndAfter() {
    organization.putUnit("a", List.of(since("north", "2020-01-01")));
    organization.putUnit("b", List.of(since("south", "2020-01-01")));
    organization.putRep("rep", List.of(since("a", "2020-01-01")));

    assertThat(organization.putRep("rep", List.of(since("b", "2020-01-01"))))
        .containsExactlyInAnyOrder("a", "north", "b", "south");
    assertThat(organization.removeRep("rep")).containsExactlyInAnyOrder("b", "south");
    assertThat(organization.removeRep("rep")).isEmpty();
  }

  @Test
  void movingAUnitTouchesTheUnitsAboveBeforeAndAfter() {
    organization.putUnit("north", List.of(since("company", "2020-01-01")));
    organization.putUnit("team", List.of(since("north", "2020-01-01")));

    assertThat(organization.putUnit("team", List.of(since("south", "2020-01-01"))))
        .containsExactlyInAnyOrder("team", "north", "company", "south");
    assertThat(organization.removeUnit("team")).containsExactlyInAnyOrder("team", "south");
  }

  @Test
  void unitsThatStandAboveEachOtherEndNowhere() {
    organization.putUnit("a", List.of(since("b", "2020-01-01")));
    organization.putUnit("b", List.of(since("a", "2020-01-01")));
    organization.putRep("rep", List.of(since("a", "2020-01-01")));

    assertThat(organization.unitsOf("rep", day("2026-01-01"))).containsOnly("a", "b");
    assertThat(organization.putUnit("a", List.of(since("b", "2020-01-01"))))
        .containsExactlyInAnyOrder("a", "b");
  }

  private static Belonging since(String unit, String date) {
    return new Belonging(unit, day(date), Optional.empty());
  }

  private static Belonging between(String unit, String since, String until) {
    return new Belonging(unit, day(since), Optional.of(day(until)));
  }
}
