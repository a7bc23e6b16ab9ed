package io.goalstream.system;

import io.goalstream.system.oracle.Condition;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Organization;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests as docs/integrating/rest.md describes them. */
final class Payloads {
  private static final String ATTRIBUTE = "attributes.";

  private Payloads() {}

  static Map<String, Object> fact(Fact fact) {
    Map<String, Object> payload = new LinkedHashMap<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    payload.put("id", fact.id());
    payload.put("version", fact.version());
    fact.fields()
        .forEach(
            (field, value) -> {
              Object written = value instanceof BigDecimal ? value : value.toString();
              if (field.startsWith(ATTRIBUTE)) {
                attributes.put(field.substring(ATTRIBUTE.length()), written);
              } else {
                payload.put(field, written);
              }
            });
    if (!attributes.isEmpty()) {
      payload.put("attributes", attributes);
    }
    if (fact.kind() == Fact.Kind.DEAL) {
      payload.put("credits", fact.credits().stream().map(Payloads::credit).toList());
    }
    return payload;
  }

  private static Map<String, Object> credit(Credit credit) {
    return Map.of("repId", credit.repId(), "share", credit.share(), "kind", credit.kind().name());
  }

  static Map<String, Object> goal(Goal goal) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", goal.id());
    payload.put("name", name(goal));
    payload.put("owner", Map.of("kind", goal.owner().name(), "id", goal.ownerId()));
    payload.put("metricId", goal.metric().id());
    payload.put("filter", goal.filter().stream().map(Payloads::condition).toList());
    payload.put(
        "period",
        Map.of(
            "start", goal.start().toString(),
            "end", goal.end().toString(),
            "zone", goal.zone().getId()));
    goal.baseline().ifPresent(baseline -> payload.put("baseline", baseline));
    payload.put("target", goal.target());
    if (goal.metric().money()) {
      payload.put("currency", goal.currency());
    }
    if (!goal.thresholds().equals(Goal.USUAL_THRESHOLDS)) {
      payload.put("thresholds", goal.thresholds());
    }
    return payload;
  }

  static String name(Goal goal) {
    return "The goal " + goal.id();
  }

  private static Map<String, Object> condition(Condition condition) {
    return Map.of(
        "field", condition.field(),
        "operator", condition.operator().name(),
        "values", condition.values());
  }

  static Map<String, Object> unit(Organization.Unit unit, boolean withManagers) {
    return Map.of(
        "name",
        "Unit " + unit.id(),
        "placements",
        spells("parentId", unit.placements()),
        "managers",
        withManagers ? spells("repId", unit.managers()) : List.of());
  }

  static Map<String, Object> rep(Organization.Rep rep) {
    return Map.of(
        "name",
        "Rep " + rep.id(),
        "locale",
        "en",
        "zone",
        "UTC",
        "memberships",
        spells("unitId", rep.memberships()));
  }

  private static List<Map<String, Object>> spells(String idName, List<Organization.Spell> spells) {
    return spells.stream().map(spell -> spell(idName, spell)).toList();
  }

  private static Map<String, Object> spell(String idName, Organization.Spell spell) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put(idName, spell.id());
    payload.put("since", spell.since().toString());
    if (spell.until() != null) {
      payload.put("until", spell.until().toString());
    }
    return payload;
  }
}
