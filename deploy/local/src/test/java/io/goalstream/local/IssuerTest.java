package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");

  @Test
  void aTokenSaysWhoSomebodyIsAndIsSigned(@TempDir Path directory) throws Exception {
    ECKey key = Issuer.key(directory.resolve("made/key.json"));
    Issuer issuer =
        new Issuer(URI.create("http://127.0.0.1:9"), key, Clock.fixed(NOW, ZoneOffset.UTC));

    SignedJWT token = SignedJWT.parse(issuer.token("hugo", "MANAGER"));

    assertThat(token.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("hugo");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://127.0.0.1:9");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("goalstream");
    assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("MANAGER");
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Date.from(NOW.plusSeconds(12 * 3_600)));
  }

  @Test
  void theKeyOutlivesARestart(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("key.json");

    assertThat(Issuer.key(file)).isEqualTo(Issuer.key(file));
  }
}
