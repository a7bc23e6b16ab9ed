package io.goalstream.goals.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.application.FakeDocuments;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.ExchangeRate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSheetsTest {
  private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");

  private final Rates rates = new Rates(new FakeDocuments<ExchangeRate>(), () -> {});

  private static Sheet csv(String text) {
    return CsvSheets.read(text.getBytes(StandardCharsets.UTF_8), RateSheets.LAYOUT, 10);
  }

  @Test
  void ratesGoThereAndBackExactly() throws IOException {
    rates.put(new ExchangeRate("EUR", "USD", JANUARY, new BigDecimal("1.100000000001")));
    rates.put(new ExchangeRate("EUR", "JPY", JANUARY, new BigDecimal("123456.123456789012")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Workbooks.write(out, List.of(RateSheets.write(rates.all())));

    Sheet sheet = Workbooks.read(out.toByteArray(), List.of(RateSheets.LAYOUT), 10).getFirst();

    assertThat(RateSheets.takeIn(sheet, rates, true))
        .isEqualTo(new SheetReport(true, 0, 0, 2, List.of(), List.of()));
  }

  @Test
  void ratesAreAddedAndChangedUnlessItIsADryRun() {
    rates.put(new ExchangeRate("EUR", "USD", JANUARY, new BigDecimal("1.1")));
    Sheet sheet = csv("from,to,validFrom,rate\nEUR,USD,2026-01-01,1.2\nEUR,USD,2026-02-01,1.3\n");

    assertThat(RateSheets.takeIn(sheet, rates, false))
        .isEqualTo(new SheetReport(false, 1, 1, 0, List.of(), List.of()));
    assertThat(rates.all()).hasSize(1);
    assertThat(RateSheets.takeIn(sheet, rates, true).written()).isTrue();
    assertThat(rates.all())
        .extracting(ExchangeRate::rate)
        .containsExactly(new BigDecimal("1.2"), new BigDecimal("1.3"));
  }

  @Test
  void nothingIsTakenInIfARowIsWrong() {
    Sheet sheet =
        csv(
            """
            from,to,validFrom,rate
            EUR,USD,2026-01-01,1.2
            EUR,EUR,2026-01-01,1
            EUR,XXQ,2026-01-01,"1,2"
            EUR,CHF,soon,
            EUR,USD,2026-01-01,1.3
            EUR,GBP,2026-01-01,-1
            """);

    SheetReport report = RateSheets.takeIn(sheet, rates, true);

    assertThat(report.errors())
        .extracting(CellError::cell)
        .containsExactly("B3", "D4", "C5", "D5", "C6", "D7");
    assertThat(rates.all()).isEmpty();
  }
}
