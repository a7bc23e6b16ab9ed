package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @Test
  void everyPartHasAPortOfItsOwnInABlockOfTen() {
    Ports ports = new Ports(9000);

    assertThat(ports.all().values())
        .containsExactlyInAnyOrder(9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009);
    assertThat(ports.dashboard()).isEqualTo(9000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 65_525})
  void aBlockMayBeginAtTheEdges(int base) {
    assertThat(new Ports(base).all().values()).allMatch(port -> port >= 1024 && port <= 65_535);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1023, 65_526, 70_000})
  void aBlockBeyondTheEdgesIsRefused(int base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ports(base))
        .withMessage("found port %d, expected a number from 1024 to 65525".formatted(base));
  }

  @Test
  void aTakenPortIsNamedWithThePartThatNeedsIt() throws IOException {
    Ports ports = Ports.free();
    assertThat(ports.taken()).isEmpty();

    try (ServerSocket other =
        new ServerSocket(ports.goals(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(ports.taken())
          .contains(
              ("Port %d, which the goal-service needs, is taken by another program; stop it, or"
                      + " choose another block of ten with --port")
                  .formatted(other.getLocalPort()));
    }
  }
}
