package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.application.Unclear;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.webhooks.Reading;
import io.goalstream.ingest.webhooks.Reading.Meaning;
import io.goalstream.ingest.webhooks.Source;
import io.goalstream.ingest.webhooks.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes in what events of other systems mean. */
final class SourceEvents {
  private static final int LONGEST = 200_000;
  private static final int LONGEST_ID = 300;

  private final Sources sources;
  private final Intake intake;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final Clock clock;

  SourceEvents(Sources sources, Intake intake, JsonMapper json, MeterRegistry meters, Clock clock) {
    this.sources = sources;
    this.intake = intake;
    this.json = json;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * What came of the events of a call.
   *
   * @param received receipts of what was taken in
   * @param setAside how many were set aside, because it is unclear what they mean
   * @param ignored how many were about nothing that the mapping knows
   */
  record Taken(List<String> received, int setAside, int ignored) {}

  /** Takes events in. */
  Taken take(Source source, List<JsonNode> events) {
    return take(source, events, clock.instant());
  }

  /**
   * @param came when the events came, which is when they happened if they do not say it
   */
  private Taken take(Source source, List<JsonNode> events, Instant came) {
    Instant now = clock.instant();
    Reading reading = new Reading(source, true);
    List<Change> changes = new ArrayList<>();
    List<Unclear> unclear = new ArrayList<>();
    int ignored = 0;
    for (JsonNode event : events) {
      List<Meaning> meanings = reading.of(event, came, now);
      if (meanings.isEmpty()) {
        ignored++;
      }
      for (Meaning meaning : meanings) {
        switch (meaning) {
          case Meaning.Changed changed -> {
            FactJson.ParsedChange parsed = parsed(changed, now);
            List<Violation> wrong = wrong(parsed, now);
            if (wrong.isEmpty()) {
              parsed.change().ifPresent(changes::add);
            } else {
              unclear.add(unclear(source, changed.kind(), changed.id(), event, said(wrong)));
            }
          }
          case Meaning.Unclear(FactKind kind, String id, String reason) ->
              unclear.add(unclear(source, kind, id, event, reason));
        }
      }
    }
    Taken taken = new Taken(intake.receive(changes, unclear), unclear.size(), ignored);
    count(source, taken, unclear);
    return taken;
  }

  /**
   * Takes an event in that was set aside.
   *
   * @param came when that was
   */
  Taken again(String source, String event, Instant came) {
    Source known =
        sources
            .find(source)
            .orElseThrow(
                () ->
                    new UnknownException(
                        "source", source, "one of " + String.join(", ", sources.names())));
    try {
      return take(known, List.of(json.readTree(event)), came);
    } catch (JacksonException e) {
      throw RefusedException.misshapen(
          List.of(
              new Violation(
                  "(body)", "nothing", "the fact, because the event was too long to keep")));
    }
  }

  static FactJson.ParsedChange parsed(Meaning.Changed changed, Instant now) {
    FactJson.Reader reader =
        switch (changed.kind()) {
          case DEALS -> FactJson::deal;
          case ACTIVITIES -> FactJson::activity;
        };
    return FactJson.change(changed.patch(), changed.id(), reader, now);
  }

  /** What is wrong with it by itself, whatever the fact is like. */
  static List<Violation> wrong(FactJson.ParsedChange parsed, Instant now) {
    return parsed.change().map(change -> change.violations(now)).orElse(parsed.violations());
  }

  /** As it can be kept: without secrets, and not longer than a record may be. */
  private Unclear unclear(Source source, FactKind kind, String id, JsonNode event, String reason) {
    String text = json.writeValueAsString(source.withoutProof(event));
    return new Unclear(kind, source.name(), cut(id, LONGEST_ID), cut(text, LONGEST), reason);
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private static String said(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  /**
   * What is set aside is unreadable like a record on a topic that is: received, and not admitted.
   */
  private void count(Source source, Taken taken, List<Unclear> unclear) {
    count(source, "received", taken.received().size());
    count(source, "set-aside", taken.setAside());
    count(source, "ignored", taken.ignored());
    for (Unclear one : unclear) {
      String kind = one.kind() == FactKind.DEALS ? "deal" : "activity";
      meters
          .counter(
              "goalstream.intake.records",
              "kind",
              kind.toLowerCase(Locale.ROOT),
              "outcome",
              "unreadable")
          .increment();
    }
  }

  private void count(Source source, String outcome, int events) {
    meters
        .counter("goalstream.intake.events", "source", source.name(), "outcome", outcome)
        .increment(events);
  }
}
