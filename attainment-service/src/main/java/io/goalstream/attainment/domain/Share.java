package io.goalstream.attainment.domain;

import java.math.BigDecimal;

/**
 * An owner's share in a fact, put together from the credits of the reps that belong to the owner. A
 * rep has the sum of the own shares. A unit has the sum of its members' REVENUE shares, so that a
 * deal which members share counts once; OVERLAY shares, which come on top of another's revenue,
 * count for a unit only where no member has a REVENUE share, and at most once.
 */
final class Share {
  private BigDecimal revenue = BigDecimal.ZERO;
  private BigDecimal overlay = BigDecimal.ZERO;

  /** Takes in the credit of a rep that belongs to the owner. */
  void add(Fact.Credited credited) {
    if (credited.overlay()) {
      overlay = sum(overlay, credited.share());
    } else {
      revenue = sum(revenue, credited.share());
    }
  }

  /** Most owners have one credit in a fact. */
  private static BigDecimal sum(BigDecimal former, BigDecimal more) {
    return former.signum() == 0 ? more : former.add(more);
  }

  /** The share of an owner of that kind, or 0. */
  BigDecimal of(Goal.Owner.Kind kind) {
    return switch (kind) {
      case REP -> overlay.signum() == 0 ? revenue : sum(revenue, overlay);
      case UNIT -> revenue.signum() > 0 ? revenue : overlay.min(BigDecimal.ONE);
    };
  }
}
