package io.goalstream.notification.words;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.NumberFormatter.TrailingZeroDisplay;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import io.goalstream.notification.domain.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * Numbers, amounts and dates as a language writes them, by CLDR.
 *
 * @see <a href="https://cldr.unicode.org/">Unicode CLDR</a>
 */
record Figures(ULocale locale) {
  private static final int ATTAINMENT_DIGITS = 3;

  /** Rounded down, so that 99.96 % is never shown as reached. */
  String attainment(BigDecimal fraction) {
    return share(fraction.setScale(ATTAINMENT_DIGITS, RoundingMode.FLOOR), SignDisplay.AUTO);
  }

  /** In the metric's unit. */
  String amount(BigDecimal number, Event event) {
    return amount(number, event, SignDisplay.AUTO);
  }

  /** In the metric's unit, with plus or minus. */
  String change(BigDecimal number, Event event) {
    return amount(number, event, SignDisplay.ALWAYS);
  }

  private String amount(BigDecimal number, Event event, SignDisplay sign) {
    String unit = event.metric().map(Event.Metric::unit).orElse("");
    LocalizedNumberFormatter plain =
        NumberFormatter.withLocale(locale).precision(Precision.maxFraction(2)).sign(sign);
    return switch (unit) {
      case "MONEY" ->
          event
              .currency()
              .map(code -> money(number, code, sign))
              .orElseGet(() -> plain.format(number).toString());
      case "SHARE" -> share(number, sign);
      case "DAYS" -> measured(plain, number, MeasureUnit.DAY);
      case "HOURS" -> measured(plain, number, MeasureUnit.HOUR);
      default -> plain.format(number).toString();
    };
  }

  private String money(BigDecimal number, String currency, SignDisplay sign) {
    return NumberFormatter.withLocale(locale)
        .unit(Currency.getInstance(currency))
        .precision(
            Precision.currency(Currency.CurrencyUsage.STANDARD)
                .trailingZeroDisplay(TrailingZeroDisplay.HIDE_IF_WHOLE))
        .sign(sign)
        .format(number)
        .toString();
  }

  private String share(BigDecimal fraction, SignDisplay sign) {
    return NumberFormatter.withLocale(locale)
        .unit(MeasureUnit.PERCENT)
        .precision(Precision.maxFraction(1))
        .sign(sign)
        .format(fraction.movePointRight(2))
        .toString();
  }

  private static String measured(
      LocalizedNumberFormatter plain, BigDecimal number, MeasureUnit unit) {
    return plain.unit(unit).unitWidth(UnitWidth.FULL_NAME).format(number).toString();
  }

  String date(LocalDate date) {
    DateFormat format = DateFormat.getDateInstance(DateFormat.LONG, locale);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    return format.format(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  String moment(Instant moment, ZoneId zone) {
    DateFormat format = DateFormat.getDateTimeInstance(DateFormat.LONG, DateFormat.SHORT, locale);
    format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
    return format.format(Date.from(moment));
  }
}
