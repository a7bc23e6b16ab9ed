package io.goalstream.attainment.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Facts in memory, in the order in which they came first. A hash table with open addressing over
 * rows of key and value in one array each: no objects per fact but its row, and one look for a
 * fact.
 */
final class FactsInMemory extends TopicFold implements FactStore {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int KEY_LENGTH_BYTES = 4;
  private static final byte[] NOTHING = {};

  /** Row numbers plus 1; 0 is free. */
  private int[] table = new int[FIRST_CAPACITY];

  /** The hash of each row's key, so that a look at the row is needed once. */
  private int[] hashes = new int[FIRST_CAPACITY];

  private byte[][] rows = new byte[FIRST_CAPACITY][];
  private int rowCount;
  private long size;

  FactsInMemory(String name) {
    super(name);
  }

  @Override
  void restore(byte[] key, byte @Nullable [] value) {
    set(rowOf(key), key, value);
  }

  @Override
  void clear() {
    table = new int[FIRST_CAPACITY];
    hashes = new int[FIRST_CAPACITY];
    rows = new byte[FIRST_CAPACITY][];
    rowCount = 0;
    size = 0;
  }

  @Override
  public Replaced put(byte[] key, byte @Nullable [] value) {
    int row = rowOf(key);
    byte[] former = value(rows[row]);
    if (!Arrays.equals(former, value)) {
      set(row, key, value);
    }
    return new Replaced(place(row), former);
  }

  @Override
  public int walk(byte[] after, int most, Visitor visitor) {
    int first = after.length == 0 ? 0 : ByteBuffer.wrap(after).getInt() + 1;
    int end = Math.min(rowCount, first + most);
    for (int row = first; row < end; row++) {
      byte[] value = value(rows[row]);
      visitor.visit(place(row), value == null ? NOTHING : value);
    }
    return Math.max(0, end - first);
  }

  @Override
  public long size() {
    return size;
  }

  private void set(int row, byte[] key, byte @Nullable [] value) {
    size += (value == null ? 0 : 1) - (value(rows[row]) == null ? 0 : 1);
    int valueLength = value == null ? 0 : value.length;
    ByteBuffer content = ByteBuffer.allocate(KEY_LENGTH_BYTES + key.length + valueLength);
    // The key's length is negative where there is no value: an empty value is one too.
    content.putInt(value == null ? ~key.length : key.length).put(key);
    if (value != null) {
      content.put(value);
    }
    rows[row] = content.array();
  }

  private static int keyLength(byte[] row) {
    int length = ByteBuffer.wrap(row).getInt();
    return length < 0 ? ~length : length;
  }

  private static byte @Nullable [] value(byte[] row) {
    int length = ByteBuffer.wrap(row).getInt();
    return length < 0 ? null : Arrays.copyOfRange(row, KEY_LENGTH_BYTES + length, row.length);
  }

  /** The number of the key's row; a new one without a value if there was none. */
  private int rowOf(byte[] key) {
    int hash = hash(key);
    int slot = hash & (table.length - 1);
    while (table[slot] != 0) {
      int row = table[slot] - 1;
      if (hashes[row] == hash && isRowOf(rows[row], key)) {
        return row;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return append(key, hash);
  }

  private static boolean isRowOf(byte[] row, byte[] key) {
    int length = keyLength(row);
    return Arrays.equals(row, KEY_LENGTH_BYTES, KEY_LENGTH_BYTES + length, key, 0, key.length);
  }

  private int append(byte[] key, int hash) {
    if (rowCount == rows.length) {
      rows = Arrays.copyOf(rows, rowCount * 2);
      hashes = Arrays.copyOf(hashes, rowCount * 2);
    }
    if (2 * rowCount >= table.length) {
      table = new int[table.length * 2];
      for (int row = 0; row < rowCount; row++) {
        claim(row);
      }
    }
    int row = rowCount++;
    hashes[row] = hash;
    rows[row] =
        ByteBuffer.allocate(KEY_LENGTH_BYTES + key.length).putInt(~key.length).put(key).array();
    claim(row);
    return row;
  }

  private void claim(int row) {
    int slot = hashes[row] & (table.length - 1);
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = row + 1;
  }

  /**
   * Kafka chose the partition by this hash, so its lowest bits are the same for all keys here; they
   * are mixed with the others.
   */
  private static int hash(byte[] key) {
    int hash = Utils.murmur2(key) * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  private static byte[] place(int row) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(row).array();
  }
}
