package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Rules;
import io.goalstream.notification.domain.Event;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Rules, in one collection. */
public final class MongoRules implements Rules {
  private final MongoOperations mongo;

  public MongoRules(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** One of OWNER, MANAGERS, PERSON and CHANNEL, with the id or the number of levels. */
  record WhoDocument(String kind, @Nullable String id, int levels) {
    static WhoDocument of(Who who) {
      return switch (who) {
        case Who.Owner() -> new WhoDocument("OWNER", null, 0);
        case Who.Managers(int levels) -> new WhoDocument("MANAGERS", null, levels);
        case Who.Person(String id) -> new WhoDocument("PERSON", id, 0);
        case Who.Channel(String id) -> new WhoDocument("CHANNEL", id, 0);
      };
    }

    Who who() {
      String name = Optional.ofNullable(id).orElse("");
      return switch (kind) {
        case "MANAGERS" -> new Who.Managers(levels);
        case "PERSON" -> new Who.Person(name);
        case "CHANNEL" -> new Who.Channel(name);
        default -> new Who.Owner();
      };
    }
  }

  record ConditionDocument(
      List<String> kinds,
      @Nullable String fromLevel,
      List<String> paces,
      List<String> metricIds,
      List<String> goalIds,
      @Nullable String ownerKind) {
    static ConditionDocument of(Rule.Condition what) {
      return new ConditionDocument(
          what.kinds().stream().map(Enum::name).sorted().toList(),
          what.fromLevel().map(Event::plain).orElse(null),
          what.paces().stream().sorted().toList(),
          what.metricIds().stream().sorted().toList(),
          what.goalIds().stream().sorted().toList(),
          what.ownerKind().orElse(null));
    }

    Rule.Condition condition() {
      return new Rule.Condition(
          kinds.stream().map(EventKind::valueOf).collect(Collectors.toSet()),
          Optional.ofNullable(fromLevel).map(BigDecimal::new),
          Set.copyOf(paces),
          Set.copyOf(metricIds),
          Set.copyOf(goalIds),
          Optional.ofNullable(ownerKind));
    }
  }

  @Document("rules")
  record RuleDocument(
      @Id String id,
      String name,
      boolean enabled,
      @Nullable String unitId,
      ConditionDocument what,
      List<WhoDocument> who,
      String timing,
      List<String> ways,
      long cooldownSeconds,
      String pick,
      long version) {
    Rule rule() {
      return new Rule(
          id,
          name,
          enabled,
          Optional.ofNullable(unitId),
          what.condition(),
          who.stream().map(WhoDocument::who).toList(),
          Timing.valueOf(timing),
          ways.stream().map(Way::valueOf).collect(Collectors.toSet()),
          Duration.ofSeconds(cooldownSeconds),
          Rule.Pick.valueOf(pick),
          version);
    }
  }

  @Override
  public List<Rule> all() {
    return mongo.find(new Query().with(Sort.by("_id")), RuleDocument.class).stream()
        .map(RuleDocument::rule)
        .toList();
  }

  @Override
  public Optional<Rule> find(String id) {
    return Optional.ofNullable(mongo.findById(id, RuleDocument.class)).map(RuleDocument::rule);
  }

  @Override
  public boolean save(Rule rule) {
    RuleDocument document =
        new RuleDocument(
            rule.id(),
            rule.name(),
            rule.enabled(),
            rule.unitId().orElse(null),
            ConditionDocument.of(rule.what()),
            rule.who().stream().map(WhoDocument::of).toList(),
            rule.when().name(),
            rule.ways().stream().map(Enum::name).sorted().toList(),
            rule.cooldown().toSeconds(),
            rule.pick().name(),
            rule.version());
    return Versions.save(mongo, document, rule.id(), rule.version());
  }

  @Override
  public boolean remove(String id) {
    return mongo
            .remove(Query.query(Criteria.where("_id").is(id)), RuleDocument.class)
            .getDeletedCount()
        == 1;
  }
}
