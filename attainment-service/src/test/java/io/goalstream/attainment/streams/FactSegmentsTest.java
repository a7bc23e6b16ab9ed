package io.goalstream.attainment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many rows of all sizes against a plain list, and the memory that they give back. */
class FactSegmentsTest {
  private static final int MOST_BYTES = 3_000;
  private static final int ROWS = 6_000;
  private static final int CHANGES = 60_000;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final FactSegments segments = new FactSegments();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();

  private byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte @Nullable [] value() {
    return random.nextInt(10) == 0 ? null : bytes(MOST_BYTES);
  }

  private void add() {
    keys.add(bytes(40));
    values.add(value());
    assertThat(segments.add(keys.getLast(), values.getLast())).isEqualTo(keys.size() - 1);
  }

  private void compare() {
    for (int row = 0; row < keys.size(); row++) {
      assertThat(segments.hasKey(row, keys.get(row))).as("seed %d row %d", seed, row).isTrue();
      assertThat(segments.value(row)).as("seed %d row %d", seed, row).isEqualTo(values.get(row));
      assertThat(segments.hasValue(row)).isEqualTo(values.get(row) != null);
    }
  }

  @Test
  void everyRowKeepsItsKeyAndItsLatestValueWhereverItMoves() {
    for (int row = 0; row < ROWS; row++) {
      add();
    }
    for (int change = 0; change < CHANGES; change++) {
      int row = random.nextInt(keys.size());
      values.set(row, value());
      segments.replace(row, values.get(row));
    }
    compare();
  }

  @Test
  void aRowLargerThanASegmentHasOneOfItsOwn() {
    add();
    keys.add(new byte[] {1});
    values.add(new byte[9_000_000]);
    segments.add(keys.getLast(), values.getLast());
    add();
    compare();
  }

  @Test
  void aKeyIsNotTheBeginningOfAnother() {
    int row = segments.add(new byte[] {1, 2}, new byte[] {3});
    assertThat(segments.hasKey(row, new byte[] {1})).isFalse();
    assertThat(segments.hasKey(row, new byte[] {1, 2, 3})).isFalse();
    assertThat(segments.hasKey(row, new byte[] {1, 2})).isTrue();
  }

  @Test
  void whatLongerValuesLeaveBehindIsGivenBack() {
    int rows = 1_000;
    for (int row = 0; row < rows; row++) {
      segments.add(new byte[] {1}, new byte[1]);
    }
    for (int length = 1_000; length <= 20_000; length += 1_000) {
      for (int row = 0; row < rows; row++) {
        segments.replace(row, new byte[length]);
      }
    }
    assertThat(segments.size()).isLessThan(3L * rows * 20_000);
  }

  @Test
  void aSmallStoreIsSmall() {
    segments.add(new byte[20], new byte[200]);
    assertThat(segments.size()).isLessThan(20_000);
  }
}
