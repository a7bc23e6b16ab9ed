package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.table.Mapping;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps mappings in memory. */
public final class FakeMappings implements Mappings {
  private final Map<String, Mapping> mappings = new TreeMap<>();

  @Override
  public Optional<Mapping> find(String name) {
    return Optional.ofNullable(mappings.get(name));
  }

  @Override
  public Map<String, Mapping> all() {
    return mappings;
  }

  @Override
  public void save(String name, Mapping mapping) {
    mappings.put(name, mapping);
  }

  @Override
  public boolean delete(String name) {
    return mappings.remove(name) != null;
  }
}
