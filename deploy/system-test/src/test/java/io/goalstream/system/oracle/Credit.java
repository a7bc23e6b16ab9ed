package io.goalstream.system.oracle;

import java.math.BigDecimal;

/** One rep's share in a fact. */
public record Credit(String repId, BigDecimal share, Kind kind) {

  /** REVENUE shares of a deal add up to 1; OVERLAY shares come on top. */
  public enum Kind {
    REVENUE,
    OVERLAY
  }

  public Credit {
    share = share.stripTrailingZeros();
  }

  public static Credit revenue(String repId, String share) {
    return new Credit(repId, new BigDecimal(share), Kind.REVENUE);
  }

  public static Credit overlay(String repId, String share) {
    return new Credit(repId, new BigDecimal(share), Kind.OVERLAY);
  }
}
