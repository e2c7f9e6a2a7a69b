package dev.dougong.web.rest.internal;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Address of the peer; of the client where a trusted proxy is configured. */
@RequestScoped
public class RemoteAddress {

  private final HttpServerRequest request;

  /** Of this request. */
  @Inject
  public RemoteAddress(HttpServerRequest request) {
    this.request = request;
  }

  /**
   * What is counted as one sender: the address, of IPv6 the half that names the network, because a
   * sender chooses the other half.
   */
  public String network() {
    String text = text();
    try {
      if (text.indexOf(':') >= 0 && InetAddress.getByName(text) instanceof Inet6Address six) {
        return HexFormat.of().formatHex(six.getAddress(), 0, 8);
      }
    } catch (UnknownHostException e) {
      return text;
    }
    return text;
  }

  /** The address as text, or {@code unknown}. */
  public String text() {
    @Nullable SocketAddress address = request.remoteAddress();
    @Nullable String text = address == null ? null : address.hostAddress();
    return text == null ? "unknown" : text;
  }
}
