package io.goalstream.goals.sheets;

import io.goalstream.goals.domain.CellError;
import java.util.List;

/** What was handed in cannot be read as the sheets that were expected. */
public final class SheetsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<CellError> errors;

  public SheetsException(List<CellError> errors) {
    super("The sheets cannot be read");
    this.errors = List.copyOf(errors);
  }

  SheetsException(String found, String expected) {
    this("", found, expected);
  }

  SheetsException(String sheet, String found, String expected) {
    this(List.of(new CellError(sheet, 0, "", "", found, expected)));
  }

  /** What was found, and what was expected. */
  public List<CellError> errors() {
    return errors;
  }
}
