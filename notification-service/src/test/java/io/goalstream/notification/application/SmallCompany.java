package io.goalstream.notification.application;

import io.goalstream.notification.domain.Event;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ana and ben are in north, which hugo leads; above it is the company, which ines leads. */
public final class SmallCompany implements People {
  private final Map<String, String> units = Map.of("ana", "north", "ben", "north", "hugo", "north");
  private final Map<String, Set<String>> leaders =
      new HashMap<>(Map.of("north", Set.of("hugo"), "company", Set.of("ines")));
  private final Map<String, String> languages = new HashMap<>();
  private boolean ready = true;

  public void isLedBy(String unitId, String... personIds) {
    leaders.put(unitId, Set.of(personIds));
  }

  public void speaks(String personId, String language) {
    languages.put(personId, language);
  }

  public void isNotReady() {
    ready = false;
  }

  private void ready() {
    if (!ready) {
      throw new NotReadyException();
    }
  }

  @Override
  public Optional<Member> member(String repId) {
    ZoneId zone = repId.equals("ben") ? ZoneId.of("Asia/Shanghai") : ZoneOffset.UTC;
    return exists(new Event.Owner("REP", repId))
        ? Optional.of(new Member(repId, name(repId), languages.getOrDefault(repId, "en"), zone))
        : Optional.empty();
  }

  private static String name(String id) {
    return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }

  @Override
  public String name(Event.Owner owner) {
    return name(owner.id());
  }

  @Override
  public Set<String> managersOf(String unitId, LocalDate date) {
    ready();
    return path(new Event.Owner("UNIT", unitId)).stream()
        .map(unit -> leaders.getOrDefault(unit, Set.of()))
        .filter(led -> !led.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  @Override
  public Set<String> managersAbove(Event.Owner owner, LocalDate date, int levels) {
    ready();
    List<String> path = path(owner);
    Set<String> above = new HashSet<>();
    int left = levels;
    for (String unit : owner.isRep() ? path : path.subList(1, path.size())) {
      Set<String> led = new HashSet<>(leaders.getOrDefault(unit, Set.of()));
      led.remove(owner.id());
      if (left > 0 && !led.isEmpty()) {
        above.addAll(led);
        left--;
      }
    }
    return above;
  }

  @Override
  public boolean leads(String personId, String unitId, LocalDate date) {
    return path(new Event.Owner("UNIT", unitId)).stream()
        .anyMatch(unit -> leaders.getOrDefault(unit, Set.of()).contains(personId));
  }

  @Override
  public boolean exists(Event.Owner owner) {
    ready();
    return owner.isRep()
        ? units.containsKey(owner.id()) || owner.id().equals("ines")
        : leaders.containsKey(owner.id());
  }

  @Override
  public boolean isWithin(Event.Owner owner, String unitId, LocalDate date) {
    return path(owner).contains(unitId);
  }

  private List<String> path(Event.Owner owner) {
    String unit = owner.isRep() ? units.getOrDefault(owner.id(), "company") : owner.id();
    return unit.equals("company") ? List.of("company") : List.of(unit, "company");
  }
}
