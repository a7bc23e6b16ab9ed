package io.goalstream.ingest.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a source shows that a call is its own. Signatures are computed over the bytes as they came,
 * and compared in a time that does not depend on what they are.
 */
sealed interface Proof {
  /** So old may a signed call be, and so far may clocks differ. */
  Duration WINDOW = Duration.ofMinutes(5);

  /** Why the call is not believed; empty if it is. */
  Optional<Refusal> refusal(Call call);

  /**
   * HubSpot's signature, version 3: base64(HMAC-SHA256(secret, method + address + body + time)).
   *
   * @param address as HubSpot calls it, without a query
   * @see <a
   *     href="https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation">Request
   *     validation</a>
   */
  record HubSpot(List<String> secrets, String address) implements Proof {
    /** What HubSpot signs as the character itself. */
    private static final Map<String, String> DECODED =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("%3A", ":"),
                Map.entry("%2F", "/"),
                Map.entry("%3F", "?"),
                Map.entry("%40", "@"),
                Map.entry("%21", "!"),
                Map.entry("%24", "$"),
                Map.entry("%27", "'"),
                Map.entry("%28", "("),
                Map.entry("%29", ")"),
                Map.entry("%2A", "*"),
                Map.entry("%2C", ","),
                Map.entry("%3B", ";")));

    public HubSpot {
      secrets = List.copyOf(secrets);
    }

    @Override
    public Optional<Refusal> refusal(Call call) {
      Optional<String> signature = call.header("X-HubSpot-Signature-v3");
      Optional<String> time = call.header("X-HubSpot-Request-Timestamp");
      if (signature.isEmpty()) {
        return Optional.of(Refusal.missing("X-HubSpot-Signature-v3"));
      }
      if (time.isEmpty()) {
        return Optional.of(Refusal.missing("X-HubSpot-Request-Timestamp"));
      }
      Optional<Refusal> outdated =
          outdated("X-HubSpot-Request-Timestamp", time.get(), 1, call.at());
      if (outdated.isPresent()) {
        return outdated;
      }
      String uri = address + call.query().map(query -> "?" + decoded(query)).orElse("");
      byte[] head = bytes(call.method() + uri);
      byte[] tail = bytes(time.get());
      boolean right =
          anyMatches(
              secrets,
              secret ->
                  isEqual(
                      Base64.getEncoder()
                          .encodeToString(hmac(bytes(secret), head, call.body(), tail)),
                      signature.get()));
      return right ? Optional.empty() : Optional.of(Refusal.wrong("signature"));
    }

    private static String decoded(String query) {
      String text = query;
      for (Map.Entry<String, String> one : DECODED.entrySet()) {
        text = text.replace(one.getKey(), one.getValue());
      }
      return text;
    }
  }

  /**
   * Standard Webhooks: v1 signatures, of which one has to be right.
   *
   * @param secrets {@code whsec_} and Base64
   * @see <a
   *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">The
   *     specification</a>
   */
  record StandardWebhooks(List<String> secrets) implements Proof {
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    public StandardWebhooks {
      secrets = List.copyOf(secrets);
    }

    /** True if the text is a secret as the specification writes it. */
    static boolean isSecret(String text) {
      try {
        return text.startsWith(PREFIX) && key(text).length >= 24;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static byte[] key(String secret) {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    @Override
    public Optional<Refusal> refusal(Call call) {
      for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
        if (call.header(header).isEmpty()) {
          return Optional.of(Refusal.missing(header));
        }
      }
      String time = call.header("webhook-timestamp").orElse("");
      Optional<Refusal> outdated = outdated("webhook-timestamp", time, 1000, call.at());
      if (outdated.isPresent()) {
        return outdated;
      }
      byte[] head = bytes(call.header("webhook-id").orElse("") + "." + time + ".");
      List<String> signatures = List.of(call.header("webhook-signature").orElse("").split(" ", -1));
      boolean right =
          anyMatches(
              secrets,
              secret -> {
                String expected =
                    VERSION
                        + Base64.getEncoder()
                            .encodeToString(hmac(key(secret), head, call.body(), new byte[0]));
                return anyMatches(signatures, signature -> isEqual(expected, signature));
              });
      return right ? Optional.empty() : Optional.of(Refusal.wrong("signature"));
    }
  }

  /**
   * User and password of HTTP Basic.
   *
   * @param credentials {@code user:password}
   */
  record Basic(List<String> credentials) implements Proof {
    private static final String SCHEME = "basic ";

    public Basic {
      credentials = List.copyOf(credentials);
    }

    @Override
    public Optional<Refusal> refusal(Call call) {
      Optional<String> header = call.header("Authorization");
      if (header.isEmpty()) {
        return Optional.of(Refusal.missing("Authorization"));
      }
      String text = header.get();
      boolean right =
          text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
              && anyMatches(
                  credentials,
                  one ->
                      isEqual(
                          Base64.getEncoder().encodeToString(bytes(one)),
                          text.substring(SCHEME.length()).strip()));
      return right ? Optional.empty() : Optional.of(Refusal.wrong("user or password"));
    }
  }

  /** A secret that stands as the last segment of the path. */
  record Path(List<String> secrets) implements Proof {
    public Path {
      secrets = List.copyOf(secrets);
    }

    @Override
    public Optional<Refusal> refusal(Call call) {
      if (call.secret().isEmpty()) {
        return Optional.of(Refusal.missing("secret behind the name of the source"));
      }
      String found = call.secret().get();
      return anyMatches(secrets, secret -> isEqual(secret, found))
          ? Optional.empty()
          : Optional.of(Refusal.wrong("secret behind the name of the source"));
    }
  }

  /** Nothing but what stands in the body, which is looked at once the body is read. */
  record Body() implements Proof {
    @Override
    public Optional<Refusal> refusal(Call call) {
      return Optional.empty();
    }
  }

  /** Compares in a time that depends on nothing but the length of what was found. */
  static boolean isEqual(String expected, String found) {
    return MessageDigest.isEqual(bytes(expected), bytes(found));
  }

  /** Tries all of them, so that the time does not say which one it was. */
  private static boolean anyMatches(List<String> all, Predicate<String> test) {
    boolean any = false;
    for (String one : all) {
      any |= test.test(one);
    }
    return any;
  }

  private static Optional<Refusal> outdated(String header, String found, long millis, Instant now) {
    Optional<Instant> moment = Optional.empty();
    if (found.matches("\\d{1,15}")) {
      moment = Optional.of(Instant.ofEpochMilli(Long.parseLong(found) * millis));
    }
    boolean near =
        moment.filter(at -> Duration.between(at, now).abs().compareTo(WINDOW) <= 0).isPresent();
    return near
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Refusal.Reason.OUTDATED,
                "found %s %s, expected a moment within %d minutes of now"
                    .formatted(
                        header,
                        moment.map(Instant::toString).orElse("that is no moment"),
                        WINDOW.toMinutes())));
  }

  private static byte[] hmac(byte[] key, byte[] head, byte[] body, byte[] tail) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      mac.update(body);
      mac.update(tail);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
