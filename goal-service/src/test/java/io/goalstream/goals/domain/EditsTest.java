package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the history of a goal says of changes is read by people. */
class EditsTest {
  @Test
  void seasonsAreDaysWithTheirWeights() {
    assertThat(
            edits(
                r ->
                    r.course =
                        course(
                            List.of(season("2026-01-01", "1.0"), season("2026-04-01", "2")),
                            Optional.empty(),
                            Optional.empty())))
        .containsExactly(new Step.Edit("seasons", "nothing", "2026-01-01: 1; 2026-04-01: 2"));
  }

  @Test
  void aWorkingCalendarIsItsDays() {
    Terms.WorkingCalendar calendar =
        new Terms.WorkingCalendar(List.of("MONDAY", "TUESDAY"), List.of(LocalDate.of(2026, 1, 6)));

    assertThat(edits(r -> r.course = course(List.of(), Optional.of(calendar), Optional.empty())))
        .containsExactly(
            new Step.Edit("workingCalendar", "nothing", "MONDAY, TUESDAY; but not 2026-01-06"));
  }

  @Test
  void paceBandsAreNamedEdges() {
    Terms.PaceBands bands =
        new Terms.PaceBands(new BigDecimal("1.00"), new BigDecimal("0.9"), new BigDecimal("0.02"));

    assertThat(edits(r -> r.course = course(List.of(), Optional.empty(), Optional.of(bands))))
        .containsExactly(
            new Step.Edit(
                "paceBands", "nothing", "on track from 1; at risk above 0.9; hysteresis 0.02"));
  }

  @Test
  void checkpointsAreNumbersByAMoment() {
    Terms.Checkpoint meetings =
        new Terms.Checkpoint(
            "Meetings", Instant.parse("2026-04-01T09:00:00Z"), new BigDecimal("2.0"));

    assertThat(edits(r -> r.checkpoints = List.of(meetings)))
        .containsExactly(
            new Step.Edit("checkpoints", "nothing", "Meetings: 2 by 2026-04-01T09:00:00Z"));
  }

  @Test
  void aFilterIsItsConditions() {
    List<Metric.Condition> filter =
        List.of(
            new Metric.Condition("region", "IN", List.of("north", "south")),
            new Metric.Condition("attributes.tier", "PRESENT", List.of()));

    assertThat(edits(r -> r.filter = filter))
        .containsExactly(
            new Step.Edit("filter", "nothing", "region IN north, south; attributes.tier PRESENT"));
  }

  private static List<Step.Edit> edits(Consumer<Examples.RequestExample> change) {
    return Edits.between(Examples.draft(r -> {}).terms(), Examples.draft(change).terms());
  }

  private static Terms.Course course(
      List<Terms.Season> seasons,
      Optional<Terms.WorkingCalendar> calendar,
      Optional<Terms.PaceBands> bands) {
    return new Terms.Course(seasons, calendar, bands);
  }

  private static Terms.Season season(String start, String weight) {
    return new Terms.Season(LocalDate.parse(start), new BigDecimal(weight));
  }
}
