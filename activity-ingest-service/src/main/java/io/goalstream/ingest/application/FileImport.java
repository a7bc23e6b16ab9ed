package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Taking a file in: how far it is, and what came of it.
 *
 * @param id the same for the same file with the same mapping
 * @param file its name, as whoever handed it in called it
 * @param moment when it was handed in first; the version of its facts
 * @param mapping as it was asked for, later as it was found to be
 * @param format how the file is read; nothing before it was opened
 * @param headings of all columns; nothing before the file was opened
 * @param rows how many there are, or were seen so far
 * @param done how many of them are through
 * @param received how many facts the broker has; in a dry run, how many it could have
 * @param refused how many rows are wrong
 * @param problems why nothing is taken in, or what it waits for
 * @param starts how often it was begun anew by a start of the service without getting further
 * @param at when something was last heard of it
 */
public record FileImport(
    String id,
    String file,
    boolean dryRun,
    Instant moment,
    Mapping mapping,
    Optional<String> format,
    List<String> headings,
    State state,
    long rows,
    long done,
    long received,
    long refused,
    List<Violation> problems,
    int starts,
    Instant at) {
  public FileImport {
    headings = List.copyOf(headings);
    problems = List.copyOf(problems);
  }

  /** What it is at. */
  public enum State {
    /** Others are taken in before. */
    WAITING,
    /** All rows are looked at; nothing is taken in yet. */
    LOOKING,
    /** Row after row is taken in. */
    TAKING_IN,
    /** All rows are through; those that were wrong can be asked for. */
    DONE,
    /** The file or the mapping is wrong as a whole, and nothing was taken in. */
    REFUSED,
    /** It ended early; handed in again, it goes on from there. */
    STOPPED;

    /** True if nothing happens any more by itself. */
    public boolean isOver() {
      return this == DONE || this == REFUSED || this == STOPPED;
    }
  }

  /** A row that was not taken in. */
  public record WrongRow(long row, List<String> cells, List<Violation> errors) {
    public WrongRow {
      cells = List.copyOf(cells);
      errors = List.copyOf(errors);
    }
  }

  /** Headings of columns that are not read. */
  public List<String> ignored() {
    return headings.stream()
        .filter(heading -> !heading.isEmpty() && !mapping.columns().containsKey(heading))
        .toList();
  }

  FileImport in(State next) {
    return with(format, mapping, headings, next, rows, problems, at);
  }

  FileImport saying(List<Violation> what) {
    return with(format, mapping, headings, state, rows, what, at);
  }

  FileImport fitted(String found, Mapping fit, List<String> columns) {
    return with(Optional.of(found), fit, columns, state, rows, problems, at);
  }

  FileImport seen(long seen) {
    return with(format, mapping, headings, state, seen, problems, at);
  }

  FileImport heardOf(Instant now) {
    return with(format, mapping, headings, state, rows, problems, now);
  }

  FileImport further(int through, int good) {
    return counted(done + through, received + good, refused + through - good, List.of(), 0);
  }

  FileImport startedAgain() {
    return counted(done, received, refused, problems, starts + 1);
  }

  private FileImport counted(long through, long good, long wrong, List<Violation> what, int begun) {
    return new FileImport(
        id, file, dryRun, moment, mapping, format, headings, state, rows, through, good, wrong,
        what, begun, at);
  }

  private FileImport with(
      Optional<String> found,
      Mapping fit,
      List<String> columns,
      State next,
      long seen,
      List<Violation> what,
      Instant now) {
    return new FileImport(
        id, file, dryRun, moment, fit, found, columns, next, seen, done, received, refused, what,
        starts, now);
  }
}
