package io.goalstream.attainment.application;

import java.util.List;

/** Says which part of the service has not read its topics to the end. */
public interface Delays {
  /**
   * A part that is behind.
   *
   * @param part {@code ledger}, {@code engine} or {@code readModel}
   * @param position the offset up to which the part has read
   * @param end the offset after the last record
   */
  record Delay(String part, String topic, int partition, long position, long end) {}

  /** What is behind now; empty if everything has been read. */
  List<Delay> now();
}
