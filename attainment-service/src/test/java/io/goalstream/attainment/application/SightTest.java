package io.goalstream.attainment.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Viewer.Role;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Organization.Leading;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose goals each role sees, on each side of the days on which that changes. */
class SightTest {
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
  private static final LocalDate CHANGE = LocalDate.of(2026, 7, 1);

  private final TestLedger ledger = new TestLedger();

  /**
   * Gwen leads the company; Hugo leads the north until July, then Iris does. Ann moves from the
   * north to the south in July.
   */
  @BeforeEach
  void aCompany() {
    ledger.unitLed("company", List.of(leading("gwen", LONG_AGO, null)));
    ledger.unitLed(
        "north",
        List.of(leading("hugo", LONG_AGO, CHANGE), leading("iris", CHANGE, null)),
        in("company", LONG_AGO, null));
    ledger.unitLed("south", List.of(), in("company", LONG_AGO, null));
    ledger.rep("ann", in("north", LONG_AGO, CHANGE), in("south", CHANGE, null));
    ledger.rep("bob", in("north", LONG_AGO, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // role | who | day | whose goals are seen, of ann, bob, north, south, company
        "REP | ann | 2026-06-30 | ann",
        "REP | hugo | 2026-06-30 | -",
        "MANAGER | hugo | 2026-06-30 | ann bob north",
        "MANAGER | hugo | 2026-07-01 | -",
        "MANAGER | iris | 2026-06-30 | -",
        "MANAGER | iris | 2026-07-01 | bob north",
        "MANAGER | gwen | 2026-07-01 | ann bob north south company",
        "MANAGER | ann | 2026-07-01 | ann",
        "ADMIN | sam | 2026-07-01 | ann bob north south company",
        "SERVICE | goal-service | 2026-07-01 | ann bob north south company",
        "- | gwen | 2026-07-01 | -"
      })
  void eachRoleSees(@Nullable Role role, String who, LocalDate day, @Nullable String seen) {
    Set<Role> roles = Optional.ofNullable(role).map(Set::of).orElse(Set.of());
    Sight sight = Sight.of(new Viewer(who, roles), ledger.reading(), day);

    List<Owner> all =
        List.of(
            Owner.rep("ann"),
            Owner.rep("bob"),
            Owner.unit("north"),
            Owner.unit("south"),
            Owner.unit("company"));
    Set<String> expected =
        seen == null
            ? Set.of()
            : Arrays.stream(seen.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
    assertThat(all.stream().filter(sight::covers).map(Owner::id))
        .containsExactlyInAnyOrderElementsOf(expected);
    Optional<Set<Owner>> chosen = Optional.of(Set.copyOf(all));
    assertThat(sight.within(chosen).orElseThrow().stream().map(Owner::id))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Leading leading(String repId, LocalDate since, @Nullable LocalDate until) {
    return new Leading(repId, since, Optional.ofNullable(until));
  }

  private static Belonging in(String unitId, LocalDate since, @Nullable LocalDate until) {
    return new Belonging(unitId, since, Optional.ofNullable(until));
  }
}
