package io.goalstream.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml and the services agree; each rule is shown on a file that breaks it. */
class ComposeTest {
  private static final Path ROOT =
      Path.of(System.getProperty("goalstream.root", "../..")).toAbsolutePath().normalize();
  private static final Map<String, Integer> PORTS =
      Map.of(
          "dashboard", 8080,
          "activity-ingest-service", 8081,
          "goal-service", 8082,
          "attainment-service", 8083,
          "notification-service", 8084);

  private static final ComposeFile OFFENDING =
      ComposeFile.parse(
          """
          services:
            shop:
              image: shop:latest
              build: {context: ., dockerfile: nowhere/Dockerfile}
              environment:
                GOALSTREAM_COLOUR: blue
                SHOP_PASSWORD: x
                SHOP_URL: mongodb://me:mine@mongo/shop
              ports: ["8080:8080"]
              depends_on: {nobody: {condition: service_healthy}, store: {condition: service_healthy}}
            store:
              image: store
              environment:
                STORE_TOKEN: ${STORE_TOKEN:?make one}
                STORE_SECRET: ${STORE_SECRET:-usual}
              ports: ["127.0.0.1:8090:80", "127.0.0.1:8090:81"]
          """);

  static Stream<String> services() {
    return PORTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceGetsExactlyTheSettingsThatItKnows(String service) throws IOException {
    assertThat(compose().environmentFaults(service, applicationYml(ROOT, service))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceListensWhereItIsPublishedAndAskedForItsHealth(String service) throws IOException {
    String port = String.valueOf(PORTS.get(service));
    Map<String, String> environment = compose().environment(service);

    assertThat(environment)
        .containsEntry("SERVER_PORT", port)
        .containsEntry("GOALSTREAM_LISTEN_ADDRESS", "0.0.0.0");
    assertThat(compose().service(service).get("ports"))
        .isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
    assertThat(String.valueOf(compose().service(service).get("healthcheck")))
        .contains("http://127.0.0.1:" + port + "/actuator/health/readiness");
  }

  @ParameterizedTest
  @MethodSource("services")
  void theImageOfAServiceIsBuiltFromItsOwnJar(String service) throws IOException {
    assertThat(String.valueOf(compose().service(service).get("build")))
        .contains("SERVICE=" + service);
  }

  @Test
  void everyDatabaseBelongsToOneService() throws IOException {
    List<String> databases = new ArrayList<>();
    for (String service : PORTS.keySet()) {
      String uri = compose().environment(service).get("GOALSTREAM_MONGODB_URI");
      if (uri != null) {
        databases.add(uri);
        assertThat(uri).startsWith("mongodb://mongo:27017/" + service + "?");
      }
    }
    assertThat(databases).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void theFileIsInOrder() throws IOException {
    ComposeFile compose = compose();

    assertThat(compose.imageFaults()).isEmpty();
    assertThat(compose.portFaults()).isEmpty();
    assertThat(compose.dependencyFaults()).isEmpty();
    assertThat(compose.buildFaults(ROOT)).isEmpty();
    assertThat(compose.operationFaults()).isEmpty();
    assertThat(compose.secrets()).isEmpty();
    assertThat(compose.services())
        .containsKeys("kafka", "schema-registry", "mongo", "mailpit", "contracts");
  }

  @Test
  void dockerItselfAcceptsTheFileWhereItIsInstalled() throws Exception {
    assumeThat(run("docker", "compose", "version").code())
        .as("docker compose config did not run: the plugin is not installed here")
        .isZero();

    Result config =
        run(
            "docker",
            "compose",
            "--file",
            ROOT.resolve("docker-compose.yml").toString(),
            "config",
            "--quiet");

    assertThat(config.code()).as(config.output()).isZero();
  }

  @Test
  void aSettingThatNobodyKnowsAndOneThatIsMissingAreFound() {
    String yml =
        """
        colour: ${GOALSTREAM_SIZE}
        shape: ${GOALSTREAM_SHAPE:round}
        broker: ${GOALSTREAM_BROKER:127.0.0.1:9092}
        path: ${SHOP_PASSWORD}${SHOP_URL}
        """;

    assertThat(OFFENDING.environmentFaults("shop", yml))
        .containsExactly(
            "shop does not know GOALSTREAM_COLOUR",
            "shop wants GOALSTREAM_BROKER, which is not set",
            "shop wants GOALSTREAM_SIZE, which is not set");
  }

  @Test
  void aServiceWithoutConfigurationIsFound() {
    assertThatThrownBy(() -> applicationYml(ROOT, "shop"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("shop/src/main/resources/application.yml");
  }

  @Test
  void imagesWithoutAVersionAreFound() {
    assertThat(OFFENDING.imageFaults())
        .containsExactly(
            "shop has no fixed version: shop:latest", "store has no fixed version: store");
  }

  @Test
  void portsThatAreOpenOrTakenAreFound() {
    assertThat(OFFENDING.portFaults())
        .containsExactly(
            "shop is open to the network: 8080:8080",
            "store takes a port that is taken: 127.0.0.1:8090:81");
  }

  @Test
  void dependenciesThatAreNotThereOrNeverHealthyAreFound() {
    assertThat(OFFENDING.dependencyFaults())
        .containsExactly(
            "shop waits for nobody, which is not there",
            "shop waits for the health of store, which has none");
  }

  @Test
  void aMissingDockerfileIsFound() {
    assertThat(OFFENDING.buildFaults(ROOT))
        .singleElement()
        .asString()
        .contains("nowhere/Dockerfile");
  }

  @Test
  void partsWithoutHealthRestartOrBoundsAreFound() {
    assertThat(OFFENDING.operationFaults())
        .contains("shop has no restart", "shop has no mem_limit", "shop has no healthcheck");
  }

  @Test
  void secretsAreFound() {
    assertThat(OFFENDING.secrets())
        .containsExactly(
            "shop carries a secret in SHOP_PASSWORD",
            "shop carries a secret in SHOP_URL",
            "store carries a secret in STORE_SECRET");
  }

  private static ComposeFile compose() throws IOException {
    return ComposeFile.read(ROOT.resolve("docker-compose.yml"));
  }

  private static String applicationYml(Path root, String service) throws IOException {
    Path file = root.resolve(service).resolve("src/main/resources/application.yml");
    assertThat(file).isRegularFile();
    return Files.readString(file);
  }

  private record Result(int code, String output) {}

  private static Result run(String... command) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("GOALSTREAM_SECRETS_KEYS", "k1:of-this-test");
      builder.environment().put("GOALSTREAM_CLIENT_SECRET", "of-this-test");
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    }
  }
}
