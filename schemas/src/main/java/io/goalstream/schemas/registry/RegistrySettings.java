package io.goalstream.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a Confluent-compatible schema registry.
 *
 * @param urls base addresses, tried in their order
 * @param authorization value of the Authorization header, if the registry wants one
 * @param patience how long a call keeps trying while the registry does not answer
 */
public record RegistrySettings(List<URI> urls, Optional<String> authorization, Duration patience) {

  public RegistrySettings {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("The schema registry needs at least one address");
    }
    urls = urls.stream().map(RegistrySettings::withSlash).toList();
  }

  /** Settings from a comma-separated list of addresses, without authorization. */
  public static RegistrySettings of(String urls, Duration patience) {
    List<URI> parsed =
        Arrays.stream(urls.split(",", -1))
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .map(URI::create)
            .toList();
    return new RegistrySettings(parsed, Optional.empty(), patience);
  }

  /** Without it, resolving a path would drop the last part of the address. */
  private static URI withSlash(URI url) {
    return url.toString().endsWith("/") ? url : URI.create(url + "/");
  }
}
