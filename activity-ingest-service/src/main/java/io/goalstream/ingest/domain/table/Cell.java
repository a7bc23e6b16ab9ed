package io.goalstream.ingest.domain.table;

/**
 * What stands in a cell.
 *
 * @param text without spaces around it; empty if there is nothing
 * @param exact true if a workbook itself says that it is a number or a date; then the text is a
 *     plain number with a point, or {@code 2026-03-31} or {@code 2026-03-31T09:30:00}
 */
public record Cell(String text, boolean exact) {
  /** An empty cell. */
  public static final Cell NOTHING = new Cell("", false);

  /** What somebody wrote, in whatever way people write such things. */
  public static Cell written(String text) {
    return text.isBlank() ? NOTHING : new Cell(text.strip(), false);
  }

  /** What a workbook says without doubt. */
  public static Cell exact(String text) {
    return new Cell(text, true);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
