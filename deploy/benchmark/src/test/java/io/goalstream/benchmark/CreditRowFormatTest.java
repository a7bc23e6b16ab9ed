package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.benchmark.PeerTopology.CreditRow;
import org.junit.jupiter.api.Test;

class CreditRowFormatTest {
  @Test
  void whatWasWrittenIsRead() {
    CreditRow row = new CreditRow("rep-17", 11, 123_456_789_012L);

    assertThat(CreditRowFormat.row(CreditRowFormat.bytes(row))).isEqualTo(row);
  }
}
