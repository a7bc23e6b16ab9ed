package io.goalstream.ingest.webhooks;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A call as it came in, before anything of it is believed. */
public final class Call {
  private final String method;
  private final Optional<String> query;
  private final Optional<String> secret;
  private final String address;
  private final Function<String, Optional<String>> headers;
  private final byte[] body;
  private final Instant at;

  /**
   * @param query what stands behind the question mark, as it came
   * @param secret the last segment of the path, if there is one behind the name of the source
   * @param address the internet address of the caller
   * @param headers a header by its name, in whatever case
   */
  public Call(
      String method,
      Optional<String> query,
      Optional<String> secret,
      String address,
      Function<String, Optional<String>> headers,
      byte[] body,
      Instant at) {
    this.method = method;
    this.query = query;
    this.secret = secret;
    this.address = address;
    this.headers = headers;
    this.body = body.clone();
    this.at = at;
  }

  String method() {
    return method;
  }

  Optional<String> query() {
    return query;
  }

  Optional<String> secret() {
    return secret;
  }

  String address() {
    return address;
  }

  Optional<String> header(String name) {
    return headers.apply(name);
  }

  byte[] body() {
    return body.clone();
  }

  /** When it came. */
  public Instant at() {
    return at;
  }
}
