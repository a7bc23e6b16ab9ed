package io.goalstream.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.testing.Settings;
import org.junit.jupiter.api.Test;

/** What the service does not start without, by the names of its environment. */
class AttainmentSettingsTest {
  private static final String ISSUER = "GOALSTREAM_ISSUER=https://sign-in.example.com";

  @Test
  void withoutAnIssuerItRefusesToStartAndSaysWhy() {
    assertThat(Settings.reasonsAgainst(AttainmentSettings.class))
        .anySatisfy(reason -> assertThat(reason).contains("access.issuer", "GOALSTREAM_ISSUER"));
  }

  @Test
  void anIssuerIsEnough() {
    assertThat(Settings.reasonsAgainst(AttainmentSettings.class, ISSUER)).isEmpty();
  }
}
