package io.goalstream.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.testing.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the service does not start without, by the names of its environment. */
class NotificationSettingsTest {
  private static final String ISSUER = "GOALSTREAM_ISSUER=https://sign-in.example.com";
  private static final String KEYS =
      "GOALSTREAM_SECRETS_KEYS=k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @EnableConfigurationProperties(NotificationSettings.class)
  static class Enabled {}

  private static ApplicationContextRunner with(String... environment) {
    return Settings.of(Enabled.class, environment);
  }

  @Test
  void anIssuerAndAKeyAreEnough() {
    with(ISSUER, KEYS)
        .run(
            context -> {
              NotificationSettings settings = context.getBean(NotificationSettings.class);
              assertThat(settings.access().issuer()).hasToString("https://sign-in.example.com");
              assertThat(settings.access().audience()).isEqualTo("goalstream");
              assertThat(settings.webhooks().allowPrivateAddresses()).isFalse();
              assertThat(settings.mail().isOn()).isFalse();
            });
  }

  @Test
  void withoutAnIssuerItRefusesToStartAndSaysWhy() {
    assertThat(Settings.reasonsAgainst(Enabled.class, KEYS))
        .anySatisfy(reason -> assertThat(reason).contains("access.issuer", "GOALSTREAM_ISSUER"));
  }

  @Test
  void withoutAKeyItRefusesToStartAndSaysHowToMakeOne() {
    assertThat(Settings.reasonsAgainst(Enabled.class, ISSUER))
        .anySatisfy(
            reason ->
                assertThat(reason).contains("GOALSTREAM_SECRETS_KEYS", "openssl rand -base64 32"));
  }

  @Test
  void secretsAreNotPrinted() {
    with(ISSUER, KEYS, "GOALSTREAM_SMTP_HOST=mail", "GOALSTREAM_SMTP_PASSWORD=open-sesame")
        .run(
            context -> {
              NotificationSettings settings = context.getBean(NotificationSettings.class);
              assertThat(settings.mail().password()).isEqualTo("open-sesame");
              assertThat(settings.toString()).doesNotContain("open-sesame").doesNotContain("k1:");
            });
  }
}
