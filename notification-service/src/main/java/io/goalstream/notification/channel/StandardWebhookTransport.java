package io.goalstream.notification.channel;

import io.goalstream.notification.application.Courier;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends messages signed as Standard Webhooks says: HMAC-SHA256 over {@code id.timestamp.body}. Only
 * an answer of 2xx counts; redirects are not followed, and an address is checked before it is
 * connected to.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public final class StandardWebhookTransport implements Courier.Transport, AutoCloseable {
  private static final String SECRET_PREFIX = "whsec_";
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(15);

  private final CloseableHttpClient http;

  /**
   * @param allowPrivateAddresses whether receivers may be on this machine or in private networks
   */
  public StandardWebhookTransport(boolean allowPrivateAddresses) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new PublicAddresses(allowPrivateAddresses))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(ANSWER)
                    .build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWER).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .build();
  }

  @Override
  public Optional<String> send(Webhook webhook, Delivery delivery, Instant now) {
    long timestamp = now.getEpochSecond();
    HttpPost request = new HttpPost(webhook.url());
    request.setHeader("webhook-id", delivery.messageId());
    request.setHeader("webhook-timestamp", String.valueOf(timestamp));
    request.setHeader(
        "webhook-signature",
        signature(webhook.secret(), delivery.messageId(), timestamp, delivery.payload()));
    request.setEntity(new StringEntity(delivery.payload(), ContentType.APPLICATION_JSON));
    try {
      int status = http.execute(request, response -> response.getCode());
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("answered with status " + status);
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** The value of the header webhook-signature. */
  static String signature(String secret, String messageId, long timestamp, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    String signed = messageId + "." + timestamp + "." + body;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] hash = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
