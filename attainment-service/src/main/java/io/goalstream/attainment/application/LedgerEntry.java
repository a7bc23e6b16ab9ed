package io.goalstream.attainment.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One record of a topic that numbers rest on.
 *
 * @param shelf what kind of thing it is about
 * @param key the id of that thing on its shelf
 * @param topic where it was read
 * @param offset its place in the partition; a higher one of the same key replaces
 * @param knownAt when the broker took it in
 * @param content the record as it came; empty for a removal
 * @param repIds who is credited by it, for facts
 * @param dates every day on which it can count, for facts
 */
public record LedgerEntry(
    Shelf shelf,
    String key,
    String topic,
    int partition,
    long offset,
    Instant knownAt,
    Optional<byte[]> content,
    Set<String> repIds,
    List<LocalDate> dates) {

  /** Where in the ledger something stands. */
  public enum Shelf {
    DEAL,
    ACTIVITY,
    GOAL,
    UNIT,
    REP,
    RATE;

    /** True for what is counted, false for what surrounds it. */
    public boolean isFact() {
      return this == DEAL || this == ACTIVITY;
    }
  }
}
