package io.goalstream.benchmark;

import io.goalstream.benchmark.PeerTopology.CreditRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A credit in as few bytes as a careful hand makes of it. */
final class CreditRowFormat {
  private static final int FIXED = Byte.BYTES + Long.BYTES;

  private CreditRowFormat() {}

  static Serde<CreditRow> serde() {
    return Serdes.serdeFrom(
        (topic, row) -> row == null ? null : bytes(row),
        (topic, bytes) -> bytes == null ? null : row(bytes));
  }

  static byte[] bytes(CreditRow row) {
    byte[] rep = row.repId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + rep.length)
        .put((byte) row.month())
        .putLong(row.cents())
        .put(rep)
        .array();
  }

  static CreditRow row(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int month = buffer.get();
    long cents = buffer.getLong();
    String rep = new String(bytes, FIXED, bytes.length - FIXED, StandardCharsets.UTF_8);
    return new CreditRow(rep, month, cents);
  }
}
