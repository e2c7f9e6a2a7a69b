package dev.dougong.web.rest.internal;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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

  /** The address as text, or {@code unknown}. */
  public String text() {
    @Nullable SocketAddress address = request.remoteAddress();
    @Nullable String text = address == null ? null : address.hostAddress();
    return text == null ? "unknown" : text;
  }
}
