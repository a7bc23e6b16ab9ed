package io.goalstream.notification.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Recipient;
import io.goalstream.notification.domain.Subject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Rule SLOW =
      rule("slow", Timing.WEEKLY, Set.of(Way.INBOX), Duration.ofHours(2), Rule.Pick.HIGHEST);
  private static final Rule FAST =
      rule("fast", Timing.DAILY, Set.of(Way.EMAIL), Duration.ofMinutes(5), Rule.Pick.EACH);

  private static Rule rule(String id, Timing when, Set<Way> ways, Duration rest, Rule.Pick pick) {
    return new Rule(
        id,
        id,
        true,
        Optional.empty(),
        Rule.Condition.of(Set.of(EventKind.LEVEL_REACHED)),
        List.of(new Who.Owner()),
        when,
        ways,
        rest,
        pick,
        1);
  }

  private static Reader reader(Recipient who, Map<Subject, Preferences.Choice> choices) {
    return new Reader(who, "en", Rhythm.usual(ZoneOffset.UTC), Optional.of("some:where"), choices);
  }

  private static Plan plan(Optional<Timing> when, Optional<Set<Way>> ways, Rule... rules) {
    Map<Subject, Preferences.Choice> choices =
        Map.of(Subject.LEVELS, new Preferences.Choice(when, ways));
    return Plan.of(reader(Recipient.person("ana"), choices), Subject.LEVELS, List.of(rules));
  }

  private static Plan plan(Rule... rules) {
    return plan(Optional.empty(), Optional.empty(), rules);
  }

  @Test
  void oneRuleIsTakenAsItStands() {
    assertThat(plan(SLOW))
        .isEqualTo(
            new Plan(
                false,
                Set.of(Way.INBOX),
                Timing.WEEKLY,
                Duration.ofHours(2),
                Rule.Pick.HIGHEST,
                List.of("slow")));
  }

  @Test
  void ofSeveralRulesTheMostEagerCountsInEverything() {
    Plan expected =
        new Plan(
            false,
            Set.of(Way.INBOX, Way.EMAIL),
            Timing.DAILY,
            Duration.ofMinutes(5),
            Rule.Pick.EACH,
            List.of("fast", "slow"));

    assertThat(plan(SLOW, FAST)).isEqualTo(expected);
    assertThat(plan(FAST, SLOW)).isEqualTo(expected);
  }

  @Test
  void theWishOfAPersonStandsAboveTheRules() {
    assertThat(plan(Optional.of(Timing.WEEKLY), Optional.empty(), FAST).when())
        .isEqualTo(Timing.WEEKLY);
    assertThat(plan(Optional.of(Timing.REAL_TIME), Optional.empty(), SLOW).when())
        .isEqualTo(Timing.REAL_TIME);
    assertThat(plan(Optional.empty(), Optional.of(Set.of(Way.EMAIL)), SLOW).ways())
        .containsExactly(Way.EMAIL);
    assertThat(plan(Optional.of(Timing.OFF), Optional.empty(), FAST).silent()).isTrue();
  }

  @Test
  void aWishAboutAnotherSubjectDoesNotCount() {
    Map<Subject, Preferences.Choice> choices =
        Map.of(Subject.PACE, new Preferences.Choice(Optional.of(Timing.OFF), Optional.empty()));

    assertThat(Plan.of(reader(Recipient.person("ana"), choices), Subject.LEVELS, List.of(FAST)))
        .isEqualTo(plan(FAST));
  }

  @Test
  void whoeverWasToldBeforeHearsAtOnceOnEveryWayThatItIsUntrue() {
    Plan plan = plan();

    assertThat(plan.silent()).isFalse();
    assertThat(plan.when()).isEqualTo(Timing.REAL_TIME);
    assertThat(plan.ways()).containsExactlyInAnyOrder(Way.values());
    assertThat(plan.ruleIds()).isEmpty();
  }

  @Test
  void whereAMessageGoes() {
    Reader ana = reader(Recipient.person("ana"), Map.of());
    Reader chat = reader(Recipient.channel("c-1"), Map.of());

    assertThat(plan(FAST).destination(ana)).contains("some:where");
    assertThat(plan(SLOW).destination(ana)).as("inbox only").isEmpty();
    assertThat(plan(SLOW).destination(chat)).as("a chat has no inbox").contains("some:where");
    assertThat(plan(Optional.of(Timing.OFF), Optional.empty(), FAST).destination(ana)).isEmpty();
  }
}
