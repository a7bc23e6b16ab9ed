package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LedgerEntry.Shelf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The ledger in a map. */
public final class InMemoryLedger implements Ledger {
  private final Map<String, Thing> things = new TreeMap<>();
  private final Map<String, Long> positions = new HashMap<>();

  private static final class Thing {
    final Shelf shelf;
    final String key;
    final List<Version> versions = new ArrayList<>();
    final Set<String> reps = new HashSet<>();
    final Set<LocalDate> dates = new HashSet<>();
    long offset = -1;

    Thing(LedgerEntry entry) {
      this.shelf = entry.shelf();
      this.key = entry.key();
    }

    void keep(LedgerEntry entry) {
      if (entry.offset() <= offset) {
        return;
      }
      offset = entry.offset();
      reps.addAll(entry.repIds());
      dates.addAll(entry.dates());
      if (versions.stream().noneMatch(known -> known.offset() == entry.offset())) {
        versions.add(new Version(entry.offset(), entry.knownAt(), entry.content()));
      }
      if (versions.size() > VERSIONS_KEPT && entry.offset() % 64 == 0) {
        versions.subList(0, versions.size() - VERSIONS_KEPT).clear();
      }
    }

    boolean isWanted(Wanted wanted) {
      return wanted.shelves().contains(shelf)
          && wanted.repIds().map(ids -> ids.stream().anyMatch(reps::contains)).orElse(true)
          && dates.stream().anyMatch(day -> !day.isBefore(wanted.first()))
          && dates.stream().anyMatch(day -> !day.isAfter(wanted.last()));
    }

    History history() {
      return new History(shelf, key, List.copyOf(versions));
    }
  }

  @Override
  public void keep(Collection<LedgerEntry> entries) {
    for (LedgerEntry entry : entries) {
      things.computeIfAbsent(entry.shelf() + "/" + entry.key(), id -> new Thing(entry)).keep(entry);
      positions.merge(entry.topic() + "/" + entry.partition(), entry.offset() + 1, Math::max);
    }
  }

  @Override
  public Stream<History> facts(Wanted wanted) {
    return things.values().stream().filter(thing -> thing.isWanted(wanted)).map(Thing::history);
  }

  @Override
  public Stream<History> world() {
    return things.values().stream()
        .filter(thing -> !thing.shelf.isFact() && thing.shelf != Shelf.GOAL)
        .map(Thing::history);
  }

  @Override
  public Optional<History> goal(String goalId) {
    return Optional.ofNullable(things.get(Shelf.GOAL + "/" + goalId)).map(Thing::history);
  }

  @Override
  public Map<String, Long> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public void startOver() {
    things.values().forEach(thing -> thing.offset = -1);
    positions.clear();
  }
}
