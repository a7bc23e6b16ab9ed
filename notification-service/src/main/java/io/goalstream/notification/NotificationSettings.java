package io.goalstream.notification;

import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param kafka how clients get in at the brokers
 * @param pageUrl where people see the dashboard, without a slash at its end; messages link there
 * @param publicUrl where people reach this service, without a slash at its end; e-mail links there
 * @param secretsKeys what seals secrets before they are kept, as {@code <id>:<Base64 of 32 bytes>},
 *     separated by commas; the first one seals, the others open only
 */
@Validated
@ConfigurationProperties("goalstream")
public record NotificationSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull @DefaultValue KafkaAccess kafka,
    @NotBlank String pageUrl,
    @NotBlank String publicUrl,
    @NotBlank(
            message =
                "has to be <id>:<Base64 of 32 bytes>; set GOALSTREAM_SECRETS_KEYS,"
                    + " and make one with: echo \"k1:$(openssl rand -base64 32)\"")
        String secretsKeys,
    @NotNull @Valid SignInSettings access,
    @Valid @NotNull WebhookSettings webhooks,
    @Valid @DefaultValue MailSettings mail) {

  /** What every client of the brokers is told. */
  public Map<String, Object> clients() {
    return kafka.clients(bootstrapServers);
  }

  @Override
  public String toString() {
    return "NotificationSettings[%s, %s, %s, %s, %s]"
        .formatted(bootstrapServers, schemaRegistryUrl, access, webhooks, mail);
  }

  /**
   * How messages are delivered.
   *
   * @param allowPrivateAddresses whether receivers may be on this machine or in private networks,
   *     and without TLS
   * @param pauses how long to wait after each attempt that failed; the example of the Standard
   *     Webhooks specification
   * @param disableAfter a channel that has taken nothing for so long is switched off
   * @param deadline the longest that a call may take
   */
  public record WebhookSettings(
      @DefaultValue("false") boolean allowPrivateAddresses,
      @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
          List<Duration> pauses,
      @DefaultValue("5d") Duration disableAfter,
      @DefaultValue("20s") Duration deadline) {}

  /**
   * How e-mail is sent.
   *
   * @param host the SMTP server; without one there is no e-mail
   * @param startTls whether the connection has to be secured before anything is said
   */
  public record MailSettings(
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("goalstream@localhost") @NotBlank String from,
      @DefaultValue("true") boolean startTls) {
    boolean isOn() {
      return !host.isBlank();
    }

    @Override
    public String toString() {
      return "MailSettings[%s:%s]".formatted(host, port);
    }
  }
}
