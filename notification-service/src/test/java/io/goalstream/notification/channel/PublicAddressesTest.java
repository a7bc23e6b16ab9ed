package io.goalstream.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "93.184.216.34, true",
    "2606:2800:220:1:248:1893:25c8:1946, true",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "10.0.0.1, false",
    "100.63.255.255, true",
    "100.64.0.0, false",
    "100.127.255.255, false",
    "100.128.0.0, true",
    "127.0.0.1, false",
    "127.255.255.254, false",
    "169.254.169.254, false",
    "172.15.255.255, true",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "172.32.0.0, true",
    "192.168.1.1, false",
    "198.17.255.255, true",
    "198.18.0.1, false",
    "198.19.255.255, false",
    "224.0.0.1, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "::127.0.0.1, false",
    "fe80::1, false",
    "fec0::1, false",
    "fc00::1, false",
    "fd12:3456::1, false",
    "ff02::1, false",
    "64:ff9b::7f00:1, false",
    "2002:7f00:1::, false",
    "2001::1, false",
    "2001:4860:4860::8888, true"
  })
  void anAddressIsPublicOrItIsNot(String address, boolean isPublic) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
  }
}
