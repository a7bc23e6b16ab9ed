package io.goalstream.attainment.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the facts of one partition count for in a goal; to be held against what it says. */
record NaivePartial(Goal goal, List<NaiveCredit> credits) {
  static NaivePartial of(Goal goal, Collection<Fact> facts, NaiveWorld world) {
    return new NaivePartial(goal, NaiveCredit.of(goal, facts, world));
  }

  /** True if a partition that has these facts says it; days that no window needs may be missing. */
  boolean isSaidBy(Partial said, Instant now) {
    Tally whole =
        isBucketed() ? NaiveTally.plain(Tally.NONE) : NaiveTally.of(goal, credits, day -> true);
    return NaiveTally.plain(said.whole()).equals(whole)
        && buckets(new TreeMap<>(said.buckets()), now).equals(buckets(now))
        && said.parkedFactCount() == NaiveTally.parked(credits)
        && said.pipeline().compareTo(NaiveTally.pipeline(credits)) == 0
        && said.weightedPipeline().compareTo(NaiveTally.weightedPipeline(credits)) == 0
        && said.lastCreditedOn().equals(NaiveTally.lastCreditedOn(goal, credits));
  }

  private boolean isBucketed() {
    boolean kept =
        goal.direction() == Goal.Direction.MAINTAIN || goal.direction() == Goal.Direction.RANGE;
    return goal.rollingDays().isPresent()
        || (kept && goal.observation() != Goal.Observation.PERIOD);
  }

  private Map<LocalDate, Tally> buckets(TreeMap<LocalDate, Tally> said, Instant now) {
    Map<LocalDate, Tally> buckets = new TreeMap<>();
    said.tailMap(firstNeeded(now))
        .forEach((day, tally) -> buckets.put(day, NaiveTally.plain(tally)));
    return buckets;
  }

  private Map<LocalDate, Tally> buckets(Instant now) {
    Map<LocalDate, Tally> buckets = new TreeMap<>();
    if (goal.rollingDays().isPresent()) {
      firstNeeded(now)
          .datesUntil(goal.period().end())
          .forEach(day -> put(buckets, new NaiveCalendar.Part(day, day.plusDays(1))));
    } else if (isBucketed()) {
      new NaiveCalendar(goal, now).parts(goal.observation()).forEach(part -> put(buckets, part));
    }
    return buckets;
  }

  private void put(Map<LocalDate, Tally> buckets, NaiveCalendar.Part part) {
    Tally tally =
        NaiveTally.of(
            goal, credits, day -> !day.isBefore(part.start()) && day.isBefore(part.end()));
    if (tally.factCount() > 0 || tally.denominatorFactCount() > 0) {
      buckets.put(part.start(), tally);
    }
  }

  private LocalDate firstNeeded(Instant now) {
    if (goal.rollingDays().isEmpty()) {
      return goal.period().start();
    }
    LocalDate today = new NaiveCalendar(goal, now).today();
    LocalDate last = today.isBefore(goal.period().end()) ? today : goal.period().end().minusDays(1);
    LocalDate first = last.minusDays(goal.rollingDays().getAsInt() - 1L);
    LocalDate earliest = goal.period().start().minusDays(goal.rollingDays().getAsInt() - 1L);
    return first.isBefore(earliest) ? earliest : first;
  }
}
