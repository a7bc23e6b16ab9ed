package io.goalstream.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The parts that run: started together, watched, and stopped in the opposite order. */
public final class Stack implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(45);

  private final Path data;
  private final List<RunningPart> order = new CopyOnWriteArrayList<>();
  private final Map<String, RunningPart> running = new ConcurrentHashMap<>();
  private volatile Consumer<RunningPart> onStart = part -> {};
  private volatile Consumer<RunningPart> onDeath = part -> {};

  /**
   * @param data where logs go
   */
  public Stack(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /** Says what to do when a part ends that nobody asked to. */
  public void onDeath(Consumer<RunningPart> action) {
    onDeath = action;
  }

  /** Says what to do with every part that was started. */
  public void onStart(Consumer<RunningPart> action) {
    onStart = action;
  }

  /** Starts the part without waiting for it. */
  public RunningPart launch(Part part) {
    RunningPart started = RunningPart.start(part, data);
    order.add(started);
    running.put(part.name(), started);
    onStart.accept(started);
    Thread.ofVirtual().name("watch-" + part.name()).start(() -> watch(started));
    return started;
  }

  private void watch(RunningPart started) {
    try {
      started.process().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!started.isStopping()) {
      onDeath.accept(started);
    }
  }

  /** Starts the part and waits until it is ready. */
  public Duration start(Part part) {
    return launch(part).awaitReady();
  }

  /** The part of that name, if it was started. */
  public Optional<RunningPart> find(String name) {
    return Optional.ofNullable(running.get(name));
  }

  /** Stops one part as an operator would. */
  public void stop(String name) {
    find(name).ifPresent(part -> forget(part, () -> part.stop(GRACE)));
  }

  /** Ends one part as SIGKILL does. */
  public void kill(String name) {
    find(name).ifPresent(part -> forget(part, part::kill));
  }

  private void forget(RunningPart part, Runnable ending) {
    ending.run();
    order.remove(part);
    running.remove(part.part().name());
  }

  /** Stops everything: the services side by side, then what they rest on. */
  @Override
  public void close() {
    List<RunningPart> services = new ArrayList<>();
    List<RunningPart> foundations = new ArrayList<>();
    for (RunningPart part : order) {
      boolean service = part.part().environment().containsKey("SERVER_PORT");
      (service ? services : foundations).add(part);
    }
    stopTogether(services);
    stopTogether(foundations);
    order.clear();
    running.clear();
  }

  private static void stopTogether(List<RunningPart> parts) {
    List<Thread> threads =
        parts.stream().map(part -> Thread.ofVirtual().start(() -> part.stop(GRACE))).toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        parts.forEach(RunningPart::kill);
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
