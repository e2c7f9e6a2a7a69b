package dev.dougong.web.rest.internal;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The host name for which a request is. */
@RequestScoped
public class RequestHost {

  private final HttpServerRequest request;

  /** Of this request. */
  @Inject
  public RequestHost(HttpServerRequest request) {
    this.request = request;
  }

  /** The name in lower case, without the port; empty where the request names none. */
  public String text() {
    return of(request);
  }

  static String of(HttpServerRequest request) {
    @Nullable HostAndPort authority = request.authority();
    String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
