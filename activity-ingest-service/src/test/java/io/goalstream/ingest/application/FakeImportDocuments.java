package io.goalstream.ingest.application;

import io.goalstream.ingest.application.FileImport.WrongRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps imports in memory; on demand it does not answer for a while. */
public final class FakeImportDocuments implements ImportDocuments {
  private final Map<String, FileImport> imports = new HashMap<>();
  private final Map<String, TreeMap<Long, WrongRow>> wrong = new HashMap<>();
  private final List<FileImport.State> history = new ArrayList<>();
  private int away;
  private int lost;

  /** It does not answer so many times. */
  void away(int times) {
    away = times;
  }

  /** It keeps so many states and does not say so. */
  void loseAnswers(int times) {
    lost = times;
  }

  /** The states that imports had, one after the other. */
  List<FileImport.State> history() {
    return history;
  }

  private void answer() {
    if (away > 0) {
      away--;
      throw new PartAwayException("The database does not answer");
    }
  }

  @Override
  public Optional<FileImport> find(String id) {
    answer();
    return Optional.ofNullable(imports.get(id));
  }

  @Override
  public List<FileImport> latest(int limit) {
    answer();
    return imports.values().stream()
        .sorted(Comparator.comparing(FileImport::at).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public boolean save(FileImport next, Optional<Instant> before) {
    answer();
    if (!before.equals(Optional.ofNullable(imports.get(next.id())).map(FileImport::at))) {
      return false;
    }
    imports.put(next.id(), next);
    if (history.isEmpty() || history.getLast() != next.state()) {
      history.add(next.state());
    }
    if (lost > 0) {
      lost--;
      throw new PartAwayException("The database does not answer");
    }
    return true;
  }

  @Override
  public void addWrong(String id, List<WrongRow> rows) {
    answer();
    rows.forEach(row -> wrong.computeIfAbsent(id, any -> new TreeMap<>()).put(row.row(), row));
  }

  @Override
  public List<WrongRow> wrong(String id, long afterRow, int limit) {
    answer();
    return wrong.getOrDefault(id, new TreeMap<>()).tailMap(afterRow, false).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public void clearWrong(String id) {
    answer();
    wrong.remove(id);
  }

  @Override
  public void forgetBefore(Instant moment) {
    answer();
    imports.values().removeIf(one -> one.at().isBefore(moment));
  }
}
