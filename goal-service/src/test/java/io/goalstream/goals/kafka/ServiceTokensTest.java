package io.goalstream.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.testing.IdentityProvider;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How this service signs in, at an identity provider of the test's own. */
class ServiceTokensTest {
  private final IdentityProvider provider = IdentityProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private ServiceTokens tokens(String secret) {
    return new ServiceTokens(provider.issuer(), "goal-service", secret, List.of());
  }

  @Test
  void aTokenIsAskedForOnceAndKept() throws Exception {
    ServiceTokens tokens = tokens("open-sesame");

    String first = tokens.get();

    assertThat(SignedJWT.parse(first).getJWTClaimsSet().getStringListClaim("roles"))
        .containsExactly("SERVICE");
    assertThat(tokens.get()).isEqualTo(first);
    assertThat(provider.serviceTokens()).isEqualTo(1);
  }

  @Test
  void aWrongSecretIsSaidWithoutTheSecret() {
    assertThatThrownBy(() -> tokens("sesame-open").get())
        .isInstanceOf(PartAwayException.class)
        .hasMessageContaining("identity provider")
        .hasMessageNotContaining("sesame-open");
  }

  @Test
  void aProviderThatIsAwayIsAskedAgainEachTime() {
    ServiceTokens away =
        new ServiceTokens(URI.create("http://127.0.0.1:9"), "goal-service", "any", List.of());

    assertThatThrownBy(away::get).isInstanceOf(PartAwayException.class);
    assertThatThrownBy(away::get).isInstanceOf(PartAwayException.class);
  }
}
