package io.goalstream.notification.rest;

import io.goalstream.notification.application.Webhooks;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import io.goalstream.notification.domain.WebhookAddresses;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

/** Addresses of other systems that hear of every level that is crossed. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
  private static final int SECRET_BYTES = 32;
  private static final int SHOWN = 200;

  private final Webhooks webhooks;
  private final Clock clock;
  private final WebhookAddresses addresses;
  private final SecureRandom random = new SecureRandom();

  WebhookController(Webhooks webhooks, Clock clock, WebhookAddresses addresses) {
    this.webhooks = webhooks;
    this.clock = clock;
    this.addresses = addresses;
  }

  record WebhookBody(@Nullable String url, @Nullable String description) {}

  record CreatedView(String id, String url, String description, String secret, Instant createdAt) {}

  record WebhookView(String id, String url, String description, Instant createdAt) {}

  record WebhookList(List<WebhookView> webhooks) {}

  record DeliveryView(
      String id,
      String type,
      Delivery.State state,
      int attempts,
      @Nullable String lastError,
      Instant nextAttemptAt) {}

  record DeliveryList(List<DeliveryView> deliveries) {}

  @PostMapping
  ResponseEntity<CreatedView> create(@RequestBody WebhookBody body) {
    String url = Optional.ofNullable(body.url()).orElse("");
    check(url);
    byte[] key = new byte[SECRET_BYTES];
    random.nextBytes(key);
    Webhook webhook =
        new Webhook(
            UUID.randomUUID().toString(),
            url,
            Optional.ofNullable(body.description()).orElse(""),
            "whsec_" + Base64.getEncoder().encodeToString(key),
            clock.instant());
    webhooks.add(webhook);
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + webhook.id()))
        .body(
            new CreatedView(
                webhook.id(), url, webhook.description(), webhook.secret(), webhook.createdAt()));
  }

  @GetMapping
  WebhookList all() {
    return new WebhookList(
        webhooks.all().stream()
            .map(
                each ->
                    new WebhookView(each.id(), each.url(), each.description(), each.createdAt()))
            .toList());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id) {
    if (!webhooks.remove(id)) {
      throw unknown(id);
    }
  }

  @GetMapping("/{id}/deliveries")
  DeliveryList deliveries(@PathVariable String id) {
    if (webhooks.find(id).isEmpty()) {
      throw unknown(id);
    }
    return new DeliveryList(
        webhooks.of(id, SHOWN).stream()
            .map(
                each ->
                    new DeliveryView(
                        each.id(),
                        each.type(),
                        each.state(),
                        each.attempts(),
                        each.lastError().orElse(null),
                        each.nextAttemptAt()))
            .toList());
  }

  private void check(String url) {
    addresses
        .refusal(url)
        .ifPresent(
            expected -> {
              throw RefusedException.invalid("url", url.isEmpty() ? "nothing" : url, expected);
            });
  }

  private static RefusedException unknown(String id) {
    return RefusedException.unknown("id", id, "the id of a known webhook");
  }
}
