package io.goalstream.ingest.domain.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1234.5        | POINT | 1234.5",
        "1,234.50      | POINT | 1234.50",
        "1,234         | POINT | 1234",
        "1.234         | POINT | 1.234",
        "1.234         | COMMA | 1234",
        "1.234,50      | COMMA | 1234.50",
        "1 234,5       | COMMA | 1234.5",
        "1\u00A0234,5  | COMMA | 1234.5",
        "1\u202F234,5  | COMMA | 1234.5",
        "1'234.50      | POINT | 1234.50",
        "1’234’567     | POINT | 1234567",
        "12,34,567.89  | POINT | 1234567.89",
        "1,234,567     | POINT | 1234567",
        "0.500         | POINT | 0.500",
        "-12.5         | POINT | -12.5",
        "−12.5         | POINT | -12.5",
        "12.5-         | POINT | -12.5",
        "(1,200.00)    | POINT | -1200.00",
        "+7            | POINT | 7",
        "١٢٣٤٫٥        | COMMA | 1234.5",
        "١٬٢٣٤٫٥       | POINT | 1234.5",
        "۱۲۳           | POINT | 123",
        "１２３．５      | POINT | ",
        "007           | POINT | 7"
      })
  void aNumberIsReadAsItIsMeant(String text, DecimalMark mark, BigDecimal expected) {
    assertThat(Numbers.number(Cell.written(text), mark)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,23      | POINT",
        "10 20     | POINT",
        "1 2345    | POINT",
        "1 234,567 | POINT",
        "1_234     | POINT",
        "1,2345    | POINT",
        "12.34,567 | POINT",
        "1.23.4    | POINT",
        "0,500     | POINT",
        "1.23      | COMMA",
        ",234      | POINT",
        "1234,567  | POINT",
        "12.       | POINT",
        "1e5       | POINT",
        "--5       | POINT",
        "-(5)      | POINT",
        "(5        | POINT",
        "5)        | POINT",
        "12 abc 3  | POINT",
        "abc       | POINT",
        "#N/A      | POINT",
        "EUR 5 USD | POINT"
      })
  void whatIsNoNumberWithThatMarkIsNoneAtAll(String text, DecimalMark mark) {
    assertThat(Numbers.money(Cell.written(text), mark)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,50 €   | COMMA | 1234.50 | EUR",
        "€1.234,50    | COMMA | 1234.50 | EUR",
        "EUR 99.90    | POINT | 99.90   | EUR",
        "99.90 usd    | POINT | 99.90   | USD",
        "-£5          | POINT | -5      | GBP",
        "10 000 ₽     | COMMA | 10000   | RUB",
        "10 000 руб.  | COMMA | 10000   | RUB",
        "10,000元     | POINT | 10000   | CNY",
        "$5           | POINT | 5       | $",
        "¥5           | POINT | 5       | ¥"
      })
  void anAmountMayNameItsCurrency(
      String text, DecimalMark mark, BigDecimal number, String currency) {
    assertThat(Numbers.money(Cell.written(text), mark))
        .contains(new Numbers.Money(number, Optional.ofNullable(currency)));
  }

  @ParameterizedTest
  @CsvSource({"$, USD, true", "$, CAD, true", "$, EUR, false", "¥, JPY, true", "¥, USD, false"})
  void aSignOfSeveralCurrenciesIsOneOfThem(String sign, String currency, boolean can) {
    assertThat(
            Numbers.money(Cell.written(sign + "5"), DecimalMark.POINT)
                .orElseThrow()
                .canBe(Optional.of(currency)))
        .isEqualTo(can);
  }

  @Test
  void twoNumbersInOneCellAreNone() {
    assertThat(Numbers.number(Cell.written("1000\n2000"), DecimalMark.POINT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.7, 0.7", "70%, 0.70", "70 %, 0.70", "٧٠٪, 0.70", "12.5%, 0.125", "100%, 1.00"})
  void aShareMayBeInPercent(String text, BigDecimal expected) {
    assertThat(Numbers.share(Cell.written(text), DecimalMark.POINT)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.234", "1,234", "12.345", "123,456"})
  void threeDigitsBehindOneMarkCanBeMeantInTwoWays(String text) {
    assertThat(Numbers.readings(text)).contains(new Numbers.Readings(true, true, false));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, true, false",
    "0.500, true, false",
    "1234.567, true, false",
    "'1,234.5', true, false",
    "'1,234,567', true, false",
    "'1,5', false, true",
    "'1.234,5', false, true",
    "1.234.567, false, true"
  })
  void otherNumbersSayWhichMarkIsWhich(String text, boolean point, boolean comma) {
    assertThat(Numbers.readings(text)).contains(new Numbers.Readings(point, comma, false));
  }
}
