package io.goalstream.notification.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they are kept: AES-256-GCM with a fresh nonce. What is kept names its key,
 * so that an older key opens what it sealed until everything was sealed anew.
 *
 * <p>Format: {@code <key id>:<Base64 of 12 bytes nonce, ciphertext and 16 bytes tag>}; what a
 * secret belongs to is authenticated with it, so that it cannot be moved to something else.
 */
public final class SecretSeal {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String HOW_TO_MAKE_ONE =
      "; make one with: echo \"k1:$(openssl rand -base64 32)\"";

  private final Map<String, SecretKeySpec> keys;
  private final String current;
  private final SecureRandom random = new SecureRandom();

  private SecretSeal(Map<String, SecretKeySpec> keys, String current) {
    this.keys = Map.copyOf(keys);
    this.current = current;
  }

  /**
   * A seal with the keys of a setting.
   *
   * @param setting keys as {@code <id>:<Base64 of 32 bytes>}, separated by commas; the first one
   *     seals, the others open only
   */
  public static SecretSeal of(String setting) {
    Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    for (String part : setting.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "GOALSTREAM_SECRETS_KEYS has to be <id>:<Base64 of 32 bytes>" + HOW_TO_MAKE_ONE);
      }
      keys.put(part.substring(0, colon).strip(), key(part.substring(colon + 1).strip()));
    }
    return new SecretSeal(keys, keys.keySet().iterator().next());
  }

  private static SecretKeySpec key(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "A key of GOALSTREAM_SECRETS_KEYS is not Base64" + HOW_TO_MAKE_ONE, e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "A key of GOALSTREAM_SECRETS_KEYS has %d bytes instead of 32%s"
              .formatted(bytes.length, HOW_TO_MAKE_ONE));
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /**
   * The secret as it may be kept.
   *
   * @param belongsTo what the secret is of
   */
  public String seal(String secret, String belongsTo) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(
            Cipher.ENCRYPT_MODE,
            current,
            nonce,
            secret.getBytes(StandardCharsets.UTF_8),
            belongsTo);
    byte[] kept = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return current + ":" + Base64.getEncoder().encodeToString(kept);
  }

  /**
   * The secret again.
   *
   * @throws IllegalStateException if the key is not there, or something was changed
   */
  public String open(String kept, String belongsTo) {
    int colon = kept.indexOf(':');
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(kept.substring(colon + 1)));
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] sealed = new byte[bytes.remaining()];
    bytes.get(sealed);
    return new String(
        crypt(Cipher.DECRYPT_MODE, kept.substring(0, colon), nonce, sealed, belongsTo),
        StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] input, String belongsTo) {
    SecretKeySpec key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException(
          "The key %s that sealed a secret is not in GOALSTREAM_SECRETS_KEYS".formatted(keyId));
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret of " + belongsTo + " cannot be opened", e);
    }
  }
}
