package io.goalstream.attainment.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbered rows of a key and a value in a few large arrays. Millions of facts as objects of their
 * own would be copied and marked by every collection, and take a quarter more memory. A value of
 * the same size is replaced in its place; what longer values leave behind is given back as soon as
 * it is half of an array.
 *
 * <p>A row is the row's number, the length of the key, that of the value (or {@link #NO_VALUE}) and
 * how many bytes there are for both, four bytes each, then key and value.
 */
final class FactSegments {
  /** Rows begin at multiples of this, so that an int can name any of them. */
  private static final int UNIT = 8;

  private static final int UNIT_BITS = 3;
  private static final int SEGMENT_BITS = 22;

  /** A little less than a power of two, so that it fits into the collector's regions. */
  private static final int SEGMENT = (1 << SEGMENT_BITS) - 64;

  private static final int FIRST_SEGMENT = 1 << 14;
  private static final int MOST_SEGMENTS = 1 << (Integer.SIZE - SEGMENT_BITS + UNIT_BITS);

  private static final int KEY_LENGTH = 4;
  private static final int VALUE_LENGTH = 8;
  private static final int CAPACITY = 12;
  private static final int HEADER = 16;
  private static final int NO_VALUE = -1;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Where each row is: the segment and the unit in it. */
  private int[] places = new int[1 << 10];

  private int rowCount;
  private final List<@Nullable Segment> segments = new ArrayList<>();
  private int last = -1;

  private static final class Segment {
    byte[] bytes;
    int used;
    int garbage;

    Segment(int size) {
      bytes = new byte[size];
    }
  }

  int rowCount() {
    return rowCount;
  }

  /** Adds a row; returns its number, which is one more than that of the row before. */
  int add(byte[] key, byte @Nullable [] value) {
    if (rowCount == places.length) {
      places = Arrays.copyOf(places, rowCount * 2);
    }
    int row = rowCount++;
    write(row, key, value);
    return row;
  }

  /** Replaces the row's value, or takes it away. */
  void replace(int row, byte @Nullable [] value) {
    byte[] bytes = bytes(row);
    int at = offset(row);
    int keyLength = number(bytes, at + KEY_LENGTH);
    int capacity = number(bytes, at + CAPACITY);
    if (keyLength + (value == null ? 0 : value.length) <= capacity) {
      writeValue(bytes, at, keyLength, value);
      return;
    }
    byte[] key = Arrays.copyOfRange(bytes, at + HEADER, at + HEADER + keyLength);
    int segment = segment(row);
    write(row, key, value);
    leave(segment, HEADER + capacity);
  }

  boolean hasKey(int row, byte[] key) {
    byte[] bytes = bytes(row);
    int at = offset(row);
    int start = at + HEADER;
    int length = number(bytes, at + KEY_LENGTH);
    return length == key.length && Arrays.equals(bytes, start, start + length, key, 0, key.length);
  }

  boolean hasValue(int row) {
    return number(bytes(row), offset(row) + VALUE_LENGTH) != NO_VALUE;
  }

  byte @Nullable [] value(int row) {
    byte[] bytes = bytes(row);
    int at = offset(row);
    int length = number(bytes, at + VALUE_LENGTH);
    int start = at + HEADER + number(bytes, at + KEY_LENGTH);
    return length == NO_VALUE ? null : Arrays.copyOfRange(bytes, start, start + length);
  }

  /** How many bytes the rows take, those included that are no longer in use. */
  long size() {
    long size = 0;
    for (Segment segment : segments) {
      size += segment == null ? 0 : segment.bytes.length;
    }
    return size;
  }

  private void write(int row, byte[] key, byte @Nullable [] value) {
    int content = roundedUp(key.length + (value == null ? 0 : value.length));
    int at = claim(row, HEADER + content);
    byte[] bytes = bytes(row);
    INT.set(bytes, at, row);
    INT.set(bytes, at + KEY_LENGTH, key.length);
    INT.set(bytes, at + CAPACITY, content);
    System.arraycopy(key, 0, bytes, at + HEADER, key.length);
    writeValue(bytes, at, key.length, value);
  }

  private static void writeValue(byte[] bytes, int at, int keyLength, byte @Nullable [] value) {
    INT.set(bytes, at + VALUE_LENGTH, value == null ? NO_VALUE : value.length);
    if (value != null) {
      System.arraycopy(value, 0, bytes, at + HEADER + keyLength, value.length);
    }
  }

  private static int roundedUp(int length) {
    return (length + UNIT - 1) & -UNIT;
  }

  /** Gives the row a place of that size; returns its offset in its segment. */
  private int claim(int row, int size) {
    if (last < 0 || !fits(open(last), size)) {
      begin(size);
    }
    Segment segment = open(last);
    int at = segment.used;
    places[row] = last << (SEGMENT_BITS - UNIT_BITS) | at >>> UNIT_BITS;
    segment.used += size;
    return at;
  }

  /** The first segment grows, since most stores of a small company stay small. */
  private static boolean fits(Segment segment, int size) {
    if (segment.used + size > segment.bytes.length && segment.used + size <= SEGMENT) {
      int wanted = Math.max(segment.bytes.length * 2, segment.used + size);
      segment.bytes = Arrays.copyOf(segment.bytes, Math.min(SEGMENT, wanted));
    }
    return segment.used + size <= segment.bytes.length;
  }

  private void begin(int size) {
    Segment segment = new Segment(Math.max(size, segments.isEmpty() ? FIRST_SEGMENT : SEGMENT));
    int free = segments.indexOf(null);
    if (free < 0 && segments.size() == MOST_SEGMENTS) {
      throw new IllegalStateException(
          "A partition's facts take more than %d segments; keep them on disk or use more partitions"
              .formatted(MOST_SEGMENTS));
    }
    last = free < 0 ? segments.size() : free;
    if (free < 0) {
      segments.add(segment);
    } else {
      segments.set(free, segment);
    }
  }

  private Segment open(int number) {
    Segment segment = segments.get(number);
    if (segment == null) {
      throw new IllegalStateException("Segment " + number + " was given back");
    }
    return segment;
  }

  /** Gives a segment back once half of it is no longer in use; what is in use moves. */
  private void leave(int number, int size) {
    Segment segment = open(number);
    segment.garbage += size;
    if (number == last || segment.garbage * 2 < segment.used) {
      return;
    }
    for (int at = 0; at < segment.used; ) {
      int length = HEADER + number(segment.bytes, at + CAPACITY);
      int row = number(segment.bytes, at);
      if (segment(row) == number && offset(row) == at) {
        int to = claim(row, length);
        System.arraycopy(segment.bytes, at, open(last).bytes, to, length);
      }
      at += length;
    }
    segments.set(number, null);
  }

  private int segment(int row) {
    return places[row] >>> (SEGMENT_BITS - UNIT_BITS);
  }

  private int offset(int row) {
    return (places[row] & ((1 << (SEGMENT_BITS - UNIT_BITS)) - 1)) << UNIT_BITS;
  }

  private byte[] bytes(int row) {
    return open(segment(row)).bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }
}
