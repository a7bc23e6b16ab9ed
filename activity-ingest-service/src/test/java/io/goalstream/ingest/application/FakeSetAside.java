package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the records that a test sets aside, all of one kind and reason. */
public final class FakeSetAside implements SetAside {
  private final List<Entry> entries = new ArrayList<>();

  public void add(Entry entry) {
    entries.addFirst(entry);
  }

  /** The next page is said by how many records there were before it. */
  @Override
  public Optional<Page> latest(FactKind kind, Why why, Optional<String> from, int limit) {
    if (from.filter(text -> !text.matches("\\d+")).isPresent()) {
      return Optional.empty();
    }
    int start = from.map(Integer::parseInt).orElse(0);
    int end = Math.min(entries.size(), start + limit);
    return Optional.of(
        new Page(
            entries.subList(start, end),
            end < entries.size() ? Optional.of(String.valueOf(end)) : Optional.empty()));
  }

  @Override
  public Optional<Entry> find(FactKind kind, Why why, String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
