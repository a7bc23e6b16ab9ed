package io.goalstream.goals.domain.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.breakdown.Shares.Factors;
import io.goalstream.goals.domain.breakdown.Shares.Input;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Computed by hand. */
class SharesTest {
  private static final Factors ALL = factors("0.5", "0.3", "0.2");

  @Test
  void eachTermIsNormalisedOverAllAndWeighed() {
    // history 60 and 40 of 100, potential 1 and 3 of 4, ability 2 and 2 of 4:
    // 0.5 x 0.6 + 0.3 x 0.25 + 0.2 x 0.5 = 0.475
    assertThat(shares(ALL, input("60", "1", "2"), input("40", "3", "2")))
        .containsExactly("0.475000", "0.525000");
  }

  @Test
  void aTermWhoseSumIsZeroIsDroppedAndTheOthersAreRenormalised() {
    // 0.5 and 0.2 become 5/7 and 2/7: 5/7 x 0.6 + 2/7 x 0.5 = 4/7
    assertThat(shares(ALL, input("60", "0", "2"), input("40", "0", "2")))
        .containsExactly("0.571429", "0.428571");
  }

  @Test
  void ifNoTermIsLeftCapacityDecides() {
    Input half =
        new Input(
            Optional.of(BigDecimal.ZERO),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new Capacity(BigDecimal.ONE, new BigDecimal("0.5")));

    assertThat(shares(ALL, input("0", "0", "0"), half)).containsExactly("0.666667", "0.333333");
  }

  @Test
  void whoIsNewGetsTheMedianOfTheOthersTimesTheRamp() {
    Input fresh =
        new Input(
            Optional.empty(),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new Capacity(BigDecimal.ONE, new BigDecimal("0.5")));

    // The median of 10, 40 and 100 is 40; half of it is 20, of 170.
    List<Shares.Share> shares =
        Shares.of(
            Factors.BY_HISTORY,
            List.of(input("10", "0", "0"), input("40", "0", "0"), input("100", "0", "0"), fresh));

    assertThat(shares.getLast().share().setScale(6, RoundingMode.HALF_EVEN)).isEqualTo("0.117647");
    assertThat(shares.getLast().historyIsMedian()).isTrue();
    assertThat(shares.getFirst().historyIsMedian()).isFalse();
  }

  @Test
  void theRampScalesPotentialAndAbilityButNotAHistoryOfOnesOwn() {
    Input ramping =
        new Input(
            Optional.of(new BigDecimal("50")),
            new BigDecimal("10"),
            new BigDecimal("10"),
            new Capacity(BigDecimal.ONE, new BigDecimal("0.5")));

    // history 50 of 100; potential and ability 5 of 15
    assertThat(shares(factors("0.5", "0.5", "0"), ramping, input("50", "10", "10")))
        .containsExactly("0.416667", "0.583333");
  }

  @Test
  void daysOfAbsenceScaleEverything() {
    Input halfThere =
        new Input(
            Optional.of(new BigDecimal("100")),
            new BigDecimal("10"),
            BigDecimal.ZERO,
            new Capacity(new BigDecimal("0.5"), new BigDecimal("0.5")));

    assertThat(shares(factors("0.5", "0.5", "0"), halfThere, input("100", "10", "0")))
        .containsExactly("0.333333", "0.666667");
  }

  @Test
  void lessThanNothingBeforeIsNothing() {
    assertThat(shares(Factors.BY_HISTORY, input("-5", "0", "0"), input("10", "0", "0")))
        .containsExactly("0.000000", "1.000000");
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(Shares.median(numbers("4", "1", "3", "2"))).isEqualByComparingTo("2.5");
    assertThat(Shares.median(numbers("4", "1", "3"))).isEqualByComparingTo("3");
    assertThat(Shares.median(List.of())).isEqualByComparingTo("0");
  }

  private static List<BigDecimal> numbers(String... numbers) {
    return List.of(numbers).stream().map(BigDecimal::new).toList();
  }

  private static List<String> shares(Factors factors, Input... inputs) {
    return Shares.of(factors, List.of(inputs)).stream()
        .map(share -> share.share().setScale(6, RoundingMode.HALF_EVEN).toPlainString())
        .toList();
  }

  private static Input input(String history, String potential, String ability) {
    return new Input(
        Optional.of(new BigDecimal(history)),
        new BigDecimal(potential),
        new BigDecimal(ability),
        Capacity.FULL);
  }

  private static Factors factors(String history, String potential, String ability) {
    return new Factors(new BigDecimal(history), new BigDecimal(potential), new BigDecimal(ability));
  }
}
