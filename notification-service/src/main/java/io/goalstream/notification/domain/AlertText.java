package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** Puts an alert into words: what changed, why, and where the goal stands. */
public record AlertText(String title, String text) {
  private static final Locale LANGUAGE = Locale.ENGLISH;

  /** The words for what is told. */
  public static AlertText of(Telling.Kind kind, LevelCrossed event) {
    String level = percent(event.level());
    String title =
        switch (kind) {
          case LEVEL_REACHED -> "%s of “%s” reached".formatted(level, event.goalName());
          case LEVEL_LOST ->
              "Correction: “%s” is below %s again".formatted(event.goalName(), level);
          case LEVEL_REGAINED -> "“%s” is back at %s".formatted(event.goalName(), level);
        };
    return new AlertText(title, reason(event) + " " + standing(event));
  }

  private static String reason(LevelCrossed event) {
    String id = event.cause().id().orElse("");
    return switch (event.cause().kind()) {
      case "DEAL" -> "Deal %s%s.".formatted(id, change(event));
      case "ACTIVITY" -> "Activity %s%s.".formatted(id, change(event));
      case "WITHDRAWAL" -> "%s was withdrawn%s.".formatted(id, change(event));
      case "GOAL_CHANGE" -> "The goal itself was set or changed.";
      case "ORGANIZATION_CHANGE" -> "The organization changed: %s.".formatted(id);
      case "RATE_CHANGE" -> "An exchange rate changed: %s.".formatted(id);
      default -> "Time has passed.";
    };
  }

  /**
   * What the cause moved, in brackets; nothing where a difference of one fact says little about the
   * number.
   */
  private static String change(LevelCrossed event) {
    Optional<BigDecimal> change =
        event
            .cause()
            .creditAfter()
            .flatMap(after -> event.cause().creditBefore().map(after::subtract));
    boolean added = event.metric().unit().equals("MONEY") || event.metric().unit().equals("COUNT");
    return change
        .filter(number -> added && number.signum() != 0)
        .map(number -> " (" + (number.signum() > 0 ? "+" : "") + amount(number, event) + ")")
        .orElse("");
  }

  private static String standing(LevelCrossed event) {
    if (event.after().value().isEmpty()) {
      return "There is no number now; the target is %s.".formatted(amount(event.target(), event));
    }
    String value = amount(event.after().value().get(), event);
    String target = amount(event.target(), event);
    String attainment = event.after().attainment().map(AlertText::percent).orElse("–");
    return "It stands at %s of %s (%s).".formatted(value, target, attainment);
  }

  private static String percent(BigDecimal fraction) {
    return number(fraction.movePointRight(2).setScale(1, RoundingMode.FLOOR)) + " %";
  }

  private static String amount(BigDecimal number, LevelCrossed event) {
    return switch (event.metric().unit()) {
      case "MONEY" -> number(number) + " " + event.currency().orElse("");
      case "SHARE" -> percent(number);
      case "DAYS" -> number(number) + " days";
      case "HOURS" -> number(number) + " h";
      default -> number(number);
    };
  }

  private static String number(BigDecimal number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(LANGUAGE)).format(number);
  }
}
