package io.goalstream.dashboard.domain;

import static io.goalstream.dashboard.domain.Examples.DAY;
import static io.goalstream.dashboard.domain.Examples.goal;
import static io.goalstream.dashboard.domain.Examples.progress;
import static io.goalstream.dashboard.domain.Examples.rep;
import static io.goalstream.dashboard.domain.Examples.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final LocalDate ALWAYS = LocalDate.of(2020, 1, 1);

  private final Board board = new Board();

  @Test
  void showsTheCompanyFirstThenUnitsAndTheirRepsAsTheTreeHasThem() {
    company();
    board.define(goal("of-rep", rep("ana")));
    board.define(goal("of-south", unit("south")));
    board.define(goal("of-north", unit("north")));
    board.define(goal("of-company", unit("all")));
    assertThat(order())
        .containsExactly("Zeta Corp: of-company", "North: of-north", "South: of-south of-rep");
    assertThat(board.sections(DAY).getLast().path())
        .containsExactly(new Section.Above("all", "Zeta Corp"));
  }

  @Test
  void followsARepToTheUnitOfTheDay() {
    company();
    board.define(goal("g", rep("ana")));
    board.put(
        new Rep(
            "ana",
            "Ana",
            List.of(
                new Stay("south", ALWAYS, Optional.of(DAY)),
                new Stay("north", DAY, Optional.empty()))));
    assertThat(board.sections(DAY.minusDays(1)).getFirst().name()).isEqualTo("South");
    assertThat(board.sections(DAY).getFirst().name()).isEqualTo("North");
  }

  @Test
  void keepsGoalsOfUnknownOwnersAtTheEnd() {
    company();
    board.define(goal("lost", rep("nobody")));
    board.define(goal("of-company", unit("all")));
    assertThat(order()).containsExactly("Zeta Corp: of-company", ": lost");
    assertThat(board.row("lost").orElseThrow().ownerName()).isEqualTo("nobody");
  }

  @Test
  void losesNoGoalToUnitsThatGoRoundInACircle() {
    board.put(new Unit("a", "A", List.of(new Stay("b", ALWAYS, Optional.empty()))));
    board.put(new Unit("b", "B", List.of(new Stay("a", ALWAYS, Optional.empty()))));
    board.define(goal("of-a", unit("a")));
    board.define(goal("of-b", unit("b")));
    assertThat(order()).containsExactly("A: of-a", "B: of-b");
  }

  @Test
  void takesACancelledGoalAwayAndLeavesItAwayWhenALateNumberComes() {
    board.define(goal("g", unit("u")));
    board.put(progress("g", "0.5"));
    assertThat(board.forgetGoal("g")).isEqualTo(new Change.OfLayout());
    assertThat(board.put(progress("g", "0.6"))).isEqualTo(new Change.None());
    assertThat(board.sections(DAY)).isEmpty();
  }

  @Test
  void waitsWithANumberUntilItsGoalIsDefined() {
    assertThat(board.put(progress("g", "0.5"))).isEqualTo(new Change.None());
    board.define(goal("g", unit("u")));
    assertThat(board.row("g").orElseThrow().attainment()).isPresent();
  }

  @Test
  void saysWhetherARowOrTheWholeLayoutChanged() {
    assertThat(board.define(goal("g", unit("u")))).isEqualTo(new Change.OfLayout());
    assertThat(board.define(goal("g", unit("u")))).isEqualTo(new Change.None());
    assertThat(board.put(progress("g", "0.5"))).isEqualTo(new Change.OfRow("g"));
    assertThat(board.forgetProgress("g")).isEqualTo(new Change.OfRow("g"));
    assertThat(board.forgetProgress("g")).isEqualTo(new Change.None());
    assertThat(board.forgetGoal("other")).isEqualTo(new Change.None());
  }

  private void company() {
    board.put(new Unit("all", "Zeta Corp", List.of()));
    board.put(new Unit("south", "South", List.of(new Stay("all", ALWAYS, Optional.empty()))));
    board.put(new Unit("north", "North", List.of(new Stay("all", ALWAYS, Optional.empty()))));
    board.put(new Rep("ana", "Ana", List.of(new Stay("south", ALWAYS, Optional.empty()))));
  }

  private List<String> order() {
    return board.sections(DAY).stream()
        .map(
            section ->
                section.name()
                    + ": "
                    + String.join(
                        " ", section.rows().stream().map(row -> row.goal().id()).toList()))
        .toList();
  }
}
