package io.goalstream.notification.application;

import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.Recipient;
import io.goalstream.notification.domain.rule.DefaultRules;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Who;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says whom the rules name for an event. */
public final class Audience {
  private final Rules rules;
  private final People people;

  public Audience(Rules rules, People people) {
    this.rules = rules;
    this.people = people;
  }

  /** The rules that hold: those that somebody wrote, and the shipped ones that nobody replaced. */
  public List<Rule> rules() {
    Map<String, Rule> all = new LinkedHashMap<>();
    DefaultRules.all().forEach(rule -> all.put(rule.id(), rule));
    rules.all().forEach(rule -> all.put(rule.id(), rule));
    return List.copyOf(all.values());
  }

  /** Who is to hear, and by which rules. */
  public Map<Recipient, List<Rule>> of(Event event) {
    return of(event, rules());
  }

  Map<Recipient, List<Rule>> of(Event event, List<Rule> held) {
    LocalDate date = event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
    Map<Recipient, List<Rule>> named = new TreeMap<>(Comparator.comparing(Recipient::key));
    for (Rule rule : held) {
      if (rule.enabled()
          && rule.what().matches(event)
          && rule.unitId().map(unit -> people.isWithin(event.owner(), unit, date)).orElse(true)) {
        for (Who who : rule.who()) {
          for (Recipient recipient : recipients(who, event, date)) {
            named.computeIfAbsent(recipient, any -> new ArrayList<>()).add(rule);
          }
        }
      }
    }
    // Nobody has to be told what they did themselves.
    event.details().by().map(Recipient::person).ifPresent(named::remove);
    return named;
  }

  private Set<Recipient> recipients(Who who, Event event, LocalDate date) {
    return switch (who) {
      case Who.Owner() ->
          event.owner().isRep()
              ? Set.of(Recipient.person(event.owner().id()))
              : persons(people.managersOf(event.owner().id(), date));
      case Who.Managers(int levels) -> persons(people.managersAbove(event.owner(), date, levels));
      case Who.Person(String id) -> Set.of(Recipient.person(id));
      case Who.Channel(String id) -> Set.of(Recipient.channel(id));
    };
  }

  private static Set<Recipient> persons(Set<String> ids) {
    return ids.stream().map(Recipient::person).collect(Collectors.toSet());
  }
}
