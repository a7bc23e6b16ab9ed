package io.goalstream.goals.domain;

import static io.goalstream.goals.domain.Examples.between;
import static io.goalstream.goals.domain.Examples.startingOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {
  private static final String NOT_BELOW = "a unit that is not below this one at any time";

  private static final Organization AURORA =
      new Organization(
          Map.of(
              "aurora", unit("aurora", List.of()),
              "north", unit("north", List.of(startingOn("aurora", "2020-01-01"))),
              "city",
                  unit(
                      "city",
                      List.of(
                          between("north", "2020-01-01", "2025-01-01"),
                          startingOn("aurora", "2025-01-01")))),
          Map.of("ana", rep("ana", List.of(startingOn("north", "2020-01-01")))));

  private static Unit unit(String id, List<Dated> placements) {
    return new Unit(id, "Unit " + id, placements, List.of());
  }

  private static Unit led(List<Dated> managers) {
    return new Unit("north", "North", List.of(startingOn("aurora", "2020-01-01")), managers);
  }

  private static Rep rep(String id, List<Dated> memberships) {
    return new Rep(id, "Rep " + id, "en", "UTC", memberships);
  }

  private static Arguments wrong(String what, Unit unit, Violation... expected) {
    return Arguments.of(what, AURORA, unit, List.of(expected));
  }

  static Stream<Arguments> units() {
    Organization nothing = new Organization(Map.of(), Map.of());
    return Stream.of(
        Arguments.of("the first unit", nothing, unit("aurora", List.of()), List.of()),
        wrong("the company again", unit("aurora", List.of())),
        wrong(
            "a second company",
            unit("borealis", List.of()),
            new Violation(
                "placements", "nothing", "a parent; only the company, which is aurora, has none")),
        wrong(
            "an unknown parent",
            unit("south", List.of(startingOn("west", "2020-01-01"))),
            new Violation("placements[0].parentId", "west", "the id of a known unit")),
        wrong(
            "below itself",
            unit("north", List.of(startingOn("north", "2020-01-01"))),
            new Violation("placements[0].parentId", "north", NOT_BELOW)),
        wrong(
            "below its own child of earlier days",
            unit("north", List.of(startingOn("city", "2026-01-01"))),
            new Violation("placements[0].parentId", "city", NOT_BELOW)),
        wrong(
            "one after the other",
            unit(
                "city",
                List.of(
                    between("north", "2020-01-01", "2025-01-01"),
                    between("aurora", "2025-01-01", "2026-01-01")))),
        wrong(
            "a day at both",
            unit(
                "city",
                List.of(
                    between("north", "2020-01-01", "2025-01-02"),
                    startingOn("aurora", "2025-01-01"))),
            new Violation(
                "placements[1]",
                "the same days as placements[0]",
                "days that no other one covers")),
        wrong(
            "an end at its start",
            unit("city", List.of(between("north", "2020-01-01", "2020-01-01"))),
            new Violation(
                "placements[0].until", "2020-01-01", "a day after since, which is 2020-01-01")),
        wrong(
            "two managers at a time",
            led(List.of(startingOn("ana", "2020-01-01"), startingOn("ana", "2021-01-01")))),
        wrong(
            "an unknown manager",
            led(List.of(startingOn("zoe", "2020-01-01"))),
            new Violation("managers[0].repId", "zoe", "the id of a known rep")),
        wrong(
            "no name",
            new Unit("aurora", " ", List.of(), List.of()),
            new Violation("name", "nothing", "a name")),
        wrong(
            "an id with a slash",
            unit("a/b", List.of(startingOn("aurora", "2020-01-01"))),
            new Violation("id", "a/b", "1 to 100 letters, digits or . _ : -")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("units")
  void aUnitIsCheckedAgainstEverythingElse(
      String what, Organization organization, Unit unit, List<Violation> expected) {
    assertThat(organization.check(unit)).isEqualTo(expected);
  }

  @Test
  void aRepIsInOneKnownUnitAtATime() {
    assertThat(
            AURORA.check(
                rep(
                    "ben",
                    List.of(
                        between("north", "2020-01-01", "2024-01-01"),
                        startingOn("city", "2024-01-01")))))
        .isEmpty();
    assertThat(
            AURORA.check(
                rep(
                    "ben",
                    List.of(startingOn("north", "2020-01-01"), startingOn("west", "2024-01-01")))))
        .containsExactly(
            new Violation(
                "memberships[1]",
                "the same days as memberships[0]",
                "days that no other one covers"),
            new Violation("memberships[1].unitId", "west", "the id of a known unit"));
  }

  @Test
  void aRepLivesInATimeZone() {
    assertThat(AURORA.check(new Rep("ben", "Ben", "en", "Berlin", List.of())))
        .containsExactly(
            new Violation("zone", "Berlin", "an IANA time zone such as Europe/Berlin"));
  }

  @Test
  void aUnitIsPlacedUnderOneParentUntilTheDayOnWhichItMoves() {
    LocalDate moved = LocalDate.of(2025, 1, 1);

    assertThat(AURORA.isPlaced("city", "north", moved.minusDays(1))).isTrue();
    assertThat(AURORA.isPlaced("city", "north", moved)).isFalse();
    assertThat(AURORA.isPlaced("city", "aurora", moved)).isTrue();
    assertThat(AURORA.isPlaced("north", "city", moved)).isFalse();
  }

  /** Whatever moves when: the same as asking for every single day. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoIsInAUnitDuringAStretchIsWhoIsInItOnAnyOfItsDays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Unit> units = new HashMap<>(Map.of("u-0", unit("u-0", List.of())));
    for (int i = 1; i < 8; i++) {
      int number = i;
      units.put("u-" + i, unit("u-" + i, dated(random, () -> "u-" + random.nextInt(number))));
    }
    Map<String, Rep> reps = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      reps.put("r-" + i, rep("r-" + i, dated(random, () -> "u-" + random.nextInt(8))));
    }
    Organization organization = new Organization(units, reps);
    for (int i = 0; i < 50; i++) {
      String unit = "u-" + random.nextInt(8);
      LocalDate start = day(random);
      LocalDate end = start.plusDays(random.nextInt(40));
      assertThat(organization.repsIn(unit, start, end))
          .as("%s from %s until %s", unit, start, end)
          .containsExactlyElementsOf(
              reps.keySet().stream()
                  .filter(
                      id ->
                          start
                              .datesUntil(end)
                              .anyMatch(day -> organization.isMember(id, unit, day)))
                  .sorted()
                  .toList());
    }
  }

  /** Up to three stretches, one after the other, with and without gaps. */
  private static List<Dated> dated(SplittableRandom random, Supplier<String> id) {
    List<Dated> all = new ArrayList<>();
    LocalDate since = day(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate until = since.plusDays(1 + random.nextInt(30));
      all.add(
          new Dated(
              id.get(),
              since,
              i == 1 && random.nextBoolean() ? Optional.empty() : Optional.of(until)));
      since = until.plusDays(random.nextInt(3));
    }
    return List.copyOf(all);
  }

  private static LocalDate day(SplittableRandom random) {
    return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(90));
  }

  /** Ben was in the team until March, and the team under north from July: never below north. */
  @Test
  void membersOfAStretchAreThoseOfAnyOfItsDays() {
    Organization organization =
        new Organization(
            Map.of(
                "north", unit("north", List.of()),
                "team", unit("team", List.of(startingOn("north", "2026-07-01")))),
            Map.of(
                "ben", rep("ben", List.of(between("team", "2026-01-01", "2026-03-01"))),
                "ana", rep("ana", List.of(startingOn("team", "2026-01-01"))),
                "cleo", rep("cleo", List.of(between("north", "2026-02-01", "2026-02-02")))));
    LocalDate january = LocalDate.of(2026, 1, 1);

    assertThat(organization.subtree("north", january, LocalDate.of(2027, 1, 1)))
        .contains(Set.of("north", "team", "ana", "cleo"));
    assertThat(organization.subtree("north", january, LocalDate.of(2026, 2, 1)))
        .contains(Set.of("north"));
    assertThat(organization.subtree("north", LocalDate.of(2026, 7, 1)))
        .contains(Set.of("north", "team", "ana"));
    assertThat(organization.subtree("west", january)).isEmpty();
  }
}
