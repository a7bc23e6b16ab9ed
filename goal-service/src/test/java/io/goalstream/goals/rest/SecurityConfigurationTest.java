package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.GoalSettings;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import io.goalstream.testing.GuardedDoors;
import io.goalstream.testing.IdentityProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which doors are open; what else has to be so is shown by the test of signing in. */
class SecurityConfigurationTest {
  private final IdentityProvider provider = IdentityProvider.start();
  private final GuardedDoors doors =
      GuardedDoors.of(
          settings(), SecurityConfiguration.class, Problems.class, GuardedDoors.Inside.class);

  private GoalSettings settings() {
    return new GoalSettings(
        "unused:1",
        "http://unused",
        new KafkaAccess(Map.of()),
        URI.create("http://unused"),
        new SignInSettings(provider.issuer(), "goalstream", "sub", "roles"),
        new GoalSettings.Client("goals", "secret", List.of()),
        new GoalSettings.Adjusting(31, new BigDecimal("0.2"), true));
  }

  @AfterEach
  void stop() {
    doors.close();
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/readiness", "/v3/api-docs"})
  void whatIsOpenNeedsNoToken(String path) throws Exception {
    assertThat(doors.knock("GET", path, request -> request)).isEqualTo(200);
  }

  @Test
  void everythingElseNeedsOne() throws Exception {
    String token = "Bearer " + provider.token(claims -> claims);

    assertThat(doors.knock("GET", "/api/v1/anything", request -> request)).isEqualTo(401);
    assertThat(doors.knock("GET", "/", request -> request)).isEqualTo(401);
    assertThat(
            doors.knock(
                "GET", "/api/v1/anything", request -> request.header("Authorization", token)))
        .isEqualTo(200);
  }
}
