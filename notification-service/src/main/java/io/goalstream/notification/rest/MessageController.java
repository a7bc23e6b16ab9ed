package io.goalstream.notification.rest;

import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Message;
import io.goalstream.notification.domain.access.AccessRules.Action;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every message as it would be, in every language. */
@RestController
@RequestMapping("/api/v1/messages")
class MessageController {
  private final Wording wording;
  private final Clock clock;

  MessageController(Wording wording, Clock clock) {
    this.wording = wording;
    this.clock = clock;
  }

  record Languages(Set<String> languages) {}

  record SampleView(AlertKind kind, String direction, String title, List<String> lines) {}

  record SampleList(String language, List<SampleView> messages) {}

  @GetMapping
  Languages languages(Caller caller) {
    caller.needs(Action.READ_RULES);
    return new Languages(wording.languages());
  }

  @GetMapping("/{language}")
  SampleList samples(Caller caller, @PathVariable String language) {
    caller.needs(Action.READ_RULES);
    String known = RhythmBody.language(language, wording.languages()).orElse(language);
    Wording.Ear ear =
        new Wording.Ear(known, ZoneOffset.UTC, Optional.of("Ana"), Optional.of("Ben"));
    Instant now = clock.instant();
    List<SampleView> samples = new ArrayList<>();
    for (AlertKind kind : AlertKind.values()) {
      if (kind != AlertKind.CHANNEL_DISABLED) {
        Event event = SampleEvent.of(eventKind(kind)).event(now);
        samples.add(view(kind, wording.say(kind, event, ear)));
      }
    }
    samples.add(
        view(
            AlertKind.CHANNEL_DISABLED,
            wording.channelDisabled("Sales", "answered with status 410", known)));
    return new SampleList(known, samples);
  }

  private static SampleView view(AlertKind kind, Message message) {
    return new SampleView(
        kind,
        Message.rightToLeft(message.language()) ? "rtl" : "ltr",
        message.title(),
        message.lines());
  }

  private static EventKind eventKind(AlertKind kind) {
    return switch (kind) {
      case LEVEL_REGAINED -> EventKind.LEVEL_REACHED;
      case AT_RISK, OFF_TRACK, BACK_ON_TRACK -> EventKind.PACE_CHANGED;
      default ->
          Arrays.stream(EventKind.values())
              .filter(each -> each.name().equals(kind.name()))
              .findFirst()
              .orElse(EventKind.LEVEL_REACHED);
    };
  }
}
