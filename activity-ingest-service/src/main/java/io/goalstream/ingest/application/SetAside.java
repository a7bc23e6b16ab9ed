package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows the records that were set aside: they could not be read, or could not be admitted. */
public interface SetAside {
  /** Why a record was set aside. */
  enum Why {
    REJECTED,
    UNREADABLE
  }

  /**
   * A record that was set aside.
   *
   * @param id unique among those of its kind and reason
   * @param origin topic, partition and offset of the record that was received, or the system
   * @param reason what was found and what was expected
   * @param fact what was handed in, if it can be read
   * @param change present if only some fields of the fact were meant
   * @param event present if it is an event of another system
   * @param bytes the record as Base64, if it cannot be read
   */
  record Entry(
      String id,
      Instant at,
      String origin,
      String reason,
      Optional<Fact> fact,
      Optional<Change> change,
      Optional<Event> event,
      Optional<String> bytes) {}

  /**
   * An event that was set aside.
   *
   * @param source the name of the system
   * @param text as it came, in JSON
   */
  record Event(String source, String text) {}

  /**
   * Some of the records, the latest first.
   *
   * @param next where those before them begin; empty if there are none
   */
  record Page(List<Entry> entries, Optional<String> next) {}

  /**
   * The latest records.
   *
   * @param from where a page before has ended
   * @return empty if there never was such a place
   * @throws PartAwayException if they cannot be read now
   */
  Optional<Page> latest(FactKind kind, Why why, Optional<String> from, int limit);

  /**
   * One record; empty if there is none, or it is so long ago that it is forgotten.
   *
   * @throws PartAwayException if it cannot be read now
   */
  Optional<Entry> find(FactKind kind, Why why, String id);
}
