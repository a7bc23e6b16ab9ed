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

  /** How far a credit partition is, for one judge partition to know. */
  record OfWatermark(int partition, int judgePartition) implements JudgeKey {}

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
      int first = text.indexOf('/');
      String rest = text.substring(first + 1);
      int second = rest.indexOf('/');
      return switch (text.substring(0, first)) {
        case "goal" -> new OfGoal(rest);
        case "partial" -> new OfPartial(number(rest, 0, second), rest.substring(second + 1));
        case "ids" -> {
          int third = rest.indexOf('/', second + 1);
          yield new OfIds(
              number(rest, 0, second), number(rest, second + 1, third), rest.substring(third + 1));
        }
        case "watermark" ->
            new OfWatermark(number(rest, 0, second), number(rest, second + 1, rest.length()));
        default -> throw new UnreadableRecordException("found key " + text);
      };
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new UnreadableRecordException("found key " + text, e);
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** The partition that judges what the record is about. */
  static int judgePartition(byte[] key, AttainmentTopology.Partitions partitions) {
    try {
      return switch (parsed(key)) {
        case OfGoal(String goalId) -> partitions.ofGoal(goalId);
        case OfPartial(int _, String goalId) -> partitions.ofGoal(goalId);
        case OfIds(int _, int _, String goalId) -> partitions.ofGoal(goalId);
        case OfWatermark(int _, int judgePartition) -> judgePartition;
      };
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException(e);
    }
  }
}
