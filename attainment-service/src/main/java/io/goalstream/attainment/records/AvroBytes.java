package io.goalstream.attainment.records;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Avro's binary encoding consists of, one after the other. Whatever does not fit ends in
 * a {@link RuntimeException}.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Binary
 *     encoding</a>
 */
final class AvroBytes {
  private static final int MOST_BYTES_OF_LONG = 8;
  private static final int BITS = 7;
  private static final int MOST_BITS = Long.SIZE;

  private final byte[] bytes;
  private int position;

  AvroBytes(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  boolean isAtEnd() {
    return position == bytes.length;
  }

  /** Zig-zag, seven bits in a byte, the lowest first. */
  long number() {
    return number(MOST_BITS);
  }

  /** The same, in at most five bytes. */
  int smallNumber() {
    return Math.toIntExact(number(Integer.SIZE));
  }

  private long number(int mostBits) {
    long found = 0;
    for (int shift = 0; shift < mostBits; shift += BITS) {
      byte next = bytes[position++];
      found |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (found >>> 1) ^ -(found & 1);
      }
    }
    throw new IllegalArgumentException("found a number of more than %d bits".formatted(mostBits));
  }

  boolean flag() {
    return switch (bytes[position++]) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new IllegalArgumentException("found another byte than 0 or 1");
    };
  }

  String word() {
    int length = length();
    String word = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return word;
  }

  /** A decimal of six places. */
  BigDecimal decimal() {
    int length = length();
    int start = position;
    position += length;
    if (length == 0) {
      throw new IllegalArgumentException("found a decimal of no bytes");
    }
    if (length > MOST_BYTES_OF_LONG) {
      return new BigDecimal(new BigInteger(bytes, start, length), FactBytes.PLACES);
    }
    long unscaled = bytes[start];
    for (int at = start + 1; at < position; at++) {
      unscaled = unscaled << Byte.SIZE | (bytes[at] & 0xFF);
    }
    return BigDecimal.valueOf(unscaled, FactBytes.PLACES);
  }

  Instant moment() {
    return Instant.ofEpochMilli(number());
  }

  /** A union of null and a string. */
  Optional<String> maybeWord() {
    return isThere() ? Optional.of(word()) : Optional.empty();
  }

  /** A union of null and a decimal. */
  Optional<BigDecimal> maybeDecimal() {
    return isThere() ? Optional.of(decimal()) : Optional.empty();
  }

  /** A union of null and a date. */
  Optional<LocalDate> maybeDate() {
    return isThere() ? Optional.of(LocalDate.ofEpochDay(smallNumber())) : Optional.empty();
  }

  /** A union of null and a moment. */
  Optional<Instant> maybeMoment() {
    return isThere() ? Optional.of(moment()) : Optional.empty();
  }

  void skipMaybeWord() {
    if (isThere()) {
      int length = length();
      position += length;
    }
  }

  /** How many items come next of an array or a map; 0 ends it. */
  int items() {
    long count = number();
    if (count < 0) {
      number(); // The size in bytes, for those who skip.
      count = -count;
    }
    return bounded(count);
  }

  Map<String, String> words() {
    int count = items();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> words = new HashMap<>();
    for (; count > 0; count = items()) {
      for (int item = 0; item < count; item++) {
        words.put(word(), word());
      }
    }
    return words;
  }

  private boolean isThere() {
    return flagOfUnion(smallNumber());
  }

  private static boolean flagOfUnion(int branch) {
    if (branch != 0 && branch != 1) {
      throw new IllegalArgumentException("found branch " + branch + " of two");
    }
    return branch == 1;
  }

  private int length() {
    return bounded(number());
  }

  /** Nothing is longer than what is left. */
  private int bounded(long length) {
    if (length < 0 || length > bytes.length - position) {
      throw new IllegalArgumentException("found a length of " + length);
    }
    return (int) length;
  }
}
