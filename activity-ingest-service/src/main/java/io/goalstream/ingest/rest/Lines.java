package io.goalstream.ingest.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a stream, one at a time, so that its length does not matter. */
final class Lines {
  /** No fact needs as many bytes; a longer line is passed over and never held in memory. */
  static final int LONGEST = 1 << 18;

  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private long number;

  Lines(InputStream stream) {
    this.stream = stream;
  }

  /**
   * A line that is not empty.
   *
   * @param number counted from 1, empty lines too
   * @param text its bytes without their end; none if it is longer than {@link #LONGEST}
   */
  record Line(long number, Optional<byte[]> text) {}

  /** The next line that is not empty; nothing at the end of the stream. */
  Optional<Line> next() throws IOException {
    while (fill()) {
      number++;
      ByteArrayOutputStream text = new ByteArrayOutputStream(256);
      boolean tooLong = readLine(text);
      if (tooLong) {
        return Optional.of(new Line(number, Optional.empty()));
      }
      byte[] bytes = withoutMark(text.toByteArray());
      if (!isBlank(bytes)) {
        return Optional.of(new Line(number, Optional.of(bytes)));
      }
    }
    return Optional.empty();
  }

  /** True if nothing more has come so far. */
  boolean areAwaited() throws IOException {
    return start == end && stream.available() == 0;
  }

  private boolean readLine(ByteArrayOutputStream text) throws IOException {
    boolean tooLong = false;
    while (fill()) {
      int from = start;
      while (start < end && buffer[start] != '\n') {
        start++;
      }
      tooLong |= text.size() + start - from > LONGEST;
      if (!tooLong) {
        text.write(buffer, from, start - from);
      }
      if (start < end) {
        start++;
        return tooLong;
      }
    }
    return tooLong;
  }

  private boolean fill() throws IOException {
    if (start == end) {
      start = 0;
      end = Math.max(0, stream.read(buffer));
      if (end == 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] withoutMark(byte[] text) {
    boolean marked =
        number == 1
            && text.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                text, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    return marked ? Arrays.copyOfRange(text, BYTE_ORDER_MARK.length, text.length) : text;
  }

  private static boolean isBlank(byte[] text) {
    for (byte one : text) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }
}
