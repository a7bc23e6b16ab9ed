package io.goalstream.attainment.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.goalstream.attainment.application.Contribution;
import io.goalstream.attainment.application.Contribution.MissingRate;
import io.goalstream.attainment.application.Contribution.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contributions as CSV, one row each. Texts that come from outside never become formulas.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class ContributionSheet implements AutoCloseable {
  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private final CsvWriter csv;

  ContributionSheet(Writer out) {
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    csv.writeRecord(
        "factId",
        "kind",
        "version",
        "creditingDate",
        "credits",
        "measure",
        "currency",
        "rate",
        "credited",
        "creditedDenominator",
        "distinct",
        "parked",
        "missingRate");
  }

  void add(Contribution row) {
    csv.writeRecord(
        text(row.factId()),
        row.kind().name(),
        Long.toString(row.version()),
        row.creditingDate().toString(),
        text(
            row.credits().stream().map(ContributionSheet::share).collect(Collectors.joining("; "))),
        number(row.measure()),
        text(row.currency()),
        number(row.rate()),
        number(row.credited()),
        number(row.creditedDenominator()),
        text(row.distinct()),
        Boolean.toString(row.parked()),
        text(missingRate(row.missingRate())));
  }

  private static @Nullable String missingRate(@Nullable MissingRate rate) {
    return rate == null ? null : "%s/%s %s".formatted(rate.from(), rate.to(), rate.date());
  }

  private static String share(Share share) {
    return "%s %s %s".formatted(share.repId(), share.share().toPlainString(), share.kind());
  }

  private static String number(java.math.@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  private static String text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
