package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What alerts and dashboards ask for is what the services tell. */
@ExtendWith(Running.class)
class MetersEndToEndIT {
  private static final Pattern ASKED =
      Pattern.compile("\\b(goalstream|kafka|http|jvm|process)_\\w+");
  private static final Pattern TOLD = Pattern.compile("(?m)^(\\w+)[{ ]");

  /** Kafka's clients tell of a partition from a minute after it was given to them. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunningSystem system;

  MetersEndToEndIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void everyMeterOfAlertsAndDashboardsIsThere() throws IOException {
    // What is counted by its outcome is there from the first outcome on.
    system.rest(Service.INGEST).delete("/api/v1/activities/meters-1?version=1").expect(202);
    Set<String> asked = asked();

    assertThat(asked).hasSizeGreaterThan(10).contains("goalstream_engine_lag_seconds");

    Eventually.within(PATIENCE, () -> assertThat(told()).containsAll(asked));
  }

  private Set<String> told() {
    return Arrays.stream(Service.values())
        .map(service -> system.rest(service).get("/actuator/prometheus").expect(200).text())
        .flatMap(meters -> TOLD.matcher(meters).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> asked() throws IOException {
    Set<String> asked = new TreeSet<>();
    Path room = RunningSystem.root().resolve("deploy/kubernetes/components/monitoring");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(room, "*.{yaml,json}")) {
      for (Path file : files) {
        ASKED.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group()));
      }
    }
    return asked;
  }
}
