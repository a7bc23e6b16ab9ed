package io.goalstream.goals.sheets;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a sheet looks like: one row of headings, then one row for each thing.
 *
 * @param columns in the order in which they are written; read in any order
 */
public record Layout(String sheet, List<Column> columns) {
  /** Headings that begin so are somebody's own notes. */
  static final String NOTE = "#";

  /**
   * A column.
   *
   * @param required whether a sheet that is handed in needs it
   */
  public record Column(String heading, Kind kind, boolean required) {}

  /** What cells hold. */
  public enum Kind {
    TEXT,
    /** A day, as Excel's date or as text such as 2026-03-31. */
    DAY,
    /** A decimal. */
    NUMBER
  }

  static Column text(String heading) {
    return new Column(heading, Kind.TEXT, false);
  }

  static Column day(String heading) {
    return new Column(heading, Kind.DAY, false);
  }

  static Column number(String heading) {
    return new Column(heading, Kind.NUMBER, false);
  }

  static Column needed(Column column) {
    return new Column(column.heading(), column.kind(), true);
  }

  String headings() {
    return columns.stream().map(Column::heading).collect(Collectors.joining(", "));
  }
}
