package io.goalstream.ingest.domain.table;

import java.util.List;

/**
 * A row of a table.
 *
 * @param number as people count it who look at the table: the first is 1
 */
public record Row(long number, List<Cell> cells) {
  public Row {
    cells = List.copyOf(cells);
  }

  /** The cell at a position from 0; an empty one behind the end of the row. */
  public Cell cell(int position) {
    return position < cells.size() ? cells.get(position) : Cell.NOTHING;
  }

  /** True if nothing stands in it. */
  public boolean isEmpty() {
    return cells.stream().allMatch(Cell::isEmpty);
  }
}
