package io.goalstream.attainment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Contribution;
import io.goalstream.attainment.domain.FactKind;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionSheetTest {
  @Test
  void textsFromOutsideAreQuotedAndNeverFormulas() {
    StringWriter out = new StringWriter();
    try (ContributionSheet sheet = new ContributionSheet(out)) {
      sheet.add(row("=HYPERLINK(\"http://x\")", "a,b", "-100"));
      sheet.add(row("plain", "@SUM(A1)", "1234567890123456.000001"));
    }

    assertThat(out.toString())
        .isEqualTo(
            """
            factId,kind,version,creditingDate,credits,measure,currency,rate,credited,\
            creditedDenominator,distinct,parked,missingRate\r
            "'=HYPERLINK(""http://x"")",DEAL,3,2026-03-10,ann 0.5 REVENUE; =bob 0.5 OVERLAY,\
            -100,EUR,,-100,,"a,b",false,\r
            plain,DEAL,3,2026-03-10,ann 0.5 REVENUE; =bob 0.5 OVERLAY,\
            1234567890123456.000001,EUR,,1234567890123456.000001,,'@SUM(A1),false,\r
            """);
  }

  private static Contribution row(String factId, String distinct, String amount) {
    return new Contribution(
        factId,
        FactKind.DEAL,
        3,
        LocalDate.parse("2026-03-10"),
        List.of(
            new Contribution.Share("ann", new BigDecimal("0.5"), "REVENUE", true),
            new Contribution.Share("=bob", new BigDecimal("0.5"), "OVERLAY", false)),
        new BigDecimal(amount),
        "EUR",
        null,
        new BigDecimal(amount),
        null,
        distinct,
        false,
        null);
  }
}
