package io.goalstream.goals.domain;

/**
 * What is wrong in a sheet.
 *
 * @param row as people count: the headings are row 1
 * @param cell such as F12; only the row where there is no such column
 * @param column the heading
 */
public record CellError(
    String sheet, int row, String cell, String column, String found, String expected) {}
