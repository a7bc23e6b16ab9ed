package io.goalstream.notification.rest;

import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.WebhookAddresses;
import io.goalstream.notification.domain.access.AccessRules.Action;
import io.goalstream.notification.domain.rule.Rhythm;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

/** Addresses of other systems that hear of what happens to goals. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
  private static final int SECRET_BYTES = 32;
  private static final int SHOWN = 200;
  private static final String EVERYTHING = "*";
  private static final Set<String> LEVELS =
      Set.of(EventKind.LEVEL_REACHED.type(), EventKind.LEVEL_LOST.type());

  /** For so long messages are signed with the old secret as well. */
  private static final Duration ROTATION = Duration.ofDays(1);

  private final Channels channels;
  private final Deliveries deliveries;
  private final Clock clock;
  private final WebhookAddresses addresses;
  private final SecureRandom random = new SecureRandom();

  WebhookController(
      Channels channels, Deliveries deliveries, Clock clock, WebhookAddresses addresses) {
    this.channels = channels;
    this.deliveries = deliveries;
    this.clock = clock;
    this.addresses = addresses;
  }

  /**
   * @param types of events, {@code *} for all; levels only if missing
   */
  record WebhookBody(
      @Nullable String url, @Nullable String description, @Nullable Set<String> types) {}

  record CreatedView(
      String id,
      String url,
      String description,
      Set<String> types,
      String secret,
      Instant createdAt) {}

  record WebhookView(
      String id,
      String url,
      String description,
      Set<String> types,
      Instant createdAt,
      @Nullable String disabled) {}

  record WebhookList(List<WebhookView> webhooks) {}

  /**
   * @param formerUntil until when messages are signed with the former secret as well
   */
  record RotatedView(String secret, Instant formerUntil) {}

  @PostMapping
  ResponseEntity<CreatedView> create(Caller caller, @RequestBody WebhookBody body) {
    caller.needs(Action.CHANNELS);
    String url = Optional.ofNullable(body.url()).orElse("");
    check(url);
    Set<String> types = Optional.ofNullable(body.types()).orElse(LEVELS);
    checkTypes(types);
    Channel webhook =
        new Channel(
            UUID.randomUUID().toString(),
            Channel.Kind.WEBHOOK,
            Optional.ofNullable(body.description()).orElse(""),
            url,
            List.of(new Channel.Secret(secret(), Optional.empty())),
            "en",
            Rhythm.usual(ZoneOffset.UTC),
            types,
            Optional.of(caller.id()),
            clock.instant(),
            Optional.empty());
    channels.save(webhook);
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + webhook.id()))
        .body(
            new CreatedView(
                webhook.id(),
                url,
                webhook.name(),
                new TreeSet<>(types),
                webhook.secrets().getFirst().value(),
                webhook.createdAt()));
  }

  private String secret() {
    byte[] key = new byte[SECRET_BYTES];
    random.nextBytes(key);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  private static void checkTypes(Set<String> types) {
    Set<String> known = new TreeSet<>(Set.of(EVERYTHING));
    Arrays.stream(EventKind.values()).map(EventKind::type).forEach(known::add);
    for (String type : types) {
      if (type == null || !known.contains(type)) {
        throw RefusedException.invalid("types", String.valueOf(type), "some of " + known);
      }
    }
  }

  @GetMapping
  WebhookList all(Caller caller) {
    caller.needs(Action.CHANNELS);
    return new WebhookList(
        channels.all().stream()
            .filter(channel -> channel.kind() == Channel.Kind.WEBHOOK)
            .map(
                each ->
                    new WebhookView(
                        each.id(),
                        each.address(),
                        each.name(),
                        new TreeSet<>(each.types()),
                        each.createdAt(),
                        each.disabled().orElse(null)))
            .toList());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    find(id);
    channels.remove(id);
    deliveries.removeAll(Destination.channel(id));
  }

  /** A new secret; for a day messages are signed with both. */
  @PostMapping("/{id}/rotate")
  RotatedView rotate(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    Channel webhook = find(id);
    ChannelController.checkOpen(webhook);
    Instant until = clock.instant().plus(ROTATION);
    String newest = secret();
    List<Channel.Secret> secrets = new ArrayList<>();
    secrets.add(new Channel.Secret(newest, Optional.empty()));
    webhook.secrets(clock.instant()).stream()
        .findFirst()
        .ifPresent(former -> secrets.add(new Channel.Secret(former, Optional.of(until))));
    channels.renew(id, secrets);
    return new RotatedView(newest, until);
  }

  @PostMapping("/{id}/enable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void enable(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    ChannelController.checkOpen(find(id));
    channels.disable(id, Optional.empty());
    deliveries.forgive(Destination.channel(id));
  }

  @GetMapping("/{id}/deliveries")
  DeliveryController.DeliveryList deliveries(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    find(id);
    return DeliveryController.DeliveryList.of(
        deliveries.list(
            new Deliveries.Filter(
                Optional.of(Destination.channel(id)), Optional.empty(), Optional.empty()),
            SHOWN));
  }

  private Channel find(String id) {
    return channels
        .find(id)
        .filter(channel -> channel.kind() == Channel.Kind.WEBHOOK)
        .orElseThrow(() -> RefusedException.unknown("id", id, "the id of a known webhook"));
  }

  private void check(String url) {
    addresses
        .refusal(url)
        .ifPresent(
            expected -> {
              throw RefusedException.invalid("url", url.isEmpty() ? "nothing" : url, expected);
            });
  }
}
