package io.goalstream.notification.domain.rule;

import io.goalstream.notification.domain.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one recipient is told of one event: what the rules that apply say together, and then what the
 * recipient wants. Of several rules the earliest timing, all the ways, the shortest cooldown and
 * EACH win.
 *
 * @param silent nothing new is told; what becomes untrue still is
 * @param ruleIds the rules that brought the recipient in; none for somebody who was told before
 */
public record Plan(
    boolean silent,
    Set<Way> ways,
    Timing when,
    Duration cooldown,
    Rule.Pick pick,
    List<String> ruleIds) {
  public Plan {
    ways = Set.copyOf(ways);
    ruleIds = List.copyOf(ruleIds);
  }

  /**
   * What rules and wishes make together.
   *
   * @param rules those that apply; none for somebody who has only to hear that something is no
   *     longer true
   */
  public static Plan of(Reader reader, Subject subject, Collection<Rule> rules) {
    Preferences.Choice choice = reader.choice(subject);
    Timing said = rules.stream().map(Rule::when).reduce(Timing.OFF, Timing::or);
    Timing when = choice.when().orElse(rules.isEmpty() ? Timing.REAL_TIME : said);
    Set<Way> ways = new HashSet<>();
    rules.forEach(rule -> ways.addAll(rule.ways()));
    boolean each = rules.stream().anyMatch(rule -> rule.pick() == Rule.Pick.EACH);
    return new Plan(
        when == Timing.OFF,
        choice.ways().orElse(rules.isEmpty() ? Set.of(Way.values()) : ways),
        when,
        rules.stream().map(Rule::cooldown).min(Comparator.naturalOrder()).orElse(Duration.ZERO),
        each ? Rule.Pick.EACH : Rule.Pick.HIGHEST,
        rules.stream().map(Rule::id).sorted().toList());
  }

  /** Whether something leaves for the reader's destination, where there is one. */
  public Optional<String> destination(Reader reader) {
    boolean wanted = !silent && (!reader.recipient().isPerson() || ways.contains(Way.EMAIL));
    return wanted ? reader.destination() : Optional.empty();
  }
}
