package io.goalstream.notification.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says which addresses a webhook may have.
 *
 * @param allowPrivate whether receivers may be on this machine or in private networks, and without
 *     TLS
 */
public record WebhookAddresses(boolean allowPrivate) {
  private static final int LAST_PORT = 65_535;
  private static final Set<Integer> SECURE_PORTS = Set.of(-1, 443, 8443);

  /** What is expected instead of the address; nothing if it may be used. */
  public Optional<String> refusal(String url) {
    return mayBeUsed(url)
        ? Optional.empty()
        : Optional.of(
            allowPrivate ? "an http or https address" : "an https address on port 443 or 8443");
  }

  private boolean mayBeUsed(String url) {
    try {
      URI uri = new URI(url);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || (allowPrivate && scheme.equals("http")))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getPort() != 0
          && (allowPrivate ? uri.getPort() <= LAST_PORT : SECURE_PORTS.contains(uri.getPort()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
