package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.goals.v1.GoalDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyTest {
  @Test
  void thereAreAsManyGoalsAsAskedForEachWithItsOwnId() {
    Company company = new Company(50, 4, 900, 20, 1_000);

    List<GoalDefinition> definitions = company.definitions("");

    assertThat(definitions).hasSize(900).extracting(GoalDefinition::getId).doesNotHaveDuplicates();
    assertThat(definitions.stream().filter(goal -> goal.getId().startsWith("probe-"))).hasSize(20);
  }

  @Test
  void theFullSizeFillsItsGoalsWithMoreMonthsAndNothingIdle() {
    Sizes full = Sizes.of(1);

    Company company =
        new Company(full.reps(), full.units(), full.goals(), full.probes(), full.facts());

    assertThat(company.goals()).isEqualTo(75_000);
    assertThat(company.definitions("")).noneMatch(goal -> goal.getOwnerId().startsWith("idle-"));
  }

  @Test
  void goalsThatNobodySellsForFillTheRest() {
    Company company = new Company(2, 1, 500, 1, 100);

    assertThat(company.definitions("")).hasSize(500);
    assertThat(company.expected(new Sums(company), "")).hasSize(499);
  }

  @Test
  void tooFewGoalsAreRefused() {
    assertThatThrownBy(() -> new Company(50, 4, 100, 20, 1_000))
        .hasMessageContaining("room for 100 goals");
  }
}
