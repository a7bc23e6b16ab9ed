package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.table.Mapping;
import java.util.Map;
import java.util.Optional;

/** Keeps mappings by name. */
public interface Mappings {
  /**
   * One mapping.
   *
   * @throws PartAwayException if the database does not answer; so do all of these
   */
  Optional<Mapping> find(String name);

  /** All of them, in the order of their names. */
  Map<String, Mapping> all();

  /** Keeps a mapping under a name, instead of the one that had it. */
  void save(String name, Mapping mapping);

  /** Forgets a mapping; false if there is none. */
  boolean delete(String name);
}
