package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * What the facts of one partition count for in one goal. Absolute, so that it can be said again
 * without harm.
 *
 * @param basis the sequence of the last change of the world that touched this goal
 * @param whole what counts in the whole period; nothing for goals that are {@link Goal#isBucketed}
 * @param buckets for those, what counts in each part of the time, by its first day
 * @param parkedFactCount facts that would count but wait for an exchange rate
 * @param pipeline open deals due in the period, in the metric's unit
 * @param weightedPipeline the same, each times its probability
 * @param lastCreditedOn latest crediting date of a fact that counts; only for goals that announce
 *     silence
 * @param factsSeen facts that the partition holds, whatever they count for
 */
public record Partial(
    String goalId,
    long basis,
    Tally whole,
    NavigableMap<LocalDate, Tally> buckets,
    long parkedFactCount,
    BigDecimal pipeline,
    BigDecimal weightedPipeline,
    Optional<LocalDate> lastCreditedOn,
    long factsSeen,
    Cause cause) {

  /** The same number with these distinct ids. */
  public Partial withIds(Set<String> ids) {
    return ids.isEmpty() && whole.ids().isEmpty()
        ? this
        : new Partial(
            goalId,
            basis,
            whole.withIds(ids),
            buckets,
            parkedFactCount,
            pipeline,
            weightedPipeline,
            lastCreditedOn,
            factsSeen,
            cause);
  }
}
