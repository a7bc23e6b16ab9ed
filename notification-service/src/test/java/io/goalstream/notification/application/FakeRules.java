package io.goalstream.notification.application;

import io.goalstream.notification.domain.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules in memory. */
public final class FakeRules implements Rules {
  private final Map<String, Rule> rules = new TreeMap<>();

  @Override
  public synchronized List<Rule> all() {
    return List.copyOf(rules.values());
  }

  @Override
  public synchronized Optional<Rule> find(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  @Override
  public synchronized boolean save(Rule rule) {
    long kept = find(rule.id()).map(Rule::version).orElse(0L);
    if (kept != rule.version() - 1) {
      return false;
    }
    rules.put(rule.id(), rule);
    return true;
  }

  @Override
  public synchronized boolean remove(String id) {
    return rules.remove(id) != null;
  }
}
