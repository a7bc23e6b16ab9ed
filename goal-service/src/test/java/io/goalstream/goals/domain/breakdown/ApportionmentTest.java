package io.goalstream.goals.domain.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import io.goalstream.goals.domain.breakdown.Apportionment.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Computed by hand. */
class ApportionmentTest {
  private static Arguments row(
      String what, String total, String step, List<Claim> claims, String... parts) {
    return Arguments.of(what, total, step, claims, List.of(parts));
  }

  static Stream<Arguments> divisions() {
    return Stream.of(
        row("even", "100", "1", List.of(by("1"), by("1"), by("2")), "25", "25", "50"),
        row("a cent too many", "100", "0.01", thirds(), "33.34", "33.33", "33.33"),
        row("two cents too many", "200", "0.01", thirds(), "66.67", "66.67", "66.66"),
        row(
            "to the largest remainders: 3.5, 2.75, 0.75",
            "7",
            "1",
            List.of(by("14"), by("11"), by("3")),
            "3",
            "3",
            "1"),
        row(
            "equal remainders: to the heavier",
            "10",
            "1",
            List.of(by("1"), by("3"), by("4")),
            "1",
            "4",
            "5"),
        row("to hundreds", "1000", "100", thirds(), "400", "300", "300"),
        row("to hundreds, with a rest", "1034.56", "100", thirds(), "434.56", "300", "300"),
        row("nothing", "0", "1", thirds(), "0", "0", "0"),
        row("no weights", "10", "1", List.of(by("0"), by("0")), "5", "5"),
        row("one without weight", "10", "1", List.of(by("0"), by("2")), "0", "10"),
        row("less than a step each", "2", "1", thirds(), "1", "1", "0"),
        row("a lock", "100", "1", List.of(locked("50", "1"), by("1"), by("4")), "50", "10", "40"),
        row(
            "a lock between the steps",
            "100",
            "1",
            List.of(locked("0.5", "1"), by("1")),
            "0.5",
            "99.5"),
        row("all locked", "7", "1", List.of(locked("3", "1"), locked("4", "1")), "3", "4"),
        row(
            "a floor lifts one and lowers the others",
            "100",
            "1",
            List.of(limited("1", "30", ""), by("1"), by("8")),
            "30",
            "8",
            "62"),
        row(
            "a cap lowers one and lifts the others",
            "100",
            "1",
            List.of(limited("8", "", "50"), by("1"), by("1")),
            "50",
            "25",
            "25"),
        row(
            "a cap that comes into force by another one",
            "100",
            "1",
            List.of(limited("7", "", "40"), limited("2", "", "30"), by("1")),
            "40",
            "30",
            "30"),
        row(
            "a floor and a cap",
            "100",
            "1",
            List.of(limited("6", "", "40"), limited("1", "25", ""), by("3")),
            "40",
            "25",
            "35"),
        row(
            "a floor is rounded up",
            "10",
            "1",
            List.of(limited("0", "2.1", ""), by("1")),
            "3",
            "7"),
        row(
            "a cap is rounded down",
            "10",
            "1",
            List.of(limited("1", "", "2.9"), by("1")),
            "2",
            "8"),
        row(
            "a rest below a step goes where the cap allows it",
            "10.5",
            "1",
            List.of(limited("9", "", "9"), limited("1", "", "1.5")),
            "9",
            "1.5"),
        row("one alone", "12.34", "0.01", List.of(by("5")), "12.34"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("divisions")
  void partsAddUpExactly(
      String what, String total, String step, List<Claim> claims, List<String> parts) {
    assertThat(Apportionment.divide(new BigDecimal(total), new BigDecimal(step), claims))
        .isEqualTo(new Result.Divided(parts.stream().map(BigDecimal::new).toList()));
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        row(
            "locks",
            "100",
            "1",
            List.of(locked("60", "1"), locked("50", "1"), by("1")),
            "the locked parts add up to 110, and only 100 is to be divided"),
        row(
            "nobody is left",
            "100",
            "1",
            List.of(locked("60", "1")),
            "all parts are locked and add up to 60, not to 100"),
        row(
            "floors",
            "100",
            "1",
            List.of(limited("1", "60", ""), limited("1", "41", ""), by("1")),
            "the floors add up to 101, and only 100 is to be divided"),
        row(
            "floors beside a lock",
            "100",
            "1",
            List.of(limited("1", "60", ""), locked("50", "1")),
            "the floors add up to 60, and only 50 is to be divided"),
        row(
            "floors that fit until they are rounded",
            "300",
            "100",
            List.of(limited("1", "150", ""), limited("1", "150", "")),
            "the floors add up to 400 once each is rounded up to 100, and only 300 is to be"
                + " divided; round to a smaller step"),
        row(
            "caps",
            "100",
            "1",
            List.of(limited("1", "", "60"), limited("1", "", "39.5")),
            "the caps allow at most 99.5, and 100 is to be divided"),
        row(
            "a floor and a cap within a step",
            "100",
            "10",
            List.of(limited("1", "12", "18"), by("1")),
            "a floor of 20 is above the cap of 10 when both are rounded to 10"),
        row(
            "caps within a step",
            "100",
            "10",
            List.of(limited("1", "", "55"), limited("1", "", "45")),
            "10 is left over after rounding to 10 and nobody may take it; round to a smaller"
                + " step"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossible")
  void whatIsImpossibleSaysWhy(
      String what, String total, String step, List<Claim> claims, List<String> reason) {
    assertThat(Apportionment.divide(new BigDecimal(total), new BigDecimal(step), claims))
        .isEqualTo(new Result.Impossible(reason.getFirst()));
  }

  private static List<Claim> thirds() {
    return List.of(by("1"), by("1"), by("1"));
  }

  private static Claim by(String weight) {
    return Claim.of(new BigDecimal(weight));
  }

  private static Claim locked(String amount, String weight) {
    return new Claim(
        new BigDecimal(weight),
        Optional.of(new BigDecimal(amount)),
        Optional.empty(),
        Optional.empty());
  }

  private static Claim limited(String weight, String floor, String cap) {
    return new Claim(new BigDecimal(weight), Optional.empty(), number(floor), number(cap));
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty()).map(BigDecimal::new);
  }
}
