package io.goalstream.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one Goalstream keeps its data: held by one launcher at a time, and knows which processes an
 * earlier one left.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path directory;
  private final Path processes;
  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private DataDirectory(Path directory, FileChannel channel, @Nullable FileLock lock) {
    this.directory = directory;
    this.processes = directory.resolve("processes");
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the directory, which is made if it is missing.
   *
   * @throws PartFailedException if another program holds it, or it holds something else
   */
  public static DataDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      refuseForeign(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new PartFailedException(
            "Another Goalstream runs on the data in %s; stop it, or choose another place with --data"
                .formatted(directory));
      }
      return new DataDirectory(directory, channel, lock);
    } catch (IOException e) {
      throw new PartFailedException(
          "The directory %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Starting over deletes everything here, so it must be ours: empty, or locked by us before. */
  private static void refuseForeign(Path directory) throws IOException {
    if (Files.exists(directory.resolve(LOCK))) {
      return;
    }
    try (Stream<Path> contents = Files.list(directory)) {
      if (contents.findAny().isPresent()) {
        throw new PartFailedException(
            "The directory %s holds something else; choose a new or empty one with --data"
                .formatted(directory));
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Held by this very program.
    }
  }

  /**
   * Ends processes that an earlier launcher left behind when it was killed; says how many there
   * were.
   */
  public int endLeftovers() {
    List<ProcessHandle> leftovers = remembered();
    leftovers.forEach(ProcessHandle::destroyForcibly);
    leftovers.forEach(process -> process.onExit().join());
    forget();
    return leftovers.size();
  }

  /** Remembers a process by its number and its start, since numbers are given again. */
  public void remember(Process process) {
    String start = process.info().startInstant().map(Instant::toString).orElse("");
    try {
      Files.writeString(
          processes,
          process.pid() + " " + start + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new PartFailedException(
          "%s cannot be written: %s".formatted(processes, e.getMessage()), e);
    }
  }

  /** Forgets the processes that were remembered, once they have ended. */
  public void forget() {
    try {
      Files.deleteIfExists(processes);
    } catch (IOException e) {
      throw new PartFailedException(
          "%s cannot be deleted: %s".formatted(processes, e.getMessage()), e);
    }
  }

  /** Forgets all data of earlier runs. */
  public void clear() {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> contents =
          tree.sorted(Comparator.reverseOrder())
              .filter(path -> !path.equals(directory) && !path.equals(directory.resolve(LOCK)))
              .toList();
      for (Path path : contents) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new PartFailedException(
          "The data in %s cannot be deleted: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private List<ProcessHandle> remembered() {
    List<ProcessHandle> alive = new ArrayList<>();
    try {
      if (Files.exists(processes)) {
        for (String line : Files.readAllLines(processes)) {
          alive(line).ifPresent(alive::add);
        }
      }
    } catch (IOException e) {
      throw new PartFailedException(
          "%s cannot be read: %s".formatted(processes, e.getMessage()), e);
    }
    return alive;
  }

  private static Optional<ProcessHandle> alive(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 2 || !words[0].matches("[0-9]{1,18}")) {
      return Optional.empty(); // The launcher was killed while it wrote the line.
    }
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().startInstant().map(Instant::toString).orElse("").equals(words[1]));
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      channel.close();
    } catch (IOException e) {
      throw new PartFailedException("The lock of %s cannot be released".formatted(directory), e);
    }
  }
}
