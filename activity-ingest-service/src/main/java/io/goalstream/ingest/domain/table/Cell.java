package io.goalstream.ingest.domain.table;

import java.util.regex.Pattern;

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

  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+%?");

  /** What somebody wrote, in whatever way people write such things. */
  public static Cell written(String text) {
    String visible = visible(text);
    return visible.isEmpty() ? NOTHING : new Cell(visible, false);
  }

  /**
   * Without what nobody sees at its ends: spaces of any kind, marks of the direction of writing.
   */
  private static String visible(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.charAt(start))) {
      start++;
    }
    while (end > start && isInvisible(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isInvisible(char sign) {
    return Character.isWhitespace(sign)
        || Character.isSpaceChar(sign)
        || Character.getType(sign) == Character.FORMAT;
  }

  /** What a workbook says without doubt. */
  public static Cell exact(String text) {
    return new Cell(text, true);
  }

  /** The text, cut to a length; a number that is exact has that decimal mark. */
  public String written(DecimalMark mark, int longest) {
    boolean number = exact && NUMBER.matcher(text).matches();
    String all = number ? text.replace('.', mark.decimals()) : text;
    return all.length() > longest ? all.substring(0, longest) : all;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
