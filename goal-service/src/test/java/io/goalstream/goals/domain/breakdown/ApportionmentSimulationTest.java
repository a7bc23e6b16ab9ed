package io.goalstream.goals.domain.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import io.goalstream.goals.domain.breakdown.Apportionment.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random amounts, weights, locks, floors and caps; {@code -Dseed=N} repeats one. */
class ApportionmentSimulationTest {
  static LongStream seeds() {
    return Optional.ofNullable(Long.getLong("seed"))
        .map(LongStream::of)
        .orElseGet(() -> LongStream.rangeClosed(1, 2_000));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void childrenAddUpWithinTheirLimitsOrTheRefusalSaysWhyNot(long seed) {
    Random random = new Random(seed);
    BigDecimal step = step(random);
    BigDecimal total = amount(random, 100_000);
    List<Claim> claims = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      claims.add(claim(random, total, count));
    }

    switch (Apportionment.divide(total, step, claims)) {
      case Result.Divided(List<BigDecimal> parts) -> {
        assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .isEqualByComparingTo(total);
        for (int i = 0; i < count; i++) {
          check(claims.get(i), parts.get(i));
        }
        assertThat(offSteps(claims, parts, step)).isLessThanOrEqualTo(1);
        checkOrder(claims, parts, step);
      }
      case Result.Impossible(String reason) ->
          assertThat(isImpossible(total, step, claims)).as(reason).isTrue();
    }
  }

  private static void check(Claim claim, BigDecimal part) {
    assertThat(part.signum()).isNotNegative();
    claim.fixed().ifPresent(fixed -> assertThat(part).isEqualByComparingTo(fixed));
    if (claim.fixed().isEmpty()) {
      claim.floor().ifPresent(floor -> assertThat(part).isGreaterThanOrEqualTo(floor));
      claim.cap().ifPresent(cap -> assertThat(part).isLessThanOrEqualTo(cap));
    }
  }

  /** How many parts, which are not locked, are no multiple of the step. */
  private static long offSteps(List<Claim> claims, List<BigDecimal> parts, BigDecimal step) {
    return IntStream.range(0, parts.size())
        .filter(i -> claims.get(i).fixed().isEmpty())
        .filter(i -> parts.get(i).remainder(step).signum() != 0)
        .count();
  }

  /** Nobody without limits gets less, by more than rounding, than somebody with less weight. */
  private static void checkOrder(List<Claim> claims, List<BigDecimal> parts, BigDecimal step) {
    for (int i = 0; i < claims.size(); i++) {
      for (int j = 0; j < claims.size(); j++) {
        boolean heavier = claims.get(i).weight().compareTo(claims.get(j).weight()) >= 0;
        if (isFree(claims.get(i)) && isFree(claims.get(j)) && heavier) {
          assertThat(parts.get(i))
              .isGreaterThan(parts.get(j).subtract(step.multiply(BigDecimal.TWO)));
        }
      }
    }
  }

  private static boolean isFree(Claim claim) {
    return claim.fixed().isEmpty() && claim.floor().isEmpty() && claim.cap().isEmpty();
  }

  /** Whether limits, rounded as they must be, leave no room for the amount. */
  private static boolean isImpossible(BigDecimal total, BigDecimal step, List<Claim> claims) {
    List<Claim> open = claims.stream().filter(claim -> claim.fixed().isEmpty()).toList();
    boolean even = open.stream().allMatch(claim -> claim.weight().signum() == 0);
    BigDecimal least = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    boolean unlimited = false;
    boolean crossed = false;
    for (Claim claim : claims) {
      BigDecimal floor = up(claim.floor().orElse(BigDecimal.ZERO), step);
      Optional<BigDecimal> cap = claim.cap().map(limit -> limit.subtract(limit.remainder(step)));
      if (claim.fixed().isPresent()) {
        least = least.add(claim.fixed().get());
        most = most.add(claim.fixed().get());
      } else {
        crossed = crossed || cap.filter(limit -> limit.compareTo(floor) < 0).isPresent();
        least = least.add(floor);
        // Who has no share gets the floor, and no more.
        boolean shares = even || claim.weight().signum() > 0;
        unlimited = unlimited || (shares && cap.isEmpty());
        most = most.add(shares ? cap.orElse(BigDecimal.ZERO) : floor);
      }
    }
    boolean coarse = total.signum() > 0 && step.compareTo(total) > 0 && open.size() > 1;
    return coarse
        || crossed
        || least.compareTo(total) > 0
        || (!unlimited && most.compareTo(total) < 0);
  }

  private static BigDecimal up(BigDecimal amount, BigDecimal step) {
    BigDecimal rest = amount.remainder(step);
    return rest.signum() == 0 ? amount : amount.subtract(rest).add(step);
  }

  private static BigDecimal step(Random random) {
    return List.of("0.01", "1", "0.000001", "100", "12.5").stream()
        .map(BigDecimal::new)
        .toList()
        .get(random.nextInt(5));
  }

  private static BigDecimal amount(Random random, int limit) {
    return BigDecimal.valueOf(random.nextInt(limit), random.nextInt(4));
  }

  private static Claim claim(Random random, BigDecimal total, int count) {
    BigDecimal weight =
        random.nextInt(5) == 0 ? BigDecimal.ZERO : new BigDecimal(random.nextDouble());
    int limit = Math.max(1, total.intValue() * 2 / count);
    Optional<BigDecimal> floor =
        random.nextInt(4) == 0 ? Optional.of(amount(random, limit)) : Optional.empty();
    Optional<BigDecimal> cap =
        random.nextInt(4) == 0
            ? Optional.of(floor.orElse(BigDecimal.ZERO).add(amount(random, limit)))
            : Optional.empty();
    Optional<BigDecimal> fixed =
        random.nextInt(6) == 0 ? Optional.of(amount(random, limit)) : Optional.empty();
    return new Claim(weight, fixed, floor, cap);
  }
}
