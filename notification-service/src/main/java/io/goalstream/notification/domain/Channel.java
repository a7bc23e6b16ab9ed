package io.goalstream.notification.domain;

import io.goalstream.notification.domain.rule.Rhythm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A chat channel, or another system that hears of events.
 *
 * @param address where messages are sent to; that of a chat channel is a secret as well
 * @param secrets what messages are signed with, the newest first; those of a webhook are {@code
 *     whsec_} and the key in Base64
 * @param types of a webhook: the types of events that it hears of without any rule; {@code *} for
 *     all
 * @param createdBy id of the person who hears when the channel is switched off
 * @param createdAt events before this are not sent
 * @param disabled why nothing is sent any more
 */
public record Channel(
    String id,
    Kind kind,
    String name,
    String address,
    List<Secret> secrets,
    String language,
    Rhythm rhythm,
    Set<String> types,
    Optional<String> createdBy,
    Instant createdAt,
    Optional<String> disabled) {
  public Channel {
    secrets = List.copyOf(secrets);
    types = Set.copyOf(types);
  }

  /** What speaks the other end's protocol. */
  public enum Kind {
    SLACK,
    TEAMS,
    FEISHU,
    LARK,
    DINGTALK,
    WECOM,
    WEBHOOK
  }

  /**
   * What messages are signed with.
   *
   * @param until the first moment at which it is no longer used; empty while it lasts
   */
  public record Secret(String value, Optional<Instant> until) {
    @Override
    public String toString() {
      return "Secret[…]";
    }
  }

  /** The secrets that are used at the moment, the newest first. */
  public List<String> secrets(Instant now) {
    return secrets.stream()
        .filter(secret -> secret.until().map(now::isBefore).orElse(true))
        .map(Secret::value)
        .toList();
  }

  /** What is said of a channel whose address and secrets cannot be read. */
  public static final String SEALED = "its secrets cannot be opened; is a key gone?";

  /** Whether what is for it has to wait until its secrets can be opened again. */
  public boolean isSealed() {
    return disabled.equals(Optional.of(SEALED));
  }

  /** Whether it was switched off. */
  public boolean isOff() {
    return disabled.isPresent() && !isSealed();
  }

  /** Whether a webhook hears of the type by itself. */
  public boolean hears(String type) {
    return types.contains("*") || types.contains(type);
  }

  public Channel disabledFor(String reason) {
    return with(secrets, Optional.of(reason));
  }

  public Channel enabled() {
    return with(secrets, Optional.empty());
  }

  public Channel withSecrets(List<Secret> newest) {
    return with(newest, disabled);
  }

  private Channel with(List<Secret> newSecrets, Optional<String> newDisabled) {
    return new Channel(
        id,
        kind,
        name,
        address,
        newSecrets,
        language,
        rhythm,
        types,
        createdBy,
        createdAt,
        newDisabled);
  }

  /** Secrets and addresses do not go into logs. */
  @Override
  public String toString() {
    return "Channel[%s %s %s]".formatted(kind, id, name);
  }
}
