package io.goalstream.notification.rest;

import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import io.goalstream.notification.domain.rule.Who;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as requests and answers write it.
 *
 * @param id of answers; in requests it stands in the path
 * @param enabled true if missing
 * @param unitId missing for the whole company
 * @param cooldown as ISO 8601, such as PT4H
 */
record RuleBody(
    @Nullable String id,
    @Nullable String name,
    @Nullable Boolean enabled,
    @Nullable String unitId,
    @Nullable WhatBody what,
    @Nullable List<WhoBody> who,
    @Nullable Timing when,
    @Nullable Set<Way> ways,
    @Nullable Duration cooldown,
    Rule.@Nullable Pick pick) {
  private static final Set<String> PACES = Set.of("ON_TRACK", "AT_RISK", "OFF_TRACK");
  private static final int MOST_LEVELS = 20;
  private static final Duration LONGEST_COOLDOWN = Duration.ofDays(90);

  record WhatBody(
      @Nullable Set<EventKind> kinds,
      @Nullable BigDecimal fromLevel,
      @Nullable Set<String> paces,
      @Nullable Set<String> metricIds,
      @Nullable Set<String> goalIds,
      @Nullable String ownerKind) {}

  /** One of owner, managers (how many upwards), person and channel. */
  record WhoBody(
      @Nullable Boolean owner,
      @Nullable Integer managers,
      @Nullable String person,
      @Nullable String channel) {
    static WhoBody of(Who who) {
      return switch (who) {
        case Who.Owner() -> new WhoBody(true, null, null, null);
        case Who.Managers(int levels) -> new WhoBody(null, levels, null, null);
        case Who.Person(String id) -> new WhoBody(null, null, id, null);
        case Who.Channel(String id) -> new WhoBody(null, null, null, id);
      };
    }

    Who who() {
      Integer levels = managers;
      if (Boolean.TRUE.equals(owner) && levels == null && person == null && channel == null) {
        return new Who.Owner();
      }
      if (owner == null && levels != null && person == null && channel == null) {
        if (levels < 1 || levels > MOST_LEVELS) {
          throw RefusedException.invalid(
              "who.managers", levels.toString(), "a number from 1 to " + MOST_LEVELS);
        }
        return new Who.Managers(levels);
      }
      if (owner == null && levels == null && person != null && channel == null) {
        return new Who.Person(person);
      }
      if (owner == null && levels == null && person == null && channel != null) {
        return new Who.Channel(channel);
      }
      throw RefusedException.invalid(
          "who", toString(), "exactly one of owner (true), managers, person and channel");
    }
  }

  static RuleBody of(Rule rule) {
    Rule.Condition what = rule.what();
    return new RuleBody(
        rule.id(),
        rule.name(),
        rule.enabled(),
        rule.unitId().orElse(null),
        new WhatBody(
            what.kinds(),
            what.fromLevel().orElse(null),
            what.paces(),
            what.metricIds(),
            what.goalIds(),
            what.ownerKind().orElse(null)),
        rule.who().stream().map(WhoBody::of).toList(),
        rule.when(),
        rule.ways(),
        rule.cooldown(),
        rule.pick());
  }

  Rule rule(String ruleId, long version) {
    if (name == null || name.isBlank()) {
      throw RefusedException.invalid("name", "nothing", "what the rule is for, in a few words");
    }
    if (who == null || who.isEmpty()) {
      throw RefusedException.invalid("who", "nobody", "at least one who hears of it");
    }
    if (cooldown != null && (cooldown.isNegative() || cooldown.compareTo(LONGEST_COOLDOWN) > 0)) {
      throw RefusedException.invalid(
          "cooldown", cooldown.toString(), "from PT0S to " + LONGEST_COOLDOWN);
    }
    return new Rule(
        ruleId,
        name,
        !Boolean.FALSE.equals(enabled),
        Optional.ofNullable(unitId),
        condition(),
        who.stream().map(RuleBody::one).toList(),
        Optional.ofNullable(when).orElse(Timing.REAL_TIME),
        ways == null ? Set.of(Way.values()) : RhythmBody.some(ways, "ways"),
        Optional.ofNullable(cooldown).orElse(Duration.ZERO),
        Optional.ofNullable(pick).orElse(Rule.Pick.HIGHEST),
        version);
  }

  private static Who one(@Nullable WhoBody body) {
    if (body == null) {
      throw RefusedException.invalid(
          "who", "null", "exactly one of owner (true), managers, person and channel");
    }
    return body.who();
  }

  /** Numbers are kept and compared with six digits behind the point. */
  static @Nullable BigDecimal number(@Nullable BigDecimal number, String field) {
    if (number != null && (number.scale() > 6 || (long) number.precision() - number.scale() > 18)) {
      throw RefusedException.invalid(
          field, "a number of another size", "at most 18 digits before and 6 behind the point");
    }
    return number;
  }

  private Rule.Condition condition() {
    WhatBody said = what;
    if (said == null) {
      return Rule.Condition.of(Set.of());
    }
    Set<String> paces = RhythmBody.some(said.paces(), "what.paces");
    if (!PACES.containsAll(paces)) {
      throw RefusedException.invalid("what.paces", paces.toString(), "some of " + PACES);
    }
    String ownerKind = said.ownerKind();
    if (ownerKind != null && !Set.of("REP", "UNIT").contains(ownerKind)) {
      throw RefusedException.invalid("what.ownerKind", ownerKind, "REP or UNIT");
    }
    return new Rule.Condition(
        RhythmBody.some(said.kinds(), "what.kinds"),
        Optional.ofNullable(number(said.fromLevel(), "what.fromLevel")),
        paces,
        RhythmBody.some(said.metricIds(), "what.metricIds"),
        RhythmBody.some(said.goalIds(), "what.goalIds"),
        Optional.ofNullable(ownerKind));
  }
}
