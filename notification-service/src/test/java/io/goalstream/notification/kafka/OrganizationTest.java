package io.goalstream.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Event;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The company, which ines leads; in it europe, which nobody leads; in it north and south. Hugo
 * leads north until the end of June, vera after it; zoe leads south. Mila goes from north to south
 * on the first of April.
 */
class OrganizationTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

  private final Organization organization = new Organization();

  private static Unit unit(String id, String parent, Management... managers) {
    List<Placement> placements =
        parent.isEmpty() ? List.of() : List.of(new Placement(parent, FIRST, null));
    return new Unit(id, "Unit " + id, placements, List.of(managers));
  }

  private static Rep rep(String id, Membership... memberships) {
    return new Rep(id, "Rep " + id, "en", "Europe/Berlin", List.of(memberships));
  }

  private static Event.Owner owner(String name) {
    return new Event.Owner(name.startsWith("unit ") ? "UNIT" : "REP", name.replace("unit ", ""));
  }

  private static Set<String> names(String words) {
    return words == null
        ? Set.of()
        : Arrays.stream(words.split(" ", -1)).collect(Collectors.toSet());
  }

  @BeforeEach
  void found() {
    organization.put(unit("company", "", new Management("ines", FIRST, null)));
    organization.put(unit("europe", "company"));
    organization.put(
        unit(
            "north",
            "europe",
            new Management("hugo", FIRST, JULY),
            new Management("vera", JULY, null)));
    organization.put(unit("south", "europe", new Management("zoe", FIRST, null)));
    organization.put(rep("ana", new Membership("north", FIRST, null)));
    organization.put(rep("hugo", new Membership("north", FIRST, null)));
    organization.put(
        rep("mila", new Membership("north", FIRST, APRIL), new Membership("south", APRIL, null)));
  }

  @ParameterizedTest(name = "{1} levels above {0} on {2}")
  @CsvSource({
    "ana, 1, 2026-03-01, hugo",
    "ana, 2, 2026-03-01, hugo ines",
    "ana, 9, 2026-03-01, hugo ines",
    "ana, 0, 2026-03-01,",
    "ana, 1, 2025-12-31,",
    "ana, 1, 2026-06-30, hugo",
    "ana, 1, 2026-07-01, vera",
    "mila, 1, 2026-03-31, hugo",
    "mila, 1, 2026-04-01, zoe",
    "hugo, 1, 2026-03-01, ines",
    "unit north, 1, 2026-03-01, ines",
    "unit europe, 1, 2026-03-01, ines",
    "unit company, 1, 2026-03-01,",
    "nobody, 1, 2026-03-01,",
    "unit nowhere, 1, 2026-03-01,"
  })
  void managersAbove(String who, int levels, LocalDate date, String expected) {
    assertThat(organization.managersAbove(owner(who), date, levels)).isEqualTo(names(expected));
  }

  @Test
  void whoLeadsTheUnitIsNotAboveItEvenIfHigherUpAgain() {
    organization.put(unit("europe", "company", new Management("hugo", FIRST, null)));

    assertThat(organization.managersAbove(owner("unit north"), FIRST, 1)).containsExactly("ines");
    assertThat(organization.managersAbove(owner("hugo"), FIRST, 1)).containsExactly("ines");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "north, 2026-03-01, hugo",
    "north, 2026-07-01, vera",
    "europe, 2026-03-01, ines",
    "company, 2026-03-01, ines",
    "north, 2025-12-31,",
    "nowhere, 2026-03-01,"
  })
  void aUnitThatNobodyLeadsIsLedFromAbove(String unit, LocalDate date, String expected) {
    assertThat(organization.managersOf(unit, date)).isEqualTo(names(expected));
  }

  @ParameterizedTest(name = "{0} leads {1} on {2}: {3}")
  @CsvSource({
    "hugo, north, 2026-03-01, true",
    "hugo, north, 2026-07-01, false",
    "ines, north, 2026-03-01, true",
    "hugo, europe, 2026-03-01, false",
    "hugo, south, 2026-03-01, false",
    "ana, north, 2026-03-01, false",
    "ines, nowhere, 2026-03-01, false"
  })
  void leadingReachesDownOnly(String person, String unit, LocalDate date, boolean expected) {
    assertThat(organization.leads(person, unit, date)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} within {1} on {2}: {3}")
  @CsvSource({
    "ana, north, 2026-03-01, true",
    "ana, company, 2026-03-01, true",
    "ana, south, 2026-03-01, false",
    "mila, north, 2026-03-31, true",
    "mila, north, 2026-04-01, false",
    "mila, south, 2026-04-01, true",
    "unit north, europe, 2026-03-01, true",
    "unit north, north, 2026-03-01, true",
    "unit europe, north, 2026-03-01, false",
    "nobody, company, 2026-03-01, false"
  })
  void belongingReachesUpOnly(String who, String unit, LocalDate date, boolean expected) {
    assertThat(organization.isWithin(owner(who), unit, date)).isEqualTo(expected);
  }

  @Test
  void aCircleOfUnitsHasAnEnd() {
    organization.put(unit("company", "north", new Management("ines", FIRST, null)));

    assertThat(organization.managersAbove(owner("ana"), FIRST, 9))
        .containsExactlyInAnyOrder("hugo", "ines");
    assertThat(organization.isWithin(owner("ana"), "nowhere", FIRST)).isFalse();
  }

  @Test
  void whoIsGoneIsForgotten() {
    organization.removeRep("ana");
    organization.removeUnit("north");

    assertThat(organization.exists(owner("ana"))).isFalse();
    assertThat(organization.exists(owner("unit north"))).isFalse();
    assertThat(organization.name(owner("ana"))).isEqualTo("ana");
    assertThat(organization.managersAbove(owner("mila"), FIRST, 1)).isEmpty();
  }

  @Test
  void aZoneThatIsNotKnownHereIsReadAsUtc() {
    organization.put(new Rep("ana", " ", "ru", "Mars/Olympus", List.of()));

    assertThat(organization.member("ana").orElseThrow().zone()).hasToString("Z");
    assertThat(organization.member("ana").orElseThrow().language()).isEqualTo("ru");
    assertThat(organization.name(owner("ana"))).as("a blank name is none").isEqualTo("ana");
    assertThat(organization.member("nobody")).isEmpty();
  }
}
