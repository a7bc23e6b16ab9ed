package io.goalstream.attainment.streams;

import io.goalstream.schemas.serde.UnreadableRecordException;
import java.nio.charset.StandardCharsets;

/**
 * A key of the judge's input: what a record is about. The topic keeps the latest record of each
 * key, so every credit partition has its own.
 */
sealed interface JudgeKey {
  /** A goal's definition. */
  record OfGoal(String goalId) implements JudgeKey {}

  /** What a credit partition's facts count for in a goal. */
  record OfPartial(int partition, String goalId) implements JudgeKey {}

  /** A part of the distinct ids that a credit partition names for a goal. */
  record OfIds(int partition, int part, String goalId) implements JudgeKey {}

  /** How far a credit partition is. */
  record OfWatermark(int partition) implements JudgeKey {}

  static byte[] goal(String goalId) {
    return bytes("goal/" + goalId);
  }

  static byte[] partial(int partition, String goalId) {
    return bytes("partial/" + partition + '/' + goalId);
  }

  static byte[] ids(int partition, int part, String goalId) {
    return bytes("ids/" + partition + '/' + part + '/' + goalId);
  }

  /** To be read by one judge partition. */
  static byte[] watermark(int partition, int judgePartition) {
    return bytes("watermark/" + partition + '/' + judgePartition);
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  static JudgeKey parsed(byte[] key) throws UnreadableRecordException {
    String text = new String(key, StandardCharsets.UTF_8);
    try {
      String[] words = text.split("/", 2);
      return switch (words[0]) {
        case "goal" -> new OfGoal(words[1]);
        case "partial" -> {
          String[] rest = words[1].split("/", 2);
          yield new OfPartial(Integer.parseInt(rest[0]), rest[1]);
        }
        case "ids" -> {
          String[] rest = words[1].split("/", 3);
          yield new OfIds(Integer.parseInt(rest[0]), Integer.parseInt(rest[1]), rest[2]);
        }
        case "watermark" -> new OfWatermark(Integer.parseInt(words[1].split("/", 2)[0]));
        default -> throw new UnreadableRecordException("found key " + text);
      };
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new UnreadableRecordException("found key " + text);
    }
  }

  /** The partition that judges what the record is about. */
  static int judgePartition(byte[] key, AttainmentTopology.Partitions partitions) {
    String text = new String(key, StandardCharsets.UTF_8);
    try {
      return switch (parsed(key)) {
        case OfGoal(String goalId) -> partitions.ofGoal(goalId);
        case OfPartial(int partition, String goalId) -> partitions.ofGoal(goalId);
        case OfIds(int partition, int part, String goalId) -> partitions.ofGoal(goalId);
        case OfWatermark(int partition) ->
            Integer.parseInt(text.substring(text.lastIndexOf('/') + 1));
      };
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException(e);
    }
  }
}
