package io.goalstream.ingest.webhooks;

import java.net.InetAddress;
import java.util.List;

/** Networks that may call. */
record Networks(List<Network> allowed) {
  Networks {
    allowed = List.copyOf(allowed);
  }

  /** All addresses that begin with the same bits. */
  record Network(InetAddress base, int bits) {
    /**
     * Reads an address, or one with the length of its prefix.
     *
     * @throws IllegalArgumentException if the text is no such thing
     */
    static Network of(String text) {
      String[] parts = text.strip().split("/", -1);
      InetAddress base = InetAddress.ofLiteral(parts[0]);
      int most = base.getAddress().length * Byte.SIZE;
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (parts.length > 2 || bits < 0 || bits > most) {
        throw new IllegalArgumentException("No network: " + text);
      }
      return new Network(base, bits);
    }

    boolean contains(InetAddress address) {
      byte[] own = base.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if ((own[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** True if nothing is said about networks, or the address is in one of them. */
  boolean allow(String address) {
    if (allowed.isEmpty()) {
      return true;
    }
    try {
      InetAddress caller = InetAddress.ofLiteral(address);
      return allowed.stream().anyMatch(network -> network.contains(caller));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
