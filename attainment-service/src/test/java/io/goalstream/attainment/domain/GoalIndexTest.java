package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalIndexTest {
  private static final Goal.Owner ANN = Goal.Owner.rep("ann");
  private static final Set<DateField> CLOSED = EnumSet.of(DateField.CLOSED_ON);

  private final GoalIndex<String> index = new GoalIndex<>();

  private static Optional<Goal.Period> days(String start, String end) {
    return Optional.of(Examples.period(start, end, ZoneOffset.UTC));
  }

  private List<String> found(String date) {
    List<String> found = new ArrayList<>();
    GoalIndex.Owned<String> owned = Objects.requireNonNull(index.ofRep("ann"));
    owned.visit(DateField.CLOSED_ON, LocalDate.parse(date), found::add);
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28, later",
    "2026-03-01, both",
    "2026-03-31, both",
    "2026-04-01, later",
    "2025-12-31, none",
    "2027-01-01, none"
  })
  void findsTheGoalsOfTheMonthWhateverWasAddedFirst(String date, String expected) {
    index.add(ANN, days("2026-03-01", "2026-04-01"), CLOSED, "march");
    index.add(ANN, days("2026-01-01", "2027-01-01"), CLOSED, "year");
    assertThat(found(date))
        .isEqualTo(
            switch (expected) {
              case "both" -> List.of("march", "year");
              case "later" -> List.of("year");
              default -> List.of();
            });
  }

  @Test
  void whatIsRemovedIsNotFoundAndTheOthersAre() {
    index.add(ANN, days("2026-03-01", "2026-04-01"), CLOSED, "march");
    index.add(ANN, days("2026-01-01", "2027-01-01"), CLOSED, "year");
    index.remove(ANN, days("2026-03-01", "2026-04-01"), CLOSED, "march");

    assertThat(found("2026-03-15")).containsExactly("year");
    assertThat(index.uses(DateField.CLOSED_ON)).isTrue();
    index.remove(ANN, days("2026-01-01", "2027-01-01"), CLOSED, "year");
    assertThat(index.uses(DateField.CLOSED_ON)).isFalse();
  }

  @Test
  void aGoalOfAnAbsurdTimeCostsNothingAndIsFound() {
    index.add(ANN, days("2026-03-01", "2026-04-01"), CLOSED, "march");
    index.add(ANN, days("+2000000-01-01", "+2000000-02-01"), CLOSED, "far");
    index.add(ANN, days("1800-01-01", "1800-02-01"), CLOSED, "past");

    assertThat(found("2026-03-15")).contains("march");
    assertThat(found("+2000000-01-15")).contains("far");
    assertThat(found("1800-01-15")).contains("past");
  }
}
