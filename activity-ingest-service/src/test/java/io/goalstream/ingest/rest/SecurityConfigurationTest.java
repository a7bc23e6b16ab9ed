package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.IngestSettings;
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

/** Whom each door lets in. */
class SecurityConfigurationTest {
  private final IdentityProvider provider = IdentityProvider.start();
  private final GuardedDoors doors =
      GuardedDoors.of(
          settings(), SecurityConfiguration.class, Problems.class, GuardedDoors.Inside.class);

  private IngestSettings settings() {
    return new IngestSettings(
        "unused:1",
        "http://unused",
        new KafkaAccess(Map.of()),
        Duration.ZERO,
        0,
        Path.of("unused"),
        Path.of("unused"),
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
        // door | nobody | REP | MANAGER | SOURCE | ADMIN
        "GET /actuator/health/readiness | 200 | 200 | 200 | 200 | 200",
        "POST /api/v1/webhooks/hubspot | 200 | 200 | 200 | 200 | 200",
        "POST /api/v1/webhooks/sharecrm/secret | 200 | 200 | 200 | 200 | 200",
        "POST /api/v1/deals | 401 | 403 | 403 | 200 | 200",
        "POST /api/v1/deals/batch | 401 | 403 | 403 | 200 | 200",
        "DELETE /api/v1/activities/a-1 | 401 | 403 | 403 | 200 | 200",
        "POST /api/v1/events | 401 | 403 | 403 | 200 | 200",
        "POST /api/v1/imports/deals | 401 | 403 | 403 | 200 | 200",
        "PUT /api/v1/mappings/ledger | 401 | 403 | 403 | 200 | 200",
        "GET /api/v1/receipts/r-1 | 401 | 403 | 403 | 200 | 200",
        "GET /api/v1/set-aside/deals/rejected | 401 | 403 | 403 | 403 | 200",
        "PUT /api/v1/owners/hubspot/4711 | 401 | 403 | 403 | 403 | 200",
        "GET /api/v1/waiting | 401 | 403 | 403 | 403 | 200",
        "POST /api/v1/sources/try | 401 | 403 | 403 | 403 | 200",
        "GET /whatever-comes-later | 401 | 403 | 403 | 403 | 200"
      })
  void eachDoorLetsIn(String door, int nobody, int rep, int manager, int source, int admin)
      throws Exception {
    assertThat(knock("-", door)).isEqualTo(nobody);
    assertThat(knock("REP", door)).isEqualTo(rep);
    assertThat(knock("MANAGER", door)).isEqualTo(manager);
    assertThat(knock("SOURCE", door)).isEqualTo(source);
    assertThat(knock("ADMIN", door)).isEqualTo(admin);
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
