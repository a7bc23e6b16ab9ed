package io.goalstream.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.testing.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** What the service does not start without, by the names of its environment. */
class GoalSettingsTest {
  private static final String ISSUER = "GOALSTREAM_ISSUER=https://sign-in.example.com";

  @EnableConfigurationProperties(GoalSettings.class)
  static class Enabled {}

  @Test
  void withoutAnIssuerItRefusesToStartAndSaysWhy() {
    assertThat(Settings.reasonsAgainst(Enabled.class, "GOALSTREAM_CLIENT_SECRET=open-sesame"))
        .anySatisfy(reason -> assertThat(reason).contains("access.issuer", "GOALSTREAM_ISSUER"));
  }

  @Test
  void withoutItsOwnSecretItRefusesToStartAndSaysWhy() {
    assertThat(Settings.reasonsAgainst(Enabled.class, ISSUER))
        .anySatisfy(
            reason -> assertThat(reason).contains("client.secret", "GOALSTREAM_CLIENT_SECRET"));
  }

  @Test
  void secretsAreNotPrinted() {
    Settings.of(Enabled.class, ISSUER, "GOALSTREAM_CLIENT_SECRET=open-sesame")
        .run(
            context -> {
              GoalSettings settings = context.getBean(GoalSettings.class);
              assertThat(settings.client().secret()).isEqualTo("open-sesame");
              assertThat(settings.client().id()).isEqualTo("goal-service");
              assertThat(settings.client().scopes()).isEmpty();
              assertThat(settings.toString()).doesNotContain("open-sesame");
            });
  }
}
