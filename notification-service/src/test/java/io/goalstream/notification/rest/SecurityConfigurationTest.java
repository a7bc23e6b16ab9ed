package io.goalstream.notification.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.NotificationSettings;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import io.goalstream.testing.GuardedDoors;
import io.goalstream.testing.IdentityProvider;
import java.time.Duration;
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

  private NotificationSettings settings() {
    return new NotificationSettings(
        "unused:1",
        "http://unused",
        new KafkaAccess(Map.of()),
        "http://unused",
        "http://unused",
        "unused",
        new SignInSettings(provider.issuer(), "goalstream", "sub", "roles"),
        new NotificationSettings.WebhookSettings(false, List.of(), Duration.ZERO, Duration.ZERO),
        new NotificationSettings.MailSettings("", 25, "", "", "unused", true));
  }

  @AfterEach
  void stop() {
    doors.close();
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/readiness", "/api/v1/unsubscribe/some-token"})
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
