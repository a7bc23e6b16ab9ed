package io.goalstream.notification.rest;

import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.WebhookAddresses;
import io.goalstream.notification.domain.access.AccessRules.Action;
import io.goalstream.notification.domain.rule.Rhythm;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Chat channels that rules may name. The address of a chat's bot is a secret like its key: neither
 * is shown again.
 */
@RestController
@RequestMapping("/api/v1/channels")
class ChannelController {
  private final Channels channels;
  private final Deliveries deliveries;
  private final WebhookAddresses addresses;
  private final Wording wording;
  private final Clock clock;

  ChannelController(
      Channels channels,
      Deliveries deliveries,
      WebhookAddresses addresses,
      Wording wording,
      Clock clock) {
    this.channels = channels;
    this.deliveries = deliveries;
    this.addresses = addresses;
    this.wording = wording;
    this.clock = clock;
  }

  record ChannelBody(
      Channel.@Nullable Kind kind,
      @Nullable String name,
      @Nullable String url,
      @Nullable String secret,
      @Nullable String language,
      @Nullable String zone,
      RhythmBody.@Nullable QuietBody quiet,
      @Nullable String digestAt,
      @Nullable DayOfWeek digestDay) {
    @Override
    public String toString() {
      return "ChannelBody[%s %s]".formatted(kind, name);
    }
  }

  /**
   * @param host of the address; the rest of it is a secret
   * @param disabled why nothing is sent any more
   */
  record ChannelView(
      String id,
      Channel.Kind kind,
      String name,
      String host,
      boolean signed,
      String language,
      String zone,
      RhythmBody.QuietBody quiet,
      String digestAt,
      DayOfWeek digestDay,
      Instant createdAt,
      @Nullable String disabled) {
    static ChannelView of(Channel channel) {
      return new ChannelView(
          channel.id(),
          channel.kind(),
          channel.name(),
          String.valueOf(URI.create(channel.address()).getHost()),
          !channel.secrets().isEmpty(),
          channel.language(),
          channel.rhythm().zone().getId(),
          RhythmBody.QuietBody.of(channel.rhythm().quiet()),
          channel.rhythm().digestAt().toString(),
          channel.rhythm().digestDay(),
          channel.createdAt(),
          channel.disabled().orElse(null));
    }
  }

  record ChannelList(List<ChannelView> channels) {}

  @PostMapping
  ResponseEntity<ChannelView> create(Caller caller, @RequestBody ChannelBody body) {
    caller.needs(Action.CHANNELS);
    Channel.Kind kind = body.kind();
    if (kind == null || kind == Channel.Kind.WEBHOOK) {
      throw RefusedException.invalid(
          "kind",
          kind == null ? "nothing" : kind.name(),
          "SLACK, TEAMS, FEISHU, LARK, DINGTALK or WECOM; webhooks are made at /api/v1/webhooks");
    }
    String name = Optional.ofNullable(body.name()).filter(it -> !it.isBlank()).orElse("");
    if (name.isEmpty()) {
      throw RefusedException.invalid("name", "nothing", "what people call the channel");
    }
    String url = Optional.ofNullable(body.url()).orElse("");
    addresses
        .refusal(url)
        .ifPresent(
            expected -> {
              throw RefusedException.invalid("url", url.isEmpty() ? "nothing" : "…", expected);
            });
    Channel channel =
        new Channel(
            UUID.randomUUID().toString(),
            kind,
            name,
            url,
            Optional.ofNullable(body.secret())
                .filter(it -> !it.isBlank())
                .map(it -> List.of(new Channel.Secret(it, Optional.empty())))
                .orElse(List.of()),
            RhythmBody.language(body.language(), wording.languages()).orElse("en"),
            rhythm(body),
            Set.of(),
            Optional.of(caller.id()),
            clock.instant(),
            Optional.empty());
    channels.save(channel);
    return ResponseEntity.created(URI.create("/api/v1/channels/" + channel.id()))
        .body(ChannelView.of(channel));
  }

  private static Rhythm rhythm(ChannelBody body) {
    return new Rhythm(
        RhythmBody.zone(body.zone()).orElse(ZoneOffset.UTC),
        RhythmBody.quiet(body.quiet()),
        RhythmBody.time(body.digestAt(), Rhythm.MORNING, "digestAt"),
        Optional.ofNullable(body.digestDay()).orElse(DayOfWeek.MONDAY));
  }

  @GetMapping
  ChannelList all(Caller caller) {
    caller.needs(Action.CHANNELS);
    return new ChannelList(
        channels.all().stream()
            .filter(channel -> channel.kind() != Channel.Kind.WEBHOOK)
            .map(ChannelView::of)
            .toList());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    if (!channels.remove(id)) {
      throw unknown(id);
    }
    deliveries.removeAll(Destination.channel(id));
  }

  /** Switches a channel on that had been switched off because it took nothing. */
  @PostMapping("/{id}/enable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void enable(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    checkOpen(channels.find(id).orElseThrow(() -> unknown(id)));
    channels.disable(id, Optional.empty());
    deliveries.forgive(Destination.channel(id));
  }

  static void checkOpen(Channel channel) {
    if (channel.isSealed()) {
      throw RefusedException.conflict(
          "secrets", Channel.SEALED, "the key that sealed them in GOALSTREAM_SECRETS_KEYS");
    }
  }

  static RefusedException unknown(String id) {
    return RefusedException.unknown("id", id, "the id of a known channel");
  }
}
