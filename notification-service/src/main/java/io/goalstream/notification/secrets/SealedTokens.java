package io.goalstream.notification.secrets;

import io.goalstream.notification.application.Unsubscribing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Tokens that hold the person's id, sealed; there is nothing to keep and nothing to guess. */
public final class SealedTokens implements Unsubscribing {
  private static final String PURPOSE = "unsubscribe";

  private final SecretSeal seal;

  public SealedTokens(SecretSeal seal) {
    this.seal = seal;
  }

  @Override
  public String token(String personId) {
    byte[] sealed = seal.seal(personId, PURPOSE).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  @Override
  public Optional<String> person(String token) {
    try {
      String sealed = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return sealed.indexOf(':') < 1 ? Optional.empty() : Optional.of(seal.open(sealed, PURPOSE));
    } catch (RuntimeException e) {
      return Optional.empty(); // Whatever is wrong with it, it is not one of ours.
    }
  }
}
