package io.goalstream.goals.sheets;

import io.goalstream.goals.domain.CellError;
import java.util.List;

/**
 * What became of sheets that were handed in, or would become.
 *
 * @param written false if it was only tried, or if anything is wrong: then nothing is changed
 * @param warnings what is allowed, but rarely meant
 */
public record SheetReport(
    boolean written,
    int added,
    int changed,
    int unchanged,
    List<CellError> errors,
    List<String> warnings) {}
