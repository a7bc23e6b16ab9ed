package io.goalstream.notification.domain;

import java.time.Instant;

/**
 * Somebody's address that hears of every level that is crossed.
 *
 * @param secret {@code whsec_} and the key in Base64, as Standard Webhooks writes it
 * @param createdAt events before this are not sent
 */
public record Webhook(
    String id, String url, String description, String secret, Instant createdAt) {}
