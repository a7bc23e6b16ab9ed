package io.goalstream.notification.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names, and refuses addresses that are not public: a webhook must not reach into the
 * networks of those who run the service. The address that was checked is the one that is connected
 * to.
 */
final class PublicAddresses implements DnsResolver {
  private final boolean allowPrivate;

  PublicAddresses(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress address : addresses) {
      if (!allowPrivate && !isPublic(address)) {
        throw new UnknownHostException("the address of %s is not public".formatted(host));
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      boolean carrierNat = first == 100 && second >= 64 && second < 128;
      boolean benchmark = first == 198 && (second == 18 || second == 19);
      return first != 0 && first < 240 && !carrierNat && !benchmark && !reserved(bytes);
    }
    boolean globalUnicast = (first & 0xe0) == 0x20;
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    boolean documentation =
        bytes[1] == 0x01 && (bytes[2] & 0xff) == 0x0d && (bytes[3] & 0xff) == 0xb8;
    return globalUnicast && !sixToFour && !teredo && !(first == 0x20 && documentation);
  }

  /** Networks for protocols and for documentation, by the IANA's registry of special addresses. */
  private static boolean reserved(byte[] bytes) {
    int network = ((bytes[0] & 0xff) << 16) | ((bytes[1] & 0xff) << 8) | (bytes[2] & 0xff);
    return switch (network) {
      case 0xc00000, 0xc00002, 0xc05863, 0xc63364, 0xcb0071 -> true;
      default -> false;
    };
  }
}
