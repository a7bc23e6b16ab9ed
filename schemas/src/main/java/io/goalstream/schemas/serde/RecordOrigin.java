package io.goalstream.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where a record stood before it was moved aside, and why; written into the headers of the moved
 * record, so that it can be looked at, mended and put back.
 *
 * @param topic the topic it came from
 * @param partition its partition there
 * @param offset its offset there
 */
public record RecordOrigin(String topic, int partition, long offset) {
  public static final String ORIGIN_TOPIC = "goalstream-origin-topic";
  public static final String ORIGIN_PARTITION = "goalstream-origin-partition";
  public static final String ORIGIN_OFFSET = "goalstream-origin-offset";
  public static final String REASON = "goalstream-reason";

  /** The original headers with origin and reason added. */
  public Headers headers(Headers original, String reason) {
    Headers headers = new RecordHeaders(original);
    put(headers, ORIGIN_TOPIC, topic);
    put(headers, ORIGIN_PARTITION, String.valueOf(partition));
    put(headers, ORIGIN_OFFSET, String.valueOf(offset));
    put(headers, REASON, reason);
    return headers;
  }

  /** Where the headers say that a record came from; empty if they do not. */
  public static Optional<RecordOrigin> of(Headers headers) {
    try {
      return Optional.of(
          new RecordOrigin(
              text(headers, ORIGIN_TOPIC).orElseThrow(),
              Integer.parseInt(text(headers, ORIGIN_PARTITION).orElseThrow()),
              Long.parseLong(text(headers, ORIGIN_OFFSET).orElseThrow())));
    } catch (NoSuchElementException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Why the headers say that a record was moved; unknown, if they do not. */
  public static String reason(Headers headers) {
    return text(headers, REASON).orElse("unknown");
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
