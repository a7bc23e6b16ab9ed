package io.goalstream.dashboard.rest;

import io.goalstream.dashboard.domain.Section;
import java.time.Instant;
import java.util.List;

/**
 * The whole board as it is sent.
 *
 * @param at when it was made
 * @param current false while it may be older than what stands on the topics
 */
record BoardView(Instant at, boolean current, List<SectionView> sections) {

  /** A unit above. */
  record AboveView(String id, String name) {}

  /** The goals of one unit and its reps. */
  record SectionView(
      Section.Kind kind, String id, String name, List<AboveView> path, List<GoalView> goals) {

    static SectionView of(Section section) {
      return new SectionView(
          section.kind(),
          section.unitId(),
          section.name(),
          section.path().stream().map(a -> new AboveView(a.unitId(), a.name())).toList(),
          section.rows().stream().map(GoalView::of).toList());
    }
  }

  static BoardView of(List<Section> sections, boolean current, Instant at) {
    return new BoardView(at, current, sections.stream().map(SectionView::of).toList());
  }
}
