package io.goalstream.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Goals that one deal takes across 100 % and back, and when each of these crossings was sent and
 * answered. An answer to a later version answers the earlier ones too: nobody can know more by
 * then.
 */
final class Probes {
  /** What a probe's goal stands at after an odd version, and after an even one, in cents. */
  private static final long REACHED = 100_000;

  private static final long SHORT = 50_000;

  private final long[] versions;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<Integer, List<Answer>> events = new HashMap<>();
  private final Map<Integer, List<Answer>> numbers = new HashMap<>();
  private long turn;

  /** A version of a probe's deal that was sent. */
  record Sent(int probe, long version, long atMillis) {}

  private record Answer(long version, long atMillis) {}

  Probes(int count) {
    versions = new long[count];
  }

  /** The next version of the next probe, sent now. */
  synchronized Sent next() {
    int probe = (int) (turn++ % versions.length);
    versions[probe]++;
    Sent next = new Sent(probe, versions[probe], System.currentTimeMillis());
    sent.add(next);
    return next;
  }

  /** Takes in an answer; event or number. */
  synchronized void answered(int probe, long version, long atMillis, boolean event) {
    (event ? events : numbers)
        .computeIfAbsent(probe, key -> new ArrayList<>())
        .add(new Answer(version, atMillis));
  }

  /** When what was sent was answered. */
  synchronized OptionalLong answerTo(Sent question, boolean event) {
    return (event ? events : numbers)
        .getOrDefault(question.probe, List.of()).stream()
            .filter(answer -> answer.version >= question.version)
            .mapToLong(Answer::atMillis)
            .min();
  }

  /** Everything sent since the time. */
  synchronized List<Sent> sentSince(long millis) {
    return sent.stream().filter(question -> question.atMillis >= millis).toList();
  }

  /** Adds what the probes' goals must stand at. */
  synchronized void expected(String prefix, Map<String, Long> expected) {
    for (int probe = 0; probe < versions.length; probe++) {
      long version = versions[probe];
      long cents = version == 0 ? 0 : version % 2 == 1 ? REACHED : SHORT;
      expected.put(prefix + Company.probeId(probe), cents);
    }
  }
}
