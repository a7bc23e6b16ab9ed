package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.WorldChange;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.attainment.records.WorldReader.SequencedChange;
import io.goalstream.schemas.serde.AvroCodec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Goals and their rules, once for all tasks of a process: every credit task knows every goal, and a
 * goal of its own for each of them would be most of the memory. Goals of one metric share it.
 */
final class GoalPool {
  /** What was read of each key of the world, so that the next task need not read it. */
  private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

  private final Map<String, CreditRule> rules = new ConcurrentHashMap<>();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

  /**
   * What was read, and of which bytes.
   *
   * @param digest of the bytes, which are much longer
   */
  private record Known(ByteBuffer digest, Reading<SequencedChange> reading) {}

  /** The change of the world that a record means; every partition has the same records. */
  Reading<SequencedChange> read(
      AvroCodec<io.goalstream.attainment.internal.v1.WorldChange> codec, byte[] key, byte[] value) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(value));
    return known.compute(
            ByteBuffer.wrap(key),
            (same, former) ->
                former != null && former.digest.equals(digest)
                    ? former
                    : new Known(digest, shared(WorldReader.read(codec, key, value))))
        .reading;
  }

  private static byte[] sha256(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private Reading<SequencedChange> shared(Reading<SequencedChange> reading) {
    return reading instanceof Reading.Read(SequencedChange(long sequence, var change))
        ? new Reading.Read<>(new SequencedChange(sequence, shared(change)))
        : reading;
  }

  private WorldChange shared(WorldChange change) {
    return change instanceof WorldChange.GoalDefined(Goal goal)
        ? new WorldChange.GoalDefined(shared(goal))
        : change;
  }

  /** The same goal, as others have it as well. */
  Goal shared(Goal goal) {
    return rule(goal).goal();
  }

  /** The rule of the goal. */
  CreditRule rule(Goal goal) {
    return rules.compute(
        goal.id(),
        (id, known) ->
            known != null && known.goal().equals(goal) ? known : new CreditRule(lean(goal)));
  }

  private Goal lean(Goal goal) {
    Metric metric = goal.metric();
    return goal.with(
        metrics.compute(
            metric.id(), (id, known) -> known != null && known.equals(metric) ? known : metric));
  }
}
