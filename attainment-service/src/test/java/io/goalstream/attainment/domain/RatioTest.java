package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.333333, 0.333333",
    "2, 3, 0.666667, 0.666666",
    "-1, 3, -0.333333, -0.333334",
    "999999999, 1000000000, 1.000000, 0.999999",
    "1, 1, 1.000000, 1.000000",
    "0, 7, 0.000000, 0.000000",
    "5, 20000000, 0.000000, 0.000000",
    "15, 10000000, 0.000002, 0.000001"
  })
  void isRoundedHalfEvenToBeShownAndDownWhereALevelMustNotLookReached(
      String upper, String lower, BigDecimal rounded, BigDecimal roundedDown) {
    Ratio ratio = new Ratio(number(upper), number(lower));

    assertThat(ratio.rounded()).isEqualTo(rounded);
    assertThat(ratio.roundedDown()).isEqualTo(roundedDown);
  }

  @ParameterizedTest
  @CsvSource({"7, 2, 3, 4", "-7, 2, -4, -3", "6, 2, 3, 3", "0, 5, 0, 0"})
  void hasAWholeNumberBelowAndAbove(String upper, String lower, String floor, String ceiling) {
    Ratio ratio = new Ratio(number(upper), number(lower));

    assertThat(ratio.floor()).isEqualTo(floor);
    assertThat(ratio.ceiling()).isEqualTo(ceiling);
  }

  @Test
  void isComparedExactly() {
    Ratio third = new Ratio(number("1"), number("3"));

    assertThat(third).isEqualByComparingTo(new Ratio(number("2"), number("6")));
    assertThat(third).isGreaterThan(Ratio.of(number("0.333333333333333333333333333")));
    assertThat(third).isLessThan(Ratio.of(number("0.333333333333333333333333334")));
  }

  @Test
  void equalIsAtLeast() {
    Ratio half = new Ratio(number("2"), number("4"));

    assertThat(half.isAtLeast(number("0.5"))).isTrue();
    assertThat(half.isAtLeast(number("0.50000000000000000001"))).isFalse();
    assertThat(half.isAtLeast(number("0.49999999999999999999"))).isTrue();
  }

  @Test
  void isCalculatedWithExactly() {
    Ratio third = new Ratio(number("1"), number("3"));

    assertThat(third.minus(number("1"))).isEqualByComparingTo(ratio("-2", "3"));
    assertThat(third.times(number("3"))).isEqualByComparingTo(Ratio.of(BigDecimal.ONE));
    assertThat(third.dividedBy(number("-0.5"))).isEqualByComparingTo(ratio("-2", "3"));
  }

  @Test
  void aNegativeDivisorTurnsTheSignOfBoth() {
    assertThat(ratio("-5", "-15")).isEqualByComparingTo(ratio("1", "3"));
    assertThat(ratio("5", "-15").roundedDown()).isEqualTo(number("-0.333334"));
  }

  @Test
  void hasADenominatorAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ratio(BigDecimal.ONE, BigDecimal.ZERO))
        .withMessageContaining("found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ratio(BigDecimal.ONE, number("-1")))
        .withMessageContaining("found -1");
  }

  private static Ratio ratio(String upper, String lower) {
    return Ratio.of(number(upper), number(lower));
  }
}
