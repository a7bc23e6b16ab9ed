package io.goalstream.goals.sheets;

import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.sheets.Sheet.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the cells of one row, and takes note of what is wrong with them. */
final class LineReader {
  private final Sheet sheet;
  private final Line line;
  private final List<CellError> errors = new ArrayList<>();

  LineReader(Sheet sheet, Line line) {
    this.sheet = sheet;
    this.line = line;
  }

  Optional<String> text(String heading) {
    return line.cell(heading);
  }

  /** The text; something that stands for it where there is none, which is an error. */
  String needed(String heading, String expected) {
    return line.cell(heading)
        .orElseGet(
            () -> {
              refuse(heading, "nothing", expected);
              return "";
            });
  }

  Optional<LocalDate> day(String heading) {
    Optional<String> text = line.cell(heading);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text.get());
      if (Days.contain(day)) {
        return Optional.of(day);
      }
      refuse(heading, text.get(), Days.EXPECTED);
    } catch (DateTimeParseException e) {
      refuse(heading, text.get(), "a date, or a text such as 2026-03-31");
    }
    return Optional.empty();
  }

  LocalDate neededDay(String heading, String expected) {
    if (line.cell(heading).isEmpty()) {
      refuse(heading, "nothing", expected);
    }
    return day(heading).orElse(LocalDate.EPOCH);
  }

  Optional<BigDecimal> number(String heading) {
    Optional<String> text = line.cell(heading);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text.get()));
    } catch (NumberFormatException e) {
      refuse(heading, text.get(), "a number such as 1234.56");
      return Optional.empty();
    }
  }

  Optional<Integer> whole(String heading) {
    Optional<BigDecimal> number = number(heading);
    try {
      return number.map(BigDecimal::intValueExact);
    } catch (ArithmeticException e) {
      refuse(heading, number.map(BigDecimal::toPlainString).orElse(""), "a whole number such as 5");
      return Optional.empty();
    }
  }

  void refuse(String heading, String found, String expected) {
    errors.add(sheet.error(line.number(), heading, found, expected));
  }

  /** True if nothing was wrong so far. */
  boolean isGood() {
    return errors.isEmpty();
  }

  List<CellError> errors() {
    return List.copyOf(errors);
  }
}
