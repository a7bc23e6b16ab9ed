package io.goalstream.goals.sheets;

import io.goalstream.goals.domain.CellError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the columns of a layout among the headings of a sheet. */
final class Headings {
  private Headings() {}

  /**
   * Where the columns are.
   *
   * <p>A heading that is not known is refused: behind a misspelt one, values would be lost
   * silently.
   */
  static Map<String, Integer> positions(Layout layout, List<String> found) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<CellError> errors = new ArrayList<>();
    for (int at = 0; at < found.size(); at++) {
      String heading = found.get(at).strip();
      if (heading.isEmpty() || heading.startsWith(Layout.NOTE)) {
        continue;
      }
      Optional<String> known =
          layout.columns().stream()
              .map(Layout.Column::heading)
              .filter(one -> lower(one).equals(lower(heading)))
              .findFirst();
      String cell = Sheet.letters(at) + "1";
      if (known.isEmpty()) {
        errors.add(
            new CellError(
                layout.sheet(),
                1,
                cell,
                heading,
                heading,
                "one of the headings %s; notes of your own begin with %s"
                    .formatted(layout.headings(), Layout.NOTE)));
      } else if (positions.putIfAbsent(known.get(), at) != null) {
        errors.add(
            new CellError(layout.sheet(), 1, cell, heading, heading, "each heading only once"));
      }
    }
    for (Layout.Column column : layout.columns()) {
      if (column.required() && !positions.containsKey(column.heading())) {
        errors.add(
            new CellError(
                layout.sheet(), 1, "1", column.heading(), "no such heading", column.heading()));
      }
    }
    if (!errors.isEmpty()) {
      throw new SheetsException(errors);
    }
    return positions;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
