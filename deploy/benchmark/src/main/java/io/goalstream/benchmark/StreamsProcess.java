package io.goalstream.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** What the measured Kafka Streams applications have in common: how they are run and told. */
final class StreamsProcess {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private StreamsProcess() {}

  /** Runs a topology until the benchmark ends it, and does what the benchmark says meanwhile. */
  static void run(Topology topology, Map<String, Object> settings) {
    Consumption.expect(Long.getLong("benchmark.expected", Long.MAX_VALUE));
    Properties properties = new Properties();
    properties.putAll(settings);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(
        failure -> {
          failure.printStackTrace();
          Voice.now("failure");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            Voice.now("running");
          }
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(GRACE)));
    streams.start();
    Consumption.sayRegularly();
    Voice.listen(command -> obey(command, streams));
    // The benchmark is gone.
    Runtime.getRuntime().halt(1);
  }

  private static void obey(String command, KafkaStreams streams) {
    String[] words = command.split(" ", -1);
    switch (words[0]) {
      case "pause" -> {
        streams.pause();
        Voice.now("paused");
      }
      case "resume" -> {
        Voice.now("resumed");
        streams.resume();
      }
      case "expect" -> Consumption.expect(Long.parseLong(words[1]));
      case "heap" -> Voice.say("heap", heapAfterCollection());
      default -> throw new IllegalArgumentException("found command " + command);
    }
  }

  private static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
