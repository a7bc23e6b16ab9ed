package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.local.Ports;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command of the README, from outside. */
class LauncherEndToEndIT {
  private static final Duration UP = Duration.ofMinutes(2);
  private static final Duration DOWN = Duration.ofSeconds(40);
  private static final List<String> TOPICS =
      List.of(
          "intake.deals.v1", "sales.deals.v1", "goals.definitions.v1", "attainment.progress.v1");

  private final Path directory;

  LauncherEndToEndIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void startsSaysSoStopsOnCtrlCAndKeepsItsDataAndSchemaIds() {
    Ports ports = Ports.free();
    Goal goal =
        Goal.of(
            "kept",
            Goal.Owner.UNIT,
            SalesOps.COMPANY,
            Metric.CALLS,
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2027-01-01"),
            "10");
    Map<String, Integer> ids;
    try (Launcher launcher = start(ports)) {
      awaitReady(launcher, ports);
      Rest goals = Rest.goals(ports, "sam", "ADMIN");
      goals
          .put(
              "/api/v1/organization/units/company",
              Map.of("name", "Kept", "placements", List.of(), "managers", List.of()))
          .expectOneOf(200, 201);
      goals.post("/api/v1/goals", Payloads.goal(goal)).expect(201);
      goals.post("/api/v1/goals/kept/activation").expect(200);
      ids = schemaIds(ports);
      assertServicesBeganWithWhatTheirTrainingTaught();
      stopWithCtrlC(launcher, ports);
    }

    try (Launcher launcher = start(ports)) {
      awaitReady(launcher, ports);
      assertThat(schemaIds(ports)).isEqualTo(ids);
      assertThat(
              Rest.goals(ports, "sam", "ADMIN")
                  .get("/api/v1/goals/kept")
                  .expect(200)
                  .json()
                  .path("state")
                  .asText())
          .isEqualTo("ACTIVE");
      Eventually.within(
          Duration.ofSeconds(20),
          () ->
              Rest.signedIn(ports, ports.attainment(), "sam", "ADMIN")
                  .get("/api/v1/progress/kept")
                  .expect(200));
      stopWithCtrlC(launcher, ports);
    }
  }

  @Test
  void aTakenPortIsSaidInASentence() throws IOException {
    Ports ports = Ports.free();
    try (ServerSocket taken =
            new ServerSocket(ports.attainment(), 1, InetAddress.getLoopbackAddress());
        Launcher launcher = start(ports)) {
      int exit = launcher.exitCode(UP);

      assertThat(exit).isNotZero();
      assertThat(launcher.output())
          .contains("Port " + taken.getLocalPort(), "--port")
          .doesNotContain("Exception", "\tat ");
      assertThat(launcher.leftBehind()).isEmpty();
    }
  }

  @Test
  void helpExplainsTheOptionsAndStartsNothing() {
    try (Launcher launcher = Launcher.run(directory, "--help")) {
      assertThat(launcher.exitCode(Duration.ofSeconds(30))).isZero();
      assertThat(launcher.output()).contains("--no-demo", "--fresh", "--port", "--data", "--help");
      assertThat(launcher.leftBehind()).isEmpty();
    }
  }

  @Test
  void anUnknownOptionIsSaidInASentence() {
    try (Launcher launcher = Launcher.run(directory, "--sideways")) {
      assertThat(launcher.exitCode(Duration.ofSeconds(30))).isNotZero();
      assertThat(launcher.output()).contains("--sideways").doesNotContain("Exception", "\tat ");
    }
  }

  /** The JVM starts all the same when it finds that the cache does not fit, and says so first. */
  private void assertServicesBeganWithWhatTheirTrainingTaught() {
    for (Service service : Service.values()) {
      Path log = directory.resolve("data/logs").resolve(service.title() + ".log");
      assertThat(log).content().contains("Started ").doesNotContainPattern("\\[error *]\\[aot");
    }
  }

  private Launcher start(Ports ports) {
    return Launcher.run(
        directory,
        "--no-demo",
        "--port",
        String.valueOf(ports.base()),
        "--data",
        directory.resolve("data").toString());
  }

  private static void awaitReady(Launcher launcher, Ports ports) {
    String line = "Ready: http://127.0.0.1:%d/".formatted(ports.base());
    Eventually.within(
        UP,
        () -> {
          String output = launcher.output();
          if (!launcher.isAlive()) {
            throw new IllegalStateException("./run ended: " + output);
          }
          assertThat(output).contains(line);
        });
    new Rest(ports.dashboard()).get("/").expect(200);
  }

  private static void stopWithCtrlC(Launcher launcher, Ports ports) {
    launcher.interrupt();
    launcher.exitCode(DOWN);
    Eventually.within(DOWN, () -> assertThat(launcher.leftBehind()).isEmpty());
    Eventually.within(DOWN, () -> assertThat(ports.taken()).isEmpty());
    assertThat(Arrays.asList(launcher.output().split("\n")))
        .as("no stack trace at the end")
        .noneMatch(line -> line.startsWith("\tat "));
  }

  private static Map<String, Integer> schemaIds(Ports ports) {
    Registry registry = new Registry(ports.registry());
    Map<String, Integer> ids = new LinkedHashMap<>();
    TOPICS.forEach(topic -> ids.put(topic, registry.latest(topic).id()));
    return ids;
  }
}
