package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readiness door of an instance, asked over and over, beside what Kafka Streams wrote into the
 * instance's log about itself.
 */
final class Door implements AutoCloseable {
  static final String READINESS = "/actuator/health/readiness";
  static final String RUNNING = "RUNNING";
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** A transition happens a little before or after it is written down. */
  private static final Duration BLUR = Duration.ofMillis(250);

  private static final Pattern TRANSITION =
      Pattern.compile("^(\\S+) .*State transition from (\\w+) to (\\w+)$");

  private final Instance instance;
  private final Future<?> asked;
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("door").factory());

  /**
   * What the door said.
   *
   * @param engine what it said of the engine alone
   * @param restoring how many partitions it said are being restored
   */
  record Answer(
      Instant asked, Instant came, boolean ready, String engine, int restoring, String text) {
    boolean engineUp() {
      return engine.equals("UP");
    }
  }

  private record Transition(Instant at, String from, String to) {}

  Door(Instance instance) {
    this.instance = instance;
    this.asked =
        asking.scheduleWithFixedDelay(this::ask, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    Instant asked = Instant.now();
    try {
      Rest.Answer answer = instance.rest().get(READINESS);
      JsonNode engine = answer.json().path("components").path("engine");
      answers.add(
          new Answer(
              asked,
              Instant.now(),
              answer.status() == 200,
              engine.path("status").asText("unknown"),
              engine.path("details").path("restoring").size(),
              answer.text()));
    } catch (UncheckedIOException e) {
      // Nobody is there; that is an answer of its own, and no lie.
    }
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** Answers by which the engine works though it did not, or does not though it did. */
  List<String> lies() {
    assertThat(asked.isDone()).as("an answer was no health").isFalse();
    List<Transition> transitions = transitions();
    List<String> lies = new ArrayList<>();
    for (Answer answer : answers) {
      Set<String> states = states(transitions, answer);
      boolean stopping = answer.text().contains("is being stopped");
      boolean wrongYes =
          (answer.ready() || answer.engineUp())
              && (!states.contains(RUNNING) || answer.restoring() > 0);
      boolean wrongNo =
          !answer.engineUp()
              && answer.restoring() == 0
              && !stopping
              && states.equals(Set.of(RUNNING));
      if (wrongYes || wrongNo) {
        lies.add("%s by the log, at %s: %s".formatted(states, answer.asked(), answer.text()));
      }
    }
    return lies;
  }

  /** How often the log says that the engine left the state in which it works. */
  long interruptions() {
    return transitions().stream().filter(one -> one.from().equals(RUNNING)).count();
  }

  /** The states in which the engine may have been while the door was asked. */
  private static Set<String> states(List<Transition> transitions, Answer answer) {
    Instant first = answer.asked().minus(BLUR);
    Instant last = answer.came().plus(BLUR);
    Set<String> states = new TreeSet<>();
    String before = "CREATED";
    for (Transition one : transitions) {
      if (one.at().isAfter(last)) {
        break;
      }
      if (one.at().isAfter(first)) {
        states.add(one.from());
        states.add(one.to());
      }
      before = one.to();
    }
    states.add(before);
    return states;
  }

  private List<Transition> transitions() {
    List<Transition> transitions = new ArrayList<>();
    try (var lines = Files.lines(instance.log())) {
      lines
          .map(TRANSITION::matcher)
          .filter(Matcher::matches)
          .forEach(
              line ->
                  transitions.add(
                      new Transition(
                          OffsetDateTime.parse(line.group(1)).toInstant(),
                          line.group(2),
                          line.group(3))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return transitions;
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
