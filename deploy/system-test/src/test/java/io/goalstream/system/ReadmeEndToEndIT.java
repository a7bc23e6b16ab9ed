package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the README and the guide to planning say, word by word: starts ./run, and pastes each
 * command.
 */
class ReadmeEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(ReadmeEndToEndIT.class);
  private static final Duration UP = Duration.ofMinutes(3);
  private static final Duration DOWN = Duration.ofSeconds(40);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> DOCUMENTS = List.of("README.md", "docs/planning/README.md");
  private static final Pattern COMMAND =
      Pattern.compile("<!-- tour: (stream )?expect (.*?) -->\\n```bash\\n(.*?)```", Pattern.DOTALL);

  private final Path directory;

  ReadmeEndToEndIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * One command of a document.
   *
   * @param stream whether it goes on printing until it is stopped
   * @param expected what it prints
   */
  private record Command(boolean stream, String expected, String script) {}

  @Test
  void everyCommandPrintsWhatIsSaidOfIt() throws IOException {
    Ports ports = Ports.free();
    List<Command> commands = commands(ports);
    assertThat(commands).hasSizeGreaterThan(30);
    try (Launcher launcher =
        Launcher.run(
            directory,
            "--port",
            String.valueOf(ports.base()),
            "--data",
            directory.resolve("data").toString())) {
      Eventually.within(
          UP,
          () ->
              assertThat(launcher.output())
                  .contains("Ready: http://127.0.0.1:%d/".formatted(ports.base())));
      LOG.info("./run printed:\n{}", launcher.output());
      for (Command command : commands) {
        LOG.info("Pasted: {}", command.script().lines().findFirst().orElse(""));
        check(command);
      }
      launcher.interrupt();
      launcher.exitCode(DOWN);
      assertThat(launcher.leftBehind()).isEmpty();
    }
  }

  private void check(Command command) {
    boolean asks = !command.script().contains("-X ");
    if (command.stream() || !asks) {
      assertThat(output(command)).contains(command.expected());
    } else {
      Eventually.within(SOON, () -> assertThat(output(command)).contains(command.expected()));
    }
  }

  private String output(Command command) {
    try {
      Path printed = Files.createTempFile(directory, "command-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", command.script())
              .directory(RunningSystem.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      if (command.stream()) {
        Eventually.within(SOON, () -> assertThat(read(printed)).contains(command.expected()));
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      } else {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command.script()).isZero();
      }
      return read(printed);
    } catch (IOException e) {
      throw new AssertionError("The command could not be run: " + command.script(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Command> commands(Ports ports) throws IOException {
    List<Command> commands = new ArrayList<>();
    for (String document : DOCUMENTS) {
      commands.addAll(commands(Files.readString(RunningSystem.root().resolve(document)), ports));
    }
    return commands;
  }

  /** The commands on this test's ports: those of the documents are 8080 to 8089. */
  private static List<Command> commands(String document, Ports ports) {
    Matcher matcher = COMMAND.matcher(document);
    List<Command> commands = new ArrayList<>();
    while (matcher.find()) {
      String script =
          Pattern.compile("127\\.0\\.0\\.1:808([0-9])")
              .matcher(matcher.group(3))
              .replaceAll(port -> "127.0.0.1:" + (ports.base() + Integer.parseInt(port.group(1))));
      commands.add(new Command(matcher.group(1) != null, matcher.group(2), script));
    }
    return commands;
  }
}
