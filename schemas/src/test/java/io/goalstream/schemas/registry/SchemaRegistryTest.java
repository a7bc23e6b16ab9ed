package io.goalstream.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.goalstream.sales.v1.Deal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  private static final Schema DEAL = Deal.getClassSchema();
  private static final String SUBJECT = "sales.deals.v1-value";

  private final FakeRegistry fake = new FakeRegistry().with(7, DEAL);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aSchemaIsFoundByItsIdAndAskedForOnce() {
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThat(registry.schema(7)).isEqualTo(DEAL);
      assertThat(registry.schema(7)).isEqualTo(DEAL);
    }
    assertThat(fake.requests()).containsExactly("GET /schemas/ids/7");
  }

  @Test
  void anIdIsFoundByItsSchemaAndAskedForOnce() {
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThat(registry.id(SUBJECT, DEAL)).isEqualTo(7);
      assertThat(registry.id(SUBJECT, DEAL)).isEqualTo(7);
    }
    assertThat(fake.requests()).containsExactly("POST /subjects/" + SUBJECT);
  }

  @Test
  void aRefusalIsNotTriedAgainAndKeepsItsStatus() {
    try (SchemaRegistry registry = fake.client(Duration.ofMinutes(1))) {
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> registry.schema(8))
          .withMessageContaining("/schemas/ids/8 answered with status 404")
          .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
    }
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void aRefusalIsNotRemembered() {
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> registry.schema(8));
      fake.with(8, DEAL);
      assertThat(registry.schema(8)).isEqualTo(DEAL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 408})
  void aRegistryThatCannotWorkNowIsAskedAgainWithinThePatience(int status) {
    fake.fail(2, status, "");
    try (SchemaRegistry registry = fake.client(Duration.ofMinutes(1))) {
      assertThat(registry.schema(7)).isEqualTo(DEAL);
    }
    assertThat(fake.requests()).hasSize(3);
  }

  @Test
  void withoutPatienceItIsUnavailableAtOnceAndServesLater() {
    fake.fail(1, 503, "");
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> registry.schema(7))
          .withMessageContaining("status 503");
      assertThat(registry.schema(7)).isEqualTo(DEAL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "", "{}", "{\"id\": \"seven\"}", "[]"})
  void anAnswerThatIsNoneIsNeverTakenForAnId(String body) {
    fake.fail(1, 200, body);
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> registry.id(SUBJECT, DEAL));
      assertThat(registry.id(SUBJECT, DEAL)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "", "{}", "[]"})
  void anAnswerThatIsNoneIsNeverTakenForASchema(String body) {
    fake.fail(1, 200, body);
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> registry.schema(7));
      assertThat(registry.schema(7)).isEqualTo(DEAL);
    }
  }

  @Test
  void theNextAddressIsAskedWhenTheFirstDoesNotAnswer() {
    FakeRegistry gone = new FakeRegistry();
    gone.close();
    String urls = gone.url() + ", " + fake.url() + "/";
    try (SchemaRegistry registry = new SchemaRegistry(RegistrySettings.of(urls, Duration.ZERO))) {
      assertThat(registry.schema(7)).isEqualTo(DEAL);
    }
  }

  @Test
  void aRefusalOfTheFirstAddressIsTheAnswer() {
    try (FakeRegistry other = new FakeRegistry().with(8, DEAL);
        SchemaRegistry registry =
            new SchemaRegistry(
                RegistrySettings.of(fake.url() + "," + other.url(), Duration.ZERO))) {
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> registry.schema(8));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void theAuthorizationGoesWithEveryRequest() {
    RegistrySettings settings =
        new RegistrySettings(
            List.of(URI.create(fake.url())), Optional.of("Bearer of-good-news"), Duration.ZERO);
    try (SchemaRegistry registry = new SchemaRegistry(settings)) {
      registry.ping();
      registry.schema(7);
    }
    assertThat(fake.authorizations()).containsExactly("Bearer of-good-news", "Bearer of-good-news");
  }

  @Test
  void withoutAuthorizationNoneIsSent() {
    try (SchemaRegistry registry = fake.client(Duration.ZERO)) {
      registry.ping();
    }
    assertThat(fake.authorizations()).containsExactly("");
  }

  @Test
  void aBaseAddressKeepsItsPath() {
    RegistrySettings settings =
        new RegistrySettings(
            List.of(URI.create(fake.url() + "/apis/ccompat/v7")), Optional.empty(), Duration.ZERO);
    try (SchemaRegistry registry = new SchemaRegistry(settings)) {
      registry.ping();
    }
    assertThat(fake.requests()).containsExactly("GET /apis/ccompat/v7/subjects");
  }

  @Test
  void settingsWithoutAnAddressAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistrySettings(List.of(), Optional.empty(), Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> RegistrySettings.of(" ", Duration.ZERO));
  }
}
