package io.goalstream.goals.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Terms;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {
  private static final LocalDate LONG_AGO = LocalDate.parse("2015-01-01");
  private static final LocalDate TODAY = LocalDate.parse("2026-05-15");

  private static final List<Relation> COLUMNS =
      List.of(Relation.SELF, Relation.HEAD, Relation.ABOVE, Relation.BELOW, Relation.OTHER);

  /** One column for each relation: allowed (x) or not (-). Admins may do everything. */
  private static final String TABLE =
      """
      role     action                SELF HEAD ABOVE BELOW OTHER
      REP      READ_GOALS            x    -    -     -     -
      REP      SET_GOALS             -    -    -     -     -
      REP      BREAK_DOWN_GOALS      -    -    -     -     -
      REP      ANSWER_PROPOSALS      x    -    -     -     -
      REP      DECIDE_REQUESTS       -    -    -     -     -
      REP      REQUEST_ADJUSTMENTS   x    -    -     -     -
      REP      REVIEW_GOALS          -    -    -     -     -
      REP      REMARK_IN_REVIEWS     x    -    -     -     -
      REP      PRAISE                -    -    -     -     -
      REP      READ_OBJECTIVES       x    -    -     x     -
      REP      SET_OBJECTIVES        -    -    -     -     -
      REP      READ_CATALOGUES       x    x    x     x     x
      REP      READ_ORGANIZATION     -    -    -     -     -
      REP      ADMINISTER            -    -    -     -     -
      MANAGER  READ_GOALS            x    x    x     -     -
      MANAGER  SET_GOALS             -    -    x     -     -
      MANAGER  BREAK_DOWN_GOALS      -    x    x     -     -
      MANAGER  ANSWER_PROPOSALS      x    x    -     -     -
      MANAGER  DECIDE_REQUESTS       -    -    x     -     -
      MANAGER  REQUEST_ADJUSTMENTS   x    x    x     -     -
      MANAGER  REVIEW_GOALS          -    x    x     -     -
      MANAGER  REMARK_IN_REVIEWS     x    x    x     -     -
      MANAGER  PRAISE                -    x    x     -     -
      MANAGER  READ_OBJECTIVES       x    x    x     x     -
      MANAGER  SET_OBJECTIVES        -    x    x     -     -
      MANAGER  READ_CATALOGUES       x    x    x     x     x
      MANAGER  READ_ORGANIZATION     x    x    x     x     x
      MANAGER  ADMINISTER            -    -    -     -     -
      """;

  /** Company, led by gwen; north, led by hugo, with ana and team ice; ice, led by ida, with ben. */
  private static final Organization COMPANY =
      new Organization(
          Map.of(
              "company", unit("company", null, "gwen"),
              "north", unit("north", "company", "hugo"),
              "ice", unit("ice", "north", "ida"),
              "south", unit("south", "company", "iris")),
          Map.of(
              "gwen", rep("gwen", new Dated("company", LONG_AGO, Optional.empty())),
              "hugo", rep("hugo", new Dated("north", LONG_AGO, Optional.empty())),
              "ida", rep("ida", new Dated("ice", LONG_AGO, Optional.empty())),
              "iris", rep("iris", new Dated("south", LONG_AGO, Optional.empty())),
              "ana", rep("ana", new Dated("north", LONG_AGO, Optional.empty())),
              "ben", rep("ben", new Dated("ice", LONG_AGO, Optional.empty())),
              "gone", rep("gone", new Dated("ice", LONG_AGO, Optional.of(TODAY))),
              "new", rep("new", new Dated("south", TODAY.plusDays(30), Optional.empty())),
              "moved",
                  rep(
                      "moved",
                      new Dated("north", LONG_AGO, Optional.of(TODAY)),
                      new Dated("south", TODAY, Optional.empty())),
              "nowhere", rep("nowhere")));

  private static Unit unit(String id, @Nullable String parent, String head) {
    return new Unit(
        id,
        id,
        Optional.ofNullable(parent).stream()
            .map(above -> new Dated(above, LONG_AGO, Optional.empty()))
            .toList(),
        List.of(new Dated(head, LONG_AGO, Optional.empty())));
  }

  private static Rep rep(String id, Dated... memberships) {
    return new Rep(id, id, "en", "UTC", List.of(memberships));
  }

  @TestFactory
  Stream<DynamicTest> whoMayDoWhat() {
    return TABLE
        .lines()
        .skip(1)
        .map(line -> line.split("\\s+", -1))
        .flatMap(
            cells ->
                Arrays.stream(Relation.values())
                    .map(
                        relation ->
                            DynamicTest.dynamicTest(
                                "%s %s %s".formatted(cells[0], cells[1], relation),
                                () -> checkCell(cells, relation))));
  }

  private static void checkCell(String[] cells, Relation relation) {
    Person person = new Person("somebody", Set.of(Role.valueOf(cells[0])));

    assertThat(AccessRules.allow(person, Action.valueOf(cells[1]), relation))
        .isEqualTo(cells[2 + COLUMNS.indexOf(relation)].equals("x"));
  }

  @Test
  void theTableHasEveryActionOfEveryRoleButAdmins() {
    Set<String> rows =
        TABLE
            .lines()
            .skip(1)
            .map(line -> line.split("\\s+", -1))
            .map(cells -> cells[0] + " " + cells[1])
            .collect(Collectors.toSet());
    Set<String> all = new HashSet<>();
    for (Role role : Set.of(Role.REP, Role.MANAGER)) {
      Arrays.stream(Action.values()).forEach(action -> all.add(role + " " + action));
    }

    assertThat(rows).isEqualTo(all);
  }

  @Test
  void anAdminMayDoEverythingAndWithoutARoleNobodyDoesAnything() {
    for (Action action : Action.values()) {
      for (Relation relation : Relation.values()) {
        assertThat(AccessRules.allow(new Person("sam", Set.of(Role.ADMIN)), action, relation))
            .isTrue();
        assertThat(AccessRules.allow(new Person("sam", Set.of()), action, relation)).isFalse();
      }
    }
  }

  @Test
  void whoHasTwoRolesMayDoWhatEitherAllows() {
    Person both = new Person("hugo", Set.of(Role.REP, Role.MANAGER));

    assertThat(AccessRules.allow(both, Action.SET_GOALS, Relation.ABOVE)).isTrue();
    assertThat(AccessRules.allow(both, Action.ANSWER_PROPOSALS, Relation.SELF)).isTrue();
    assertThat(AccessRules.allow(both, Action.ADMINISTER)).isFalse();
  }

  @ParameterizedTest(name = "{0} to {1} {2}: {3}")
  @CsvSource({
    "ana,  REP,  ana,     SELF",
    "hugo, REP,  hugo,    SELF", // of one's own unit, and yet one's own goals
    "ana,  REP,  hugo,    OTHER",
    "ben,  REP,  ana,     OTHER",
    "hugo, REP,  ana,     ABOVE",
    "hugo, REP,  ben,     ABOVE", // through team ice
    "ida,  REP,  ben,     ABOVE",
    "ida,  REP,  ana,     OTHER",
    "ida,  REP,  hugo,    OTHER",
    "iris, REP,  ana,     OTHER",
    "gwen, REP,  ben,     ABOVE",
    "hugo, UNIT, north,   HEAD",
    "ida,  UNIT, ice,     HEAD",
    "hugo, UNIT, ice,     ABOVE",
    "gwen, UNIT, north,   ABOVE",
    "gwen, UNIT, company, ABOVE", // nobody is above the company
    "hugo, UNIT, company, BELOW",
    "ida,  UNIT, north,   BELOW",
    "ben,  UNIT, ice,     BELOW",
    "ben,  UNIT, north,   BELOW",
    "ben,  UNIT, south,   OTHER",
    "ida,  UNIT, south,   OTHER",
    "hugo, REP,  gone,    ABOVE", // the last one's manager closes what is left
    "ida,  REP,  gone,    ABOVE",
    "iris, REP,  new,     ABOVE", // planned before the first day
    "hugo, REP,  moved,   OTHER",
    "iris, REP,  moved,   ABOVE",
    "gwen, REP,  nowhere, OTHER",
    "ana,  REP,  nobody,  OTHER",
    "gwen, UNIT, nothing, OTHER",
    "nobody, UNIT, north, OTHER"
  })
  void howAPersonStandsToAnOwner(String person, String kind, String owner, Relation expected) {
    assertThat(AccessRules.relation(person, new Terms.Owner(kind, owner), COMPANY, TODAY))
        .isEqualTo(expected);
  }

  @Test
  void aManagersTimeEnds() {
    Unit led =
        new Unit(
            "north",
            "north",
            List.of(new Dated("company", LONG_AGO, Optional.empty())),
            List.of(
                new Dated("hugo", LONG_AGO, Optional.of(TODAY)),
                new Dated("ida", TODAY, Optional.empty())));
    Organization changed =
        new Organization(
            Map.of("company", unit("company", null, "gwen"), "north", led), COMPANY.reps());
    Terms.Owner ana = new Terms.Owner(Terms.Owner.REP, "ana");

    assertThat(AccessRules.relation("hugo", ana, changed, TODAY.minusDays(1)))
        .isEqualTo(Relation.ABOVE);
    assertThat(AccessRules.relation("hugo", ana, changed, TODAY)).isEqualTo(Relation.OTHER);
    assertThat(AccessRules.relation("ida", ana, changed, TODAY)).isEqualTo(Relation.ABOVE);
  }

  @Test
  void whoMayNotHearsWhoMay() {
    assertThat(AccessRules.allowed(Action.ANSWER_PROPOSALS))
        .isEqualTo(
            "REP who is the owner; MANAGER who is the owner or the manager of the unit that owns"
                + " it; ADMIN");
    assertThat(AccessRules.allowed(Action.ADMINISTER)).isEqualTo("ADMIN");
  }
}
