package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.AttainmentEvent.Happening;
import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Decision;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.Progress.CheckpointState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case after a decision; each step gives a new one. */
record Judged(Case known, Watermarks watermarks, Instant now, Decision decision) {
  static final long DEFINED = 7;
  static final Instant BEFORE_THE_START = Instant.parse("2026-04-20T08:00:00Z");
  static final Cause A_DEAL =
      Cause.fact(FactKind.DEAL, false, "d-1", 3, 0, number("0"), number("10"));

  static Judged given(GoalOf goal) {
    return given(goal, 1);
  }

  static Judged given(GoalOf goal, int partitions) {
    Case known = define(Case.NEW, goal.build(), DEFINED);
    return new Judged(
        known,
        new Watermarks(partitions, Map.of()),
        BEFORE_THE_START,
        new Decision(known, Optional.empty(), List.of()));
  }

  static Case define(Case known, Goal goal, long sequence) {
    return new Case(sequence, Optional.of(goal), known.partials(), known.published());
  }

  static Partial partial(String sum, long basis, Cause cause) {
    return PartialOf.sum(sum).basis(basis).cause(cause).build();
  }

  static Partial quotient(String sum, String denominator) {
    return PartialOf.quotient(sum, denominator).basis(DEFINED).cause(A_DEAL).build();
  }

  Judged hears(String value) {
    return hears(0, partial(value, DEFINED, A_DEAL));
  }

  Judged hears(int partition, Partial partial) {
    return decided(known.heard(partition, partial), partial.cause());
  }

  Judged redefined(GoalOf goal, long sequence) {
    return decided(define(known, goal.build(), sequence), Cause.of(Cause.Kind.GOAL_CHANGE, "goal"));
  }

  Judged clockGoesOn() {
    return decided(known, Cause.TIME);
  }

  Judged at(String moment) {
    return new Judged(known, watermarks, Instant.parse(moment), decision);
  }

  Judged decided(Case next, Cause cause) {
    Decision made = Judge.decide(next, watermarks, cause, now);
    return new Judged(made.next(), watermarks, now, made);
  }

  Progress progress() {
    return decision.progress().orElseThrow();
  }

  AttainmentEvent event() {
    assertThat(decision.events()).hasSize(1);
    return decision.events().getFirst();
  }

  List<String> kinds() {
    return decision.events().stream().map(Judged::told).toList();
  }

  private static String told(AttainmentEvent event) {
    return switch (event.happening()) {
      case Happening.LevelCrossed(LevelState level, _) ->
          (level.reached() ? "REACHED " : "LOST ")
              + level
                  .name()
                  .orElseGet(() -> level.threshold().stripTrailingZeros().toPlainString());
      case Happening.PaceChanged _ -> "PACE " + event.after().paceStatus();
      case Happening.PhaseEntered _ -> event.kind().name();
      case Happening.Adjusted _ -> "ADJUSTED " + event.crossing();
      case Happening.FellSilent(LocalDate since, _) -> "SILENT SINCE " + since;
      case Happening.NotReachedBy(CheckpointState checkpoint) -> "NOT REACHED " + checkpoint.name();
    };
  }

  Judged hears(PartialOf partial) {
    return hears(0, partial.basis(known.definitionSequence()).cause(A_DEAL).build());
  }

  /** What was published last, in this step or before. */
  Progress last() {
    return known.published().orElseThrow();
  }

  Optional<Instant> nextWakeUp() {
    return Judge.nextWakeUp(known.goal().orElseThrow(), known.published(), now);
  }
}
