package io.goalstream.schemas.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class KafkaAccessTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GOALSTREAM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
          "GOALSTREAM_KAFKA_SASL_MECHANISM", "  ",
          "GOALSTREAM_KAFKA_SSL_TRUSTSTORE_PASSWORD", "hush",
          "GOALSTREAM_KAFKA_COLOUR", "blue");

  @Test
  void whatTheEnvironmentSaysIsToldToEveryClient() {
    assertThat(KafkaAccess.from(ENVIRONMENT).clients("a:9092", Map.of("acks", "all")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "a:9092",
                "acks", "all",
                "security.protocol", "SASL_SSL",
                "ssl.truststore.password", "hush"));
  }

  @Test
  void withoutAnyTheConnectionIsPlain() {
    assertThat(KafkaAccess.from(Map.of()).clients("a:9092"))
        .isEqualTo(Map.of("bootstrap.servers", "a:9092"));
  }

  @Test
  void everyNameIsOneOfKafkasOwn() {
    ConfigDef known =
        new ConfigDef()
            .define(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                ConfigDef.Type.STRING,
                ConfigDef.Importance.HIGH,
                "");
    SaslConfigs.addClientSaslSupport(known);
    SslConfigs.addClientSslSupport(known);

    assertThat(known.names()).containsAll(KafkaAccess.NAMES);
  }

  @Test
  void secretsAreNotShown() {
    assertThat(KafkaAccess.from(ENVIRONMENT).toString())
        .contains("ssl.truststore.password")
        .doesNotContain("hush");
  }

  @Test
  void bindersAreToldTheSame() {
    MockEnvironment environment = new MockEnvironment();
    ENVIRONMENT.forEach(environment::setProperty);

    new KafkaAccessForBinders().postProcessEnvironment(environment, new SpringApplication());

    for (String reader :
        new String[] {
          "goalstream.kafka.settings",
          "spring.kafka.properties",
          "spring.cloud.stream.kafka.streams.binder.configuration"
        }) {
      assertThat(environment.getProperty(reader + "[security.protocol]")).isEqualTo("SASL_SSL");
      assertThat(environment.getProperty(reader + "[sasl.mechanism]")).isNull();
    }
  }
}
