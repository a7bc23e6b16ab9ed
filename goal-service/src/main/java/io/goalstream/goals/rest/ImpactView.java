package io.goalstream.goals.rest;

import io.goalstream.goals.application.Impact;
import io.goalstream.goals.application.Previews;
import io.goalstream.goals.domain.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would mean, as it is answered.
 *
 * @param present where the goal stands; null if it is not counted yet
 * @param then where it would stand
 * @param announcements what would be announced at once
 */
record ImpactView(
    List<Step.Edit> edits,
    @Nullable StandView present,
    StandView then,
    List<AnnouncementView> announcements,
    @Nullable GapView parentGap,
    @Nullable String objection,
    Instant asOf) {

  record StandView(
      @Nullable BigDecimal value,
      @Nullable BigDecimal attainment,
      @Nullable BigDecimal gap,
      @Nullable BigDecimal expected,
      @Nullable BigDecimal pace,
      String paceStatus,
      String phase,
      long facts,
      long parkedFacts) {
    static StandView of(Previews.Stand stand) {
      return new StandView(
          stand.value().orElse(null),
          stand.attainment().orElse(null),
          stand.gap().orElse(null),
          stand.expected().orElse(null),
          stand.pace().orElse(null),
          stand.paceStatus(),
          stand.phase(),
          stand.facts(),
          stand.parkedFacts());
    }
  }

  record AnnouncementView(String kind, @Nullable BigDecimal threshold, @Nullable String level) {
    static AnnouncementView of(Previews.Announcement announcement) {
      return new AnnouncementView(
          announcement.kind(),
          announcement.threshold().orElse(null),
          announcement.level().orElse(null));
    }
  }

  record GapView(String goalId, BigDecimal before, BigDecimal after) {}

  static ImpactView of(Impact impact) {
    Previews.Preview preview = impact.preview();
    return new ImpactView(
        impact.edits(),
        preview.present().map(StandView::of).orElse(null),
        StandView.of(preview.then()),
        preview.events().stream().map(AnnouncementView::of).toList(),
        impact
            .parentGap()
            .map(gap -> new GapView(gap.goalId(), gap.before(), gap.after()))
            .orElse(null),
        impact.objection().orElse(null),
        preview.asOf());
  }
}
