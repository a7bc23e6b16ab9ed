package io.goalstream.goals.sheets;

import io.goalstream.goals.domain.CellError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sheet with what stands in it.
 *
 * @param positions where its columns are, by heading, the first is 0
 */
public record Sheet(Layout layout, Map<String, Integer> positions, List<Line> lines) {

  /**
   * A row; empty cells are not there.
   *
   * @param number as people count: the headings are row 1
   * @param cells texts by heading; days as 2026-03-31, numbers with a point
   */
  public record Line(int number, Map<String, String> cells) {
    /** What stands in the cell; empty if nothing does. */
    public Optional<String> cell(String heading) {
      return Optional.ofNullable(cells.get(heading));
    }
  }

  /** What is wrong in a cell. */
  public CellError error(int row, String heading, String found, String expected) {
    String column = Optional.ofNullable(positions.get(heading)).map(Sheet::letters).orElse("");
    return new CellError(layout.sheet(), row, column + row, heading, found, expected);
  }

  /** A for 0, AA for 26. */
  static String letters(int position) {
    String last = String.valueOf((char) ('A' + position % 26));
    return position < 26 ? last : letters(position / 26 - 1) + last;
  }
}
