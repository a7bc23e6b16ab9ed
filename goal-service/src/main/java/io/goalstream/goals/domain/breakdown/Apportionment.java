package io.goalstream.goals.domain.breakdown;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Divides an amount by weights so that the parts add up to it exactly: fixed parts stay, floors and
 * caps are kept, and the rounding goes to the largest remainders (Hamilton's method). All
 * arithmetic is in whole numbers.
 */
public final class Apportionment {
  private static final int PLACES = 6;

  private final List<Claim> claims;
  private final BigInteger total;
  private final BigInteger step;
  private final List<BigInteger> weights;
  private final List<BigInteger> floors = new ArrayList<>();
  private final List<Optional<BigInteger>> caps = new ArrayList<>();
  private final List<BigInteger> parts = new ArrayList<>();
  private final Set<Integer> open = new HashSet<>();
  private boolean even;

  /**
   * What one takes of the amount.
   *
   * @param weight 0 or more; where all weights are 0, the parts are even
   * @param fixed the part that stays, whatever the weight
   * @param floor at least that much
   * @param cap at most that much
   */
  public record Claim(
      BigDecimal weight,
      Optional<BigDecimal> fixed,
      Optional<BigDecimal> floor,
      Optional<BigDecimal> cap) {
    /** A claim by weight alone. */
    public static Claim of(BigDecimal weight) {
      return new Claim(weight, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** What came of it: parts in the order of the claims, or why it is impossible. */
  public sealed interface Result {
    /** Parts that add up to the amount. */
    record Divided(List<BigDecimal> parts) implements Result {}

    /** There is no such division. */
    record Impossible(String reason) implements Result {}
  }

  private Apportionment(BigDecimal total, BigDecimal step, List<Claim> claims) {
    this.claims = claims;
    this.total = whole(total);
    this.step = whole(step);
    int places = claims.stream().mapToInt(claim -> claim.weight().scale()).max().orElse(0);
    this.weights =
        claims.stream()
            .map(claim -> claim.weight().setScale(Math.max(places, 0)).unscaledValue())
            .toList();
  }

  /**
   * Divides.
   *
   * @param total 0 or more, with at most 6 places after the point
   * @param step parts are multiples of this, except one if the amount is none itself; above 0
   */
  public static Result divide(BigDecimal total, BigDecimal step, List<Claim> claims) {
    return new Apportionment(total, step, claims).divided();
  }

  private Result divided() {
    BigInteger fixed = BigInteger.ZERO;
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      floors.add(up(claim.floor().map(Apportionment::whole).orElse(BigInteger.ZERO)));
      caps.add(claim.cap().map(Apportionment::whole).map(this::down));
      parts.add(claim.fixed().map(Apportionment::whole).orElse(BigInteger.ZERO));
      if (claim.fixed().isPresent()) {
        fixed = fixed.add(parts.get(i));
      } else {
        open.add(i);
      }
    }
    BigInteger rest = total.subtract(fixed);
    Optional<String> obstacle = obstacle(rest, fixed);
    if (obstacle.isPresent()) {
      return new Result.Impossible(obstacle.get());
    }
    even = open.stream().allMatch(i -> weights.get(i).signum() == 0);
    BigInteger free = settleLimits(rest);
    boolean nobody = !open.isEmpty() && sumOfWeights().signum() == 0;
    if (nobody && free.compareTo(step) >= 0) {
      return new Result.Impossible(
          "the caps leave %s over, and nobody else has a share".formatted(shown(free)));
    }
    BigInteger left = round(free);
    if (left.signum() != 0 && !giveToAnyone(left)) {
      return new Result.Impossible(
          "%s is left over after rounding to %s and nobody may take it; round to a smaller step"
              .formatted(shown(left), shown(step)));
    }
    return new Result.Divided(parts.stream().map(Apportionment::decimal).toList());
  }

  private Optional<String> obstacle(BigInteger rest, BigInteger fixed) {
    if (total.signum() > 0 && step.compareTo(total) > 0 && open.size() > 1) {
      return Optional.of(
          "%s is less than one step of %s; round to a smaller step"
              .formatted(shown(total), shown(step)));
    }
    if (rest.signum() < 0) {
      return Optional.of(
          "the locked parts add up to %s, and only %s is to be divided"
              .formatted(shown(fixed), shown(total)));
    }
    if (open.isEmpty()) {
      return rest.signum() == 0
          ? Optional.empty()
          : Optional.of(
              "all parts are locked and add up to %s, not to %s"
                  .formatted(shown(fixed), shown(total)));
    }
    for (int i : open) {
      BigInteger floor = floors.get(i);
      if (caps.get(i).filter(cap -> cap.compareTo(floor) < 0).isPresent()) {
        return Optional.of(
            "a floor of %s is above the cap of %s when both are rounded to %s"
                .formatted(shown(floor), shown(caps.get(i).orElseThrow()), shown(step)));
      }
    }
    BigInteger least = open.stream().map(floors::get).reduce(BigInteger.ZERO, BigInteger::add);
    if (least.compareTo(rest) > 0) {
      BigInteger asked =
          open.stream()
              .map(i -> claims.get(i).floor().map(Apportionment::whole).orElse(BigInteger.ZERO))
              .reduce(BigInteger.ZERO, BigInteger::add);
      return Optional.of(
          asked.compareTo(rest) > 0
              ? "the floors add up to %s, and only %s is to be divided"
                  .formatted(shown(asked), shown(rest))
              : ("the floors add up to %s once each is rounded up to %s, and only %s is to be"
                      + " divided; round to a smaller step")
                  .formatted(shown(least), shown(step), shown(rest)));
    }
    boolean capped = open.stream().allMatch(i -> caps.get(i).isPresent());
    BigInteger most =
        open.stream()
            .map(i -> claims.get(i).cap().map(Apportionment::whole).orElse(BigInteger.ZERO))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return capped && most.compareTo(rest) < 0
        ? Optional.of(
            "the caps allow at most %s, and %s is to be divided"
                .formatted(shown(most), shown(rest)))
        : Optional.empty();
  }

  /**
   * Sets aside those that get their floor or their cap, until the others get their share.
   *
   * @return what is left for the others
   */
  private BigInteger settleLimits(BigInteger rest) {
    BigInteger free = rest;
    boolean settled = false;
    while (!settled && sumOfWeights().signum() > 0) {
      BigInteger sum = sumOfWeights();
      BigInteger below = BigInteger.ZERO;
      BigInteger above = BigInteger.ZERO;
      List<Integer> atFloor = new ArrayList<>();
      List<Integer> atCap = new ArrayList<>();
      for (int i : open) {
        // Share times the sum of weights, so that nothing is divided and nothing rounded.
        BigInteger share = free.multiply(weight(i));
        BigInteger missing = floors.get(i).multiply(sum).subtract(share);
        if (missing.signum() > 0) {
          below = below.add(missing);
          atFloor.add(i);
        }
        BigInteger over =
            caps.get(i).map(cap -> share.subtract(cap.multiply(sum))).orElse(BigInteger.ZERO);
        if (over.signum() > 0) {
          above = above.add(over);
          atCap.add(i);
        }
      }
      settled = atFloor.isEmpty() && atCap.isEmpty();
      if (below.compareTo(above) >= 0) {
        free = free.subtract(set(atFloor, floors));
      }
      if (above.compareTo(below) >= 0) {
        free =
            free.subtract(
                set(atCap, caps.stream().map(cap -> cap.orElse(BigInteger.ZERO)).toList()));
      }
    }
    return free;
  }

  private BigInteger set(List<Integer> those, List<BigInteger> limits) {
    BigInteger given = BigInteger.ZERO;
    for (int i : those) {
      parts.set(i, limits.get(i));
      open.remove(i);
      given = given.add(limits.get(i));
    }
    return given;
  }

  /**
   * Gives each of the others its share, rounded.
   *
   * @return what is left over: less than a step, unless limits stand in the way
   */
  private BigInteger round(BigInteger free) {
    BigInteger sum = sumOfWeights().max(BigInteger.ONE);
    BigInteger left = free;
    List<Remainder> remainders = new ArrayList<>();
    for (int i : open) {
      BigInteger share = free.multiply(weight(i));
      BigInteger part = down(share.divide(sum));
      parts.set(i, part);
      left = left.subtract(part);
      remainders.add(new Remainder(i, share.subtract(part.multiply(sum))));
    }
    remainders.sort(
        Comparator.comparing(Remainder::size)
            .reversed()
            .thenComparing(Comparator.comparing((Remainder one) -> weight(one.index())).reversed())
            .thenComparing(Remainder::index));
    for (Remainder remainder : remainders) {
      BigInteger more = parts.get(remainder.index()).add(step);
      boolean fits = caps.get(remainder.index()).map(cap -> more.compareTo(cap) <= 0).orElse(true);
      if (left.compareTo(step) >= 0 && fits) {
        parts.set(remainder.index(), more);
        left = left.subtract(step);
      }
    }
    return left;
  }

  private record Remainder(int index, BigInteger size) {}

  /** What is no whole step goes to the heaviest that may take it. */
  private boolean giveToAnyone(BigInteger left) {
    Optional<Integer> taker =
        IntStream.range(0, claims.size())
            .boxed()
            .filter(i -> claims.get(i).fixed().isEmpty())
            .filter(
                i ->
                    claims
                        .get(i)
                        .cap()
                        .map(cap -> parts.get(i).add(left).compareTo(whole(cap)) <= 0)
                        .orElse(true))
            .max(
                Comparator.comparing((Integer i) -> weights.get(i))
                    .thenComparing(Comparator.<Integer>reverseOrder()));
    taker.ifPresent(i -> parts.set(i, parts.get(i).add(left)));
    return taker.isPresent();
  }

  private BigInteger sumOfWeights() {
    return open.stream().map(this::weight).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The weight; 1 where nobody had any from the beginning. */
  private BigInteger weight(int index) {
    return even ? BigInteger.ONE : weights.get(index);
  }

  private BigInteger down(BigInteger amount) {
    return amount.subtract(amount.mod(step));
  }

  private BigInteger up(BigInteger amount) {
    BigInteger rest = amount.mod(step);
    return rest.signum() == 0 ? amount : amount.add(step).subtract(rest);
  }

  private static BigInteger whole(BigDecimal amount) {
    return amount.setScale(PLACES, RoundingMode.UNNECESSARY).unscaledValue();
  }

  private static BigDecimal decimal(BigInteger amount) {
    BigDecimal decimal = new BigDecimal(amount, PLACES).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  private static String shown(BigInteger amount) {
    return decimal(amount).toPlainString();
  }
}
