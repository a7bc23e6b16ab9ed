package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/**
 * What the latest of some facts measures. Later is the one with the later crediting date; of two
 * with the same, the one that its source changed later; of those, the one with the greater id, so
 * that there is always one answer.
 *
 * @param moment the crediting date, as a moment
 * @param changedAt when the source made this version of the fact
 */
public record Latest(Instant moment, Instant changedAt, String factId, BigDecimal value)
    implements Comparable<Latest> {
  private static final Comparator<Latest> ORDER =
      Comparator.comparing(Latest::moment)
          .thenComparing(Latest::changedAt)
          .thenComparing(Latest::factId);

  @Override
  public int compareTo(Latest other) {
    return ORDER.compare(this, other);
  }
}
