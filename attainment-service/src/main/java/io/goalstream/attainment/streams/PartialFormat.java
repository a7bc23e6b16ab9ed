package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Latest;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Tally;
import io.goalstream.attainment.internal.v2.Bucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts partial numbers into Avro and back. */
final class PartialFormat {
  private static final int PLACES = 6;
  private static final int PRECISION_OF_LONG = 19;

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
   * The number without its cause and without the distinct ids of the whole, which are kept
   * elsewhere; many of them are kept for long, so they are small.
   */
  static Partial lean(io.goalstream.attainment.internal.v2.Partial partial) {
    NavigableMap<LocalDate, Tally> buckets =
        partial.getBuckets().isEmpty() ? Collections.emptyNavigableMap() : new TreeMap<>();
    for (Bucket bucket : partial.getBuckets()) {
      buckets.put(
          bucket.getStart(), tally(bucket.getTally(), Set.copyOf(bucket.getTally().getIds())));
    }
    return new Partial(
        partial.getGoalId(),
        partial.getBasis(),
        tally(partial.getWhole(), Set.of()),
        buckets,
        partial.getParkedFactCount(),
        lean(partial.getPipeline()),
        lean(partial.getWeightedPipeline()),
        Optional.ofNullable(partial.getLastCreditedOn()),
        partial.getFactsSeen(),
        Cause.TIME);
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
        lean(tally.getSum()),
        lean(tally.getDenominator()),
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

  /** Avro's decimals carry a BigInteger each; most numbers need none. */
  private static BigDecimal lean(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return number.precision() < PRECISION_OF_LONG
        ? BigDecimal.valueOf(number.unscaledValue().longValueExact(), number.scale())
        : number;
  }

  private static BigDecimal scaled(BigDecimal number) {
    return number.setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
