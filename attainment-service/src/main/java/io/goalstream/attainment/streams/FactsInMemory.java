package io.goalstream.attainment.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Facts in memory, in the order in which they came first. A hash table with open addressing over
 * the rows of {@link FactSegments}: no object for a fact, and one look for it.
 */
final class FactsInMemory extends TopicFold implements FactStore {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final byte[] NOTHING = {};

  /** Row numbers plus 1; 0 is free. */
  private int[] table = new int[FIRST_CAPACITY];

  /** The hash of each row's key, so that a look at the row is needed once. */
  private int[] hashes = new int[FIRST_CAPACITY];

  private FactSegments rows = new FactSegments();
  private long size;

  FactsInMemory(String name) {
    super(name);
  }

  @Override
  void restore(byte[] key, byte @Nullable [] value) {
    int hash = hash(key);
    int row = find(key, hash);
    if (row < 0) {
      append(key, hash, value);
    } else {
      replace(row, value);
    }
  }

  @Override
  void clear() {
    table = new int[FIRST_CAPACITY];
    hashes = new int[FIRST_CAPACITY];
    rows = new FactSegments();
    size = 0;
  }

  @Override
  public Replaced put(byte[] key, byte @Nullable [] value) {
    int hash = hash(key);
    int row = find(key, hash);
    if (row < 0) {
      return new Replaced(place(append(key, hash, value)), null);
    }
    byte[] former = rows.value(row);
    if (!Arrays.equals(former, value)) {
      replace(row, value);
    }
    return new Replaced(place(row), former);
  }

  @Override
  public int walk(byte[] after, int most, Visitor visitor) {
    int first = after.length == 0 ? 0 : ByteBuffer.wrap(after).getInt() + 1;
    int end = Math.min(rows.rowCount(), first + most);
    for (int row = first; row < end; row++) {
      byte[] value = rows.value(row);
      visitor.visit(place(row), value == null ? NOTHING : value);
    }
    return Math.max(0, end - first);
  }

  @Override
  public long size() {
    return size;
  }

  private void replace(int row, byte @Nullable [] value) {
    size += (value == null ? 0 : 1) - (rows.hasValue(row) ? 1 : 0);
    rows.replace(row, value);
  }

  /** The number of the key's row, or -1. */
  private int find(byte[] key, int hash) {
    int slot = hash & (table.length - 1);
    while (table[slot] != 0) {
      int row = table[slot] - 1;
      if (hashes[row] == hash && rows.hasKey(row, key)) {
        return row;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return -1;
  }

  private int append(byte[] key, int hash, byte @Nullable [] value) {
    int row = rows.add(key, value);
    if (row == hashes.length) {
      hashes = Arrays.copyOf(hashes, row * 2);
    }
    hashes[row] = hash;
    size += value == null ? 0 : 1;
    if (2 * row >= table.length) {
      table = new int[table.length * 2];
      for (int former = 0; former < row; former++) {
        claim(former);
      }
    }
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
