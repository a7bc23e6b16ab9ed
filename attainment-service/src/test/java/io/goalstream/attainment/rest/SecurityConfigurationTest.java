package io.goalstream.attainment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.AttainmentSettings;
import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import io.goalstream.testing.GuardedDoors;
import io.goalstream.testing.IdentityProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Whom each door lets in; whose goals one then sees is shown by the test of the doors. */
class SecurityConfigurationTest {
  private final IdentityProvider provider = IdentityProvider.start();
  private final GuardedDoors doors =
      GuardedDoors.of(
          settings(), SecurityConfiguration.class, Problems.class, GuardedDoors.Inside.class);

  private AttainmentSettings settings() {
    return new AttainmentSettings(
        "unused:1",
        "http://unused",
        new KafkaAccess(Map.of()),
        Duration.ZERO,
        Path.of("unused"),
        "unused",
        1,
        0,
        Duration.ZERO,
        false,
        FactStorage.MEMORY,
        DataSize.ofGigabytes(1),
        false,
        new SignInSettings(provider.issuer(), "goalstream", "sub", "roles"));
  }

  @AfterEach
  void stop() {
    doors.close();
    provider.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // door | nobody | another role | REP | MANAGER | ADMIN | SERVICE
        "GET /actuator/health/readiness | 200 | 200 | 200 | 200 | 200 | 200",
        "GET /v3/api-docs | 200 | 200 | 200 | 200 | 200 | 200",
        "GET /api/v1/progress | 401 | 403 | 200 | 200 | 200 | 200",
        "GET /api/v1/progress/g-1/history | 401 | 403 | 200 | 200 | 200 | 200",
        "GET /api/v1/progress/stream | 401 | 403 | 200 | 200 | 200 | 200",
        "GET /api/v1/leaderboard | 401 | 403 | 200 | 200 | 200 | 200",
        "POST /api/v1/progress/g-1/preview | 401 | 403 | 403 | 403 | 200 | 200",
        "POST /api/v1/reconciliations | 401 | 403 | 403 | 403 | 200 | 403",
        "GET /api/v1/reconciliations/r-1 | 401 | 403 | 403 | 403 | 200 | 403",
        "GET /whatever-comes-later | 401 | 403 | 200 | 200 | 200 | 200"
      })
  void eachDoorLetsIn(
      String door, int nobody, int other, int rep, int manager, int admin, int service)
      throws Exception {
    assertThat(knock("-", door)).isEqualTo(nobody);
    assertThat(knock("SOURCE", door)).isEqualTo(other);
    assertThat(knock("REP", door)).isEqualTo(rep);
    assertThat(knock("MANAGER", door)).isEqualTo(manager);
    assertThat(knock("ADMIN", door)).isEqualTo(admin);
    assertThat(knock("SERVICE", door)).isEqualTo(service);
  }

  private int knock(String role, String request) throws Exception {
    String[] parts = request.split(" ", -1);
    String token = provider.token(claims -> claims.claim("roles", role));
    return doors.knock(
        parts[0],
        parts[1],
        door -> role.equals("-") ? door : door.header("Authorization", "Bearer " + token));
  }
}
