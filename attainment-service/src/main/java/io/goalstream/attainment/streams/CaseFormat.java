package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.internal.v1.JudgedGoal;
import io.goalstream.attainment.internal.v1.PartitionPartial;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.goals.v1.GoalDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the judge's state is kept: Avro's single-object encoding, which names its schema by
 * fingerprint, so that a later version can still read it.
 */
final class CaseFormat {
  private CaseFormat() {}

  /** The stored case, or a new one. */
  static JudgedGoal judged(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new JudgedGoal(0L, null, List.of(), null);
    }
    try {
      return JudgedGoal.getDecoder().decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JudgedGoal judged) {
    try {
      ByteBuffer buffer = JudgedGoal.getEncoder().encode(judged);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stored form of a case; the definition is carried on as it came. */
  static JudgedGoal judged(Case known, @Nullable GoalDefinition definition) {
    List<PartitionPartial> partials =
        known.partials().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry ->
                    new PartitionPartial(entry.getKey(), JudgeFormat.partial(entry.getValue())))
            .toList();
    return new JudgedGoal(
        known.definitionSequence(),
        definition,
        partials,
        known.published().map(JudgeFormat::progress).orElse(null));
  }

  /** The rules' form of a stored case. */
  static Case known(JudgedGoal judged) {
    Map<Integer, Partial> partials = new HashMap<>();
    for (PartitionPartial entry : judged.getPartials()) {
      partials.put(entry.getPartition(), JudgeFormat.partial(entry.getPartial()));
    }
    Optional<Goal> goal = Optional.ofNullable(judged.getDefinition()).map(WorldReader::goal);
    Optional<Progress> published =
        goal.flatMap(
            of ->
                Optional.ofNullable(judged.getPublished())
                    .map(progress -> JudgeFormat.progress(progress, of)));
    return new Case(judged.getDefinitionSequence(), goal, Map.copyOf(partials), published);
  }

  static byte[] bytes(Watermarks watermarks) {
    StringBuilder text = new StringBuilder().append(watermarks.partitions());
    watermarks
        .sequences()
        .forEach(
            (partition, sequence) ->
                text.append(' ').append(partition).append(':').append(sequence));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static Watermarks watermarks(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Watermarks.UNKNOWN;
    }
    String[] words = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
    Map<Integer, Long> sequences = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split(":", -1);
      sequences.put(Integer.parseInt(pair[0]), Long.parseLong(pair[1]));
    }
    return new Watermarks(Integer.parseInt(words[0]), Map.copyOf(sequences));
  }
}
