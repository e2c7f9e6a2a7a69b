package dev.dougong.workflow.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: private, loopback, link-local, metadata,
 * shared, multicast, reserved, and IPv6 forms that carry an IPv4 address. After IANA's
 * special-purpose address registries; IPv6 is an allow-list (2000::/3 without its special parts).
 */
final class PublicAddresses {

  private static final List<Block> CLOSED_V4 =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("168.63.129.16", 32), // a cloud's own services answer here
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3));
  private static final Block OPEN_V6 = Block.of("2000::", 3);
  private static final List<Block> CLOSED_V6 =
      List.of(
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("3fff::", 20));

  private PublicAddresses() {}

  /** Whether the address belongs to the public internet. */
  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_V4.stream().noneMatch(block -> block.contains(bytes));
    }
    return OPEN_V6.contains(bytes) && CLOSED_V6.stream().noneMatch(block -> block.contains(bytes));
  }

  private record Block(InetAddress first, int bits) {

    static Block of(String first, int bits) {
      try {
        return new Block(InetAddress.getByName(first), bits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("first: '" + first + "'", e);
      }
    }

    boolean contains(byte[] address) {
      byte[] own = first.getAddress();
      if (own.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (own[i] != address[i]) {
          return false;
        }
      }
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return bits % 8 == 0 || (own[whole] & mask) == (address[whole] & mask);
    }
  }
}
