package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.Latest;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Tally;
import io.goalstream.attainment.internal.v2.Bucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts partial numbers into Avro and back. */
final class PartialFormat {
  private static final int PLACES = 6;

  private PartialFormat() {}

  /**
   * @param idParts in how many records of their own the distinct ids are
   */
  static io.goalstream.attainment.internal.v2.Partial partial(Partial partial, int idParts) {
    List<Bucket> buckets = new ArrayList<>(partial.buckets().size());
    partial.buckets().forEach((start, tally) -> buckets.add(new Bucket(start, tally(tally))));
    return new io.goalstream.attainment.internal.v2.Partial(
        partial.goalId(),
        partial.basis(),
        tally(partial.whole()),
        buckets,
        partial.parkedFactCount(),
        scaled(partial.pipeline()),
        scaled(partial.weightedPipeline()),
        partial.lastCreditedOn().orElse(null),
        partial.factsSeen(),
        idParts,
        JudgeFormat.cause(partial.cause()));
  }

  /**
   * @param ids the distinct ids, wherever they came from
   */
  static Partial partial(io.goalstream.attainment.internal.v2.Partial partial, Set<String> ids) {
    NavigableMap<LocalDate, Tally> buckets = new TreeMap<>();
    for (Bucket bucket : partial.getBuckets()) {
      buckets.put(
          bucket.getStart(), tally(bucket.getTally(), Set.copyOf(bucket.getTally().getIds())));
    }
    return new Partial(
        partial.getGoalId(),
        partial.getBasis(),
        tally(partial.getWhole(), ids),
        buckets,
        partial.getParkedFactCount(),
        partial.getPipeline(),
        partial.getWeightedPipeline(),
        Optional.ofNullable(partial.getLastCreditedOn()),
        partial.getFactsSeen(),
        JudgeFormat.cause(partial.getCause()));
  }

  private static io.goalstream.attainment.internal.v2.Tally tally(Tally tally) {
    return new io.goalstream.attainment.internal.v2.Tally(
        scaled(tally.sum()),
        scaled(tally.denominator()),
        tally.factCount(),
        tally.denominatorFactCount(),
        tally.least().map(PartialFormat::scaled).orElse(null),
        tally.greatest().map(PartialFormat::scaled).orElse(null),
        tally.latest().map(PartialFormat::latest).orElse(null),
        tally.ids().stream().sorted().toList());
  }

  private static Tally tally(io.goalstream.attainment.internal.v2.Tally tally, Set<String> ids) {
    return new Tally(
        tally.getSum(),
        tally.getDenominator(),
        tally.getFactCount(),
        tally.getDenominatorFactCount(),
        ids,
        Optional.ofNullable(tally.getLeast()),
        Optional.ofNullable(tally.getGreatest()),
        Optional.ofNullable(tally.getLatest()).map(PartialFormat::latest));
  }

  private static io.goalstream.attainment.internal.v2.Latest latest(Latest latest) {
    return new io.goalstream.attainment.internal.v2.Latest(
        latest.moment(), latest.changedAt(), latest.factId(), scaled(latest.value()));
  }

  private static Latest latest(io.goalstream.attainment.internal.v2.Latest latest) {
    return new Latest(
        latest.getMoment(), latest.getChangedAt(), latest.getFactId(), latest.getValue());
  }

  private static BigDecimal scaled(BigDecimal number) {
    return number.setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
