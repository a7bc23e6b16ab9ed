package io.goalstream.ingest.application;

import io.goalstream.ingest.application.FileImport.WrongRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what is known of imports. */
public interface ImportDocuments {
  /**
   * One import.
   *
   * @throws PartAwayException if the database does not answer; so do all of these
   */
  Optional<FileImport> find(String id);

  /** The latest ones, the latest first. */
  List<FileImport> latest(int limit);

  /**
   * Keeps an import.
   *
   * @param before when something was last heard of the one that it replaces; nothing if there is
   *     none
   * @return false if another one is there by now, and nothing was kept
   */
  boolean save(FileImport next, Optional<Instant> before);

  /** Keeps rows that were not taken in; those of a row that is there already are replaced. */
  void addWrong(String id, List<WrongRow> rows);

  /** Rows that were not taken in, in their order. */
  List<WrongRow> wrong(String id, long afterRow, int limit);

  /** Forgets the rows of an import that were not taken in. */
  void clearWrong(String id);

  /** Forgets imports of which nothing was heard since that moment. */
  void forgetBefore(Instant moment);
}
