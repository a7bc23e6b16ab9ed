package io.goalstream.schemas.serde;

import java.nio.charset.StandardCharsets;
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

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
