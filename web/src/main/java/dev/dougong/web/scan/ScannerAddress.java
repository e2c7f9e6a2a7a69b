package dev.dougong.web.scan;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a clamd listens. */
record ScannerAddress(String host, int port) {

  private static final String SETTING = "DOUGONG_VIRUS_SCANNER";

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalStateException with a text in both languages where it is none
   */
  static ScannerAddress of(String text) {
    try {
      URI uri = new URI("clamd://" + text);
      if (uri.getHost() != null
          && uri.getPort() > 0
          && text.equals(uri.getHost() + ":" + uri.getPort())) {
        return new ScannerAddress(uri.getHost(), uri.getPort());
      }
    } catch (URISyntaxException e) {
      // told below, as an address that is none
    }
    throw new IllegalStateException(
        "%s 应为 主机:端口,而不是 \"%s\" / %s is host:port, not \"%s\"; 127.0.0.1:3310 is usual"
            .formatted(SETTING, text, SETTING, text));
  }

  /** Looked up anew each time: in containers the number behind a name changes. */
  InetSocketAddress lookedUp() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
