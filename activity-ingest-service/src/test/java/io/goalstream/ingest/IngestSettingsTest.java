package io.goalstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.testing.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** What the service does not start without, by the names of its environment. */
class IngestSettingsTest {
  private static final String ISSUER = "GOALSTREAM_ISSUER=https://sign-in.example.com";

  @EnableConfigurationProperties(IngestSettings.class)
  static class Enabled {}

  @Test
  void withoutAnIssuerItRefusesToStartAndSaysWhy() {
    assertThat(Settings.reasonsAgainst(Enabled.class))
        .anySatisfy(reason -> assertThat(reason).contains("access.issuer", "GOALSTREAM_ISSUER"));
  }

  @Test
  void anIssuerIsEnough() {
    assertThat(Settings.reasonsAgainst(Enabled.class, ISSUER)).isEmpty();
  }
}
