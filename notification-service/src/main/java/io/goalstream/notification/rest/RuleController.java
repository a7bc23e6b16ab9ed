package io.goalstream.notification.rest;

import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.application.Audience;
import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.People;
import io.goalstream.notification.application.Planned;
import io.goalstream.notification.application.Rules;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.access.AccessRules.Action;
import io.goalstream.notification.domain.access.Role;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Who;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who hears of what, when and how; and who would, if something happened. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleController {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final Rules rules;
  private final Audience audience;
  private final Announcer announcer;
  private final People people;
  private final Channels channels;
  private final Clock clock;

  RuleController(
      Rules rules,
      Audience audience,
      Announcer announcer,
      People people,
      Channels channels,
      Clock clock) {
    this.rules = rules;
    this.audience = audience;
    this.announcer = announcer;
    this.people = people;
    this.channels = channels;
    this.clock = clock;
  }

  record RuleList(List<RuleBody> rules) {}

  @GetMapping
  RuleList all(Caller caller) {
    caller.needs(Action.READ_RULES);
    return new RuleList(audience.rules().stream().map(RuleBody::of).toList());
  }

  @GetMapping("/{id}")
  ResponseEntity<RuleBody> one(Caller caller, @PathVariable String id) {
    caller.needs(Action.READ_RULES);
    Rule rule = find(id).orElseThrow(() -> unknown(id));
    return Versioned.ok(RuleBody.of(rule), rule.version());
  }

  @PutMapping("/{id}")
  ResponseEntity<RuleBody> put(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody RuleBody body) {
    if (!ID.matcher(id).matches()) {
      throw RefusedException.invalid(
          "id", id, "up to 63 small letters, digits and hyphens, such as north-levels");
    }
    Optional<Rule> current = find(id);
    current.ifPresent(rule -> mayWrite(caller, rule));
    long version = current.map(Rule::version).orElse(0L);
    Rule next = body.rule(id, version + 1);
    mayWrite(caller, next);
    check(caller, next);
    Versioned.check(ifMatch, version);
    Versioned.kept(rules.save(next));
    return Versioned.ok(RuleBody.of(next), next.version());
  }

  /** A shipped rule that was replaced holds again as it was shipped. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String id) {
    mayWrite(caller, rules.find(id).orElseThrow(() -> unknown(id)));
    rules.remove(id);
  }

  private Optional<Rule> find(String id) {
    return audience.rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  private static RefusedException unknown(String id) {
    return RefusedException.unknown("id", id, "the id of a rule that somebody wrote");
  }

  private void mayWrite(Caller caller, Rule rule) {
    rule.unitId()
        .ifPresentOrElse(
            unit -> {
              if (!people.exists(new Event.Owner("UNIT", unit))) {
                throw RefusedException.invalid("unitId", unit, "the id of a known unit");
              }
              caller.needsUnit(unit);
            },
            () -> caller.needs(Action.WRITE_COMPANY_RULES));
  }

  /** Somebody who leads a unit sends what happens there to its people and to chats only. */
  private void check(Caller caller, Rule rule) {
    LocalDate today = LocalDate.now(clock);
    for (Who who : rule.who()) {
      switch (who) {
        case Who.Person(String id) -> {
          Event.Owner person = new Event.Owner("REP", id);
          if (!people.exists(person)) {
            throw RefusedException.invalid("who", id, "the id of a known rep");
          }
          boolean near =
              rule.unitId().map(unit -> people.isWithin(person, unit, today)).orElse(true);
          if (!near && !id.equals(caller.id()) && !caller.person().is(Role.ADMIN)) {
            throw RefusedException.forbidden(id, "somebody of the unit, or the role ADMIN");
          }
        }
        case Who.Channel(String id) -> {
          Channel channel =
              channels
                  .find(id)
                  .orElseThrow(
                      () -> RefusedException.invalid("who", id, "the id of a known channel"));
          if (channel.kind() == Channel.Kind.WEBHOOK) {
            caller.needs(Action.CHANNELS);
          }
        }
        case Who.Owner any -> {
          continue;
        }
        case Who.Managers any -> {
          continue;
        }
      }
    }
  }

  /**
   * What somebody would be told.
   *
   * @param rules the rules that name the recipient; none for somebody who was told before
   * @param inbox whether it would go into the inbox
   * @param destination where it would be sent to besides; none without an address
   * @param at when it would be sent there
   */
  record PreviewView(
      String recipient,
      List<String> rules,
      String kind,
      String language,
      String title,
      String text,
      boolean inbox,
      @Nullable String destination,
      @Nullable Instant at) {
    static PreviewView of(Planned planned) {
      return new PreviewView(
          planned.reader().recipient().key(),
          planned.plan().ruleIds(),
          planned.word().kind().name(),
          planned.message().language(),
          planned.message().title(),
          planned.message().text(),
          planned.inbox(),
          planned.destination().orElse(null),
          planned.destination().isPresent() ? planned.due() : null);
    }
  }

  record PreviewList(List<PreviewView> told) {}

  /** Who would get what if this happened now; nothing is sent or kept. */
  @PostMapping("/preview")
  PreviewList preview(Caller caller, @RequestBody SampleEvent sample) {
    caller.needs(Action.PREVIEW);
    Event event = sample.event(clock.instant());
    if (!people.exists(event.owner())) {
      throw RefusedException.invalid(
          "owner", event.owner().kind() + " " + event.owner().id(), "a known rep or unit");
    }
    return new PreviewList(announcer.plan(event).stream().map(PreviewView::of).toList());
  }
}
