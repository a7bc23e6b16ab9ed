package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.WorldChange;
import java.util.Optional;

/** Reads what the ledger keeps, by the same rules as the engine. */
public interface LedgerRecords {
  /** The fact in a record of a deal or an activity; a record that is wrong or withdrawn is none. */
  Optional<Fact> fact(Shelf shelf, byte[] content);

  /** What a record of a goal, unit, rep or rate says; empty content for a removal. */
  Optional<WorldChange> world(Shelf shelf, String key, Optional<byte[]> content);
}
