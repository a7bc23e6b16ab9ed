package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every record that numbers rest on, with its earlier versions and the moments at which they became
 * known. Taking the same record in again changes nothing.
 */
public interface Ledger {
  /** How many versions of one thing are kept at least; of more, the oldest may be forgotten. */
  int VERSIONS_KEPT = 500;

  /**
   * What is known of one thing.
   *
   * @param versions in the order in which they became known; never empty
   */
  record History(Shelf shelf, String key, List<Version> versions) {
    /** What was known of it at the moment, if anything. */
    public Optional<Version> at(Instant moment) {
      return versions.stream()
          .filter(version -> !version.knownAt().isAfter(moment))
          .reduce((earlier, later) -> later);
    }
  }

  /**
   * One version of it.
   *
   * @param content the record as it came; empty for a removal
   */
  record Version(long offset, Instant knownAt, Optional<byte[]> content) {}

  /**
   * Which facts are wanted.
   *
   * @param shelves deals, activities or both
   * @param repIds whose; empty for everybody's
   * @param first the first day
   * @param last the last day
   */
  record Wanted(
      Set<Shelf> shelves, Optional<Set<String>> repIds, LocalDate first, LocalDate last) {}

  /** Takes records in, those of one partition in their order. */
  void keep(Collection<LedgerEntry> entries);

  /**
   * Every fact of which any kept version can count for one of the reps on one of the days, in the
   * order of shelf and key; perhaps more. Read piece by piece: close the stream.
   */
  Stream<History> facts(Wanted wanted);

  /** Every unit, rep and rate. */
  Stream<History> world();

  /** What is known of a goal. */
  Optional<History> goal(String goalId);

  /** By {@code <topic>/<partition>}: the offset after the last record that was taken in. */
  Map<String, Long> positions();

  /** Lets every record be taken in anew, and keeps the versions. */
  void startOver();
}
